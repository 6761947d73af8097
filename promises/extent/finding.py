"""Finds extents inside running text, so that a reading can point into the activity's own words."""

from dataclasses import dataclass, replace

from promises.extent import vocabulary as v
from promises.extent.clauses import read_clause
from promises.extent.kinds import Kind, Timing
from promises.extent.model import Extent, is_measurable
from promises.extent.numbers import chain_end, is_name_before
from promises.extent.quantities import is_countable
from promises.extent.reading import read_extent
from promises.extent.rhythm import names_days, read_per
from promises.words import ONE, Token, TokenKind, read_number, tokens, word_at

LOOK_AROUND = 12
MAX_DEMAND_WORDS = 8
_SENTENCE_ENDS = frozenset(".!?•")
# Before a number: vague, a part of something else, or the rest of an amount that could not be read.
_VAGUE = frozenset(
    "drygt knappt nästan över än runt närmare uppemot de dessa alla av båda sina våra vårt deras nummer inte ej "
    "minst högst lägst max maximalt exakt precis åtminstone till mellan cirka ca ungefär omkring".split()
)
_BREAKS = frozenset(".;:!?•()")
_DISTRIBUTES = frozenset("av per / varje vardera % -".split())
_RANK = {Kind.ON_DEMAND: 1, Kind.ONGOING: 2, Kind.WITHIN: 3}


@dataclass(frozen=True, slots=True)
class Reading:
    """An extent and where it stands: `text[start:end]`, and `also` for a condition elsewhere in the sentence."""

    extent: Extent
    start: int
    end: int
    also: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Condition:
    words: str
    first: int
    end: int


def find(text: str) -> list[Reading]:
    """The extents in a sentence or longer text, in order and without overlap.

    Stricter than `parse`, since running text is full of numbers that promise nothing ("drygt 700 svarade"): a
    count needs "minst" or the like, or a noun of the field. Time grows with the length of the text.
    """
    ts = tokens(text)
    found: list[Reading] = []
    condition: _Condition | None = None
    i = 0
    while i < len(ts):
        if _begins_sentence(ts, i):
            condition = _condition(ts, i)
        reading = _embedded(ts, i)
        if reading is None:
            i = _next(ts, i)
            continue
        extent, end = reading
        found.append(_placed(ts, extent, i, end, condition))
        i = end
    return [reading for reading in found if _can_stand(reading.extent)]


def suggest(text: str) -> Reading | None:
    """The one reading that best tells the extent of an activity: what can be measured before "vid behov", before
    "löpande", before a period. None when two of the same weight compete."""
    ranked = sorted(find(text), key=lambda reading: _rank(reading.extent))
    if not ranked or (len(ranked) > 1 and _rank(ranked[0].extent) == _rank(ranked[1].extent)):
        return None
    return ranked[0]


def _rank(extent: Extent) -> int:
    return 0 if is_measurable(extent) else _RANK[extent.kind]


def _placed(ts: list[Token], extent: Extent, i: int, end: int, condition: _Condition | None) -> Reading:
    start, stop = ts[i].start, ts[end - 1].end
    if extent.kind is not Kind.SERVICE_LEVEL or extent.condition or condition is None or condition.end > i:
        return Reading(extent, start, stop)
    place = (ts[condition.first].start, ts[condition.end - 1].end)
    return Reading(replace(extent, condition=condition.words), start, stop, (place,))


def _can_stand(extent: Extent) -> bool:
    return extent.kind is not Kind.WITHIN or extent.timing is not Timing.BEFORE


def _begins_sentence(ts: list[Token], i: int) -> bool:
    return i == 0 or ts[i - 1].kind is TokenKind.END or ts[i - 1].text in _SENTENCE_ENDS


def _condition(ts: list[Token], i: int) -> _Condition | None:
    clause = read_clause(ts, i, v.WHEN)
    if clause is None or word_at(ts, clause[1]) not in (",", ")"):
        return None
    return _Condition(clause[0], i, clause[1])


def _next(ts: list[Token], i: int) -> int:
    """Past a whole telephone number or the like, so that no reading begins in the middle of it."""
    chain = chain_end(ts, i)
    if chain > i:
        return chain
    number = read_number(ts, i)
    return number[1] if number else i + 1


def _embedded(ts: list[Token], i: int) -> tuple[Extent, int] | None:
    if not _may_begin(ts, i):
        return None
    reading = read_extent(ts, i)
    if reading is None or not _CHECKS[reading[0].kind](ts, i, *reading):
        return None
    return reading


def _may_begin(ts: list[Token], i: int) -> bool:
    if (
        ts[i].kind is TokenKind.MARK
        or word_at(ts, i - 1) in _VAGUE
        or (i and ts[i - 1].kind is TokenKind.OTHER and ts[i].value is not None)
    ):
        return False
    if ts[i].kind is TokenKind.NUMBER:
        chain = chain_end(ts, i)
        ranged = chain == i + 3 and word_at(ts, i + 1) == "-"
        hangs = i > 0 and ts[i - 1].text in ("-", "/", "+", "§")
        return (chain == i + 1 or ranged) and not hangs and not is_name_before(ts, i)
    return ts[i].text not in ("/", "per", "i", "om") or _is_average_or_time(ts, i)


def _is_average_or_time(ts: list[Token], i: int) -> bool:
    """ "i veckan" alone means this week; "i snitt" and "i december" may begin an extent, "per" and "om" never."""
    return ts[i].text == "i" and read_per(ts, i) is None


def _check_counted(ts: list[Token], i: int, extent: Extent, end: int) -> bool:
    if word_at(ts, end) in _DISTRIBUTES or (end < len(ts) and ts[end].value is not None):
        return False
    if word_at(ts, end) in ("på", "i", "för", "hos") and word_at(ts, end + 1) in ("varje", "respektive"):
        return False
    if extent.kind is Kind.RATE:
        own_amount = extent.number is not None and not names_days(ts, i)
        return not _shares_rate(ts, end) and (own_amount or not _amount_before(ts, i))
    if extent.operator is None and (ts[i].text in ONE or not is_countable(extent.unit)):
        return False
    # "en utbildning på cirka två timmar": how long it is, not how much is promised.
    if extent.operator is None and extent.unit in v.LENGTHS and extent.time is None:
        return False
    return not _rate_follows(ts, end)


def _shares_rate(ts: list[Token], i: int) -> bool:
    """ "per år och skola": the rate goes on with one more word."""
    return word_at(ts, i) in ("och", "eller") and (i + 2 >= len(ts) or not ts[i + 2].is_word)


def _rate_follows(ts: list[Token], i: int) -> bool:
    """Whether "per vecka" comes later in the clause: then the count read so far is only half of it."""
    for j in range(i, min(i + LOOK_AROUND, len(ts))):
        if _breaks(ts[j]):
            return False
        if read_per(ts, j) is not None or names_days(ts, j):
            return True
    return False


def _amount_before(ts: list[Token], i: int) -> bool:
    """Whether an amount that was not read stands before "varje vecka": then the rhythm is only half of it."""
    for j in range(i - 1, max(i - LOOK_AROUND, -1), -1):
        if ts[j].value is not None and ts[j].text not in ONE:
            return True
        if _breaks(ts[j]):
            return False
    return False


def _breaks(token: Token) -> bool:
    amount = token.value is not None and token.text not in ONE
    return amount or token.kind is TokenKind.END or token.text in _BREAKS


def _check_ongoing(ts: list[Token], i: int, extent: Extent, end: int) -> bool:
    """ "ska löpande delta" tells how often; "löpande uppföljning" only describes a noun."""
    last = max(k for k in range(i, end) if ts[k].text in v.ONGOING)
    if ts[i].text in ("sker", "pågår") or word_at(ts, last - 1) in v.BEFORE_A_NOUN:
        return False
    following = word_at(ts, end)
    is_word = end < len(ts) and ts[end].is_word
    return not is_word or following in v.AFTER_AN_ADVERB or following.endswith("a")


def _check_demand(ts: list[Token], i: int, extent: Extent, end: int) -> bool:
    # In running text a clause after "vid behov" is the trigger only when it is marked as one; the words of
    # "på begäran av skolan genomföra besök" have no end that can be seen.
    if ts[i].text in v.WHEN:
        return end - i <= MAX_DEMAND_WORDS
    if extent.trigger is None:
        return True
    first = extent.trigger.split()[0]
    return first in v.WHEN or (first in v.ASKED and end - i == 2)


def _check_within(ts: list[Token], i: int, extent: Extent, end: int) -> bool:
    return extent.timing is not Timing.FROM or word_at(ts, i + 1) == "och"


def _always(ts: list[Token], i: int, extent: Extent, end: int) -> bool:
    return True


_CHECKS = {
    Kind.COUNT: _check_counted,
    Kind.RATE: _check_counted,
    Kind.SERVICE_LEVEL: _always,
    Kind.ONGOING: _check_ongoing,
    Kind.ON_DEMAND: _check_demand,
    Kind.WITHIN: _check_within,
}

"""Reads how much: modifiers, number or range, and the noun that is counted."""

from dataclasses import dataclass, replace

from promises.extent import vocabulary as v
from promises.extent.kinds import Operator, is_number
from promises.extent.rhythm import read_per
from promises.words import ONE, Number, Token, follows, plain, read_number, tokens, word_at

MAX_UNIT_WORDS = 3
_COMPARATIVES = frozenset("större längre kortare äldre yngre tidigare senare bättre extra".split())
_HOURS = frozenset({"timmar", "timme"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """ "i snitt minst ca 2": everything before the unit. `article` tells "en" and "ett" from the figure 1."""

    operator: Operator | None = None
    number: Number | None = None
    upper: Number | None = None
    approximate: bool = False
    average: bool = False
    article: bool = False

    @property
    def one(self) -> bool:
        return self.number is not None and self.number <= 1 and self.upper is None


def read_quantity(ts: list[Token], i: int) -> tuple[Quantity, int] | None:
    """Read modifiers and a number or range; a quantity without number holds only modifiers ("minst")."""
    quantity, j = _modifiers(ts, i)
    reading = read_number(ts, j)
    if reading is None:
        return quantity, j
    number, k = reading
    article = ts[j].text in ONE and k == j + 1
    quantity = replace(quantity, number=number, article=article)
    return _with_upper(ts, quantity, k) if is_number(number) else None


def _modifiers(ts: list[Token], i: int) -> tuple[Quantity, int]:
    quantity = Quantity()
    while True:
        word = word_at(ts, i)
        operator = _operator(ts, i)
        if word == "i" and word_at(ts, i + 1) in v.AVERAGE and not quantity.average:
            quantity, i = replace(quantity, average=True), i + 2
        elif word in v.APPROXIMATE and not quantity.approximate:
            quantity, i = replace(quantity, approximate=True), i + 1 + follows(ts, i + 1, ".")
        elif operator is not None and quantity.operator is None:
            quantity, i = replace(quantity, operator=operator[0]), operator[1]
        else:
            return quantity, i


def _operator(ts: list[Token], i: int) -> tuple[Operator, int] | None:
    for words, operator in v.OPERATORS.items():
        if follows(ts, i, *words):
            dotted = words == ("max",) and follows(ts, i + 1, ".")
            return operator, i + len(words) + dotted
    return None


def _with_upper(ts: list[Token], quantity: Quantity, j: int) -> tuple[Quantity, int] | None:
    separator = word_at(ts, j)
    if quantity.operator is Operator.AT_LEAST:
        return _at_least_at_most(ts, quantity, j)
    allowed = ("och",) if quantity.operator is Operator.BETWEEN else ("-", "till", "eller")
    reading = read_number(ts, j + 1) if separator in allowed else None
    if reading is None:
        return None if quantity.operator is Operator.BETWEEN else (quantity, j)
    if quantity.operator not in (None, Operator.BETWEEN):
        return None
    if separator == "eller" and reading[0] != (quantity.number or 0) + 1:
        return None
    return _between(quantity, reading)


def _at_least_at_most(ts: list[Token], quantity: Quantity, j: int) -> tuple[Quantity, int] | None:
    k = j + 1 if word_at(ts, j) in ("och", "men", ",") else j
    reading = read_number(ts, k + 1) if word_at(ts, k) == "högst" else None
    if reading is not None:
        return _between(quantity, reading)
    runs_on = word_at(ts, j) in ("-", "till", "eller") and read_number(ts, j + 1)
    return None if runs_on else (quantity, j)


def _between(quantity: Quantity, reading: tuple[Number, int]) -> tuple[Quantity, int] | None:
    upper, j = reading
    if not is_number(upper) or upper <= (quantity.number or 0):
        return None
    return replace(quantity, operator=Operator.BETWEEN, upper=upper, article=False), j


def read_unit(ts: list[Token], i: int, *, one: bool) -> tuple[str, int] | None:
    """Read the noun that is counted, with adjectives before it: "kontroller", "riktade kontroller", "timmar".

    `one` is the singular, where adjectives look like nouns: only a known noun of the field may then follow them.
    """
    if word_at(ts, i) in ("st", "stycken", "styck") and follows(ts, i + 1, "."):
        return "st", i + 2
    if word_at(ts, i) in ("st", "stycken", "styck") and i + 1 < len(ts) and _may_be_unit(ts[i + 1]):
        i += 1
    end = _noun(ts, i, one=one)
    if end is None:
        return None
    if ts[i].text in _HOURS:
        end = _hours_of(ts, end)
    if end == i + 1:
        return _one_word(ts, i, one=one)
    return plain(ts[i:end]), end


def _one_word(ts: list[Token], i: int, *, one: bool) -> tuple[str, int]:
    short = v.SHORT_UNITS.get(ts[i].text)
    dotted = short is not None and follows(ts, i + 1, ".") and ts[i].text not in ("stycken", "stycke")
    return (short[0 if one else 1] if short else ts[i].raw), i + 1 + dotted


def _noun(ts: list[Token], i: int, *, one: bool) -> int | None:
    """The index after the noun, or None when there is none that can be told from its adjectives."""
    last = i
    while last < len(ts) and last < i + MAX_UNIT_WORDS and _may_be_unit(ts[last]):
        last += 1
    if one:
        known = next((k for k in range(i, last) if v.COUNTABLE.fullmatch(ts[k].text)), None)
        return known + 1 if known is not None else (i + 1 if last == i + 1 else None)
    noun = next((k for k in range(i, last) if not _is_adjective(ts[k].text)), None)
    return None if noun is None else noun + 1


def _hours_of(ts: list[Token], end: int) -> int:
    """ "två timmar riktad trafikövervakning per vecka": what the hours are used for, when a rate follows it."""
    for last in (end + 1, end + 2):
        inside = last <= len(ts) and all(_may_be_unit(token) for token in ts[end:last])
        if inside and read_per(ts, last) is not None:
            return last
    return end


def _may_be_unit(token: Token) -> bool:
    return (
        token.is_word and token.value is None and token.text not in v.NEVER_IN_A_UNIT and len(token.raw) <= 40
    )


def _is_adjective(word: str) -> bool:
    endings = ("a", "ade", "ande", "ende", "timmars", "dagars", "veckors")
    return word.endswith(endings) or word in _COMPARATIVES


def is_countable(unit: str | None) -> bool:
    """Whether the unit ends in a noun that the field is known to count."""
    return bool(unit and v.COUNTABLE.fullmatch(unit.split()[-1].lower()))


def is_unit(text: str, *, one: bool, with_per: bool) -> bool:
    """Whether a free unit would be read again exactly as it stands."""
    from_text = tokens(text + (" per år" if with_per else ""))
    reading = read_unit(from_text, 0, one=one)
    return reading == (text, len(from_text) - 2 * with_per)

"""Reads the words of a promise's period; what the words do not say is left unknown, never filled in."""

from dataclasses import replace
from datetime import timedelta

from promises.periods.period import Period
from promises.periods.times import Time, read_time
from promises.words import Token, TokenKind, follows, read_number, tokens, word_at

MAX_LENGTH = 400

_LEADS = frozenset(
    "under perioden period tiden tidsperioden gäller avser löper för åren hela avtalsperiod".split()
)
_UNTIL_OTHER = (("tills",), ("till", "dess"), ("så", "länge"), ("dock",), ("förutsatt",))
_LENGTHS = frozenset("år månad månader vecka veckor dag dagar mandatperiod mandatperioder".split())
_EDGE = frozenset(".,;()")


def parse(text: str) -> Period | None:
    """Read a period such as "2021-2022", "hösten 2020", "tills vidare" or "senast december 2018".

    The result keeps `text` as it was written. A length without dates ("två år från undertecknandet") gives a
    period that has only its words. Returns None for what cannot be read as a whole.
    """
    if len(text) > MAX_LENGTH:
        return None
    ts = _trimmed(tokens(text))
    period = _until_further_notice(ts, text) or _last_day(ts) or _length(ts) or _dated(ts, text)
    return None if period is None else replace(period, text=text.strip())


def _trimmed(ts: list[Token]) -> list[Token]:
    ts = [token for token in ts if token.kind is not TokenKind.END]
    while ts and ts[-1].text in _EDGE:
        ts = ts[:-1]
    i = 0
    while i < len(ts) - 1 and (ts[i].text in _LEADS or ts[i].text in ("(", ":")):
        i += 1
    return ts[i:]


def _until_further_notice(ts: list[Token], text: str) -> Period | None:
    if not follows(ts, 0, "tills", "vidare"):
        return None
    start, i = _starting(ts, 2) or (None, 2)
    condition = _condition(ts, i, text)
    if condition is None:
        return None
    return _open(start, condition)


def _starting(ts: list[Token], i: int) -> tuple[Time, int] | None:
    """ "från och med 1 mars 2026", where the dates are told."""
    j = i + 3 if follows(ts, i, "från", "och", "med") else i + 1
    if word_at(ts, i) not in ("från", "fr.o.m.", "fr.o.m"):
        return None
    reading = read_time(ts, j)
    return reading if reading and reading[0].start else None


def _open(start: Time | None, condition: str) -> Period:
    if start is None:
        return Period(open_ended=True, condition=condition)
    return Period(start=start.start, precision=start.precision, open_ended=True, condition=condition)


def _condition(ts: list[Token], i: int, text: str) -> str | None:
    """The words for what ends the period, from token `i` on; None when something else stands there."""
    i = i + 1 if word_at(ts, i) in (",", "och") else i
    if i >= len(ts):
        return ""
    if not any(follows(ts, i, *words) for words in _UNTIL_OTHER):
        return None
    return " ".join(text[ts[i].start : ts[-1].end].split())


def _last_day(ts: list[Token]) -> Period | None:
    """ "senast december 2018", "till och med 31 mars 2027", "före 2027"."""
    i = _after_limit(ts)
    reading = read_time(ts, i) if i else None
    if reading is None or reading[1] != len(ts) or not (reading[0].end and reading[0].start):
        return None
    time = reading[0]
    end = time.start - timedelta(days=1) if ts[0].text in ("före", "innan") and time.start else time.end
    return Period(end=end, precision=time.precision)


def _after_limit(ts: list[Token]) -> int:
    if follows(ts, 0, "till", "och", "med"):
        return 3
    if word_at(ts, 0) == "senast":
        return 2 if word_at(ts, 1) in ("i", "under") else 1
    return 1 if word_at(ts, 0) in ("t.o.m.", "t.o.m", "tom", "före", "innan") else 0


def _length(ts: list[Token]) -> Period | None:
    reading = read_number(ts, 0)
    if reading is None or word_at(ts, reading[1]) not in _LENGTHS or len(ts) > 15:
        return None
    after = word_at(ts, reading[1] + 1)
    return Period() if after in ("", "från", "efter", "framåt", "räknat") else None


def _dated(ts: list[Token], text: str) -> Period | None:
    whole = read_time(ts, 0)
    reading = whole or _starting(ts, 0)
    if reading is None or not reading[0].has_year:
        return None
    time, i = reading
    if whole and i == len(ts):
        return Period(start=time.start, end=time.end, precision=time.precision)
    return _from(ts, time, i, text)


def _from(ts: list[Token], time: Time, i: int, text: str) -> Period | None:
    """What follows a starting point: nothing, "tills vidare", or the words for what ends the period."""
    if time.start is None:
        return None
    i = i + 1 if word_at(ts, i) in ("-", ",", "och") else i
    i = i + 2 if follows(ts, i, "tills", "vidare") else i
    condition = _condition(ts, i, text)
    return None if condition is None else _open(time, condition)

"""Reads a Swedish expression of time among tokens: "hösten 2020", "januari–mars 2027", "den 31 mars"."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from promises.periods.period import Precision
from promises.periods.points import OVER_NEW_YEAR, SEASONS, Point, Unit, join
from promises.words import MONTHS, Token, TokenKind, follows, is_year, read_ordinal, word_at

_MONTHS = {name: n for n, name in enumerate(MONTHS, start=1)} | {
    "jan": 1,
    "feb": 2,
    "apr": 4,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
_SEASON_WORDS = {name: name for name in (*SEASONS, *OVER_NEW_YEAR)} | {
    "vår": "våren",
    "sommar": "sommaren",
    "höst": "hösten",
    "vinter": "vintern",
    "vt": "vårterminen",
    "ht": "höstterminen",
}
_NEEDS_YEAR = frozenset({"vår", "sommar", "höst", "vinter", "vt", "ht"})
# Stretches that people know without dates. Some may carry a year, but it gives no exact days either.
_NAMED = frozenset(
    "året perioden löftesperioden avtalsperioden mandatperioden verksamhetsåret terminen".split()
)
_NAMED_WITH_YEAR = frozenset(
    "sommarlovet höstlovet sportlovet påsklovet jullovet badsäsongen sommarmånaderna vintermånaderna "
    "årsskiftet".split()
)
_NAMED_PAIRS = frozenset(
    {("årets", "slut"), ("årets", "början"), ("innevarande", "år"), ("periodens", "slut")}
)
_PARTS = {"kvartal": (Unit.QUARTER, 4), "tertial": (Unit.TERTIAL, 3), "halvår": (Unit.HALF, 2)}
_DEFINITE = {"kvartalet": "kvartal", "tertialet": "tertial", "halvåret": "halvår"}
_SHORT = {"q": "kvartal", "k": "kvartal", "t": "tertial"}

PointReading: TypeAlias = tuple[Point, int]


@dataclass(frozen=True, slots=True)
class Time:
    """One read expression of time: canonical words, and first and last day where the words give them."""

    text: str
    start: date | None
    end: date | None
    precision: Precision
    has_year: bool
    bare_year: bool


def read_time(ts: list[Token], i: int) -> tuple[Time, int] | None:
    """Read one point or range at token `i`, without preposition; returns it and the index after it, or None.

    A range whose first end lacks the year takes it from the last one. A range that runs backwards, or mixes
    what cannot be compared, is not read at all.
    """
    between = follows(ts, i, "mellan")
    start = i + 1 if between else _after_from(ts, i)
    reading = _range(ts, start, between=between)
    if reading is not None or start != i:
        return reading
    point = read_point(ts, i)
    if point is None:
        return None
    return _single(point[0]), point[1]


def read_point(ts: list[Token], i: int) -> PointReading | None:
    """Read one day, week, month, season, quarter, tertial, half year, year or named stretch at token `i`."""
    for reader in _READERS:
        reading = reader(ts, i)
        if reading is not None:
            return reading if _exists(reading[0]) else None
    return None


def _single(point: Point) -> Time:
    start, end = point.days or (None, None)
    has_year = point.year is not None
    return Time(point.text, start, end, point.precision, has_year, point.unit is Unit.YEAR)


def _after_from(ts: list[Token], i: int) -> int:
    if follows(ts, i, "från", "och", "med"):
        return i + 3
    return i + 1 if word_at(ts, i) in ("från", "fr.o.m.", "fr.o.m") else i


def _range(ts: list[Token], i: int, *, between: bool) -> tuple[Time, int] | None:
    first = _day_of_range(ts, i) or read_point(ts, i)
    if first is None:
        return None
    j = _after_separator(ts, first[1], between=between, year=first[0].unit is Unit.YEAR)
    if j is None:
        return None
    last = _week_number(ts, j) if first[0].unit is Unit.WEEK else None
    last = last or read_point(ts, j)
    if last is None:
        return None
    time = _joined(first[0], last[0], consecutive=not between and word_at(ts, first[1]) == "och")
    return None if time is None else (time, last[1])


def _after_separator(ts: list[Token], i: int, *, between: bool, year: bool) -> int | None:
    if between:
        return i + 1 if word_at(ts, i) == "och" else None
    if follows(ts, i, "till", "och", "med"):
        return i + 3
    if word_at(ts, i) in ("-", "till", "t.o.m.", "t.o.m", "tom") or (year and word_at(ts, i) == "och"):
        return i + 1
    return None


def _joined(first: Point, last: Point, *, consecutive: bool) -> Time | None:
    if first.unit is Unit.NAMED or first.unit is not last.unit:
        return None
    if consecutive and (last.year or 0) != (first.year or 0) + 1:
        return None
    if first.year is None:
        first = first.in_year(last.year)
    if last.year is None and first.year is not None:
        return None
    if not (_exists(first) and _exists(last)):
        return None
    return _spanning(first, last)


def _spanning(first: Point, last: Point) -> Time | None:
    begins, ends = first.days, last.days
    text = join(first, last)
    if begins is None or ends is None:
        has_year = last.year is not None
        return None if has_year else Time(text, None, None, Precision.UNKNOWN, has_year, False)
    # Autumn begins after the autumn term and ends before it: going forward at one end is enough.
    if begins[0] >= ends[0] and begins[1] >= ends[1]:
        return None
    return Time(text, begins[0], ends[1], first.precision, True, first.unit is Unit.YEAR)


def _exists(point: Point) -> bool:
    # 31 February does not exist in any year; 29 February in a year not said may.
    try:
        return point.in_year(point.year or 2024).days is not None or point.unit in (Unit.NAMED, Unit.SEASON)
    except ValueError:
        return False


def _year_at(ts: list[Token], i: int) -> int | None:
    if i < len(ts) and ts[i].kind is TokenKind.NUMBER and len(ts[i].raw) == 4 and is_year(ts[i].value):
        return int(ts[i].raw)
    return None


def _with_year(ts: list[Token], i: int, point: Point) -> PointReading:
    year = _year_at(ts, i)
    if year is None:
        return point, i
    following = _year_at(ts, i + 2)
    runs_on = point.name in OVER_NEW_YEAR or point.name == "årsskiftet"
    if runs_on and word_at(ts, i + 1) in ("/", "-") and following == year + 1:
        return replace(point, year=year, over_new_year=True), i + 3
    return point.in_year(year), i + 1


def _iso_date(ts: list[Token], i: int) -> PointReading | None:
    if i >= len(ts) or ts[i].kind is not TokenKind.DATE:
        return None
    try:
        day = date.fromisoformat(ts[i].raw)
    except ValueError:
        return None
    return Point(Unit.DAY, day.month, day.day, year=day.year), i + 1


def _day(ts: list[Token], i: int) -> PointReading | None:
    j = i + 1 if word_at(ts, i) == "den" else i
    day, month = _day_number(ts, j), _MONTHS.get(word_at(ts, j + 1))
    if day is None or month is None:
        return None
    return _with_year(ts, j + 2, Point(Unit.DAY, month, day))


def _day_of_range(ts: list[Token], i: int) -> PointReading | None:
    """The "1" of "1–15 juni": its month is the last day's."""
    j = i + 1 if word_at(ts, i) == "den" else i
    day, month = _day_number(ts, j), _MONTHS.get(word_at(ts, j + 3))
    if (
        day is None
        or month is None
        or word_at(ts, j + 1) not in ("-", "till")
        or _day_number(ts, j + 2) is None
    ):
        return None
    return Point(Unit.DAY, month, day), j + 1


def _day_number(ts: list[Token], i: int) -> int | None:
    if i >= len(ts):
        return None
    if ts[i].kind is TokenKind.ORDINAL:
        return int(ts[i].text.split(":")[0]) or None
    value = ts[i].value if ts[i].kind is TokenKind.NUMBER else None
    return value if isinstance(value, int) and 1 <= value <= 31 else None


def _month(ts: list[Token], i: int) -> PointReading | None:
    month = _MONTHS.get(word_at(ts, i))
    if month is None:
        return None
    j = i + 2 if follows(ts, i + 1, "månad") else i + 1
    return _with_year(ts, j, Point(Unit.MONTH, month))


def _season(ts: list[Token], i: int) -> PointReading | None:
    name = _SEASON_WORDS.get(word_at(ts, i))
    if name is None:
        return None
    point, j = _with_year(ts, i + 1, Point(Unit.SEASON, name=name))
    return None if point.year is None and word_at(ts, i) in _NEEDS_YEAR else (point, j)


def _numbered_part(ts: list[Token], i: int) -> PointReading | None:
    """ "tertial 2 2026", "T2 2026", "Q1 2026"."""
    word = word_at(ts, i)
    if len(word) == 2 and word[0] in _SHORT and word[1].isdecimal() and _year_at(ts, i + 1):
        return _part(ts, _SHORT[word[0]], int(word[1]), i + 1)
    if word in ("kvartal", "tertial") and i + 1 < len(ts) and isinstance(ts[i + 1].value, int):
        return _part(ts, word, int(ts[i + 1].value or 0), i + 2)
    return None


def _ordinal_part(ts: list[Token], i: int) -> PointReading | None:
    """ "första halvåret 2026", "det tredje kvartalet"."""
    ordinal = read_ordinal(ts, i + 1 if word_at(ts, i) == "det" else i)
    if ordinal is None:
        return None
    number, j = ordinal
    noun = _DEFINITE.get(word_at(ts, j))
    return None if noun is None else _part(ts, noun, number, j + 1)


def _part(ts: list[Token], noun: str, number: int, j: int) -> PointReading | None:
    unit, most = _PARTS[noun]
    if not 1 <= number <= most:
        return None
    j = j + 1 if follows(ts, j, "av") and _year_at(ts, j + 1) else j
    return _with_year(ts, j, Point(unit, number))


def _week(ts: list[Token], i: int) -> PointReading | None:
    if word_at(ts, i) not in ("vecka", "v"):
        return None
    return _week_number(ts, i + 2 if follows(ts, i, "v", ".") else i + 1)


def _week_number(ts: list[Token], i: int) -> PointReading | None:
    number = ts[i].value if i < len(ts) and ts[i].kind is TokenKind.NUMBER else None
    if not isinstance(number, int) or not 1 <= number <= 53:
        return None
    return _with_year(ts, i + 1, Point(Unit.WEEK, number))


def _year(ts: list[Token], i: int) -> PointReading | None:
    j = i + 1 if word_at(ts, i) in ("år", "året", "kalenderåret", "åren", "verksamhetsåret") else i
    year = _year_at(ts, j)
    return None if year is None else (Point(Unit.YEAR, year=year), j + 1)


def _named(ts: list[Token], i: int) -> PointReading | None:
    word = word_at(ts, i)
    if (word, word_at(ts, i + 1)) in _NAMED_PAIRS:
        return Point(Unit.NAMED, name=f"{word} {word_at(ts, i + 1)}"), i + 2
    if word in _NAMED_WITH_YEAR:
        return _with_year(ts, i + 1, Point(Unit.NAMED, name=word))
    return (Point(Unit.NAMED, name=word), i + 1) if word in _NAMED else None


_READERS: tuple[Callable[[list[Token], int], PointReading | None], ...] = (
    _iso_date,
    _day,
    _month,
    _season,
    _numbered_part,
    _ordinal_part,
    _week,
    _year,
    _named,
)

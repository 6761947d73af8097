"""The year wheel (årshjul) as geometry: a ring for each activity, a mark for each occasion. Pure.

Coordinates are text, written with a point whatever the language of the page. Shape and filling say what became of an
occasion and the number which activity it belongs to; colour only repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import cos, pi, sin

from followup.plans import Line, Plan
from followup.states import OccasionState

SIZE = 360
CENTRE = SIZE / 2
OUTER, INNER, MONTHS_AT = 148.0, 62.0, 164.0
# Left open at the top, in degrees, for the numbers of the rings.
GAP = 12.0
TONES = ("accent", "warm", "info", "neutral")
# An occasion that lasts longer than this is drawn as a stretch that ends in its mark.
LONG_DAYS = 7
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Text:
    x: str
    y: str
    text: str


@dataclass(frozen=True)
class Mark:
    """The sign of one occasion, as the path of its shape."""

    state: OccasionState
    path: str


@dataclass(frozen=True)
class Ring:
    """One activity: its number, and its occasions from January to December."""

    number: str
    activity: str
    tone: str
    circle: str
    label: Text
    size: str
    marks: list[Mark] = field(default_factory=list)
    stretches: list[Mark] = field(default_factory=list)


@dataclass(frozen=True)
class Wheel:
    year: int
    months: list[Text]
    spokes: list[str]
    rings: list[Ring]
    # The day of today, when it is in the year.
    today: str


def wheel_of(plan: Plan, today: date) -> Wheel:
    """The wheel of one calendar year. Occasions of activities that are no longer promised are only in the list."""
    by_number: dict[str, list[Line]] = {}
    for line in plan.lines:
        if line.activity:
            by_number.setdefault(str(line.activity.text.number), []).append(line)
    numbers = sorted(by_number, key=_in_order)
    step = min(20.0, (OUTER - INNER) / max(len(numbers), 1))
    rings = [
        _ring(plan.year, number, by_number[number], OUTER - step * (index + 0.5), step, index)
        for index, number in enumerate(numbers)
    ]
    return Wheel(
        year=plan.year,
        months=[_month(plan.year, number) for number in range(1, 13)],
        spokes=[_spoke(_angle(date(plan.year, number, 1), plan.year, 0)) for number in range(1, 13)],
        rings=rings,
        today=_spoke(_angle(today, plan.year)) if today.year == plan.year else "",
    )


def sample(state: OccasionState) -> str:
    """The shape of a state for the key of symbols, in a square of 16."""
    return _shape(state, 8, 8, 5)


def _in_order(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdecimal() else (10_000, number)


def _ring(year: int, number: str, lines: list[Line], radius: float, step: float, index: int) -> Ring:
    activity = lines[0].activity
    ring = Ring(
        number=number,
        activity=activity.text.text if activity else "",
        tone=TONES[index % len(TONES)],
        circle=_arc(radius, GAP / 2, 360 - GAP / 2),
        label=Text(_n(CENTRE), _n(CENTRE - radius), number),
        size=_n(min(11.0, step * 0.95)),
    )
    size = min(5.5, step * 0.38, max(2.2, _room(lines, radius)))
    for line in lines:
        _draw(ring, line, year, radius, size)
    return ring


def _room(lines: list[Line], radius: float) -> float:
    """The radius at which the two nearest marks of a ring just touch."""
    days = sorted({line.last.toordinal() for line in lines})
    nearest = min((later - earlier for earlier, later in pairwise(days)), default=365)
    return radius * pi * nearest / 366


def _draw(ring: Ring, line: Line, year: int, radius: float, size: float) -> None:
    if (line.last - line.first).days > LONG_DAYS:
        first, last = max(line.first, date(year, 1, 1)), min(line.last, date(year, 12, 31))
        path = _arc(radius, _angle(first, year, 0), _angle(last, year, 1))
        ring.stretches.append(Mark(line.state, path))
    if line.last.year == year:
        ring.marks.append(
            Mark(line.state, _shape(line.state, *_point(_angle(line.last, year), radius), size))
        )


def _month(year: int, number: int) -> Text:
    # In the middle of the month, and a little lower than the point: letters stand on their line.
    x, y = _point(_angle(date(year, number, 16), year), MONTHS_AT)
    return Text(_n(x), _n(y), _MONTHS[number - 1])


def _spoke(angle: float) -> str:
    return f"M{_at(angle, INNER - 6)}L{_at(angle, OUTER + 4)}"


def _angle(day: date, year: int, part: float = 0.5) -> float:
    """Degrees from the top, clockwise. ``part`` of the day: 0 its beginning, 1 its end."""
    first = date(year, 1, 1)
    share = ((day - first).days + part) / (date(year + 1, 1, 1) - first).days
    return GAP / 2 + share * (360 - GAP)


def _point(angle: float, radius: float) -> tuple[float, float]:
    turn = angle / 180 * pi
    return CENTRE + radius * sin(turn), CENTRE - radius * cos(turn)


def _at(angle: float, radius: float) -> str:
    x, y = _point(angle, radius)
    return f"{_n(x)} {_n(y)}"


def _arc(radius: float, first: float, last: float) -> str:
    large = int(last - first > 180)
    return f"M{_at(first, radius)}A{_n(radius)} {_n(radius)} 0 {large} 1 {_at(last, radius)}"


def _shape(state: OccasionState, x: float, y: float, r: float) -> str:
    """A ring or a disc; a diamond for what nobody has reported, a triangle for what was not done, a cross for
    what is cancelled."""
    if state is OccasionState.CANCELLED:
        return f"M{_n(x - r)} {_n(y - r)}L{_n(x + r)} {_n(y + r)}M{_n(x - r)} {_n(y + r)}L{_n(x + r)} {_n(y - r)}"
    if state is OccasionState.UNREPORTED:
        wide = r * 1.25
        return (
            f"M{_n(x)} {_n(y - wide)}L{_n(x + wide)} {_n(y)}L{_n(x)} {_n(y + wide)}L{_n(x - wide)} {_n(y)}Z"
        )
    if state is OccasionState.NOT_DONE:
        return f"M{_n(x)} {_n(y - r)}L{_n(x + r)} {_n(y + r)}L{_n(x - r)} {_n(y + r)}Z"
    half = f"A{_n(r)} {_n(r)} 0 1 1"
    return f"M{_n(x - r)} {_n(y)}{half} {_n(x + r)} {_n(y)}{half} {_n(x - r)} {_n(y)}Z"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

"""A measured value over time as the geometry of a chart: where every line, mark and word stands. Pure.

The chart never says more than the table beside it. Series are told apart by dash and by marker, never by colour alone.
The scale begins at zero unless a value is below it, so that a small change does not look like a large one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from organisations.swedish import shown_number

WIDTH, HEIGHT = 400, 260
LEFT, RIGHT, TOP, BOTTOM = 56, 14, 16, 34
MARKERS = ("circle", "square", "triangle", "diamond")
_TICKS = 5
_NICE = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_MOST_YEARS = 6

Points = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True)
class Mark:
    """A measured value at its place, and the shape that is drawn there."""

    x: int
    y: int
    shape: str

    @property
    def path(self) -> str:
        """The shape as the path of an SVG, four units from its middle in each direction."""
        x, y = self.x, self.y
        return {
            "circle": f"M{x - 4} {y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
            "square": f"M{x - 4} {y - 4}h8v8h-8z",
            "triangle": f"M{x} {y - 5}l5 9h-10z",
            "diamond": f"M{x} {y - 5}l5 5l-5 5l-5 -5z",
        }[self.shape]


@dataclass(frozen=True)
class Line:
    """One series. ``look`` 0 is what the chart is about; what it is compared with takes turns with the three others."""

    name: str
    look: int
    points: str
    marks: list[Mark] = field(default_factory=list)

    @property
    def sample(self) -> Mark:
        """What the legend shows."""
        return Mark(16, 8, MARKERS[self.look])


@dataclass(frozen=True)
class Tick:
    at: int
    text: str


@dataclass(frozen=True)
class Band:
    x: int
    width: int


@dataclass(frozen=True)
class Chart:
    """Everything that is drawn, in the units of a picture of ``WIDTH`` × ``HEIGHT``."""

    lines: list[Line]
    y_ticks: list[Tick]
    x_ticks: list[Tick]
    period: Band | None = None
    target: int | None = None
    baseline: Mark | None = None
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def draw(
    own: Points,
    *,
    name: str = "",
    baseline: tuple[date | None, Decimal] | None = None,
    target: Decimal | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    compared: Mapping[str, Points] | None = None,
) -> Chart | None:
    """The chart, or None when there is no dated value to draw."""
    others = compared or {}
    dated = [(baseline[0], baseline[1])] if baseline and baseline[0] else []
    known = [*own, *dated, *(point for points in others.values() for point in points)]
    if not known:
        return None
    days = [day for day, _value in known if day] + [day for day in (starts_on, ends_on) if day]
    values = [value for _day, value in known] + ([target] if target is not None else [])
    scale = _Scale.of(days, values)
    all_series = [(name, own), *others.items()]
    return Chart(
        lines=[_line(scale, n, title, points) for n, (title, points) in enumerate(all_series) if points],
        y_ticks=[Tick(scale.y(value), shown_number(value)) for value in scale.steps],
        x_ticks=list(_years(scale)),
        period=_band(scale, starts_on, ends_on),
        target=scale.y(target) if target is not None else None,
        baseline=Mark(scale.x(dated[0][0]), scale.y(dated[0][1]), "diamond") if dated else None,
    )


@dataclass(frozen=True)
class _Scale:
    first: date
    last: date
    steps: list[Decimal]

    @classmethod
    def of(cls, days: Iterable[date], values: Iterable[Decimal]) -> _Scale:
        first, last = min(days := list(days)), max(days)
        if first == last:
            first, last = first - timedelta(days=182), last + timedelta(days=182)
        return cls(first, last, nice_steps(min(values := list(values)), max(values)))

    def x(self, day: date) -> int:
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + share * (WIDTH - LEFT - RIGHT))

    def y(self, value: Decimal) -> int:
        low, high = self.steps[0], self.steps[-1]
        share = float((value - low) / (high - low))
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM))


def nice_steps(low: Decimal, high: Decimal) -> list[Decimal]:
    """The values at the side of the chart: 1, 2, 2.5 or 5 times a power of ten apart, from zero or below."""
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    rough = (high - low) / _TICKS
    power = Decimal(10) ** rough.adjusted()
    step = next(power * n for n in _NICE if power * n >= rough)
    first = (low / step).to_integral_value(rounding="ROUND_FLOOR") * step
    last = (high / step).to_integral_value(rounding="ROUND_CEILING") * step
    return [first + step * n for n in range(int((last - first) / step) + 1)]


def _line(scale: _Scale, number: int, name: str, points: Points) -> Line:
    look = 1 + (number - 1) % (len(MARKERS) - 1) if number else 0
    marks = [Mark(scale.x(day), scale.y(value), MARKERS[look]) for day, value in sorted(points)]
    return Line(name, look, " ".join(f"{mark.x},{mark.y}" for mark in marks), marks)


def _band(scale: _Scale, starts_on: date | None, ends_on: date | None) -> Band | None:
    if starts_on is None:
        return None
    x = scale.x(starts_on)
    return Band(x, scale.x(ends_on or scale.last) - x)


def _years(scale: _Scale) -> Iterator[Tick]:
    """The first day of each year, or the first and the last day when the chart holds none."""
    years = [date(year, 1, 1) for year in range(scale.first.year, scale.last.year + 1)]
    within = [day for day in years if scale.first <= day <= scale.last]
    if not within:
        for day in (scale.first, scale.last):
            yield Tick(scale.x(day), day.isoformat()[:7])
        return
    every = -(-len(within) // _MOST_YEARS)
    for day in within[::every]:
        yield Tick(scale.x(day), str(day.year))

"""Counts as the geometry of pictures, drawn by the server; each has a table that says the same. Pure.

Amounts are told apart by length, or by steps of strength with the numbers in the table beside; never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 400
_ROW, _BAR, _LABEL = 54, 10, 22
_CELL, _SIDE, _TOP = 15, 36, 20
# Steps of darkness, 0 for none.
STEPS = 5


@dataclass(frozen=True)
class Bar:
    """now, then: lengths. label_at, now_at, then_at: from above. value_x: where the number stands."""

    label: str
    value: int
    now: int
    then: int
    label_at: int
    now_at: int
    then_at: int
    value_x: int


@dataclass(frozen=True)
class Bars:
    """Bars below each other; all measures in the picture's own units."""

    bars: list[Bar]
    height: int
    width: int = WIDTH
    thickness: int = _BAR


@dataclass(frozen=True)
class Cell:
    """An hour of the week: where its square lies and how dark it is, 0 to 5."""

    x: int
    y: int
    step: int


@dataclass(frozen=True)
class Word:
    """A label and where it stands."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Heat:
    """A square for each hour of the week, the days below each other."""

    cells: list[Cell]
    days: list[Word]
    hours: list[Word]
    # The steps that occur with so few, each with the fewest reports it stands for.
    key: list[tuple[int, int]]
    width: int = _SIDE + 24 * _CELL + 4
    height: int = _TOP + 7 * _CELL + 4
    size: int = _CELL - 1


def bars(rows: Sequence[tuple[str, int, int]]) -> Bars | None:
    """(label, now, then) as two bars below each label; None when there is nothing to draw."""
    most = max((max(now, then) for _label, now, then in rows), default=0)
    if most == 0:
        return None
    room = WIDTH - 60
    drawn = []
    for number, (label, now, then) in enumerate(rows):
        top = number * _ROW
        length = round(now / most * room)
        drawn.append(
            Bar(
                label=label,
                value=now,
                now=length,
                then=round(then / most * room),
                label_at=top + 16,
                now_at=top + _LABEL,
                then_at=top + _LABEL + _BAR + 2,
                value_x=length + 6,
            )
        )
    return Bars(drawn, len(rows) * _ROW)


def heat(counts: Mapping[tuple[int, int], int], days: Sequence[str]) -> Heat | None:
    """(weekday 1–7, hour) → count as squares in steps of darkness; None when there is nothing to draw."""
    most = max(counts.values(), default=0)
    if most == 0:
        return None
    return Heat(
        cells=[
            Cell(_SIDE + hour * _CELL, _TOP + (day - 1) * _CELL, _step(counts.get((day, hour), 0), most))
            for day in range(1, 8)
            for hour in range(24)
        ],
        days=[Word(_SIDE - 4, _TOP + n * _CELL + 11, name) for n, name in enumerate(days)],
        hours=[Word(_SIDE + hour * _CELL + 7, _TOP - 6, str(hour)) for hour in range(0, 24, 3)],
        key=_key(most),
    )


def _step(count: int, most: int) -> int:
    """1 for the lowest fifth of the largest, 5 for the highest."""
    return -(-count * STEPS // most)


def _key(most: int) -> list[tuple[int, int]]:
    """Each step that some whole number falls in, with the smallest."""
    fewest = {step: (step - 1) * most // STEPS + 1 for step in range(1, STEPS + 1)}
    return [(step, count) for step, count in fewest.items() if _step(count, most) == step]

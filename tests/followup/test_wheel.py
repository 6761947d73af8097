"""The geometry of the year wheel."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from followup.models import Occasion
from followup.plans import Line, Plan
from followup.states import OccasionState
from followup.wheel import SIZE, sample, wheel_of

TODAY = date(2027, 3, 15)


def _line(
    number: Any, first: date, last: date | None = None, state: OccasionState = OccasionState.DONE
) -> Line:
    activity: Any = SimpleNamespace(text=SimpleNamespace(number=str(number), text=f"Aktivitet {number}"))
    return Line(Occasion(starts_on=first, ends_on=last), activity, state)


def _wheel(*lines: Line, year: int = 2027) -> Any:
    return wheel_of(Plan(year, list(lines)), TODAY)


def test_a_ring_for_each_activity_in_the_order_of_the_text():
    wheel = _wheel(*[_line(number, TODAY) for number in (10, 2, 1)])

    assert [ring.number for ring in wheel.rings] == ["1", "2", "10"]
    assert len({ring.circle for ring in wheel.rings}) == 3


def test_a_long_occasion_is_a_stretch_that_ends_in_its_mark():
    (ring,) = _wheel(_line(1, date(2027, 1, 1), date(2027, 6, 30)), _line(1, TODAY)).rings

    assert len(ring.stretches) == 1
    assert len(ring.marks) == 2


def test_what_ends_the_year_after_has_its_mark_there():
    line = _line(1, date(2027, 11, 1), date(2028, 1, 31))

    assert _wheel(line).rings[0].marks == []
    assert len(_wheel(line, year=2028).rings[0].marks) == 1


def test_each_state_has_a_shape_or_a_filling_of_its_own():
    shapes = {state: sample(state) for state in OccasionState}

    # Planned and done differ by the filling, all others by the shape too.
    assert len(set(shapes.values())) == len(OccasionState) - 1
    assert shapes[OccasionState.PLANNED] == shapes[OccasionState.DONE]


def test_today_is_shown_in_its_own_year_only():
    assert _wheel(_line(1, TODAY)).today
    assert not _wheel(_line(1, TODAY), year=2028).today


@pytest.mark.parametrize("activities", [1, 12, 60])
def test_everything_lies_inside_the_picture(activities):
    days = [date(2027, 1, 1) + timedelta(number) for number in range(0, 365, 7)]
    wheel = _wheel(*[_line(number, day) for number in range(activities) for day in days])
    points = [
        float(part)
        for ring in wheel.rings
        for mark in ring.marks
        for part in mark.path.replace("M", " ").replace("A", " ").replace("Z", "").split()
    ]

    assert all(0 <= point <= SIZE for point in points)

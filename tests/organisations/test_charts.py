from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.charts import HEIGHT, MARKERS, WIDTH, draw, nice_steps

JANUARY, DECEMBER = date(2027, 1, 1), date(2027, 12, 31)
VALUES = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
POINTS = st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2090, 1, 1)), VALUES), max_size=8)


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (62, 70, ["0", "20", "40", "60", "80"]),
        (0, 1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0, 0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-5, 5, ["-6", "-4", "-2", "0", "2", "4", "6"]),
        (0, 1200, ["0", "250", "500", "750", "1000", "1250"]),
    ],
)
def test_the_steps_at_the_side_are_easy_to_read(low, high, steps):
    assert [Decimal(step) for step in steps] == nice_steps(Decimal(low), Decimal(high))


def test_without_a_dated_value_there_is_no_chart():
    assert draw([], target=Decimal(5), baseline=(None, Decimal(3)), starts_on=JANUARY) is None


def test_later_is_further_right_and_more_is_higher():
    chart = draw([(JANUARY, Decimal(10)), (DECEMBER, Decimal(20))])

    first, last = chart.lines[0].marks
    assert first.x < last.x
    assert first.y > last.y


def test_the_period_is_shaded_to_its_end_or_to_the_last_value():
    closed = draw([(date(2026, 6, 1), Decimal(1))], starts_on=JANUARY, ends_on=DECEMBER)
    open_ended = draw([(DECEMBER, Decimal(1))], starts_on=JANUARY)

    assert closed.period.x + closed.period.width == closed.right
    assert (open_ended.period.x, open_ended.period.width) == (
        open_ended.left,
        open_ended.right - open_ended.left,
    )


def test_series_are_told_apart_by_their_marker():
    compared = {name: [(JANUARY, Decimal(1))] for name in ("Länet", "Riket", "Kumla")}

    chart = draw([(JANUARY, Decimal(2))], compared=compared)

    shapes = [line.marks[0].shape for line in chart.lines]
    assert shapes == list(MARKERS)
    assert len({line.marks[0].path for line in chart.lines}) == 4


def test_a_target_and_a_baseline_stand_at_their_values():
    chart = draw([(DECEMBER, Decimal(70))], baseline=(JANUARY, Decimal(62)), target=Decimal(62))

    assert chart.baseline.y == chart.target


@given(
    POINTS,
    POINTS,
    st.none() | VALUES,
    st.none() | st.tuples(st.dates(date(2000, 1, 1), date(2090, 1, 1)), VALUES),
)
def test_everything_stands_inside_the_picture(own, other, target, baseline):
    chart = draw(own, compared={"Riket": other}, target=target, baseline=baseline)
    if chart is None:
        assert not own
        assert not other
        assert baseline is None
        return

    marks = [mark for line in chart.lines for mark in line.marks]
    assert all(0 <= mark.x <= WIDTH and 0 <= mark.y <= HEIGHT for mark in marks)
    assert all(chart.top <= tick.at <= chart.bottom for tick in chart.y_ticks)
    assert all(chart.left <= tick.at <= chart.right for tick in chart.x_ticks)
    assert 2 <= len(chart.y_ticks) <= 8
    assert chart.target is None or chart.top <= chart.target <= chart.bottom

"""Which days an omfattning speaks of."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.intervals import Span, repeats, window
from promises.extent import Per, parse

YEAR = Span(date(2026, 1, 1), date(2026, 12, 31))
days = st.dates(date(2016, 1, 1), date(2036, 12, 31))
periods = st.tuples(days, st.integers(0, 1500)).map(lambda p: Span(p[0], p[0] + timedelta(days=p[1])))


@pytest.mark.parametrize(
    ("per", "every", "year", "count"),
    [
        (Per.DAY, 1, 2026, 365), (Per.DAY, 1, 2028, 366), (Per.WEEK, 1, 2026, 53), (Per.WEEK, 1, 2027, 52),
        (Per.WEEK, 2, 2026, 26), (Per.WEDNESDAY, 1, 2026, 52), (Per.THURSDAY, 1, 2026, 53),
        (Per.WEDNESDAY, 2, 2026, 26), (Per.MONTH, 1, 2028, 12), (Per.MONTH, 2, 2026, 6),
        (Per.QUARTER, 1, 2026, 4), (Per.TERTIAL, 1, 2026, 3), (Per.HALF_YEAR, 1, 2026, 2), (Per.TERM, 1, 2026, 2),
        (Per.YEAR, 1, 2026, 1), (Per.PERIOD, 1, 2026, 1), (Per.SUMMER, 1, 2026, 1), (Per.WINTER, 1, 2026, 1),
    ],
)  # fmt: skip
def test_how_many_stretches_a_year_has(per, every, year, count):
    assert len(repeats(per, every, Span(date(year, 1, 1), date(year, 12, 31)))) == count


def test_every_other_season_begins_with_the_first_in_the_period():
    found = repeats(Per.SUMMER, 2, Span(date(2026, 1, 1), date(2029, 12, 31)))

    assert [span.first for span in found] == [date(2026, 6, 1), date(2028, 6, 1)]


def test_a_school_year_lasts_from_august_to_june():
    found = repeats(Per.SCHOOL_YEAR, 1, Span(date(2026, 9, 1), date(2028, 6, 15)))

    assert list(found) == [
        Span(date(2026, 9, 1), date(2027, 6, 30)),
        Span(date(2027, 8, 1), date(2028, 6, 15)),
    ]


def test_a_winter_lasts_over_new_year_and_to_the_leap_day():
    (winter,) = repeats(Per.WINTER, 1, Span(date(2027, 9, 1), date(2028, 8, 31)))

    assert winter == Span(date(2027, 12, 1), date(2028, 2, 29))


def test_week_53_belongs_to_the_year_that_has_most_of_it():
    weeks = repeats(Per.WEEK, 1, YEAR)

    assert (weeks[0].first, weeks[0].last) == (date(2026, 1, 1), date(2026, 1, 4))
    assert (weeks[-1].first, weeks[-1].last) == (date(2026, 12, 28), date(2026, 12, 31))
    assert weeks[-1].first.isocalendar().week == 53


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("minst 4 kontroller", "2026-01-01", "2026-12-31"),
        ("2 st under hösten", "2026-09-01", "2026-11-30"),
        ("2 st under 2018", "2018-01-01", "2018-12-31"),
        ("2 st senast 31 mars", "2026-01-01", "2026-03-31"),
        ("2 st före sommaren", "2026-01-01", "2026-05-31"),
        ("2 st från och med september", "2026-09-01", "2026-12-31"),
    ],
)
def test_words_of_time_narrow_the_period(words, first, last):
    found = window(parse(words), YEAR.first, YEAR.last)

    assert found == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("per", "first", "last", "count"),
    [
        # Exactly half of April, of the week and of the summer is enough; a day less is not.
        (Per.MONTH, "2026-04-16", "2026-04-30", 1), (Per.MONTH, "2026-04-17", "2026-04-30", 0),
        (Per.WEEK, "2026-04-23", "2026-04-26", 1), (Per.WEEK, "2026-04-24", "2026-04-26", 0),
        (Per.SUMMER, "2026-07-17", "2026-08-31", 1), (Per.SUMMER, "2026-07-18", "2026-08-31", 0),
    ],
)  # fmt: skip
def test_a_stretch_counts_when_half_of_it_lies_within(per, first, last, count):
    assert len(repeats(per, 1, Span(date.fromisoformat(first), date.fromisoformat(last)))) == count


@pytest.mark.parametrize("words", ["2 st under 2018", "2 st från och med januari 2018"])
def test_words_of_time_ask_for_nothing_before_the_period(words):
    found = window(parse(words), date(2018, 5, 1), date(2018, 12, 31))

    assert found == Span(date(2018, 5, 1), date(2018, 12, 31))


@given(st.sampled_from(Per), st.integers(1, 6), periods)
def test_stretches_lie_in_order_within_the_period_without_overlap(per, every, period):
    found = repeats(per, every, period)

    assert all(period.first <= span.first <= span.last <= period.last for span in found)
    assert all(one.last < other.first for one, other in pairwise(found))


@given(st.sampled_from(Per), periods, st.integers(0, 400))
def test_a_longer_period_never_has_fewer_stretches(per, period, more):
    longer = Span(period.first, period.last + timedelta(days=more))

    assert len(repeats(per, 1, longer)) >= len(repeats(per, 1, period))

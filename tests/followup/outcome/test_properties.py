"""What holds for every omfattning that can be and every row of reports."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from followup.outcome import Done, compare
from followup.states import EntryStatus, Standing
from promises.extent import Kind, Operator
from tests.promises.test_extent_properties import extents

thorough = settings(max_examples=150, deadline=None)
BEST_FIRST = (Standing.GREEN, Standing.GREY, Standing.YELLOW, Standing.RED)
START = date(2027, 1, 1)

ends = st.one_of(st.none(), st.integers(0, 800).map(lambda n: START + timedelta(days=n)))
some_days = st.integers(-30, 900).map(lambda n: START + timedelta(days=n))
amounts = st.one_of(st.none(), st.integers(0, 500).map(Decimal), st.just(Decimal("2.5")))


@st.composite
def reports(draw):
    quantity = draw(amounts)
    more = draw(st.one_of(st.none(), st.integers(0, 20)))
    out_of = None if more is None else (quantity or Decimal(0)) + more
    return Done(draw(some_days), draw(st.sampled_from(EntryStatus)), quantity, out_of, draw(st.booleans()))


rows = st.lists(reports(), max_size=8)


def result_of(extent, ends_on, known, today):
    return compare(extent, starts_on=START, ends_on=ends_on, reports=known, today=today)


@thorough
@given(st.one_of(st.none(), extents()), ends, rows, some_days)
def test_there_is_always_an_answer_in_words(extent, ends_on, known, today):
    result = result_of(extent, ends_on, known, today)

    assert result.words
    assert not result.words.endswith((".", ",", " "))
    assert "  " not in result.words
    assert ", ," not in result.words
    assert "None" not in result.words
    assert result.reports == len([one for one in known if one.day <= today])
    assert result.share is None or result.share >= 0


@thorough
@given(st.one_of(st.none(), extents()), ends, rows, some_days)
def test_the_order_in_which_reports_come_says_nothing(extent, ends_on, known, today):
    days_apart = list({one.day: one for one in known}.values())

    forwards = result_of(extent, ends_on, days_apart, today)

    assert forwards == result_of(extent, ends_on, days_apart[::-1], today)


@thorough
@given(extents(), ends, rows, some_days, some_days, st.integers(1, 500))
def test_more_done_never_stands_worse(extent, ends_on, known, today, day, number):
    """A ceiling is the exception, and what is done outside the promised time does not count as done in it."""
    if extent.operator in (Operator.AT_MOST, Operator.UP_TO) or extent.kind is Kind.WITHIN:
        return
    more = Done(day, EntryStatus.DONE, Decimal(number), Decimal(number))

    before, after = (result_of(extent, ends_on, one, today) for one in (known, [*known, more]))

    assert BEST_FIRST.index(after.standing) <= BEST_FIRST.index(before.standing)


@thorough
@given(extents(), ends, rows, some_days)
def test_what_is_over_stays_as_it_is(extent, ends_on, known, today):
    """Apart from silence, which nobody counts after the end, nothing changes when time passes after a year."""
    if ends_on is None or extent.timing:
        return
    after = max(ends_on, today, START + timedelta(days=900)) + timedelta(days=1)

    assert result_of(extent, ends_on, known, after) == result_of(
        extent, ends_on, known, after + timedelta(days=500)
    )


@thorough
@given(extents(), rows, some_days)
def test_without_a_period_nothing_counted_is_said_to_lag(extent, known, today):
    if extent.kind not in (Kind.COUNT, Kind.RATE) or extent.timing:
        return
    found = compare(extent, starts_on=None, ends_on=None, reports=known, today=today)
    ceiling = extent.operator in (Operator.AT_MOST, Operator.UP_TO)

    assert found.standing in (Standing.GREEN, Standing.GREY) or ceiling


@thorough
@given(extents(), ends, some_days)
def test_nothing_reported_is_never_called_kept_for_a_ceiling(extent, ends_on, today):
    if extent.operator in (Operator.AT_MOST, Operator.UP_TO):
        assert result_of(extent, ends_on, [], today).standing is Standing.GREY

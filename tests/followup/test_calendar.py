"""What is planned is what is promised: examples in the words of the promises, and properties of every omfattning."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.calendar import MOST, occasions, spread
from followup.intervals import Span, window
from followup.outcome import compare
from promises import extent as extents
from promises.extent import Extent, Kind, Operator, Per, Timing

FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)


def plan(words, starts_on=FIRST, ends_on=LAST, interval_days=31, today=None):
    extent = extents.parse(words) if words else None
    return occasions(extent, starts_on=starts_on, ends_on=ends_on, interval_days=interval_days, today=today)


def days(planned):
    return [(one.starts_on, one.ends_on) for one in planned]


def test_a_number_within_the_period_is_spread_over_it():
    assert days(plan("2 st under 2027")) == [
        (date(2027, 1, 1), date(2027, 7, 1)),
        (date(2027, 7, 2), date(2027, 12, 31)),
    ]


def test_hours_a_week_are_one_occasion_a_week():
    planned = plan("minst två timmar per vecka")

    assert len(planned) == 52
    assert days(planned)[0] == (date(2027, 1, 4), date(2027, 1, 10))


def test_every_second_wednesday_is_a_day():
    planned = plan("varannan onsdag")

    assert {one.starts_on.weekday() for one in planned} == {2}
    assert all(one.starts_on == one.ends_on for one in planned)
    assert planned[1].starts_on - planned[0].starts_on == timedelta(days=14)


def test_every_weekend_is_a_saturday_and_a_sunday():
    planned = plan("varje helg")

    assert {(one.starts_on.weekday(), one.ends_on.weekday()) for one in planned} == {(5, 6)}


def test_of_a_range_the_lower_number_is_planned():
    assert len(plan("tre till fyra gånger per år")) == 3


@pytest.mark.parametrize(
    ("words", "number"),
    [("en gång i månaden i snitt", 12), ("2 st i månaden", 24), ("minst 20 kontroller i månaden", 240)],
)
def test_a_rate_is_planned_in_each_stretch(words, number):
    assert len(plan(words)) == number


def test_a_last_day_gives_one_occasion_that_ends_there():
    assert days(plan("senast december")) == [(FIRST, date(2027, 12, 31))]
    assert days(plan("senast 31 mars 2027")) == [(FIRST, date(2027, 3, 31))]


@pytest.mark.parametrize(
    "words", ["löpande", "vid behov", "när skolan önskar det", "högst 3 gånger i månaden", None]
)
def test_what_has_no_number_gets_a_check_in_at_the_interval_of_the_follow_up(words):
    planned = plan(words)

    assert len(planned) == 12
    assert all(one.is_check_in for one in planned)
    assert days(planned)[1] == (date(2027, 2, 1), date(2027, 2, 28))


def test_a_service_level_is_checked_at_the_interval_too():
    planned = plan("inom en vecka efter att en utredare tilldelats ärendet", interval_days=92)

    assert [one.starts_on.month for one in planned] == [1, 4, 7, 10]


def test_a_period_shorter_than_the_interval_has_one_check_in():
    last = FIRST + timedelta(days=9)

    assert days(plan("löpande", ends_on=last)) == [(FIRST, last)]


def test_more_than_anybody_can_follow_is_planned_in_a_slower_rhythm():
    two_a_day = plan("2 st om dagen")
    years = plan("varje dag", ends_on=date(2030, 12, 31), interval_days=7)

    assert len(two_a_day) == 365
    assert len(years) == 208
    assert all(one.is_check_in for one in years)


def test_nothing_is_planned_when_nobody_knows_when_it_begins():
    assert plan("varje vecka", starts_on=None) == []
    assert plan("varje vecka", starts_on=LAST, ends_on=FIRST) == []


def test_without_a_last_day_a_year_is_planned_at_a_time():
    first = plan("en gång i månaden", ends_on=None, today=FIRST)
    later = plan("en gång i månaden", ends_on=None, today=date(2027, 7, 15))

    assert days(first)[-1] == (date(2028, 1, 1), date(2028, 1, 31))
    assert days(later)[0] == (date(2027, 7, 1), date(2027, 7, 31))
    assert days(later)[-1] == (date(2028, 7, 1), date(2028, 7, 31))
    assert [one for one in later if one.sequence <= first[-1].sequence] == first[6:]


# --- Properties of every omfattning ------------------------------------------------------------------

_NUMBERS = st.integers(1, 60)


@st.composite
def any_extent(draw):
    kind = draw(st.sampled_from([*Kind, None]))
    words = {
        Kind.SERVICE_LEVEL: "inom en vecka efter att en utredare tilldelats ärendet",
        Kind.ON_DEMAND: "när skolan önskar det",
        Kind.ONGOING: "löpande",
        None: "",
    }
    if kind in words:
        return extents.parse(words[kind]) if words[kind] else None
    if kind is Kind.WITHIN:
        timing = draw(st.sampled_from([Timing.DURING, Timing.BY]))
        return Extent(
            kind=kind, timing=timing, time=draw(st.sampled_from(["2027", "mars 2027", "hösten 2027"]))
        )
    operator = draw(st.sampled_from([None, *Operator]))
    number = draw(_NUMBERS)
    upper = number + draw(_NUMBERS) if operator is Operator.BETWEEN else None
    values = {"kind": kind, "operator": operator, "number": number, "upper": upper}
    values["unit"] = draw(st.sampled_from(["gånger", "kontroller", "timmar"])) if number > 1 else None
    if kind is Kind.RATE:
        return Extent(**values, per=draw(st.sampled_from(list(Per))), every=draw(st.integers(1, 4)))
    if values["unit"] in (None, "timmar"):
        values |= {"timing": Timing.DURING, "time": "2027"}
    return Extent(**values)


_PERIODS = st.tuples(st.dates(date(2026, 10, 1), date(2027, 9, 30)), st.integers(0, 1500).map(timedelta))
_INTERVALS = st.sampled_from([7, 14, 31, 62, 92, 123, 184, 366])


@given(any_extent(), _PERIODS, _INTERVALS)
def test_occasions_lie_within_their_time_in_order_and_not_too_many(extent, period, interval):
    first, length = period
    planned = occasions(extent, starts_on=first, ends_on=first + length, interval_days=interval)
    span = window(extent, first, first + length)

    assert len(planned) <= MOST
    assert [one.sequence for one in planned] == list(range(1, len(planned) + 1))
    assert [one.starts_on for one in planned] == sorted(one.starts_on for one in planned)
    assert all(one.starts_on <= one.ends_on for one in planned)
    assert all(one.starts_on in span and one.ends_on in span for one in planned)


@given(any_extent(), _PERIODS, _INTERVALS)
def test_planning_again_gives_the_same(extent, period, interval):
    first, length = period
    values = {"starts_on": first, "ends_on": first + length, "interval_days": interval}

    assert occasions(extent, **values) == occasions(extent, **values, today=first + length)


@given(any_extent(), _PERIODS)
def test_as_many_are_planned_as_will_be_counted(extent, period):
    first, length = period
    planned = occasions(extent, starts_on=first, ends_on=first + length, interval_days=31)
    if extent is None or any(one.is_check_in for one in planned):
        return
    if extent.kind not in (Kind.COUNT, Kind.RATE) or extent.unit == "timmar":
        return
    promised = compare(extent, starts_on=first, ends_on=first + length, reports=[], today=first).promised

    # A period shorter than what repeats in it promises nothing, and has nothing to plan.
    # In a slower rhythm when it would be more than can be followed.
    assert len(planned) == (promised or 0) or (promised or 0) > MOST


@given(any_extent(), st.dates(FIRST, LAST), st.integers(0, 900), st.integers(0, 400), _INTERVALS)
def test_without_a_last_day_planning_later_only_adds(extent, first, passed, more, interval):
    def at(today):
        return occasions(extent, starts_on=first, ends_on=None, interval_days=interval, today=today)

    today = first + timedelta(days=passed)
    then, later = at(today), at(today + timedelta(days=more))
    known = {one.sequence: one for one in then}

    assert all(known.get(one.sequence, one) == one for one in later)
    assert len(then) <= 2 * MOST


@given(st.dates(FIRST, LAST), st.integers(1, 800), st.integers(1, 900))
def test_parts_cover_the_whole_and_are_even(first, length, number):
    span = Span(first, first + timedelta(days=length - 1))
    parts = spread(span, number)

    assert len(parts) == number
    assert parts[0].first == span.first
    assert parts[-1].last == span.last
    assert max(part.days for part in parts) - min(part.days for part in parts) <= 1

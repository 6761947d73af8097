from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from followup.followed import followed
from followup.rounds import Days, Rounds, days_of, rounds_of, rounds_of_many
from followup.states import RoundState
from organisations.models import Group
from promises.models import FollowUpPlan, PromiseVersion
from tests.factories.followup import RoundFactory
from tests.factories.organisations import GroupFactory, MeetingFactory

Interval = FollowUpPlan.Interval
TODAY = date(2027, 4, 5)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def rules(draw):
    starts_on = draw(DAYS)
    length = draw(st.none() | st.integers(0, 4 * 366))
    ends_on = None if length is None else starts_on + timedelta(days=length)
    return Rounds(
        interval=draw(st.sampled_from(["", *Interval.values])),
        starts_on=starts_on,
        ends_on=ends_on,
        first_on=draw(st.none() | DAYS),
        meetings=draw(st.lists(DAYS, max_size=6)),
    )


@given(rules(), DAYS)
def test_every_day_of_the_period_is_in_one_round(rule, today):
    found = days_of(rule, today=today)

    assert found[0].starts_on == rule.starts_on
    assert found[-1].ends_on == rule.last_day(today)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    for one, following in pairwise(found):
        assert following.starts_on == one.ends_on + timedelta(days=1)
    assert all(one.starts_on <= one.ends_on < one.due_on for one in found)


@given(rules(), DAYS, st.data())
def test_rounds_that_are_stored_stand_whatever_the_text_says_later(rule, today, data):
    kept = days_of(rule, today=today)[: data.draw(st.integers(1, 5))]
    later = Rounds(data.draw(st.sampled_from(Interval.values)), rule.starts_on, rule.ends_on)

    found = days_of(later, kept, today=today)

    assert found[: len(kept)] == kept
    for one, following in pairwise(found):
        assert following.starts_on == one.ends_on + timedelta(days=1)
    assert found[-1].ends_on == later.last_day(today)


@given(rules(), DAYS)
def test_storing_what_was_derived_changes_nothing(rule, today):
    once = days_of(rule, today=today)

    assert days_of(rule, once, today=today) == once


@pytest.mark.parametrize(
    ("interval", "count", "second"),
    [
        (Interval.MONTH, 12, date(2027, 2, 1)),
        (Interval.QUARTER, 4, date(2027, 4, 1)),
        (Interval.TERTIAL, 3, date(2027, 5, 1)),
        (Interval.HALF_YEAR, 2, date(2027, 7, 1)),
        (Interval.CONTINUOUS, 4, date(2027, 4, 1)),
        ("", 4, date(2027, 4, 1)),
    ],
)
def test_rounds_follow_the_interval_of_the_text(interval, count, second):
    found = days_of(Rounds(interval, date(2027, 1, 1), date(2027, 12, 31)), today=TODAY)

    assert len(found) == count
    assert found[1].starts_on == second
    assert found[1].due_on == found[1].ends_on + timedelta(days=15)


def test_the_first_round_is_due_on_the_day_that_the_text_names():
    rule = Rounds(Interval.MONTH, date(2027, 1, 1), date(2027, 12, 31), first_on=date(2027, 4, 15))

    assert days_of(rule, today=TODAY)[0] == Days(1, date(2027, 1, 1), date(2027, 3, 31), date(2027, 4, 15))


def test_a_few_days_at_the_end_are_no_round_of_their_own():
    rule = Rounds(Interval.MONTH, date(2027, 1, 18), date(2027, 4, 5))

    assert [(one.starts_on.month, one.ends_on) for one in days_of(rule, today=TODAY)] == [
        (1, date(2027, 1, 31)),
        (2, date(2027, 2, 28)),
        (3, date(2027, 4, 5)),
    ]


@pytest.mark.parametrize(("last", "count"), [(14, 3), (15, 4)])
def test_half_a_stretch_at_the_end_is_a_round_of_its_own(last, count):
    rule = Rounds(Interval.MONTH, date(2027, 1, 1), date(2027, 4, last))

    assert len(days_of(rule, today=TODAY)) == count


def test_an_open_period_has_rounds_to_the_end_of_next_year():
    found = days_of(Rounds(Interval.YEAR, date(2026, 1, 1), None), today=TODAY)

    assert [one.ends_on.year for one in found] == [2026, 2027, 2028]


# --- With the database ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2027-02-01", ["running", "coming", "coming", "coming"]),
        ("2027-04-05", ["open", "running", "coming", "coming"]),
        ("2027-04-15", ["open", "running", "coming", "coming"]),
        ("2027-04-16", ["late", "running", "coming", "coming"]),
        ("2028-02-01", ["late", "late", "late", "late"]),
    ],
)
def test_where_a_round_stands_follows_from_the_day(published, day, states):
    with time_machine.travel(day):
        assert [one.state for one in rounds_of(published)] == states


def test_a_round_due_before_the_promise_was_published_is_not_owed(scene):
    with time_machine.travel("2027-08-01"):
        scene.advance("published")
        found = followed(scene.revision.promise)
        assert [one.state for one in rounds_of(found)][:3] == [
            RoundState.NOT_HELD,
            RoundState.NOT_HELD,
            RoundState.RUNNING,
        ]


@pytest.mark.parametrize(("day", "state"), [(15, RoundState.LATE), (16, RoundState.NOT_HELD)])
def test_a_round_due_on_the_day_of_publishing_is_owed(published, day, state):
    begun = replace(published, first_published_on=date(2027, 4, day))

    assert rounds_of(begun, date(2027, 4, 20))[0].state == state


def test_before_each_meeting_of_the_council(published, lekeberg):
    council = GroupFactory(parent=lekeberg, group_kind=Group.GroupKind.COUNCIL)
    for held_on in (date(2027, 3, 10), date(2027, 6, 9)):
        MeetingFactory(group=council, held_on=held_on)
    MeetingFactory(group=GroupFactory(parent=lekeberg), held_on=date(2027, 2, 1))
    plan = replace(published.document.follow_up, interval=Interval.COUNCIL)
    by_council = replace(published, document=replace(published.document, follow_up=plan))

    with time_machine.travel(TODAY):
        found = rounds_of(by_council)

    assert [one.days.ends_on for one in found][:2] == [date(2027, 3, 2), date(2027, 6, 1)]
    assert found[0].days.due_on == date(2027, 3, 9)


def test_the_rounds_of_many_cost_what_those_of_one_do(published, django_assert_num_queries):
    RoundFactory(promise=published.promise, number=1)

    with django_assert_num_queries(1):
        rounds_of_many([published])
    with django_assert_num_queries(1):
        rounds_of_many([published, published, published])


def test_nothing_is_stored_by_looking(published):
    rounds_of(published)

    assert not published.promise.rounds.exists()
    assert PromiseVersion.objects.count() == 1

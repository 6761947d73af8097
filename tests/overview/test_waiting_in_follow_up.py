"""What waits once a promise is in force: rounds, texts to decide on and decisions, beside the reports."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from followup.actions.rounds import confirm
from followup.desk import desk_of
from followup.states import Standing
from overview.waiting import waiting_for
from tests.factories.followup import OccasionFactory, ReleaseFactory
from tests.factories.organisations import DecisionFactory, GroupMemberFactory, MeetingFactory
from tests.followup.conftest import following

__all__ = ["following"]

pytestmark = pytest.mark.django_db

IN_APRIL = "2027-04-10 12:00 +0200"


@pytest.fixture
def in_april():
    """The first quarter is over, and its round is open until the fifteenth."""
    with time_machine.travel(IN_APRIL, tick=False) as traveller:
        yield traveller


def _rounds(user):
    return [task for task in waiting_for(desk_of(user)) if "/omgangar/" in task.url]


def test_who_leads_the_follow_up_closes_the_round_and_is_late_after_its_last_day(
    following, coordinator, in_april
):
    [task] = _rounds(coordinator)

    assert task.note == "Avsluta uppföljningen senast 15 april 2027."
    assert (task.day, task.is_late) == (date(2027, 4, 15), False)
    assert task.url == reverse("followup:round", args=[following.promise.pk, 1])

    in_april.move_to("2027-04-16 12:00 +0200")
    assert [task.is_late for task in _rounds(coordinator)] == [True]


def test_who_answers_for_an_activity_confirms_it_until_it_is_said(
    following, landlord, landlord_executor, in_april
):
    [task] = _rounds(landlord_executor)
    assert task.note == "Bekräfta hur era aktiviteter ligger till senast 15 april 2027."

    confirm(
        following.followed,
        number=1,
        activity=following.landlords,
        organisation=landlord,
        standing=Standing.GREEN,
        by=landlord_executor,
    )

    assert _rounds(landlord_executor) == []


def test_nobody_else_is_asked_about_the_round(following, member, in_april):
    for name in ("reader", "outsider_coordinator", "nobody", "superuser"):
        assert waiting_for(desk_of(member(name))) == [], name


def test_texts_wait_for_a_decision_promise_by_promise(following, lekeberg, coordinator, in_april):
    first, second = (
        following.report(following.activity, lekeberg, date(2027, 4, day), public_text="Vi var ute.")
        for day in (2, 5)
    )
    following.report(following.activity, lekeberg, date(2027, 4, 6))

    def waiting():
        return [
            (task.note, task.day)
            for task in waiting_for(desk_of(coordinator))
            if task.url == reverse("followup:releases")
        ]

    assert waiting() == [("2 texter till invånarna väntar på ditt beslut.", date(2027, 4, 2))]
    ReleaseFactory(entry=first)
    assert waiting() == [("1 text till invånarna väntar på ditt beslut.", date(2027, 4, 5))]
    ReleaseFactory(entry=second, shows_text=False, reason="Samma som förra gången.")
    assert waiting() == []


@pytest.mark.parametrize(
    ("due_on", "is_late"),
    [(date(2027, 4, 9), True), (date(2027, 4, 17), False), (date(2027, 4, 18), None), (None, None)],
)
def test_a_decision_waits_for_its_owner_within_a_week_of_its_day(
    lekeberg, coordinator, outsider_coordinator, in_april, due_on, is_late
):
    DecisionFactory(owner=lekeberg, due_on=due_on)

    found = waiting_for(desk_of(coordinator))

    assert [task.is_late for task in found] == ([] if is_late is None else [is_late])
    assert waiting_for(desk_of(outsider_coordinator)) == []


def test_a_decision_waits_for_who_has_a_seat_in_the_group_that_owns_it(executor, lekeberg, in_april):
    seat = GroupMemberFactory(user=executor, organisation=executor.memberships.get().organisation)
    DecisionFactory(owner=seat.group, due_on=date(2027, 4, 12), meeting=MeetingFactory(group=seat.group))

    [task] = waiting_for(desk_of(executor))

    assert (task.title, task.day) == ("Belysningen på gården ses över.", date(2027, 4, 12))


def test_a_decision_of_the_municipality_does_not_wait_for_each_of_its_units(executor, lekeberg, in_april):
    DecisionFactory(owner=lekeberg, due_on=date(2027, 4, 12))

    assert waiting_for(desk_of(executor)) == []


def test_everything_comes_in_the_order_of_its_days(following, lekeberg, coordinator, in_april):
    following.report(following.activity, lekeberg, date(2027, 4, 2), public_text="Vi var ute.")
    DecisionFactory(owner=lekeberg, due_on=date(2027, 3, 1))
    OccasionFactory(
        promise=following.promise,
        activity_key=following.activity.key,
        organisation=lekeberg,
        starts_on=date(2027, 3, 20),
    )

    days = [task.day for task in waiting_for(desk_of(coordinator))]

    assert days == [date(2027, 3, 1), date(2027, 3, 20), date(2027, 4, 2), date(2027, 4, 15)]


def test_a_meeting_within_a_week_waits_for_who_has_a_seat_and_for_who_calls_it(
    council_secretary, executor, lekeberg, outsider_coordinator, in_april
):
    seat = GroupMemberFactory(
        group__parent=lekeberg, user=executor, organisation=executor.memberships.get().organisation
    )
    meeting = MeetingFactory(group=seat.group, held_on=date(2027, 4, 17))
    for day in (date(2027, 4, 9), date(2027, 4, 18)):
        MeetingFactory(group=seat.group, held_on=day)

    for person in (executor, council_secretary):
        [task] = waiting_for(desk_of(person))
        assert (task.url, task.day) == (
            reverse("organisations:meeting", args=[meeting.pk]),
            date(2027, 4, 17),
        )
        assert task.note == "Möte 17 april 2027. Se dagordningen."
    assert waiting_for(desk_of(outsider_coordinator)) == []


@pytest.mark.parametrize(("today", "is_late"), [("2028-01-31", False), ("2028-02-01", True)])
def test_a_promise_whose_period_has_passed_waits_for_who_may_conclude_it(
    following, coordinator, police_chief, landlord_executor, today, is_late
):
    def ending(user):
        url = reverse("followup:conclusion", args=[following.promise.pk])
        return [task for task in waiting_for(desk_of(user)) if task.url == url]

    with time_machine.travel("2027-12-31 12:00 +0100", tick=False):
        assert ending(coordinator) == []
    with time_machine.travel(f"{today} 12:00 +0100", tick=False):
        [task] = ending(coordinator)
        assert (task.day, task.is_late) == (date(2028, 1, 31), is_late)
        assert task.note == (
            "Perioden är slut. Ge omdömen, svara invånarna och avsluta löftet. "
            "Svaret ska komma senast 31 januari 2028."
        )
        assert ending(police_chief) == ending(landlord_executor) == []


def test_a_report_to_write_says_which_promise_it_is_about(following, lekeberg, coordinator, in_april):
    OccasionFactory(
        promise=following.promise,
        activity_key=following.activity.key,
        organisation=lekeberg,
        starts_on=date(2027, 4, 1),
    )

    notes = [task.note for task in waiting_for(desk_of(coordinator)) if "/rapportera/" in task.url]

    assert notes == ["Planerat till 1 april 2027. Rapportera när det är klart. Löfte: Tryggare kvällar."]

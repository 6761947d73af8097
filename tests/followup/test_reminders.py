from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from followup.actions import reminders, rounds
from followup.duties import Duty, Today, duties_of
from followup.models import Reminded, ReminderChoice
from followup.people import everybody
from followup.silences import silences_of
from organisations.models import Group, OutboxMessage
from tests.factories.followup import EntryFactory, OccasionFactory
from tests.factories.organisations import (
    DecisionFactory,
    GroupFactory,
    GroupMemberFactory,
    MeetingFactory,
)
from tests.followup.conftest import in_force
from tests.shared import shared

_made, _own, cast, published = shared("published", in_force)


MONDAY, TUESDAY = date(2027, 4, 5), date(2027, 4, 6)
LATE = Duty("round:1:1:late", "Sen", "/", is_urgent=True)
WAITS = Duty("meeting:1", "Möte", "/")


@pytest.mark.parametrize(
    ("how_often", "day", "told"),
    [
        ("daily", TUESDAY, [LATE, WAITS]),
        ("weekly", TUESDAY, [LATE]),
        ("weekly", MONDAY, [LATE, WAITS]),
        ("none", MONDAY, [LATE]),
    ],
)
def test_the_urgent_is_told_at_once_and_the_rest_as_often_as_the_person_wants(how_often, day, told):
    assert reminders.wanted([LATE, WAITS], set(), how_often, day) == told


def test_nothing_is_told_twice():
    assert reminders.wanted([LATE, WAITS], {LATE.about}, "daily", MONDAY) == [WAITS]


def told(day):
    """Whom the day's run wrote to, about what."""
    with time_machine.travel(f"{day} 07:00:00+02:00"):
        reminders.remind()
    found = {}
    for user, about in Reminded.objects.filter(day=day).values_list("user__email", "about"):
        found.setdefault(user.split("@")[0], set()).add(about.split(":")[0])
    return found


def test_a_round_that_has_ended_waits_for_who_confirms_and_who_closes(published):
    assert told("2027-03-31") == {}
    assert told("2027-04-01") == {
        "coordinator.lekeberg": {"round"},
        "municipal_police.lokalpolisomrade-orebro": {"round", "confirm"},
        "signatory.lokalpolisomrade-orebro": {"confirm"},
    }
    assert told("2027-04-02") == {}


def test_what_is_confirmed_waits_for_nobody(published, municipal_police, orebro_area):
    with time_machine.travel("2027-04-01 06:00:00+02:00"):
        rounds.confirm(
            published,
            number=1,
            activity=published.activities[0],
            organisation=orebro_area,
            standing="green",
            by=municipal_police,
        )

    assert "confirm" not in {about for abouts in told("2027-04-01").values() for about in abouts}


def test_a_late_round_is_told_again_and_is_urgent(published, coordinator):
    reminders.choose(coordinator, how_often="none", by=coordinator)

    assert "coordinator.lekeberg" not in told("2027-04-02")
    assert told("2027-04-16")["coordinator.lekeberg"] == {"round"}
    letter = OutboxMessage.objects.get(to=coordinator.email, kind="digest")
    assert letter.subject == "1 sak är försenad"
    assert f"/arbete/uppfoljning/{published.promise.pk}/omgangar/1/" in letter.body


def test_occasions_and_texts_and_decisions_and_meetings(published, lekeberg, coordinator, reader):
    activity = published.activities[0]
    OccasionFactory(
        promise=published.promise,
        activity_key=activity.key,
        organisation=lekeberg,
        starts_on=date(2027, 2, 20),
    )
    EntryFactory(
        version=published.version,
        activity_key=activity.key,
        organisation=lekeberg,
        public_text="Vi har varit ute.",
        happened_on=date(2027, 2, 1),
    )
    group = GroupFactory(parent=lekeberg)
    GroupMemberFactory(group=group, organisation=lekeberg, user=reader)
    DecisionFactory(meeting__group=group, owner=lekeberg, due_on=date(2027, 2, 1))
    MeetingFactory(group=group, held_on=date(2027, 2, 22))

    found = told("2027-02-16")

    assert found["coordinator.lekeberg"] == {"occasion", "release", "decision"}
    assert found["reader.lekeberg"] == {"meeting"}


def test_of_a_group_only_those_who_may_report_are_asked_to(published, lekeberg, reader, coordinator):
    group = GroupFactory(parent=lekeberg)
    for user in (reader, coordinator):
        GroupMemberFactory(group=group, organisation=lekeberg, user=user)
    OccasionFactory(
        promise=published.promise,
        activity_key=published.activities[0].key,
        organisation=group,
        starts_on=date(2027, 2, 20),
    )

    assert told("2027-02-16") == {"coordinator.lekeberg": {"occasion"}}


def test_a_silence_goes_to_the_executor_then_the_responsible_then_the_steering_group(
    published, lekeberg, chair, coordinator, municipal_police
):
    steering = GroupFactory(parent=lekeberg, group_kind=Group.GroupKind.STEERING)
    GroupMemberFactory(group=steering, organisation=lekeberg, user=chair)
    plan = replace(published.document.follow_up, interval="month")
    monthly = replace(published, document=replace(published.document, follow_up=plan))

    def told_by(day):
        with time_machine.travel(f"{day} 07:00:00+02:00"):
            silences = silences_of([monthly])
            duties = duties_of(Today(day, [monthly], silences, everybody([monthly])))
        return {user for user, some in duties.items() if any(d.about.startswith("silence") for d in some)}

    assert told_by(date(2027, 3, 1)) == set()
    assert told_by(date(2027, 4, 1)) == {coordinator}
    assert {coordinator, municipal_police} <= told_by(date(2027, 5, 1))
    assert chair not in told_by(date(2027, 5, 1))
    assert chair in told_by(date(2027, 6, 1))


def test_one_letter_a_day_even_when_more_comes(published, coordinator, lekeberg):
    told("2027-04-01")
    DecisionFactory(meeting__group=GroupFactory(parent=lekeberg), owner=lekeberg, due_on=date(2027, 3, 1))

    told("2027-04-01")
    assert OutboxMessage.objects.filter(to=coordinator.email, kind="digest").count() == 1

    assert told("2027-04-02")["coordinator.lekeberg"] == {"decision"}


def test_nobody_without_a_role_is_written_to(published, coordinator):
    coordinator.memberships.update(valid_to=date(2027, 3, 1))

    assert "coordinator.lekeberg" not in told("2027-04-01")


def test_the_run_costs_the_same_for_more_of_each(published, lekeberg, django_assert_num_queries):
    def cost():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with time_machine.travel("2027-02-16"), CaptureQueriesContext(connection) as queries:
            reminders.duties_of(reminders.look(date(2027, 2, 16)))
        return len(queries)

    group = GroupFactory(parent=lekeberg)
    few = cost()
    for day in (17, 18, 19):
        MeetingFactory(group=group, held_on=date(2027, 2, day))
        DecisionFactory(meeting__group=group, owner=lekeberg, due_on=date(2027, 2, day))
        OccasionFactory(
            promise=published.promise,
            activity_key=published.activities[0].key,
            organisation=lekeberg,
            starts_on=date(2027, 2, day),
        )
    assert cost() == few


def test_choosing_how_often(client, coordinator):
    client.force_login(coordinator)
    url = reverse("followup:reminders")
    assert "varje dag" in client.get(url).content.decode()

    client.post(url, {"how_often": "weekly"})

    assert ReminderChoice.objects.get(user=coordinator).how_often == "weekly"

import uuid
from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from organisations.actions import meetings
from organisations.actions.meetings import Every, Point, series
from organisations.models import AgendaItem, Decision, Meeting
from tests.factories.organisations import (
    DecisionFactory,
    GroupFactory,
    GroupMemberFactory,
    MeetingFactory,
    MembershipFactory,
)

VALUES = {
    "text": "Belysningen ses över.",
    "item": None,
    "owner": None,
    "owner_title": "",
    "due_on": date(2026, 10, 1),
    "wants_change_of": "",
}


@pytest.fixture
def meeting(lekeberg):
    return MeetingFactory(group=GroupFactory(parent=lekeberg), place="Kommunhuset")


def decide(meeting, by, **more):
    return meetings.decide(meeting, by=by, **{"creation_key": uuid.uuid4(), "values": VALUES} | more)


def test_a_series_every_second_week():
    assert series(date(2026, 9, 1), Every.FORTNIGHT, date(2026, 9, 30)) == [
        date(2026, 9, 15),
        date(2026, 9, 29),
    ]


def test_a_series_on_the_last_of_each_month():
    assert series(date(2026, 12, 31), Every.MONTH, date(2027, 4, 30)) == [
        date(2027, 1, 31),
        date(2027, 2, 28),
        date(2027, 3, 31),
        date(2027, 4, 30),
    ]


def test_repeating_a_meeting_twice_makes_one_series(meeting, coordinator):
    for _again in range(2):
        meetings.repeat(meeting, by=coordinator, every="fortnight", until=date(2026, 12, 31))

    days = list(Meeting.objects.order_by("held_on").values_list("held_on", "place"))
    assert len(days) == 8
    assert days[1] == (date(2026, 9, 29), "Kommunhuset")


@pytest.mark.parametrize("until", [date(2026, 9, 16), date(2030, 1, 1)])
def test_a_series_of_none_or_far_too_many_is_refused(meeting, coordinator, until):
    with pytest.raises(ValidationError):
        meetings.repeat(meeting, by=coordinator, every="week", until=until)


def test_decisions_are_numbered_within_the_meeting(meeting, coordinator):
    assert [decide(meeting, coordinator).number for _one in range(3)] == [1, 2, 3]
    assert decide(MeetingFactory(group=meeting.group), coordinator).number == 1


def test_a_decision_sent_twice_is_one(meeting, coordinator):
    key = uuid.uuid4()

    assert decide(meeting, coordinator, creation_key=key) == decide(meeting, coordinator, creation_key=key)
    assert Decision.objects.count() == 1


def test_the_agenda_is_filled_once_with_each_thing(meeting, coordinator):
    points = [Point("round:1:1", "Uppföljning"), Point("decision:4", "Beslut 4")]
    meetings.fill(meeting, points[:1], by=coordinator)
    meetings.fill(meeting, [*points, *points], by=coordinator)

    assert list(AgendaItem.objects.values_list("source", flat=True)) == ["round:1:1", "decision:4"]


def test_points_are_moved(meeting, coordinator):
    for title in ("A", "B", "C"):
        item = meetings.add_item(meeting, by=coordinator, creation_key=uuid.uuid4(), title=title)
    meetings.move_item(item, by=coordinator, steps=-1)

    assert [one.title for one in meeting.items.all()] == ["A", "C", "B"]


@time_machine.travel("2026-11-01")
def test_a_decision_stays_on_the_list_until_it_is_done(client, meeting, coordinator):
    decision = decide(meeting, coordinator)
    client.force_login(coordinator)
    url = reverse("organisations:decisions")
    assert "Försenat" in client.get(url).content.decode()

    client.post(
        reverse("organisations:carry_out_decision", args=[decision.pk]),
        {"done_on": "2026-10-20", "done_note": "Lampor bytta."},
    )

    assert "Inget beslut väntar" in client.get(url).content.decode()
    decision.refresh_from_db()
    assert (decision.done_on, decision.done_by) == (date(2026, 10, 20), coordinator)


@time_machine.travel("2026-11-01")
def test_the_owners_people_say_that_it_is_done(client, meeting, landlord, landlord_executor):
    decision = DecisionFactory(meeting=meeting, owner=landlord)
    client.force_login(landlord_executor)
    assert (
        "Belysningen på gården ses över." in client.get(reverse("organisations:decisions")).content.decode()
    )

    client.post(reverse("organisations:carry_out_decision", args=[decision.pk]), {"done_on": "2026-10-20"})

    decision.refresh_from_db()
    assert decision.done_by == landlord_executor


@pytest.mark.parametrize("person", ["reader", "reporter"])
def test_who_only_reads_does_not_say_that_it_is_done(client, meeting, lekeberg, request, person):
    decision = DecisionFactory(meeting=meeting, owner=lekeberg)
    client.force_login(request.getfixturevalue(person))

    response = client.post(
        reverse("organisations:carry_out_decision", args=[decision.pk]), {"done_on": "2026-10-20"}
    )

    assert response.status_code == 403
    decision.refresh_from_db()
    assert decision.done_on is None


def test_a_promise_to_change_is_one_of_those_of_the_group(client, meeting, coordinator):
    client.force_login(coordinator)
    address = reverse("organisations:add_decision", args=[meeting.pk])

    page = client.post(address, {"text": "Ses över.", "wants_change_of": "811228-9874"}).content.decode()

    assert "aria-invalid" in page
    assert not Decision.objects.exists()


def test_a_decision_cannot_be_done_tomorrow(meeting, coordinator):
    with pytest.raises(ValidationError):
        meetings.carry_out(decide(meeting, coordinator), by=coordinator, done_on=date(2090, 1, 1))


@pytest.mark.parametrize("name", ["coordinator", "council_secretary", "municipal_police"])
def test_those_who_hold_meetings(meeting, member, name):
    assert decide(meeting, member(name)).number == 1


@pytest.mark.parametrize("name", ["chair", "reader", "police_chief", "executor", "outsider_police"])
def test_others_may_not(meeting, member, name):
    with pytest.raises(PermissionDenied):
        decide(meeting, member(name))


def test_who_has_a_seat_reads_the_minutes(client, meeting, landlord):
    member = MembershipFactory(organisation=landlord, role="executor").user
    client.force_login(member)
    url = reverse("organisations:meeting", args=[meeting.pk])
    assert client.get(url).status_code == 404

    GroupMemberFactory(group=meeting.group, organisation=landlord, user=member)

    assert client.get(url).status_code == 200


def test_a_meeting_that_has_decided_something_is_not_removed(meeting, coordinator):
    decide(meeting, coordinator)

    with pytest.raises(PermissionDenied, match="Mötet har beslut"):
        meetings.remove(meeting, by=coordinator)


def test_the_list_costs_the_same_for_many_decisions(client, lekeberg, coordinator):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(coordinator)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("organisations:decisions"))
        return len(queries)

    DecisionFactory(meeting__group__parent=lekeberg)
    cost()
    few = cost()
    for _more in range(2):
        DecisionFactory(meeting__group__parent=lekeberg, owner=lekeberg)
    assert cost() == few

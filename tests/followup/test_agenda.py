from datetime import date

import time_machine
from django.urls import reverse

from followup.actions import rounds
from followup.agenda import suggestions
from organisations.models import AgendaItem
from promises.states import Status
from tests.factories.organisations import DecisionFactory, GroupFactory, MeetingFactory


def a_meeting(parent):
    return MeetingFactory(group=GroupFactory(parent=parent))


def kinds(points):
    return [point.source.split(":")[0] for point in points]


def test_rounds_silences_and_decisions_are_suggested(published, lekeberg, coordinator):
    meeting = a_meeting(lekeberg)
    DecisionFactory(meeting__group=meeting.group)
    with time_machine.travel("2027-08-01"):
        points = suggestions(meeting, coordinator)

    assert kinds(points) == ["decision", "round", "silence"]
    assert points[1].title == "Försenad uppföljning: Tryggare kvällar"
    assert points[1].text.split("\n")[:2] == [
        "Omgång 1, 1 januari 2027 – 31 mars 2027.",
        "Omgång 2, 1 april 2027 – 30 juni 2027.",
    ]
    assert points[1].text.endswith(reverse("followup:rounds", args=[published.promise.pk]))


def test_what_was_closed_since_the_last_meeting_is_taken_up(published, lekeberg, coordinator):
    last = MeetingFactory(group__parent=lekeberg, held_on=date(2027, 5, 4))
    meeting = MeetingFactory(group=last.group, held_on=date(2027, 8, 10))
    for number, day in ((1, "2027-04-20"), (2, "2027-07-12")):
        with time_machine.travel(f"{day} 12:00 +0200"):
            rounds.close(published, number=number, by=coordinator, comment=f"Avstämning {number}.")

    with time_machine.travel("2027-08-01"):
        [point] = [one for one in suggestions(meeting, coordinator) if one.source.startswith("closed:")]
        [first] = [one for one in suggestions(last, coordinator) if one.source.startswith("closed:")]

    assert point.title == "Avslutad uppföljning: Tryggare kvällar"
    assert point.text.split("\n") == [
        "Omgång 2, 1 april 2027 – 30 juni 2027. Avstämning 2.",
        f"http://testserver{reverse('followup:round', args=[published.promise.pk, 2])}",
    ]
    assert "Avstämning 2." in first.text


def test_a_council_that_seldom_meets_is_not_drowned_in_rounds(published, lekeberg, coordinator):
    last = MeetingFactory(group__parent=lekeberg, held_on=date(2027, 1, 4))
    meeting = MeetingFactory(group=last.group, held_on=date(2028, 2, 10))
    with time_machine.travel("2028-01-10 12:00 +0100"):
        for number in range(1, 5):
            rounds.close(published, number=number, by=coordinator, comment="")
        [point] = [one for one in suggestions(meeting, coordinator) if one.source.startswith("closed:")]

    lines = point.text.split("\n")
    assert [line[:8] for line in lines[:3]] == ["Omgång 2", "Omgång 3", "Omgång 4"]
    assert lines[3] == "Dessutom 1 tidigare omgång."


def test_a_promise_under_review_is_to_be_adopted(scene, lekeberg):
    scene.advance(Status.REVIEW)

    points = suggestions(a_meeting(lekeberg), scene.coordinator)

    assert [point.title for point in points] == ["Löfte att anta: Tryggare kvällar"]


def test_nothing_of_other_municipalities_or_of_what_the_person_does_not_see(
    published, kungsor, lekeberg, coordinator, outsider_coordinator
):
    with time_machine.travel("2027-08-01"):
        assert suggestions(a_meeting(kungsor), coordinator) == []
        assert suggestions(a_meeting(lekeberg), outsider_coordinator) == []


def test_the_button_fills_the_agenda_once(client, published, lekeberg, coordinator):
    meeting = a_meeting(lekeberg)
    url = reverse("followup:agenda", args=[meeting.pk])
    with time_machine.travel("2027-08-01"):
        client.force_login(coordinator)
        assert "Lägg till punkterna" in client.get(url).content.decode()
        assert not AgendaItem.objects.exists()
        for _again in range(2):
            client.post(url)
        assert "Alla punkter finns redan" in client.get(url).content.decode()

    assert AgendaItem.objects.count() == 2


def test_a_wanted_change_leads_to_a_new_version_and_changes_nothing(client, published, coordinator):
    client.force_login(coordinator)

    response = client.get(reverse("followup:wanted_change", args=[published.promise.slug]))

    assert response.url == reverse("promises:amend", args=[published.promise.pk])
    assert published.promise.revisions.count() == 1

import uuid
from datetime import date

import pytest
from django.urls import reverse

from organisations.models import Decision
from promises.states import Status
from tests.factories.organisations import DecisionFactory, GroupFactory, MeetingFactory
from tests.factories.promises import PartyFactory, RevisionFactory


@pytest.fixture
def meeting(lekeberg):
    return MeetingFactory(group=GroupFactory(parent=lekeberg))


def a_promise(slug, *parties, title="Tryggare kvällar", status=Status.PUBLISHED):
    revision = RevisionFactory(promise__slug=slug, promise__owner=parties[0], title=title, status=status)
    for party in parties:
        PartyFactory(revision=revision, organisation=party)
    return revision


def choices(client, name, pk):
    return client.get(reverse(name, args=[pk])).context["form"].fields["wants_change_of"].choices


def test_a_decision_chooses_among_the_promises_in_force_of_the_group(client, meeting, coordinator, kungsor):
    a_promise("oster", meeting.group.parent, kungsor, title="Öster")
    a_promise("asen", meeting.group.parent, title="Åsen")
    a_promise("kungsor", kungsor)
    a_promise("utkast", meeting.group.parent, status=Status.DRAFT)
    client.force_login(coordinator)

    shown = choices(client, "organisations:add_decision", meeting.pk)

    assert shown == [("", "Inget löfte"), ("asen", "Åsen"), ("oster", "Öster")]


def test_promises_of_the_same_name_are_told_apart(client, meeting, coordinator):
    for slug in ("ost", "vast"):
        a_promise(slug, meeting.group.parent)
    client.force_login(coordinator)

    shown = choices(client, "organisations:add_decision", meeting.pk)

    assert [label for _slug, label in shown[1:]] == ["Tryggare kvällar (ost)", "Tryggare kvällar (vast)"]


def test_the_chosen_promise_is_kept_by_its_address_name(client, meeting, coordinator):
    a_promise("asen", meeting.group.parent)
    client.force_login(coordinator)
    sent = {"text": "Löftet ska ändras.", "wants_change_of": "asen", "creation_key": uuid.uuid4()}

    client.post(reverse("organisations:add_decision", args=[meeting.pk]), sent)

    assert Decision.objects.get().wants_change_of == "asen"


def test_a_promise_that_has_ended_since_stays_chosen(client, meeting, coordinator):
    decision = DecisionFactory(meeting=meeting, wants_change_of="avslutat", due_on=date(2026, 10, 1))
    client.force_login(coordinator)
    address = reverse("organisations:decision", args=[decision.pk])
    shown = choices(client, "organisations:decision", decision.pk)

    client.post(address, {"text": "Rättat.", "wants_change_of": "avslutat", "edit_number": 1})

    decision.refresh_from_db()
    assert shown[1:] == [("avslutat", "avslutat")]
    assert (decision.text, decision.wants_change_of) == ("Rättat.", "avslutat")


def test_many_promises_cost_no_more(client, meeting, coordinator, django_assert_num_queries):
    from promises.changeable import in_force_for

    for number in range(3):
        a_promise(f"lofte-nr-{number}", meeting.group.parent)

    with django_assert_num_queries(2):
        assert len(in_force_for(meeting.group)) == 3

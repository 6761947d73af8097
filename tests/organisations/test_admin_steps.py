"""What is done to rows besides saving them: asked first, through an action, one row or many."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core import mail
from django.test import Client
from django.utils import timezone

from audit.models import Event
from organisations.models import (
    Contact,
    Group,
    GroupMember,
    Invitation,
    Mandate,
    Meeting,
    Membership,
    PoliceAreaMunicipality,
    User,
)
from organisations.roles import RoleKey
from public.models import ReaderReport
from tests.factories.organisations import (
    ContactFactory,
    GroupFactory,
    GroupMemberFactory,
    InvitationFactory,
    MeetingFactory,
    MembershipFactory,
)
from tests.organisations.admin_rows import admin_of, rows_in


@pytest.fixture
def desk(client: Client, council_secretary: Any) -> Client:
    client.force_login(council_secretary)
    return client


def do(client: Client, step: str, row: Any, **extra: Any) -> Any:
    """Open the page that asks, and answer yes with what the page carries."""
    address = admin_of(type(row)).url(step, row.pk)
    page = client.get(address)
    assert page.status_code == 200
    return client.post(address, {**_carried(page), **extra})


def do_many(client: Client, step: str, rows: list[Any], query: str = "") -> Any:
    """Mark rows in the list, choose the step, and answer yes."""
    address = admin_of(type(rows[0])).url("changelist") + query
    marked = {ACTION_CHECKBOX_NAME: [row.pk for row in rows]}
    page = client.post(address, {"action": step, "index": "0", **marked})
    assert page.status_code == 200
    return client.post(address, {"action": step, **_carried(page)})


def _carried(page: Any) -> dict[str, Any]:
    context = page.context
    carried: dict[str, Any] = {context["checkbox"]: [row.pk for row, _seen in context["rows"]]}
    carried |= {f"seen-{row.pk}": seen for row, seen in context["rows"]}
    return {**carried, context["confirmed"]: "1", context["shown"]: context["token"]}


def last_event() -> Event:
    return Event.objects.latest("number")


def said(response: Any) -> str:
    return " ".join(str(message) for message in response.wsgi_request._messages)


# --- One row ------------------------------------------------------------------------------------------


def test_asking_changes_nothing(desk: Client, lekeberg: Any) -> None:
    rows = rows_in(lekeberg, "hemma")
    before = Event.objects.count()

    for model, row in rows.items():
        for step in admin_of(model).steps:
            assert desk.get(admin_of(model).url(step.name, row.pk)).status_code in (200, 403)

    assert Event.objects.count() == before


def test_a_role_ends_at_once_and_the_person_is_out(desk: Client, client: Client, reader: Any) -> None:
    membership = reader.memberships.get()

    do(desk, "end", membership)

    assert not Membership.objects.valid().filter(user=reader).exists()
    assert last_event().action == "organisations.member_ended"


def test_a_mandate_is_revoked(desk: Client, chair: Any) -> None:
    do(desk, "revoke", chair.mandates.get())

    assert Mandate.objects.get().revoked_at is not None
    assert last_event().action == "organisations.mandate_revoked"


def test_an_invitation_is_sent_again_once_for_each_page(
    desk: Client, lekeberg: Any, council_secretary: Any, django_capture_on_commit_callbacks: Any
) -> None:
    invitation = InvitationFactory(organisation=lekeberg, role=RoleKey.READER, invited_by=council_secretary)
    address = admin_of(Invitation).url("send_again", invitation.pk)
    carried = _carried(desk.get(address))

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(address, carried)
        desk.post(address, carried)

    assert len(mail.outbox) == 1


def test_an_invitation_is_taken_back(desk: Client, lekeberg: Any) -> None:
    invitation = InvitationFactory(organisation=lekeberg, role=RoleKey.READER)

    do(desk, "withdraw", invitation)

    assert Invitation.objects.get().state == "withdrawn"
    assert last_event().action == "organisations.invitation_withdrawn"


def test_an_invitation_to_a_role_one_may_not_give_cannot_be_taken_back(desk: Client, lekeberg: Any) -> None:
    invitation = InvitationFactory(organisation=lekeberg, role=RoleKey.COUNCIL_SECRETARY)
    address = admin_of(Invitation).url("withdraw", invitation.pk)

    assert desk.get(address).status_code == 403
    response = desk.post(address, {"_confirmed": "1"})

    assert "inte ge någon rollen" in said(response)
    assert Invitation.objects.get().state == "pending"
    assert last_event().action == "audit.refused"


def test_a_group_is_closed(desk: Client, lekeberg: Any) -> None:
    do(desk, "close", GroupFactory(parent=lekeberg))

    assert not Group.objects.get().is_active
    assert last_event().action == "organisations.group_closed"


def test_seats_meetings_and_contacts_are_removed_with_an_event_each(desk: Client, lekeberg: Any) -> None:
    group = GroupFactory(parent=lekeberg)
    rows = [GroupMemberFactory(group=group, organisation=lekeberg), MeetingFactory(group=group)]
    rows.append(ContactFactory(organisation=lekeberg))

    for row, event in zip(rows, ("seat_removed", "meeting_removed", "contact_removed"), strict=True):
        do(desk, "delete", row)
        assert not type(row)._default_manager.exists()
        assert last_event().action == f"organisations.{event}"


def test_removing_twice_says_the_same_twice(desk: Client, lekeberg: Any) -> None:
    seat = GroupMemberFactory(group=GroupFactory(parent=lekeberg), organisation=lekeberg)
    address = admin_of(GroupMember).url("delete", seat.pk)
    carried = _carried(desk.get(address))

    first, second = desk.post(address, carried), desk.post(address, carried)

    assert first["Location"] == second["Location"] == admin_of(GroupMember).url("changelist")
    assert Event.objects.filter(action="organisations.seat_removed").count() == 1


def test_what_was_shown_to_one_says_nothing_to_another(
    client: Client, lekeberg: Any, council_secretary: Any, police_administrator: Any
) -> None:
    contact = ContactFactory(organisation=lekeberg)
    address = admin_of(Contact).url("delete", contact.pk)
    client.force_login(council_secretary)
    carried = _carried(client.get(address))
    client.post(address, carried)
    client.force_login(police_administrator)

    assert client.post(address, carried).status_code == 404


def test_an_account_is_closed_and_opened_only_by_whoever_runs_the_service(
    client: Client, superuser: Any, council_secretary: Any, reader: Any
) -> None:
    client.force_login(council_secretary)
    address = admin_of(User).url("close_account", reader.pk)
    assert client.get(address).status_code == 403
    client.post(address, {"_confirmed": "1"})
    reader.refresh_from_db()
    assert reader.is_active

    client.force_login(superuser)
    do(client, "close_account", reader)
    reader.refresh_from_db()
    assert not reader.is_active
    assert last_event().action == "organisations.account_closed"
    do(client, "open_account", reader)
    reader.refresh_from_db()
    assert reader.is_active
    assert client.get(admin_of(User).url("close_account", superuser.pk)).status_code == 403


def test_a_municipality_leaves_a_police_area(client: Client, superuser: Any, orebro_area: Any) -> None:
    client.force_login(superuser)
    link = orebro_area.municipality_links.earliest("pk")

    do(client, "delete", link)

    assert not PoliceAreaMunicipality.objects.filter(pk=link.pk).exists()
    assert last_event().action == "organisations.police_area_covers_no_more"


def test_a_report_is_seen_to_once(desk: Client, lekeberg: Any) -> None:
    report = rows_in(lekeberg, "hemma")[ReaderReport]
    assert report in desk.get(admin_of(ReaderReport).url("changelist")).context["cl"].result_list

    do(desk, "handled", report)
    desk.post(admin_of(ReaderReport).url("handled", report.pk), {"_confirmed": "1"})

    report.refresh_from_db()
    assert report.handled_at is not None
    assert Event.objects.filter(action="public.reader_report_handled").count() == 1
    assert report not in desk.get(admin_of(ReaderReport).url("changelist")).context["cl"].result_list


# --- Many rows ----------------------------------------------------------------------------------------


def test_many_are_removed_with_an_event_each(desk: Client, lekeberg: Any) -> None:
    rows = [ContactFactory(organisation=lekeberg) for _number in range(3)]

    do_many(desk, "delete", rows)

    assert not Contact.objects.exists()
    assert Event.objects.filter(action="organisations.contact_removed").count() == 3


def test_many_roles_end_and_those_one_may_not_end_are_left_out(desk: Client, lekeberg: Any) -> None:
    mine = MembershipFactory(organisation=lekeberg, role=RoleKey.READER)
    colleague = MembershipFactory(organisation=lekeberg, role=RoleKey.COUNCIL_SECRETARY)
    address = admin_of(Membership).url("changelist")
    marked = {"action": "end", "index": "0", ACTION_CHECKBOX_NAME: [mine.pk, colleague.pk]}

    page = desk.post(address, marked)
    assert [row for row, _seen in page.context["rows"]] == [mine]
    assert page.context["left_out"] == [colleague]
    do_many(desk, "end", [mine, colleague])

    mine.refresh_from_db()
    colleague.refresh_from_db()
    assert mine.valid_to is not None
    assert colleague.valid_to is None


def test_a_refusal_among_many_undoes_all(
    desk: Client, lekeberg: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody loses a right between the question and the answer."""
    rows = [InvitationFactory(organisation=lekeberg, role=RoleKey.READER) for _number in range(2)]
    rows[1].accepted_at, rows[1].accepted_by = timezone.now(), rows[1].invited_by
    rows[1].save()
    step = next(step for step in admin_of(Invitation).steps if step.name == "withdraw")
    always = replace(step, may=lambda row, user: True)
    monkeypatch.setattr(admin_of(Invitation), "steps", (always,))

    response = do_many(desk, "withdraw", rows, "?lage=alla")

    assert "redan tackat ja" in said(response)
    assert Invitation.objects.filter(withdrawn_at__isnull=True).count() == 2


def test_marking_nothing_is_said_in_words(desk: Client, lekeberg: Any) -> None:
    contact = ContactFactory(organisation=lekeberg)

    response = desk.post(admin_of(Contact).url("changelist"), {"action": "delete", "index": "0"}, follow=True)

    assert response.status_code == 200
    assert Contact.objects.filter(pk=contact.pk).exists()


@pytest.mark.parametrize("model", [Contact, Membership, Meeting])
def test_djangos_own_removal_is_not_offered(desk: Client, lekeberg: Any, model: Any) -> None:
    row = rows_in(lekeberg, "hemma")[model]
    data = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [row.pk], "post": "yes"}

    desk.post(admin_of(model).url("changelist"), data)
    desk.post(admin_of(model).url("changelist"), {**data, "index": "0"})

    assert model._default_manager.filter(pk=row.pk).exists()


def test_all_of_the_list_is_not_taken_for_what_is_marked(
    desk: Client, reader: Any, coordinator: Any, police_chief: Any
) -> None:
    marked = [police_chief.memberships.get().pk, "x", "9" * 30]
    sent = {
        "action": "end",
        "_selected_action": marked,
        "select_across": "1",
        "_confirmed": "1",
        "index": "0",
    }

    desk.post(admin_of(Membership).url("changelist"), sent)

    assert Membership.objects.valid().filter(user__in=[reader, coordinator, police_chief]).count() == 3

"""Every save goes through an action and leaves an event; what has none is only read."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from organisations.models import (
    Contact,
    Group,
    GroupMember,
    Invitation,
    Mandate,
    Meeting,
    Membership,
    Municipality,
    Organisation,
)
from organisations.roles import RoleKey
from tests.factories.organisations import (
    ContactFactory,
    GroupFactory,
    GroupMemberFactory,
    MembershipFactory,
    UnitFactory,
    UserFactory,
)
from tests.organisations.admin_desk import add, change, contact_values, last_event
from tests.organisations.admin_rows import admin_of


def test_a_contact_is_added_and_changed_with_an_event_each(
    desk: Client, lekeberg: Any, council_secretary: Any
) -> None:
    response = add(desk, Contact, organisation=lekeberg.pk, **contact_values())

    contact = Contact.objects.get()
    assert response["Location"] == admin_of(Contact).url("change", contact.pk)
    assert (last_event().action, last_event().actor_id) == (
        "organisations.contact_added",
        council_secretary.pk,
    )
    assert last_event().organisation_ids == [lekeberg.pk]

    change(desk, contact, **contact_values(title="Säkerhetssamordnare"))

    contact.refresh_from_db()
    assert (contact.title, contact.edit_number) == ("Säkerhetssamordnare", 2)
    assert last_event().action == "organisations.contact_changed"


def test_a_unit_is_added_under_the_municipality_and_changed(desk: Client, lekeberg: Any) -> None:
    add(desk, Organisation, parent=lekeberg.pk, kind="unit", name="Fritidsgården")

    unit = Organisation.objects.get(name="Fritidsgården")
    assert unit.parent_id == lekeberg.pk
    assert last_event().action == "organisations.organisation_added"

    change(desk, unit, name="Fritidsgården Mullhyttan", is_active="on")

    unit.refresh_from_db()
    assert unit.name == "Fritidsgården Mullhyttan"
    assert last_event().action == "organisations.organisation_changed"


def test_a_wrong_organisation_number_is_refused(desk: Client, lekeberg: Any) -> None:
    page = add(
        desk, Organisation, parent=lekeberg.pk, kind="landlord", name="AB", organisation_number="556000-0002"
    )

    assert "inte ett organisationsnummer" in page.context["form"].errors["organisation_number"][0]


def test_a_group_with_a_seat_and_a_meeting(desk: Client, lekeberg: Any, chair: Any) -> None:
    add(desk, Group, parent=lekeberg.pk, name="Rådet", group_kind="council", municipalities=[lekeberg.pk])
    group = Group.objects.get()
    assert list(group.municipalities.all()) == [lekeberg]

    add(desk, GroupMember, group=group.pk, organisation=lekeberg.pk, title="Ordförande", user=chair.pk)
    assert last_event().action == "organisations.seat_added"
    add(desk, Meeting, group=group.pk, held_on="2026-12-01", place="Fjugesta")
    assert last_event().action == "organisations.meeting_added"

    seat, meeting = GroupMember.objects.get(), Meeting.objects.get()
    change(desk, seat, organisation=lekeberg.pk, title="Ledamot", user=chair.pk)
    change(desk, meeting, held_on="2026-12-02", place="Fjugesta")
    seat.refresh_from_db()
    meeting.refresh_from_db()
    assert (seat.title, meeting.held_on) == ("Ledamot", date(2026, 12, 2))

    change(desk, group, name="Brottsförebyggande rådet", group_kind="council")
    group.refresh_from_db()
    assert group.name == "Brottsförebyggande rådet"
    assert list(group.municipalities.all()) == []


def test_a_seat_can_be_the_police_areas(desk: Client, lekeberg: Any, orebro_area: Any) -> None:
    group = GroupFactory(parent=lekeberg)

    add(desk, GroupMember, group=group.pk, organisation=orebro_area.pk, title="Kommunpolis")

    assert GroupMember.objects.get().organisation_id == orebro_area.pk


def test_a_seat_keeps_its_holder_from_another_organisation(
    desk: Client, lekeberg: Any, orebro_area: Any, municipal_police: Any
) -> None:
    """The police have filled it; the municipality's secretary changes the title and nothing else."""
    seat = GroupMemberFactory(
        group=GroupFactory(parent=lekeberg), organisation=orebro_area, user=municipal_police, title="Polis"
    )

    form = desk.get(admin_of(GroupMember).url("change", seat.pk)).context["form"]
    change(desk, seat, organisation=orebro_area.pk, title="Kommunpolis", user=form["user"].value())

    seat.refresh_from_db()
    assert (seat.title, seat.user) == ("Kommunpolis", municipal_police)


def test_a_role_is_given_changed_and_noted(desk: Client, lekeberg: Any, reader: Any) -> None:
    add(
        desk,
        Membership,
        user=reader.pk,
        organisation=lekeberg.pk,
        role="coordinator",
        valid_from="2026-01-01",
    )

    membership = Membership.objects.get(user=reader, role=RoleKey.COORDINATOR)
    assert last_event().action == "organisations.member_added"

    change(desk, membership, title="Samordnare", valid_from="2026-01-01", valid_to="2030-12-31")

    membership.refresh_from_db()
    assert (membership.title, membership.valid_to) == ("Samordnare", date(2030, 12, 31))
    assert last_event().action == "organisations.member_changed"


def test_an_invitation_sends_one_letter_however_often_it_is_sent(
    desk: Client, lekeberg: Any, django_capture_on_commit_callbacks: Any
) -> None:
    key = uuid.uuid4()
    values = {
        "email": "ny@kommun.example",
        "organisation": lekeberg.pk,
        "role": "reader",
        "creation_key": key,
    }

    with django_capture_on_commit_callbacks(execute=True):
        first, second = add(desk, Invitation, **values), add(desk, Invitation, **values)

    assert Invitation.objects.count() == 1
    assert len(mail.outbox) == 1
    assert first["Location"] == second["Location"]


def test_a_mandate_and_a_delegation_of_it(desk: Client, lekeberg: Any, chair: Any) -> None:
    deputy = UserFactory()
    MembershipFactory(user=deputy, organisation=lekeberg, role=RoleKey.SIGNATORY)
    values = {
        "organisation": lekeberg.pk,
        "user": deputy.pk,
        "title": "Förste vice ordförande",
        "decision_reference": "KS 2026-02-03 § 12",
        "valid_from": "2026-02-03",
    }
    add(desk, Mandate, **values)
    assert last_event().action == "organisations.mandate_granted"

    add(desk, Mandate, **values, delegated_from=chair.mandates.get().pk)

    assert last_event().action == "organisations.mandate_delegated"
    assert Mandate.objects.filter(user=deputy, delegated_from=chair.mandates.get()).count() == 1


def test_a_deputy_for_another_organisations_mandate_is_refused_at_the_field(
    desk: Client, lekeberg: Any, school: Any, chair: Any
) -> None:
    deputy = UserFactory()
    MembershipFactory(user=deputy, organisation=school, role=RoleKey.SIGNATORY)

    page = add(
        desk,
        Mandate,
        organisation=school.pk,
        user=deputy.pk,
        title="Rektor",
        decision_reference="Beslut",
        valid_from="2026-02-03",
        delegated_from=chair.mandates.get().pk,
    )

    assert "delegated_from" in page.context["form"].errors


def test_a_persons_account_is_only_read(desk: Client, reader: Any) -> None:
    page = desk.post(admin_of(type(reader)).url("change", reader.pk), {"name": "Annat", "is_active": ""})

    assert page.status_code == 403
    reader.refresh_from_db()
    assert (reader.name, reader.is_active) == ("Ledamot", True)


def test_an_expired_membership_closes_the_door_at_once(
    client: Client, council_secretary: Any, lekeberg: Any
) -> None:
    council_secretary.is_staff = True
    council_secretary.save()
    client.force_login(council_secretary)
    assert client.get("/admin/").status_code == 200

    yesterday = timezone.localdate() - timedelta(days=1)
    council_secretary.memberships.update(valid_to=yesterday)

    assert client.get("/admin/").status_code == 403
    assert client.get(admin_of(Municipality).url("change", lekeberg.pk)).status_code == 403


def test_what_one_does_elsewhere_is_not_administered_here(
    desk: Client, council_secretary: Any, kungsor: Any
) -> None:
    """A secretary who is also an executor in another municipality runs nothing there."""
    unit = UnitFactory(parent=kungsor)
    MembershipFactory(user=council_secretary, organisation=unit, role=RoleKey.EXECUTOR)
    contact = ContactFactory(organisation=unit)

    assert desk.get(admin_of(Contact).url("change", contact.pk)).status_code == 404
    assert add(desk, Contact, organisation=unit.pk, **contact_values()).status_code == 200
    assert Contact.objects.count() == 1

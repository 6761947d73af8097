"""Every save goes through an action: it leaves an event, is refused in words, and never loses what was typed."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from organisations.actions import contacts
from organisations.actions.rows import save_row
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
    ParkedPost,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
)
from organisations.roles import ROLES, RoleKey
from tests.factories.organisations import (
    ContactFactory,
    CountyFactory,
    GroupFactory,
    GroupMemberFactory,
    MembershipFactory,
    PoliceDistrictFactory,
    PoliceRegionFactory,
    UnitFactory,
    UserFactory,
)
from tests.organisations.admin_rows import admin_of


@pytest.fixture
def desk(client: Client, council_secretary: Any) -> Client:
    client.force_login(council_secretary)
    return client


def add(client: Client, model: Any, **values: Any) -> Any:
    """Send the form for a new row, as a browser would."""
    data = {"creation_key": uuid.uuid4(), **values}
    return client.post(admin_of(model).url("add"), {k: v for k, v in data.items() if v is not None})


def change(client: Client, row: Any, **values: Any) -> Any:
    data = {"edit_number": row.edit_number, **values}
    return client.post(
        admin_of(type(row)).url("change", row.pk), {k: v for k, v in data.items() if v is not None}
    )


def contact_values(**values: Any) -> dict[str, Any]:
    return {
        "function": "coordination",
        "title": "Trygghetssamordnare",
        "phone": "0585-488 00",
        "email": "trygghet@kommun.example",
        "address": "",
        "is_public": "on",
        **values,
    }


def last_event() -> Event:
    return Event.objects.latest("number")


# --- Each kind of row ---------------------------------------------------------------------------------


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


# --- Only for whoever runs the service ----------------------------------------------------------------


def test_a_police_area_is_made_known_with_its_source(engine_room: Client, kungsor: Any) -> None:
    add(engine_room, PoliceDistrict, name="Västmanland", region=PoliceRegionFactory().pk)
    district = PoliceDistrict.objects.get(name="Västmanland")
    add(engine_room, PoliceArea, name="Köping", official_name="Lokalpolisområde Köping", district=district.pk)
    area = PoliceArea.objects.get(name="Köping")

    add(
        engine_room,
        PoliceAreaMunicipality,
        police_area=area.pk,
        municipality=kungsor.pk,
        source="Polisens webbplats",
        source_year="2026",
    )

    link = PoliceAreaMunicipality.objects.get(police_area=area)
    assert (link.municipality, link.edited_by_hand, link.source_year) == (kungsor, True, "2026")
    assert last_event().action == "organisations.police_area_covers"
    assert last_event().organisation_ids == sorted([area.pk, kungsor.pk])


def test_a_link_needs_a_source_and_a_year(engine_room: Client, orebro_area: Any, kungsor: Any) -> None:
    page = add(engine_room, PoliceAreaMunicipality, police_area=orebro_area.pk, municipality=kungsor.pk)

    assert set(page.context["form"].errors) == {"source", "source_year"}


def test_a_changed_source_is_left_alone_by_the_loader(engine_room: Client, orebro_area: Any) -> None:
    link = orebro_area.municipality_links.earliest("pk")
    assert not link.edited_by_hand

    change(engine_room, link, source="Avtal", source_year="2026")

    link.refresh_from_db()
    assert (link.source, link.edited_by_hand, link.edit_number) == ("Avtal", True, 2)


def test_the_countrys_rows_are_changed_with_an_event(engine_room: Client, lekeberg: Any) -> None:
    county = CountyFactory()
    change(engine_room, county, name="Ödeshögs län")
    county.refresh_from_db()
    assert county.sort_key.startswith("{c")
    assert last_event().action == "organisations.place_changed"

    values = {
        "county": county.pk,
        "police_region": lekeberg.police_region_id,
        "organisation_number": "212000-2981",
    }
    change(
        engine_room, lekeberg, name="Lekeberg", official_name="Lekebergs kommun", population="8700", **values
    )
    lekeberg.refresh_from_db()
    assert lekeberg.population == 8700

    district = PoliceDistrictFactory()
    change(engine_room, district, name="Örebro", region=district.region_id, covers="Örebro län")
    district.refresh_from_db()
    assert district.covers == "Örebro län"


@pytest.mark.parametrize("name", ["council_secretary", "police_administrator"])
def test_nobody_decides_what_a_police_area_sees_for_themselves(
    client: Client, member: Any, orebro_area: Any, kungsor: Any, name: str
) -> None:
    client.force_login(member(name))
    values = {"police_area": orebro_area.pk, "municipality": kungsor.pk, "source": "x", "source_year": "2026"}
    link = orebro_area.municipality_links.get(municipality__code="1814")

    assert add(client, PoliceAreaMunicipality, **values).status_code == 403
    assert change(client, link, source="x", source_year="2026").status_code == 403
    assert client.post(admin_of(PoliceAreaMunicipality).url("delete", link.pk)).status_code in (302, 403)
    assert PoliceAreaMunicipality.objects.filter(pk=link.pk, source="Källa").exists()
    assert orebro_area.municipality_links.count() == 2


@pytest.mark.parametrize("name", ["council_secretary", "police_administrator"])
def test_ones_own_place_is_read_only(
    client: Client, member: Any, lekeberg: Any, orebro_area: Any, name: str
) -> None:
    client.force_login(member(name))
    place = lekeberg if name == "council_secretary" else orebro_area

    assert change(client, place, name="Annat").status_code == 403
    assert not Organisation.objects.filter(name="Annat").exists()


# --- Which roles may be given -------------------------------------------------------------------------


@pytest.mark.parametrize("giver", ["council_secretary", "police_administrator"])
@pytest.mark.parametrize("role", list(RoleKey))
def test_a_role_is_offered_and_given_only_by_those_who_may(
    client: Client, member: Any, lekeberg: Any, orebro_area: Any, giver: str, role: RoleKey
) -> None:
    home = lekeberg if giver == "council_secretary" else orebro_area
    user = UserFactory()
    MembershipFactory(user=user, organisation=home, role=RoleKey.READER, valid_to=timezone.localdate())
    client.force_login(member(giver))
    allowed = role in ROLES[RoleKey(giver)].may_grant
    form = client.get(admin_of(Membership).url("add")).context["form"]

    add(client, Membership, user=user.pk, organisation=home.pk, role=role, valid_from="2026-01-01")
    add(client, Invitation, email="ny@kommun.example", organisation=home.pk, role=role)

    assert (str(role) in dict(form.fields["role"].choices)) == allowed
    assert Membership.objects.filter(user=user, role=role, valid_to=None).exists() == allowed
    assert Invitation.objects.filter(role=role).exists() == allowed


def test_a_role_that_does_not_fit_the_organisation_is_refused_in_the_form(
    desk: Client, school: Any, reader: Any, council_secretary: Any
) -> None:
    """A coordinator is the municipality's; the action says so, and the form keeps what was typed."""
    page = add(
        desk, Membership, user=reader.pk, organisation=school.pk, role="coordinator", valid_from="2026-01-01"
    )

    assert page.status_code == 200
    assert "Du får inte ge någon rollen Samordnare" in page.content.decode()
    assert page.context["form"]["role"].value() == "coordinator"
    refused = last_event()
    assert (refused.action, refused.actor_id) == ("audit.refused", council_secretary.pk)


def test_nobody_gives_themselves_a_role_or_a_mandate(
    desk: Client, lekeberg: Any, council_secretary: Any
) -> None:
    MembershipFactory(user=council_secretary, organisation=lekeberg, role=RoleKey.SIGNATORY)

    page = add(
        desk,
        Membership,
        user=council_secretary.pk,
        organisation=lekeberg.pk,
        role="coordinator",
        valid_from="2026-01-01",
    )

    assert "inte ge dig själv en roll" in page.content.decode()
    form = desk.get(admin_of(Mandate).url("add")).context["form"]
    assert council_secretary not in form.fields["user"].queryset


def test_a_role_one_may_not_give_cannot_be_changed_either(desk: Client, lekeberg: Any) -> None:
    colleague = MembershipFactory(organisation=lekeberg, role=RoleKey.COUNCIL_SECRETARY)

    assert desk.get(admin_of(Membership).url("change", colleague.pk)).status_code == 200
    assert change(desk, colleague, title="Chef", valid_from="2020-01-01").status_code == 403
    assert desk.get(admin_of(Membership).url("end", colleague.pk)).status_code == 403


def test_whoever_runs_the_service_appoints_the_administrators(engine_room: Client, kungsor: Any) -> None:
    add(engine_room, Invitation, email="ny@kommun.example", organisation=kungsor.pk, role="council_secretary")

    assert Invitation.objects.get().role == RoleKey.COUNCIL_SECRETARY


# --- Refusals, stale edits, double clicks -------------------------------------------------------------


def test_personal_data_is_refused_at_the_field_with_the_text_kept(desk: Client, lekeberg: Any) -> None:
    group = GroupFactory(parent=lekeberg)
    text = "Vi talade om 19811218-9876 och skolan."

    page = add(desk, Meeting, group=group.pk, held_on="2026-12-01", minutes=text)

    assert "personnummer" in page.context["form"].errors["minutes"][0]
    assert text in page.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("page", ["administration", "organisation"])
def test_a_row_that_is_removed_while_the_form_is_sent_is_not_found(
    desk: Client, lekeberg: Any, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    contact = ContactFactory(organisation=lekeberg)
    administration = admin_of(Contact).url("change", contact.pk)
    address = (
        administration if page == "administration" else reverse("organisations:contact", args=[contact.pk])
    )

    def too_late(row: Any, **saved: Any) -> Any:
        Contact.objects.filter(pk=row.pk).delete()
        return save_row(row, **saved)

    monkeypatch.setattr(contacts, "save_row", too_late)

    assert desk.post(address, {"edit_number": 1, **contact_values(title="Min")}).status_code == 404


def test_a_stale_save_shows_what_stands_there_now(
    desk: Client, lekeberg: Any, council_secretary: Any, coordinator: Any
) -> None:
    contact = ContactFactory(organisation=lekeberg, title="Först")
    values: Any = {**contact_values(title="Kollegans"), "is_public": True}
    contacts.change(contact, by=coordinator, edit_number=1, values=values)

    page = change(desk, contact, **contact_values(title="Min"))

    assert page.status_code == 409
    shown = page.content.decode()
    assert "Någon annan hann spara före dig" in shown
    assert "Kollegans" in shown
    assert page.context["form"]["title"].value() == "Min"
    assert Contact.objects.get().title == "Kollegans"

    again = page.context["form"]["edit_number"].value()
    desk.post(
        admin_of(Contact).url("change", contact.pk), {**contact_values(title="Min"), "edit_number": again}
    )
    assert Contact.objects.get().title == "Min"


def test_the_same_form_twice_changes_a_row_once(desk: Client, lekeberg: Any) -> None:
    contact = ContactFactory(organisation=lekeberg)

    first = change(desk, contact, **contact_values())
    second = change(desk, contact, **contact_values())

    assert (first.status_code, second.status_code) == (302, 302)
    assert Contact.objects.get().edit_number == 2
    assert Event.objects.filter(action="organisations.contact_changed").count() == 1


@pytest.mark.parametrize("model", [Contact, Membership, Group, Organisation])
def test_the_same_form_twice_adds_one_row(desk: Client, lekeberg: Any, reader: Any, model: Any) -> None:
    values = {
        Contact: {"organisation": lekeberg.pk, **contact_values()},
        Membership: {
            "user": reader.pk,
            "organisation": lekeberg.pk,
            "role": "executor",
            "valid_from": "2026-01-01",
        },
        Group: {"parent": lekeberg.pk, "name": "Rådet", "group_kind": "council"},
        Organisation: {"parent": lekeberg.pk, "name": "Skolan", "kind": "unit"},
    }[model]
    key, before = uuid.uuid4(), model.objects.count()

    for _click in range(2):
        assert add(desk, model, creation_key=key, **values).status_code == 302

    assert model.objects.count() == before + 1


def test_a_link_entered_twice_is_one(engine_room: Client, orebro_area: Any, kungsor: Any) -> None:
    values = {
        "police_area": orebro_area.pk,
        "municipality": kungsor.pk,
        "source": "Polisen",
        "source_year": "2026",
    }
    for _click in range(2):
        assert add(engine_room, PoliceAreaMunicipality, **values).status_code == 302
    assert orebro_area.municipality_links.count() == 3

    page = add(engine_room, PoliceAreaMunicipality, **{**values, "source": "Annan"})
    assert "hör redan till området" in page.context["form"].errors["municipality"][0]


def test_a_form_without_its_hidden_number_is_refused(desk: Client, lekeberg: Any) -> None:
    contact = ContactFactory(organisation=lekeberg)

    page = desk.post(admin_of(Contact).url("change", contact.pk), contact_values())

    assert page.status_code == 200
    assert "Ladda om sidan" in page.content.decode()
    assert Contact.objects.get().title == "Säkerhetssamordnare"


def test_a_text_sent_after_the_login_ran_out_comes_back(
    client: Client, council_secretary: Any, lekeberg: Any
) -> None:
    group = GroupFactory(parent=lekeberg)
    client.force_login(council_secretary)
    address = admin_of(Meeting).url("add")
    page = client.get(address)
    typist = page.content.decode().split('name="_typist" value="')[1].split('"')[0]
    data = {"group": group.pk, "held_on": "2026-12-01", "minutes": "En lång anteckning.", "_typist": typist}
    client.logout()

    response = client.post(address, {**data, "creation_key": uuid.uuid4()})
    assert response.status_code == 302
    client.force_login(council_secretary)
    back = client.get(f"{address}?sparad={ParkedPost.objects.get().key}")

    assert back.context["form"]["minutes"].value() == "En lång anteckning."
    key = back.context["form"]["creation_key"].value()
    client.post(f"{address}?sparad={ParkedPost.objects.get().key}", {**data, "creation_key": key})
    assert Meeting.objects.get().minutes == "En lång anteckning."
    assert not ParkedPost.objects.exists()


def test_add_another_starts_from_the_same_place(desk: Client, lekeberg: Any) -> None:
    group = GroupFactory(parent=lekeberg)
    address = f"{admin_of(GroupMember).url('add')}?group={group.pk}"
    data = {
        "group": group.pk,
        "organisation": lekeberg.pk,
        "title": "Kommundirektör",
        "creation_key": uuid.uuid4(),
        "_addanother": "1",
    }

    response = desk.post(address, data)

    assert response["Location"] == address
    assert str(desk.get(address).context["form"]["group"].value()) == str(group.pk)


# --- What is only read --------------------------------------------------------------------------------


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

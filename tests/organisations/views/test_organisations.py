import uuid

import pytest
from django.urls import reverse

from organisations.models import Contact, Group, GroupMember, Meeting, Organisation
from tests.factories.organisations import (
    ContactFactory,
    GroupFactory,
    GroupMemberFactory,
    MeetingFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
)


def _url(name, *args):
    return reverse(f"organisations:{name}", args=args)


@pytest.fixture
def secretary(client, council_secretary):
    client.force_login(council_secretary)
    return client


# --- The list and the page ---------------------------------------------------------------------------


def test_the_list_shows_ones_own_and_what_one_sees(client, municipal_police, lekeberg, kungsor):
    client.force_login(municipal_police)

    content = client.get(_url("list")).content.decode()

    assert "Lokalpolisområde Örebro" in content
    assert "Lekebergs kommun" in content
    assert "Kungsör" not in content


def test_the_list_is_searched_without_minding_accents(client, superuser, orebro, lekeberg):
    client.force_login(superuser)

    content = client.get(_url("list"), {"q": "orebro"}).content.decode()

    assert "Örebro kommun" in content
    assert "Lekeberg" not in content


def test_somebody_without_an_organisation_is_told_what_to_do(client, nobody):
    client.force_login(nobody)

    assert "Be den som sköter behörigheter" in client.get(_url("list")).content.decode()


def test_the_page_shows_people_mandates_contacts_groups_and_units(secretary, chair, lekeberg, school):
    ContactFactory(organisation=lekeberg, title="Växeln")
    GroupFactory(name="Rådet", parent=lekeberg)

    content = secretary.get(_url("detail", lekeberg.pk)).content.decode()

    for text in ("Kommunstyrelsens ordförande", "KF 2026-01-15 § 4", "Växeln", "Rådet", "Skolan i Lekeberg"):
        assert text in content


def test_a_reader_sees_the_page_without_anything_to_press(client, reader, chair, lekeberg):
    client.force_login(reader)

    content = client.get(_url("detail", lekeberg.pk)).content.decode()

    for text in ("Bjud in", "Ändra", "Lägg till", "Återkalla"):
        assert f">{text}" not in content


def test_a_group_has_a_page_of_its_own(secretary, lekeberg):
    group = GroupFactory(parent=lekeberg)

    assert secretary.get(_url("detail", group.pk)).url == _url("group", group.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_and_many(secretary, lekeberg, django_assert_max_num_queries, count):
    for _number in range(count):
        MembershipFactory(organisation=lekeberg)
        ContactFactory(organisation=lekeberg)
        OrganisationFactory(kind="unit", parent=lekeberg)
        GroupFactory(parent=lekeberg)

    with django_assert_max_num_queries(15):
        secretary.get(_url("detail", lekeberg.pk))


# --- Adding and changing organisations ---------------------------------------------------------------


def _new(**changes):
    return {"kind": "unit", "name": "Fritidsgården", "creation_key": uuid.uuid4()} | changes


def test_a_unit_belongs_to_the_municipality_that_adds_it(client, coordinator, lekeberg):
    client.force_login(coordinator)

    client.post(_url("add", lekeberg.pk), _new())

    unit = Organisation.objects.get(name="Fritidsgården")
    assert (unit.kind, unit.parent_id, unit.slug) == ("unit", lekeberg.pk, "fritidsgarden-lekeberg")


def test_a_landlord_stands_on_its_own_but_is_managed(client, coordinator, lekeberg):
    client.force_login(coordinator)

    client.post(
        _url("add", lekeberg.pk), _new(kind="landlord", name="Hyresbolaget", organisation_number="5560360793")
    )

    landlord = Organisation.objects.get(kind="landlord")
    assert (landlord.parent, landlord.managed_by_id) == (None, lekeberg.pk)
    assert landlord.organisation_number == "556036-0793"


def test_sending_the_form_twice_adds_one(client, coordinator, lekeberg):
    client.force_login(coordinator)
    values = _new()

    for _time in range(2):
        assert client.post(_url("add", lekeberg.pk), values).status_code == 302
    assert Organisation.objects.filter(kind="unit").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"organisation_number": "5560360794", "kind": "business"}, "organisation_number"),
        ({"kind": "municipality"}, "kind"),
        ({"kind": "group"}, "kind"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_added_is_said_at_its_field(client, coordinator, lekeberg, changes, field):
    client.force_login(coordinator)

    response = client.post(_url("add", lekeberg.pk), _new(**changes))

    assert field in response.context["form"].errors


def test_a_number_that_is_taken_says_whose_it_is(client, coordinator, lekeberg):
    OrganisationFactory(name="Hyresbolaget", organisation_number="556036-0793")
    client.force_login(coordinator)

    values = _new(kind="business", name="Ett annat", organisation_number="556036-0793")
    content = client.post(_url("add", lekeberg.pk), values).content.decode()

    assert "Numret tillhör Hyresbolaget" in content


def test_two_of_the_same_name_get_two_addresses(client, superuser, lekeberg, kungsor):
    client.force_login(superuser)

    for organisation in (lekeberg, kungsor):
        client.post(_url("add", organisation.pk), _new(kind="association", name="Föreningen"))

    slugs = Organisation.objects.filter(kind="association").order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["foreningen", "foreningen-2"]


def test_a_unit_can_be_renamed_and_closed(client, coordinator, school):
    client.force_login(coordinator)

    client.post(_url("change", school.pk), {"edit_number": 1, "name": "Skolan"})

    school.refresh_from_db()
    assert (school.name, school.is_active, school.search_text) == ("Skolan", False, "skolan")


def test_nobody_renames_a_municipality(client, coordinator, lekeberg):
    client.force_login(coordinator)

    assert client.post(_url("change", lekeberg.pk), {"edit_number": 1, "name": "Ny"}).status_code == 403


# --- Contacts -----------------------------------------------------------------------------------------


CONTACT = {"function": "coordination", "title": "Samordnare", "phone": "0585-488 00", "is_public": "on"}


def test_a_contact_is_added_with_its_telephone_number(client, coordinator, lekeberg):
    client.force_login(coordinator)

    client.post(_url("add_contact", lekeberg.pk), CONTACT)

    assert Contact.objects.get().phone == "0585-488 00"


def test_a_contact_without_any_way_to_reach_it_is_refused(client, coordinator, lekeberg):
    client.force_login(coordinator)

    response = client.post(_url("add_contact", lekeberg.pk), {**CONTACT, "phone": ""})

    assert response.context["form"].non_field_errors()


def test_a_contact_is_changed_and_removed(client, coordinator, lekeberg):
    client.force_login(coordinator)
    contact = ContactFactory(organisation=lekeberg)

    client.post(_url("contact", contact.pk), {**CONTACT, "edit_number": 1})
    contact.refresh_from_db()
    assert contact.title == "Samordnare"

    client.post(_url("remove_contact", contact.pk))
    assert not Contact.objects.exists()


def test_a_stale_contact_shows_what_a_colleague_wrote(client, coordinator, lekeberg):
    client.force_login(coordinator)
    contact = ContactFactory(organisation=lekeberg, phone="0585-111 11", edit_number=2)

    response = client.post(_url("contact", contact.pk), {**CONTACT, "edit_number": 1})

    assert response.status_code == 409
    assert "0585-111 11" in response.content.decode()


# --- Groups -------------------------------------------------------------------------------------------


def test_a_group_works_for_the_municipality_it_belongs_to(secretary, lekeberg):
    values = {"name": "Brottsförebyggande rådet", "group_kind": "council", "purpose": "Leder arbetet."}

    secretary.post(_url("add_group", lekeberg.pk), values)

    group = Group.objects.get()
    assert (group.parent_id, group.kind) == (lekeberg.pk, "group")
    assert [municipality.pk for municipality in group.municipalities.all()] == [lekeberg.pk]


def test_seats_are_added_changed_and_removed(secretary, council_secretary, lekeberg, orebro_area):
    group = GroupFactory(parent=lekeberg)
    group.municipalities.add(lekeberg)
    values = {"organisation": orebro_area.pk, "title": "Lokalpolisområdeschef", "is_chair": "on"}

    secretary.post(_url("add_seat", group.pk), values)
    seat = GroupMember.objects.get()
    assert (seat.organisation_id, seat.user) == (orebro_area.pk, None)

    secretary.post(
        _url("seat", seat.pk),
        {"organisation": lekeberg.pk, "title": "Sekreterare", "user": council_secretary.pk, "edit_number": 1},
    )
    seat.refresh_from_db()
    assert (seat.title, seat.user) == ("Sekreterare", council_secretary)

    secretary.post(_url("remove_seat", seat.pk))
    assert not GroupMember.objects.exists()


def test_the_polices_people_are_not_listed_for_the_municipality(secretary, lekeberg, municipal_police):
    group = GroupFactory(parent=lekeberg)
    group.municipalities.add(lekeberg)

    people = secretary.get(_url("add_seat", group.pk)).context["form"].fields["user"].queryset

    assert municipal_police not in people


def test_a_person_sits_only_for_an_organisation_they_work_for(secretary, lekeberg, school, coordinator):
    group = GroupFactory(parent=lekeberg)
    values = {"organisation": school.pk, "title": "Rektor", "user": coordinator.pk}

    response = secretary.post(_url("add_seat", group.pk), values)

    assert "user" in response.context["form"].errors


def test_meetings_are_added_changed_and_removed(secretary, lekeberg):
    group = GroupFactory(parent=lekeberg)
    values = {
        "held_on": "2026-09-15",
        "starts_at": "13:00",
        "place": "Kommunhuset",
        "agenda": "",
        "minutes": "",
    }

    secretary.post(_url("add_meeting", group.pk), values)
    meeting = Meeting.objects.get()
    secretary.post(
        _url("change_meeting", meeting.pk), {**values, "minutes": "Rådet antog planen.", "edit_number": 1}
    )
    meeting.refresh_from_db()
    assert meeting.minutes == "Rådet antog planen."

    secretary.post(_url("remove_meeting", meeting.pk))
    assert not Meeting.objects.exists()


def test_a_group_that_has_ended_stays_where_it_is_named(secretary, lekeberg):
    group = GroupFactory(parent=lekeberg)

    secretary.post(_url("close_group", group.pk))

    group.refresh_from_db()
    assert not group.is_active


def test_a_groups_parts_are_reached_only_by_those_who_see_the_group(secretary):
    group = GroupFactory(parent=MunicipalityFactory())
    seat, meeting = GroupMemberFactory(group=group), MeetingFactory(group=group)

    for name, row in (("group", group), ("seat", seat), ("meeting", meeting)):
        assert secretary.get(_url(name, row.pk)).status_code == 404


def test_minutes_with_a_personnummer_are_refused(secretary, lekeberg):
    group = GroupFactory(parent=lekeberg)

    values = {"held_on": "2026-09-15", "minutes": "Det gällde 19121212-1212."}
    response = secretary.post(_url("add_meeting", group.pk), values)

    assert "minutes" in response.context["form"].errors


@pytest.mark.parametrize(
    "address", ["/arbete/organisationer/grupper/{}/", "/admin/grupper/{}/", "/admin/kommuner/{}/"]
)
def test_a_number_too_large_to_exist_is_not_found(client, superuser, address):
    client.force_login(superuser)

    assert client.get(address.format(2**63)).status_code == 404


def test_no_shared_cache_keeps_a_page_behind_login(client, coordinator):
    client.force_login(coordinator)

    assert client.get("/arbete/organisationer/")["Cache-Control"] == "private, no-cache"

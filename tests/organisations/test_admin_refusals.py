"""Refusals in words, stale forms and forms sent twice: nothing that was typed is lost."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from organisations.actions import contacts
from organisations.actions.rows import save_row
from organisations.models import (
    Contact,
    Group,
    GroupMember,
    Meeting,
    Membership,
    Organisation,
    ParkedPost,
    PoliceAreaMunicipality,
)
from tests.factories.organisations import (
    ContactFactory,
    GroupFactory,
)
from tests.organisations.admin_desk import add, change, contact_values
from tests.organisations.admin_rows import admin_of


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

"""A name reads as it is stored: what nobody sees is left out of it, whoever writes it and wherever."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisations.actions import invitations
from organisations.models import Contact, Group, GroupMember, Organisation, User
from public.models import ReaderReport
from tests.factories.organisations import GroupFactory, InvitationFactory
from tests.organisations.admin_rows import admin_of

RIGHT_TO_LEFT = "\u202e"


@pytest.fixture
def desk(client: Client, council_secretary: Any) -> Client:
    client.force_login(council_secretary)
    return client


def send(client: Client, to: str, **values: Any) -> Any:
    return client.post(to, {"creation_key": uuid.uuid4(), **values})


def test_an_organisation_is_named_as_it_reads(desk: Client, lekeberg: Any) -> None:
    name = f"Sko{RIGHT_TO_LEFT}lan\u2066 i\u2069 byn\x07"

    send(desk, reverse("organisations:add", args=[lekeberg.pk]), kind="unit", name=name)
    send(desk, admin_of(Organisation).url("add"), parent=lekeberg.pk, kind="unit", name=f"{name} två")

    assert {unit.name for unit in lekeberg.units.all()} == {"Skolan i byn", "Skolan i byn två"}


def test_a_name_of_marks_alone_is_missing(desk: Client, lekeberg: Any) -> None:
    marks = f"{RIGHT_TO_LEFT} \u2066"
    pages = [
        send(desk, reverse("organisations:add", args=[lekeberg.pk]), kind="unit", name=marks),
        send(desk, admin_of(Organisation).url("add"), parent=lekeberg.pk, kind="unit", name=marks),
    ]

    assert ["Fyll i fältet." in page.content.decode() for page in pages] == [True, True]
    assert not lekeberg.units.exists()


def test_free_texts_of_groups_and_contacts_are_cleaned(desk: Client, lekeberg: Any) -> None:
    purpose = f"Rådet{RIGHT_TO_LEFT} möts.\r\nVarje månad."
    address = reverse("organisations:add_group", args=[lekeberg.pk])
    send(desk, address, name="Rådet", group_kind="council", purpose=purpose)
    contact = {"function": "general", "title": f"Väx{RIGHT_TO_LEFT}el", "address": f"Torget{RIGHT_TO_LEFT} 1"}
    send(desk, admin_of(Contact).url("add"), organisation=lekeberg.pk, phone="", email="", **contact)

    assert Group.objects.get().purpose == "Rådet möts.\nVarje månad."
    found = Contact.objects.get()
    assert (found.title, found.address) == ("Växel", "Torget 1")


def test_a_seat_is_titled_as_it_reads(desk: Client, lekeberg: Any) -> None:
    group = GroupFactory(parent=lekeberg)

    send(
        desk,
        admin_of(GroupMember).url("add"),
        group=group.pk,
        organisation=lekeberg.pk,
        title=f"{RIGHT_TO_LEFT}Chef",
    )

    assert GroupMember.objects.get().title == "Chef"


def test_whoever_accepts_an_invitation_is_called_what_is_seen(client: Client, lekeberg: Any) -> None:
    secret = "hemlig"
    InvitationFactory(organisation=lekeberg, secret_digest=invitations.digest(secret), email="ny@a.example")
    password = "fyra ord efter varandra"

    client.post(
        invitations.link(secret),
        {"name": f"Eva{RIGHT_TO_LEFT} Ek", "password": password, "password_again": password},
    )

    assert User.objects.get(email="ny@a.example").name == "Eva Ek"


def test_ones_own_name_is_cleaned_and_screened(client: Client, coordinator: Any) -> None:
    client.force_login(coordinator)
    page = reverse("overview:account")

    client.post(page, {"name": f"{RIGHT_TO_LEFT}Eva Ek"})
    refused = client.post(page, {"name": "Eva Ek 070-123 45 67"})

    coordinator.refresh_from_db()
    assert coordinator.name == "Eva Ek"
    assert "Personuppgifter får inte stå här" in refused.content.decode()


@pytest.mark.django_db
def test_what_a_reader_reports_is_cleaned(client: Client) -> None:
    send(client, reverse("public:report_fault"), text=f"Det går{RIGHT_TO_LEFT} inte.", email="", page="/")

    assert ReaderReport.objects.get().text == "Det går inte."

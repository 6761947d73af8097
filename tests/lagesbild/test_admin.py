"""The lägesbild in the administration: read by who runs the municipality there, in the layers that they belong to."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lagesbild.models import Dialogue, Lagesbild, Layer, Place
from tests.factories.lagesbild import DialogueFactory, LagesbildFactory, LagesbildPlaceFactory
from tests.organisations.admin_rows import OF_MUNICIPALITIES, admin_of, lagesbild_rows_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, council_secretary: Any) -> Client:
    client.force_login(council_secretary)
    return client


@pytest.mark.parametrize("model", OF_MUNICIPALITIES)
def test_a_row_is_only_read_and_leads_to_where_it_is_written(desk: Client, lekeberg: Any, model: Any) -> None:
    row = lagesbild_rows_in(lekeberg, "hemma")[model]
    admin = admin_of(model)

    page = desk.get(admin.url("change", row.pk))

    where = reverse(f"lagesbild:{admin.page}", args=[lekeberg.slug, row.pk])
    assert where in page.content.decode()
    assert desk.get(where).status_code == 200
    assert '<form method="post" novalidate' not in page.content.decode()
    assert desk.post(admin.url("change", row.pk), {"title": "Ny"}).status_code == 403
    assert desk.get(admin.url("add")).status_code == 403


def test_what_the_police_keep_for_themselves_does_not_exist_here(
    desk: Client, lekeberg: Any, orebro_area: Any
) -> None:
    theirs = {"municipality": lekeberg, "owner": orebro_area, "layer": Layer.OWN}
    both = DialogueFactory(municipality=lekeberg, owner=orebro_area)
    for row in (DialogueFactory(**theirs), LagesbildFactory(**theirs, is_joint=False)):
        assert desk.get(admin_of(type(row)).url("change", row.pk)).status_code == 404

    listed = desk.get(admin_of(Dialogue).url("changelist")).context["cl"].result_list
    assert list(listed) == [both]


def test_the_texts_of_a_lagesbild_are_read_on_its_page_where_secrets_are_masked(
    desk: Client, lekeberg: Any
) -> None:
    row = LagesbildFactory(
        municipality=lekeberg, mapping="Narkotika säljs öppet.", public_summary="För alla."
    )

    page = desk.get(admin_of(Lagesbild).url("change", row.pk)).content.decode()

    assert "Narkotika" not in page
    assert "För alla." not in page


def test_a_place_out_of_use_is_shown_when_asked_for(desk: Client, lekeberg: Any) -> None:
    gone = LagesbildPlaceFactory(municipality=lekeberg, is_active=False)
    address = admin_of(Place).url("changelist")

    assert gone not in desk.get(address).context["cl"].result_list
    assert gone in desk.get(address, {"finns": "nej"}).context["cl"].result_list


def test_the_police_administrator_is_offered_nothing_of_it(
    client: Client, police_administrator: Any, lekeberg: Any
) -> None:
    """The police's administrator reads no lägesbild, so there is nothing on the front page that would be empty."""
    lagesbild_rows_in(lekeberg, "kommunen")
    client.force_login(police_administrator)

    for model in OF_MUNICIPALITIES:
        assert not client.get(admin_of(model).url("changelist")).context["cl"].result_count
    assert admin_of(Lagesbild).list_url not in client.get("/admin/").content.decode()

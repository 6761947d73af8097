from datetime import date

import pytest
from django.urls import reverse

from lagesbild.models import Lagesbild
from tests.factories.lagesbild import (
    CooperationAgreementFactory,
    LagesbildVersionFactory,
)
from tests.public import lagesbild_secrets
from tests.public.lagesbild_secrets import SUMMARY

pytestmark = pytest.mark.django_db

SECRET = "HEMLIGT-ORD"
MUNICIPALITY = "/kommuner/lekeberg/"
PAGE = f"{MUNICIPALITY}lagesbild/"


def adopt(municipality, **values):
    given = {"municipality": municipality, "public_summary": SUMMARY} | values
    return LagesbildVersionFactory(**{f"lagesbild__{name}": value for name, value in given.items()})


def test_the_address_is_fixed(lekeberg):
    assert reverse("public:lagesbild", args=["lekeberg"]) == PAGE


def test_the_chosen_summary_is_read_with_its_decision_and_linked(client, lekeberg):
    adopt(lekeberg, decided_on=date(2026, 9, 15))

    content = client.get(PAGE).content.decode()

    assert SUMMARY in content
    assert "Kommunstyrelsen, 15 september 2026" in content
    assert f'href="{PAGE}"' in client.get(MUNICIPALITY).content.decode()


@pytest.mark.parametrize(
    "values",
    [
        {"public_summary": ""},
        {"status": "draft"},
        {"status": "replaced"},
        {"layer": "own"},
    ],
)
def test_without_a_chosen_summary_of_one_in_force_there_is_no_page(client, lekeberg, values):
    adopt(lekeberg, **values)

    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get(MUNICIPALITY).content.decode()


def test_what_is_marked_as_secret_since_is_no_longer_told(client, lekeberg):
    version = adopt(lekeberg)
    Lagesbild.objects.filter(pk=version.lagesbild_id).update(
        secrecy_provision="18 kap. 1 § OSL", secrecy_on=date(2026, 10, 1), secrecy_by=lekeberg
    )

    assert client.get(PAGE).status_code == 404


def test_nothing_else_of_the_lagesbild_is_on_the_public_pages(client, lekeberg, coordinator):
    lagesbild_secrets.plant(lekeberg, coordinator, SECRET)

    for page in (PAGE, MUNICIPALITY):
        content = client.get(page).content.decode()
        assert SECRET.lower() not in content.lower()
    assert SUMMARY in client.get(PAGE).content.decode()


def test_the_secrets_are_there_behind_login(client, lekeberg, coordinator):
    adopted = lagesbild_secrets.plant(lekeberg, coordinator, SECRET)
    client.force_login(coordinator)

    page = reverse("lagesbild:lagesbild", args=["lekeberg", adopted.pk])

    assert SECRET in client.get(page).content.decode()


@pytest.mark.parametrize("page", [PAGE, MUNICIPALITY])
def test_more_of_them_cost_no_more_queries(
    page, client, lekeberg, django_assert_num_queries, django_assert_max_num_queries
):
    adopt(lekeberg)
    CooperationAgreementFactory(municipality=lekeberg, ends_on=date(2099, 1, 1))
    with django_assert_max_num_queries(10) as one:
        client.get(page)
    for number in range(2):
        adopt(lekeberg, area_text=f"Del {number}")
        CooperationAgreementFactory(municipality=lekeberg, ends_on=date(2099, 1, 1))

    with django_assert_num_queries(len(one)):
        client.get(page)


def test_an_agreement_in_force_is_told_without_its_file_and_others_are_not(client, lekeberg):
    CooperationAgreementFactory(municipality=lekeberg, title="Den som gäller", file="hemlig.pdf")
    CooperationAgreementFactory(municipality=lekeberg, title="Dold", is_public=False)
    CooperationAgreementFactory(
        municipality=lekeberg, title="Gammal", starts_on=date(2001, 1, 1), ends_on=date(2002, 1, 1)
    )

    content = client.get(MUNICIPALITY).content.decode()

    assert "Den som gäller" in content
    for word in ("Dold", "Gammal", "hemlig"):
        assert word not in content


def test_a_reader_who_has_the_page_is_told_that_it_is_the_same(client, lekeberg):
    adopt(lekeberg)
    tag = client.get(PAGE)["ETag"]

    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 304

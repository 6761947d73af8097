"""The pages of places, and the outline that maps ask for."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lagesbild.models import Place
from tests.factories.lagesbild import IncidentReportFactory, LagesbildPlaceFactory, ProblemFactory

pytestmark = pytest.mark.django_db

LIST = "/arbete/lagesbild/lekeberg/platser/"


@pytest.fixture
def client(client, coordinator, lekeberg):
    client.force_login(coordinator)
    return client


def filled(**values: Any) -> dict[str, Any]:
    return {"name": "Badplats Leken", "kind": "area", "creation_key": str(uuid.uuid4()), **values}


def test_a_place_is_drawn_in_words(client):
    corners = "59.146, 14.795\n59.147, 14.795\n59.147, 14.799"
    response = client.post(f"{LIST}ny/", filled(outline=corners, area_code=" 1814c1010 "))

    place = Place.objects.get()
    assert response.url == f"{LIST}{place.pk}/"
    assert place.outline == [[14.795, 59.146], [14.795, 59.147], [14.799, 59.147]]
    assert place.area_code == "1814C1010"
    assert "3 hörn" in client.get(response.url).content.decode()


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, lekeberg):
    LagesbildPlaceFactory(municipality=lekeberg, name="Badplats Leken")
    page = client.post(f"{LIST}ny/", filled(description="Vid sjön.")).content.decode()

    assert "Det finns redan en plats som heter så." in page
    assert "Vid sjön." in page


def test_two_who_change_a_place_see_each_others_words(client, lekeberg):
    place = LagesbildPlaceFactory(municipality=lekeberg, name="Leken", edit_number=2)
    response = client.post(f"{LIST}{place.pk}/andra/", filled(name="Sjön Leken", edit_number="1"))

    assert response.status_code == 409
    assert "Någon annan hann spara före dig" in response.content.decode()
    assert Place.objects.get().name == "Leken"


def test_the_form_of_a_place_says_what_the_place_says(client, lekeberg):
    place = LagesbildPlaceFactory(
        municipality=lekeberg,
        latitude=Decimal("59.146"),
        longitude=Decimal("14.795"),
        outline=[[14.795, 59.146]],
    )
    page = client.get(f"{LIST}{place.pk}/andra/").content.decode()

    assert 'value="59,146"' in page
    assert "59.146, 14.795" in page


def test_a_places_page_counts_what_is_reported_there(client, lekeberg):
    place = LagesbildPlaceFactory(municipality=lekeberg)
    for category in ("vandalism", "vandalism", "gathering"):
        IncidentReportFactory(municipality=lekeberg, place=place, category=category)
    counts = client.get(f"{LIST}{place.pk}/").context["counts"]

    assert [(str(label), count) for label, _value, count in counts] == [
        ("Skadegörelse", 2),
        ("Otrygghetsskapande samling", 1),
    ]


def test_a_places_page_counts_what_lies_inside_its_outline_and_says_so(client, lekeberg):
    outline = [[14.7, 59.1], [14.9, 59.1], [14.9, 59.2]]
    place = LagesbildPlaceFactory(municipality=lekeberg, outline=outline)
    IncidentReportFactory(municipality=lekeberg, place=place)
    IncidentReportFactory(municipality=lekeberg, latitude="59.12000", longitude="14.85000")
    IncidentReportFactory(municipality=lekeberg, latitude="59.19000", longitude="14.71000")

    answer = client.get(f"{LIST}{place.pk}/")

    assert answer.context["total"] == 2
    assert "1 av dem är inte knuten till platsen, men ligger inom den på kartan." in answer.content.decode()


def test_a_places_page_leads_to_the_problems_there_that_the_reader_may_read(client, lekeberg, orebro_area):
    place = LagesbildPlaceFactory(municipality=lekeberg)
    ours, theirs = (
        ProblemFactory(municipality=lekeberg, title="Glas i sanden"),
        ProblemFactory(municipality=lekeberg, owner=orebro_area, layer="own", title="Polisens eget"),
    )
    for problem in (ours, theirs):
        problem.places.add(place)
    page = client.get(f"{LIST}{place.pk}/").content.decode()

    assert "Glas i sanden" in page
    assert "Polisens eget" not in page


def test_a_place_of_another_municipality_is_not_found(client):
    assert client.get(f"{LIST}{LagesbildPlaceFactory().pk}/").status_code == 404


def test_places_are_looked_for_without_marks(client, lekeberg):
    LagesbildPlaceFactory(municipality=lekeberg, name="Källtorget")
    LagesbildPlaceFactory(municipality=lekeberg, name="Busstationen", is_active=False)
    context = client.get(LIST, {"q": "kalltorg"}).context

    assert [one.name for one in context["in_use"]] == ["Källtorget"]
    assert context["retired"] == []


@pytest.mark.parametrize("address", [LIST, f"{LIST}ny/"])
def test_the_pages_cost_the_same_with_many(client, lekeberg, address):
    LagesbildPlaceFactory(municipality=lekeberg)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _number in range(3):
        LagesbildPlaceFactory(municipality=lekeberg)
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)


def test_the_outline_is_kept_by_the_browser_and_is_this_municipalitys(client):
    response = client.get("/arbete/lagesbild/lekeberg/kommungrans.json")

    assert "max-age=86400" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    [ring] = response.json()["rings"]
    assert all(14 < longitude < 16 and 58 < latitude < 60 for longitude, latitude in ring)


def test_a_maps_pictures_are_named_only_when_there_are_any(client, settings):
    assert "data-tiles" not in client.get(f"{LIST}ny/").content.decode()
    settings.MAP_TILES = "https://tiles.example.se/{z}/{x}/{y}.png"
    settings.MAP_ATTRIBUTION = "Kartverket"

    page = client.get(f"{LIST}ny/").content.decode()
    assert 'data-tiles="https://tiles.example.se/{z}/{x}/{y}.png" data-attribution="Kartverket"' in page

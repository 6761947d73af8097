import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from lagesbild.models import Category, Place, ReportCount
from tests.factories.lagesbild import (
    HotSpotFactory,
    HotSpotRunFactory,
    IncidentReportFactory,
    LagesbildPlaceFactory,
)

pytestmark = pytest.mark.django_db
# At most 15 are wanted.
QUERIES = 13


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel("2026-11-27 10:00:00+01:00", tick=False):
        yield


def _get(client, lekeberg, status=200, **asked):
    response = client.get(reverse("lagesbild:analysis", args=[lekeberg.slug]), asked)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def _reports(lekeberg, number, **values):
    for n in range(number):
        IncidentReportFactory(
            municipality=lekeberg, happened_at=datetime(2026, 8, 1 + n % 28, 18, tzinfo=UTC), **values
        )


def test_without_reports_it_says_what_to_do(client, lekeberg, coordinator):
    client.force_login(coordinator)

    text = _get(client, lekeberg)

    assert "Inga rapporter i perioden" in text
    assert "1 juli – 30 september 2026" in text
    assert "De letas upp när det finns händelser att leta bland." in text
    _reports(lekeberg, 1)
    assert "find_hotspots --kommun lekeberg" in _get(client, lekeberg)


def test_counts_change_places_and_sources(client, lekeberg, coordinator):
    square = LagesbildPlaceFactory(municipality=lekeberg, name="Torget")
    _reports(lekeberg, 12, place=square, source="skolan")
    client.force_login(coordinator)

    text = _get(client, lekeberg)
    IncidentReportFactory(
        municipality=lekeberg, happened_at=datetime(2026, 5, 1, 18, tzinfo=UTC), category=Category.EVENT
    )

    # Who has told of nothing at all before has perhaps begun since.
    assert "inga rapporter från perioden före att jämföra med" in text
    assert "<strong>Fler</strong> från 0 till 12" in _get(client, lekeberg)
    assert f'plats={square.pk}">Torget</a>' in text
    assert '<th scope="row">skolan</th><td class="numeric">12</td><td class="numeric">100 %</td>' in text
    assert "Lördag" in text


def test_a_place_can_be_chosen_and_follows_the_quick_choices(client, lekeberg, coordinator):
    square = LagesbildPlaceFactory(municipality=lekeberg, name="Torget")
    _reports(lekeberg, 2)
    _reports(lekeberg, 3, place=square)
    client.force_login(coordinator)

    text = _get(client, lekeberg, period="kvartal", plats=square.pk)

    assert "Torget, 1 juli – 30 september 2026" in text
    assert f"?period=ar&amp;plats={square.pk}" in text


def test_several_categories_at_once_are_counted_and_kept(client, lekeberg, coordinator):
    square = LagesbildPlaceFactory(municipality=lekeberg, name="Torget")
    for number, category in ((2, Category.VANDALISM), (3, Category.GATHERING), (4, Category.EVENT)):
        _reports(lekeberg, number, category=category, place=square)
    ReportCount.objects.create(
        municipality=lekeberg, month=date(2026, 7, 1), category=Category.EVENT, weekday=1, hour=18, count=7
    )
    client.force_login(coordinator)

    text = _get(client, lekeberg, period="kvartal", vad=["vandalism", "gathering"])

    assert "Bara det här räknas: Skadegörelse, Otrygghetsskapande samling." in text
    assert '<td class="numeric">5</td><td class="numeric">100 %</td>' in text
    assert '<th scope="row" data-label="Kategori">Arrangemang</th>' not in text
    assert "&amp;vad=vandalism&amp;vad=gathering" in text
    assert "Räkna alla" in text


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"fran": "2026-09-01", "till": "2026-08-01"}, "Den sista dagen är före den första."),
        ({"fran": "2016-09-01", "till": "2026-08-01"}, "Välj högst tre år."),
        ({"fran": "i går", "till": "2026-08-01"}, "Fel: "),
        ({"fran": "2026-08-01"}, "Fyll i fältet."),
        ({"period": "ar", "plats": "999999"}, "Fel: "),
    ],
)
def test_what_cannot_be_read_is_said(client, lekeberg, coordinator, asked, sentence):
    client.force_login(coordinator)

    assert sentence in _get(client, lekeberg, **asked)


def test_an_unknown_quick_choice_is_not_found(client, lekeberg, coordinator):
    client.force_login(coordinator)

    _get(client, lekeberg, status=404, period="vecka")


def test_the_hot_spots_with_expected_and_p(client, lekeberg, coordinator, reader):
    HotSpotFactory(run__municipality=lekeberg)

    client.force_login(coordinator)
    text = _get(client, lekeberg)
    assert "2,4" in text
    assert "0,001" in text
    assert "Gör till plats" in text
    client.force_login(reader)
    assert "Gör till plats" not in _get(client, lekeberg)


def test_a_hot_spot_is_told_by_the_named_place_it_is_near(client, lekeberg, coordinator):
    HotSpotFactory(run__municipality=lekeberg)
    LagesbildPlaceFactory(municipality=lekeberg, name="Stationen", latitude="59.27100", longitude="15.21000")
    LagesbildPlaceFactory(municipality=lekeberg, name="Torget", latitude="59.27500", longitude="15.21000")
    LagesbildPlaceFactory(municipality=lekeberg, name="Utan läge")
    client.force_login(coordinator)

    text = _get(client, lekeberg)

    assert "Nära Stationen<br>" in text
    assert '"url": "#hot-spot-' in text
    # Ten kilometres off is not near.
    Place.objects.filter(name__in=("Stationen", "Torget")).update(latitude="59.36")
    assert "Nära" not in _get(client, lekeberg)


def test_a_run_without_spots_says_so(client, lekeberg, coordinator):
    HotSpotRunFactory(municipality=lekeberg, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30))
    client.force_login(coordinator)

    text = _get(client, lekeberg)

    assert "Ingen plats har fler rapporter än slumpen kan ge." in text
    assert "Den valda perioden är inte beräknad." in text


def test_one_click_makes_a_place(client, lekeberg, coordinator):
    spot = HotSpotFactory(run__municipality=lekeberg)
    client.force_login(coordinator)

    response = client.post(reverse("lagesbild:name_hot_spot", args=[lekeberg.slug, spot.pk]), follow=True)

    assert "är nu en plats i lägesbilden" in response.content.decode()
    assert Place.objects.get().kind == Place.Kind.HOT_SPOT


def test_the_map_gets_the_same_spots(client, lekeberg, coordinator):
    HotSpotFactory(run__municipality=lekeberg)
    client.force_login(coordinator)

    found = client.get(reverse("lagesbild:hot_spots_json", args=[lekeberg.slug])).json()

    assert found["features"][0]["geometry"] == {"type": "Point", "coordinates": [15.21, 59.27]}
    assert found["features"][0]["properties"]["reports"] == 14


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_is_the_same_whatever_there_is(
    client, lekeberg, coordinator, number, django_assert_num_queries
):
    run = HotSpotRunFactory(municipality=lekeberg)
    for n in range(number):
        place = LagesbildPlaceFactory(municipality=lekeberg, latitude="59.2", longitude="14.9", radius=100)
        _reports(lekeberg, number, place=place, source=f"källa {n}", category=Category.values[n])
        HotSpotFactory(run=run, place=place)
        ReportCount.objects.create(
            municipality=lekeberg,
            month=date(2026, 8, 1),
            weekday=1,
            hour=n,
            category=Category.values[n],
            place=place,
            source="gammal",
            count=3,
        )
    client.force_login(coordinator)

    with django_assert_num_queries(QUERIES):
        _get(client, lekeberg)
    # A chosen place has one table less, and its outline is asked for; what lies within one takes another.
    with django_assert_num_queries(QUERIES):
        _get(client, lekeberg, plats=place.pk, period="kvartal")
    Place.objects.filter(pk=place.pk).update(outline=[[14.7, 59.1], [14.9, 59.1], [14.9, 59.2]])
    with django_assert_num_queries(QUERIES + 1):
        _get(client, lekeberg, plats=place.pk, period="kvartal")

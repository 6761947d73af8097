import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from lagesbild.models import Series
from tests.factories.lagesbild import FigureFactory, SeriesFactory
from tests.factories.organisations import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people(lekeberg, orebro):
    lekeberg.population, orebro.population = 9_000, 156_000
    lekeberg.save()
    orebro.save()


def _get(client, lekeberg, status=200, **asked):
    response = client.get(reverse("lagesbild:statistics", args=[lekeberg.slug]), asked)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def test_without_statistics_it_says_what_to_do(client, lekeberg, coordinator):
    client.force_login(coordinator)

    assert "manage.py import_kolada" in _get(client, lekeberg)


def test_the_figure_beside_the_weighted_mean(client, lekeberg, orebro, coordinator):
    series = SeriesFactory(
        title="Anmälda brott totalt", origin="BRÅ och SCB", fetched_at=datetime(2026, 11, 3, 12, tzinfo=UTC)
    )
    third = MunicipalityFactory(population=35_000, county=lekeberg.county)
    for municipality, value in ((lekeberg, 4000), (orebro, 13000), (third, 8000)):
        FigureFactory(series=series, municipality=municipality, value=value)
    client.force_login(coordinator)

    text = _get(client, lekeberg)

    assert '<td class="numeric">4\N{NO-BREAK SPACE}000</td>'.replace("\N{NO-BREAK SPACE}", " ") in text
    # (9 000 × 4 000 + 156 000 × 13 000 + 35 000 × 8 000) / 200 000
    assert "11 720" in text
    assert "Källa: Kolada (BRÅ och SCB), hämtad 3 november 2026." in text
    assert 'role="img"' in text


def test_a_mean_of_too_few_is_not_shown(client, lekeberg, orebro, coordinator):
    series = SeriesFactory()
    FigureFactory(series=series, municipality=lekeberg)
    FigureFactory(series=series, municipality=orebro)
    client.force_login(coordinator)

    assert _get(client, lekeberg).count('<td class="numeric">–</td>') == 3


def test_what_the_source_holds_back_is_a_dash(client, lekeberg, coordinator):
    FigureFactory(series=SeriesFactory(), municipality=lekeberg, value=None)
    client.force_login(coordinator)

    assert '<td class="numeric">–</td>' in _get(client, lekeberg)


def test_women_and_men_have_columns_when_there_are_figures(client, lekeberg, coordinator):
    series = SeriesFactory()
    FigureFactory(series=series, municipality=lekeberg, value="20.5")
    FigureFactory(series=series, municipality=lekeberg, value="28.25", sex="K")
    client.force_login(coordinator)

    text = _get(client, lekeberg)

    assert "Kvinnor" in text
    assert "28,25" in text


def test_an_own_series_is_seen_by_its_own_and_not_compared(client, lekeberg, orebro, coordinator):
    own = SeriesFactory(source=Series.Source.OWN, municipality=lekeberg, title="Klotter på skolor")
    theirs = SeriesFactory(source=Series.Source.OWN, municipality=orebro, title="Örebros egen")
    FigureFactory(series=own, municipality=lekeberg, month=3, value=7)
    client.force_login(coordinator)

    text = _get(client, lekeberg, serie=own.pk)

    assert "2025-03" in text
    assert "Riket" not in text
    assert "Örebros egen" not in text
    _get(client, lekeberg, status=404, serie=theirs.pk)
    _get(client, lekeberg, status=404, serie="x")


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_is_the_same_whatever_there_is(
    client, lekeberg, coordinator, number, django_assert_num_queries
):
    for n in range(number):
        series = SeriesFactory(theme=f"Ämne {n}")
        for year in range(number):
            FigureFactory(series=series, municipality=lekeberg, year=2020 + year)
    client.force_login(coordinator)

    with django_assert_num_queries(9):
        _get(client, lekeberg)

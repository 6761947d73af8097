"""The invented country's event reports."""

from datetime import date

import pytest

from lagesbild import sweden
from lagesbild.models import IncidentReport, Place
from lagesbild.periods import Period
from lagesbild.sweden.reports import TEXT

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture
def _people(lekeberg, orebro):
    for municipality, population in ((lekeberg, 10_000), (orebro, 150_000)):
        municipality.population = population
        municipality.latitude, municipality.longitude = "59.20000", "14.90000"
        municipality.save()


@pytest.mark.usefixtures("_people")
def test_reports_are_spread_as_people_are(lekeberg, orebro):
    built = sweden.build([lekeberg, orebro], today=TODAY, total=32_000)

    assert (built.municipalities, built.reports) == (2, 483)
    assert IncidentReport.objects.filter(municipality=lekeberg).count() == 30
    assert Place.objects.count() == 10


@pytest.mark.usefixtures("_people")
def test_they_are_marked_and_lie_within_three_years_and_sweden(lekeberg):
    sweden.build([lekeberg], today=TODAY, total=200_000)

    found = IncidentReport.objects.all()
    assert set(found.values_list("text", flat=True)) == {TEXT}
    assert all(report.source.startswith("påhitta") for report in found)
    assert {report.happened_at.year for report in found} <= {2023, 2024, 2025, 2026}
    assert any(report.latitude is None for report in found)


@pytest.mark.usefixtures("_people")
def test_alone_or_with_others_a_municipality_gets_the_same(lekeberg, orebro):
    def facts():
        reports = IncidentReport.objects.filter(municipality=lekeberg).order_by("pk")
        return list(reports.values_list("happened_at", "category", "source", "latitude"))

    sweden.build([lekeberg], today=TODAY, total=32_000)
    alone = facts()
    IncidentReport.objects.all().delete()
    sweden.build([orebro, lekeberg], today=TODAY, total=32_000)

    assert facts() == alone


@pytest.mark.usefixtures("_people")
def test_building_again_makes_nothing_twice(lekeberg):
    sweden.build([lekeberg], today=TODAY, total=32_000)

    assert sweden.build([lekeberg], today=TODAY, total=32_000).reports == 0


def test_one_period_can_be_filled(lekeberg):
    assert sweden.fill(lekeberg, Period(date(2026, 7, 1), date(2026, 9, 30)), 30) == 30
    assert {report.happened_at.month for report in IncidentReport.objects.all()} <= {7, 8, 9}

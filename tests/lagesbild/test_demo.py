"""The demonstration's places and invented reports."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lagesbild import geography
from lagesbild.demo import places, reports
from lagesbild.demo.places import read_places
from lagesbild.models import IncidentReport, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(lekeberg, kungsor, coordinator, outsider_coordinator, reporter, monkeypatch):
    """The two municipalities whose reports are invented."""
    written = [one for one in read_places() if one["code"] in reports.TELLERS]
    monkeypatch.setattr(places, "read_places", lambda: written)
    return {
        "samordnare.lekeberg": coordinator,
        "samordnare.kungsor": outsider_coordinator,
        "rapportor.lekeberg": reporter,
    }


def test_every_place_lies_in_its_municipality():
    outside = [
        place["name"]
        for one in read_places()
        for place in one["places"]
        if geography.municipality_at(*place["position"]) != one["code"]
    ]

    assert outside == []


def test_reports_are_many_invented_and_made_with_few_queries(people, lekeberg):
    places.load(people)
    with CaptureQueriesContext(connection) as queries:
        reports.load(people)
    made = IncidentReport.objects.count()
    places.load(people)
    reports.load(people)

    assert made == IncidentReport.objects.count() > 300
    assert set(IncidentReport.objects.values_list("source", flat=True)) == {"påhittad"}
    assert IncidentReport.objects.order_by("-happened_at").first().happened_at < timezone.now()
    assert len(queries) < 50
    assert Place.objects.filter(municipality=lekeberg).count() == 6


def test_the_planted_spot_has_more_than_its_share_of_those_weeks(people, lekeberg):
    places.load(people)
    reports.load(people)
    planted = reports.PLANTED[lekeberg.code]
    since = timezone.now() - timedelta(weeks=planted.first_week + 1)
    until = timezone.now() - timedelta(weeks=planted.last_week - 1)
    rows = IncidentReport.objects.filter(municipality=lekeberg)
    then = Counter(rows.filter(happened_at__range=(since, until)).values_list("place__name", flat=True))
    always = Counter(rows.values_list("place__name", flat=True))

    assert then.most_common(1)[0][0] == planted.place
    assert then[planted.place] / then.total() > 1.7 * always[planted.place] / always.total()

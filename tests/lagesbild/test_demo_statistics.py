"""The demonstration's figures and hot spots: marked as invented, and written once."""

import pytest

from lagesbild.demo import statistics
from lagesbild.models import Figure, HotSpotRun, Series
from lagesbild.models.reports import INVENTED
from tests.factories.lagesbild import IncidentReportFactory

pytestmark = pytest.mark.django_db


def test_figures_are_marked_and_written_once(lekeberg, orebro):
    IncidentReportFactory(municipality=lekeberg, source=INVENTED)

    statistics.load({})
    statistics.load({})

    assert Series.objects.count() == 6
    assert all("påhittat" in one.title and "påhittade" in one.origin for one in Series.objects.all())
    assert not Series.objects.exclude(key__startswith="demo-").exists()
    # Two municipalities, eight years; two series also by sex.
    assert Figure.objects.count() == 2 * 8 * (4 + 2 * 3)
    assert HotSpotRun.objects.get().municipality == lekeberg

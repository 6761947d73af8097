"""Looking for hot spots, storing them, and making one a place."""

import io
import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from audit.models import Event
from lagesbild.actions import hotspots
from lagesbild.actions.hotspots import find, make_place
from lagesbild.models import Category, HotSpot, HotSpotRun, IncidentReport, Place
from lagesbild.periods import Period
from tests.factories.lagesbild import HotSpotFactory, IncidentReportFactory, LagesbildPlaceFactory

pytestmark = pytest.mark.django_db
AUGUST = Period(date(2026, 8, 1), date(2026, 8, 31))


@pytest.fixture
def burst(lekeberg):
    """Sixty reports here and there in August, and fifteen at one place in three days."""
    chance = random.Random(1)
    first = datetime(2026, 8, 1, 10, tzinfo=UTC)

    def report(latitude, longitude, day):
        return IncidentReport(
            municipality=lekeberg,
            owner=lekeberg,
            category=Category.VANDALISM,
            happened_at=first + timedelta(days=day),
            latitude=round(latitude, 5),
            longitude=round(longitude, 5),
        )

    rows = [
        report(59.2 + chance.gauss(0, 0.01), 14.9 + chance.gauss(0, 0.02), chance.randrange(31))
        for _n in range(60)
    ]
    rows += [report(59.24, 14.96, 12 + chance.randrange(3)) for _n in range(15)]
    IncidentReport.objects.bulk_create(rows)


def test_a_burst_is_found_and_stored_with_what_it_was_computed_from(lekeberg, burst):
    IncidentReportFactory(municipality=lekeberg, happened_at=datetime(2026, 8, 2, tzinfo=UTC))

    run = find(lekeberg, AUGUST, seed=5, permutations=99)

    assert (run.reports, run.left_out, run.seed, run.permutations) == (75, 1, 5, 99)
    spot = run.spots.get(rank=1)
    assert spot.observed >= 14
    assert spot.p_value == pytest.approx(0.01)
    assert abs(float(spot.latitude) - 59.24) < 0.002
    assert Event.objects.get(action="lagesbild.hot_spots_found").data["reports"] == 75


def test_a_report_at_a_named_place_lies_where_the_place_does(lekeberg):
    place = LagesbildPlaceFactory(municipality=lekeberg, latitude="59.20000", longitude="14.90000")
    IncidentReportFactory(municipality=lekeberg, place=place, happened_at=datetime(2026, 8, 2, tzinfo=UTC))

    assert find(lekeberg, AUGUST, permutations=19).reports == 1


def test_safe_places_are_no_problem_unless_they_are_asked_for(lekeberg):
    IncidentReportFactory(
        municipality=lekeberg,
        category=Category.SAFE_PLACE,
        latitude="59.20000",
        longitude="14.90000",
        happened_at=datetime(2026, 8, 2, tzinfo=UTC),
    )

    assert find(lekeberg, AUGUST, permutations=19).reports == 0
    assert find(lekeberg, AUGUST, category=Category.SAFE_PLACE, permutations=19).reports == 1


def test_a_period_with_too_many_reports_is_refused(lekeberg, burst, monkeypatch):
    monkeypatch.setattr(hotspots, "MOST_REPORTS", 50)

    with pytest.raises(ValidationError, match="fler än 50 rapporter"):
        find(lekeberg, AUGUST, permutations=19)

    assert not HotSpotRun.objects.exists()


def test_a_hot_spot_becomes_a_place_once(lekeberg, coordinator):
    spot = HotSpotFactory(run__municipality=lekeberg)

    place = make_place(spot, by=coordinator)
    again = make_place(spot, by=coordinator)

    assert place == again == Place.objects.get()
    assert (place.kind, place.radius, place.owner_id) == (Place.Kind.HOT_SPOT, 150, lekeberg.pk)
    assert HotSpot.objects.get().place == place
    assert Event.objects.filter(action="lagesbild.hot_spot_named").count() == 1


def test_who_only_reads_makes_no_place(lekeberg, reader):
    with pytest.raises(PermissionDenied):
        make_place(HotSpotFactory(run__municipality=lekeberg), by=reader)


def test_the_command_tells_what_it_found(lekeberg, burst):
    out = io.StringIO()

    call_command(
        "find_hotspots",
        "--kommun=lekeberg",
        "--from=2026-08-01",
        "--to=2026-08-31",
        "--omkastningar=39",
        "--frö=2",
        stdout=out,
    )

    assert "75 rapporter, 0 utan plats på kartan" in out.getvalue()
    assert "1. 59.24" in out.getvalue()
    assert HotSpotRun.objects.get().seed == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--kommun=ankeborg"], "ingen kommun"),
        (["--kommun=lekeberg", "--from=2026-08-01"], "både --from och --to"),
        (["--kommun=lekeberg", "--from=2026-08-02", "--to=2026-08-01"], "före den första"),
        (["--kommun=lekeberg", "--from=2016-08-02", "--to=2026-08-01"], "längre än"),
        (["--kommun=lekeberg", "--omkastningar=5"], "Antalet omkastningar"),
        (["--kommun=lekeberg", "--frö=-1"], "Fröet"),
    ],
)
def test_what_cannot_be_computed_is_said(lekeberg, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("find_hotspots", *arguments)

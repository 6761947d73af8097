"""The invented country's event reports and lägesbilder."""

from datetime import date
from itertools import pairwise

import pytest

from lagesbild import sweden
from lagesbild.composition import document_of
from lagesbild.documents import canonical, digest
from lagesbild.models import (
    ActionPlan,
    Cause,
    Dialogue,
    Finding,
    IncidentReport,
    Lagesbild,
    LagesbildVersion,
    Place,
    Problem,
    WalkPoint,
)
from lagesbild.periods import Period
from lagesbild.states import LagesbildStatus, PlanStatus
from lagesbild.sweden.reports import TEXT
from organisations.models import Group, Meeting
from organisations.sweden import parties_of

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


# --- What a municipality knows -------------------------------------------------------------------------

YEARS = range(2020, 2027)


def know(municipality):
    return sweden.know(parties_of(municipality), years=YEARS, today=TODAY)


def test_a_municipality_knows_what_was_said_and_why_things_happen(lekeberg, orebro_area):
    known = know(lekeberg)

    # Three a year, but for what has not been held yet.
    assert Dialogue.objects.count() == 3 * 7
    assert len(known.findings) == Finding.objects.count() == 4 * 3 * 7
    assert WalkPoint.objects.count() == 6 * 2 * 7
    assert Problem.objects.filter(is_joint=True).count() == 6
    assert Problem.objects.filter(joined_into__isnull=False).count() == 2 * 6
    assert Cause.objects.filter(parent__isnull=False).count() == 6


def test_what_was_counted_is_no_more_than_were_reached(lekeberg, orebro_area):
    know(lekeberg)

    for dialogue in Dialogue.objects.prefetch_related("breakdown"):
        assert 0 < sum(row.count for row in dialogue.breakdown.all()) <= dialogue.reached


def test_a_lagesbild_is_adopted_every_second_year_and_the_latest_is_in_force(lekeberg, orebro_area):
    know(lekeberg)

    rows = Lagesbild.objects.order_by("decided_on")
    assert [row.decided_on.year for row in rows] == [2020, 2022, 2024, 2026]
    assert [row.status for row in rows] == [*[LagesbildStatus.REPLACED] * 3, LagesbildStatus.ADOPTED]
    assert [row.supersedes for row in rows] == [None, *rows[:3]]
    plans = ActionPlan.objects.order_by("decided_on")
    assert [plan.status for plan in plans] == [*[PlanStatus.REPLACED] * 3, PlanStatus.DECIDED]


def test_it_is_frozen_as_a_real_one_is(lekeberg, orebro_area):
    know(lekeberg)

    for version in LagesbildVersion.objects.select_related("lagesbild"):
        assert version.canonical == canonical(document_of(version.lagesbild))
        assert version.sha256 == digest(version.canonical)
        assert len(document_of(version.lagesbild).problems) == 6


def test_nothing_is_adopted_before_its_day(lekeberg, orebro_area):
    sweden.know(parties_of(lekeberg), years=YEARS, today=date(2026, 3, 20))

    latest = Lagesbild.objects.get(status=LagesbildStatus.ADOPTED)
    assert latest.decided_on == date(2026, 3, 15)
    # The plan comes a month later, so the one in force is still the one before.
    assert ActionPlan.objects.get(status=PlanStatus.DECIDED).version.lagesbild.decided_on.year == 2024
    assert not Dialogue.objects.filter(starts_on__gt=date(2026, 3, 20)).exists()


def test_some_municipalities_meet_every_second_week(lekeberg, orebro, orebro_area):
    know(lekeberg)
    know(orebro)

    assert Group.objects.filter(group_kind=Group.GroupKind.COUNCIL).count() == 2
    group = Group.objects.get(group_kind=Group.GroupKind.SITUATION)
    days = list(Meeting.objects.filter(group=group).order_by("held_on").values_list("held_on", flat=True))
    assert {(later - day).days for day, later in pairwise(days)} == {14}
    assert days[-1] >= TODAY


def test_all_of_it_is_marked_as_invented(lekeberg, orebro_area):
    know(lekeberg)

    for model, field in ((Dialogue, "title"), (Lagesbild, "title"), (Problem, "what"), (Place, "name")):
        assert all(
            text.startswith(("Påhittat", "Påhittad")) for text in model.objects.values_list(field, flat=True)
        )

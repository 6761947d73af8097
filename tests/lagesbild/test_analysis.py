"""The numbers of an analysis, counted by the database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from lagesbild import at_places
from lagesbild.analysis import analyse
from lagesbild.models import Category, IncidentReport, ReportCount
from lagesbild.periods import Period
from tests.factories.lagesbild import IncidentReportFactory, LagesbildPlaceFactory

pytestmark = pytest.mark.django_db
JULY = Period(date(2026, 7, 1), date(2026, 7, 31))


def _report(municipality, at=datetime(2026, 7, 3, 18, 30, tzinfo=UTC), **values):
    return IncidentReportFactory(municipality=municipality, happened_at=at, **values)


def _of(found, category):
    return next(line for line in found.lines if line.label == str(Category(category).label))


def test_the_period_the_one_before_and_the_year_before(lekeberg):
    for at in [(2026, 7, 1), (2026, 7, 31), (2026, 6, 30), (2025, 7, 15), (2025, 8, 1)]:
        _report(lekeberg, datetime(*at, 12, tzinfo=UTC))

    line = _of(analyse(lekeberg, JULY), Category.VANDALISM)

    assert (line.now, line.before.then, line.last_year.then) == (2, 1, 1)


def test_a_day_begins_at_midnight_in_sweden(lekeberg):
    _report(lekeberg, datetime(2026, 6, 30, 22, 0, tzinfo=UTC))
    _report(lekeberg, datetime(2026, 7, 31, 22, 0, tzinfo=UTC))

    assert analyse(lekeberg, JULY).total.now == 1


def test_weekday_and_hour_by_the_clock_in_sweden_summer_and_winter(lekeberg):
    # A Friday at half past eight in the evening in July, and the same in January.
    _report(lekeberg, datetime(2026, 7, 3, 18, 30, tzinfo=UTC))
    _report(lekeberg, datetime(2026, 1, 2, 19, 30, tzinfo=UTC))
    _report(lekeberg, hour_is_known=False)

    found = analyse(lekeberg, Period(date(2026, 1, 1), date(2026, 12, 31)))

    assert dict(found.hours) == {(5, 20): 2}
    assert found.without_hour == 1


def test_by_place_and_by_source(lekeberg):
    square = LagesbildPlaceFactory(municipality=lekeberg, name="Torget")
    for source in ("skolan", "skolan", "rapportör"):
        _report(lekeberg, place=square, source=source)
    _report(lekeberg)

    found = analyse(lekeberg, JULY, names={square.pk: square.name})

    assert [(one.label, one.count) for one in found.places] == [("Torget", 3), ("", 1)]
    assert {one.label: (one.count, one.percent) for one in found.sources} == {
        "skolan": (2, 50),
        "rapportör": (2, 50),
    }


def test_a_place_holds_its_own_reports_and_those_within_its_radius(lekeberg):
    square = LagesbildPlaceFactory(
        municipality=lekeberg, latitude="59.20000", longitude="14.90000", radius=200
    )
    other = LagesbildPlaceFactory(municipality=lekeberg)
    _report(lekeberg, place=square)
    _report(lekeberg, latitude="59.20100", longitude="14.90000")
    _report(lekeberg, latitude="59.20000", longitude="14.90500")
    _report(lekeberg, latitude="59.20000", longitude="14.90000", place=other)

    assert analyse(lekeberg, JULY, square).total.now == 2


# Like an L: what lies in its corner is within the box around it, and not within it.
OUTLINE = [[14.9, 59.2], [14.92, 59.2], [14.92, 59.21], [14.91, 59.21], [14.91, 59.22], [14.9, 59.22]]


def test_a_place_may_hold_more_reports_than_a_question_has_room_for_numbers(lekeberg, monkeypatch):
    area = LagesbildPlaceFactory(municipality=lekeberg, outline=OUTLINE)
    report = IncidentReportFactory(municipality=lekeberg)
    IncidentReportFactory(municipality=lekeberg)
    monkeypatch.setattr(at_places, "_inside", lambda place, rows: list(range(report.pk, -300_000, -1)))

    assert report in at_places.at(area, IncidentReport.objects.all())


def test_a_place_with_an_outline_holds_those_that_lie_inside_it(lekeberg, django_assert_num_queries):
    area = LagesbildPlaceFactory(municipality=lekeberg, outline=OUTLINE)
    other = LagesbildPlaceFactory(municipality=lekeberg)
    _report(lekeberg, place=area)
    _report(lekeberg, latitude="59.20500", longitude="14.91500")
    _report(lekeberg, latitude="59.21500", longitude="14.91500")
    _report(lekeberg, latitude="59.23000", longitude="14.90500")
    _report(lekeberg, latitude="59.20500", longitude="14.90500", place=other)
    _report(lekeberg, datetime(2026, 6, 3, tzinfo=UTC), latitude="59.21500", longitude="14.90500")
    area.refresh_from_db()

    with django_assert_num_queries(6):
        found = analyse(lekeberg, JULY, area)

    assert (found.total.now, found.total.before.then) == (2, 1)


def test_weeded_reports_count_in_whole_months(lekeberg):
    values = {"municipality": lekeberg, "weekday": 4, "category": Category.GATHERING, "source": "skolan"}
    ReportCount.objects.create(month=date(2026, 7, 1), hour=21, count=7, **values)
    ReportCount.objects.create(month=date(2026, 7, 1), hour=None, count=2, **values)
    ReportCount.objects.create(month=date(2026, 6, 1), hour=21, count=4, **values)
    ReportCount.objects.create(month=date(2025, 7, 1), hour=21, count=3, **values)
    _report(lekeberg, category=Category.GATHERING)

    found = analyse(lekeberg, JULY)
    line = _of(found, Category.GATHERING)

    assert (line.now, line.before.then, line.last_year.then) == (10, 4, 3)
    assert found.weeded == 9
    assert found.hours[5, 21] == 7
    assert found.without_hour == 2
    assert next(one.count for one in found.sources if one.label == "skolan") == 9
    assert analyse(lekeberg, Period(date(2026, 7, 2), date(2026, 7, 31))).total.now == 1


def test_other_municipalities_do_not_count(lekeberg, orebro):
    _report(orebro)

    assert analyse(lekeberg, JULY).total.now == 0


def test_a_change_beyond_chance_is_told_from_one_within(lekeberg):
    for number in range(24):
        _report(lekeberg, category=Category.VANDALISM)
        _report(
            lekeberg, datetime(2026, 6, 3, tzinfo=UTC) + timedelta(hours=number), category=Category.GATHERING
        )
        if number % 4 == 0:
            _report(lekeberg, datetime(2026, 6, 3, tzinfo=UTC), category=Category.VANDALISM)
            _report(lekeberg, category=Category.GATHERING)
        if number % 2 == 0:
            _report(lekeberg, category=Category.DISORDER)
            _report(lekeberg, datetime(2026, 6, 9, tzinfo=UTC), category=Category.DISORDER)

    found = analyse(lekeberg, JULY)

    assert _of(found, Category.VANDALISM).before.is_more
    assert _of(found, Category.GATHERING).before.is_fewer
    assert not _of(found, Category.DISORDER).before.is_more

"""Weeding: raw reports are counted and removed, month by month, with a protocol."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from audit.models import Event
from lagesbild import retention
from lagesbild.actions import retention as actions
from lagesbild.models import Disposal, IncidentReport, ReportCount
from lagesbild.retention import Told
from tests.factories.lagesbild import IncidentReportFactory, LagesbildPlaceFactory


@pytest.fixture
def november():
    with time_machine.travel("2026-11-20T12:00:00+01:00"):
        yield


def weed(*arguments):
    said = StringIO()
    call_command("gallra", *arguments, stdout=said)
    return said.getvalue()


def report(lekeberg, when, **fields):
    return IncidentReportFactory(municipality=lekeberg, happened_at=when, **fields)


def test_whole_months_are_kept():
    assert retention.limit(date(2026, 11, 20), 24) == date(2024, 11, 1)


def test_less_than_a_year_and_a_month_is_never_kept():
    with pytest.raises(ValueError):
        retention.limit(date(2026, 11, 20), 12)


@given(
    st.lists(
        st.builds(
            Told,
            st.datetimes(timezones=st.just(UTC)),
            st.booleans(),
            st.sampled_from(["vandalism", "event"]),
            st.sampled_from([None, 1, 2]),
            st.sampled_from(["rapportör", "fil"]),
        ),
        max_size=30,
    )
)
def test_every_report_is_counted_once(reports):
    found = retention.count(reports)

    assert sum(found.values()) == len(reports)
    assert sum(n for key, n in found.items() if key.hour is None) == sum(
        not one.hour_is_known for one in reports
    )


@pytest.mark.usefixtures("november")
def test_old_reports_become_counts_and_the_new_ones_stay(lekeberg):
    place = LagesbildPlaceFactory(municipality=lekeberg)
    # 23.30 in Sweden on the last of October is in October, though it is so in London too.
    for hour in (21, 22):
        report(lekeberg, datetime(2024, 10, 31, hour, 30, tzinfo=UTC), place=place)
    kept = report(lekeberg, datetime(2024, 10, 31, 23, 30, tzinfo=UTC))

    weed("--manader", "24", "--beslut", "KS 2026-01-10 § 5", "--utfor")

    assert list(IncidentReport.objects.all()) == [kept]
    counts = ReportCount.objects.order_by("hour").values_list("month", "weekday", "hour", "place", "count")
    assert list(counts) == [
        (date(2024, 10, 1), 3, 22, place.pk, 1),
        (date(2024, 10, 1), 3, 23, place.pk, 1),
    ]
    protocol = Disposal.objects.get()
    assert (protocol.count, protocol.until, protocol.rule) == (2, date(2024, 11, 1), "KS 2026-01-10 § 5")
    assert Event.objects.filter(action="lagesbild.reports_weeded").count() == 1


@pytest.mark.usefixtures("november")
def test_a_dry_run_changes_nothing(lekeberg):
    report(lekeberg, datetime(2024, 1, 5, tzinfo=UTC))

    said = weed("--manader", "24")

    assert "1 händelserapporter i 1 månader skulle gallras" in said
    assert IncidentReport.objects.count() == 1
    assert not Disposal.objects.exists()


@pytest.mark.usefixtures("november")
def test_stopped_half_way_what_is_done_is_done_and_the_rest_goes_on(lekeberg):
    for month in (1, 2, 3):
        report(lekeberg, datetime(2024, month, 5, 12, tzinfo=UTC))
    weeding = actions.weed(date(2024, 11, 1), rule="beslut")

    next(weeding)
    weeding.close()

    assert IncidentReport.objects.count() == 2
    assert ReportCount.objects.aggregate(all=Sum("count"))["all"] == 1
    list(actions.weed(date(2024, 11, 1), rule="beslut"))
    assert ReportCount.objects.aggregate(all=Sum("count"))["all"] == 3
    assert [one.count for one in Disposal.objects.all()] == [1, 1, 1]


@pytest.mark.usefixtures("november")
def test_a_fault_in_the_middle_of_a_month_leaves_that_month_whole(lekeberg, monkeypatch):
    report(lekeberg, datetime(2024, 1, 5, tzinfo=UTC))
    monkeypatch.setattr(Disposal.objects, "create", lambda **values: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        list(actions.weed(date(2024, 11, 1), rule="beslut"))

    assert IncidentReport.objects.count() == 1
    assert not ReportCount.objects.exists()


@pytest.mark.usefixtures("november")
def test_a_report_that_comes_late_is_added_to_what_was_counted(lekeberg):
    for _time in range(2):
        report(lekeberg, datetime(2024, 1, 5, 12, tzinfo=UTC))
        list(actions.weed(date(2024, 11, 1), rule="beslut"))

    assert ReportCount.objects.get().count == 2


@pytest.mark.usefixtures("november")
def test_only_the_chosen_municipality_is_weeded(lekeberg, kungsor):
    for one in (lekeberg, kungsor):
        report(one, datetime(2024, 1, 5, tzinfo=UTC))

    weed("--manader", "24", "--beslut", "beslut", "--kommun", "lekeberg", "--utfor")

    assert IncidentReport.objects.get().municipality == kungsor


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--manader", "12"], "Minst 13 månader"),
        (["--manader", "24", "--utfor"], "vilket beslut"),
        (["--manader", "24", "--kommun", "storstad"], "storstad"),
    ],
)
def test_what_is_wrong_is_said(db, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        weed(*arguments)

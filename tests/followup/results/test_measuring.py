import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from followup.actions import measuring
from followup.measures import indicator_in, measures_of, public_measures
from followup.models import Observation
from followup.small_numbers import may_point_out
from promises.actions.copying import copy_revision
from promises.models import Indicator
from promises.states import Status
from tests.factories.promises import IndicatorFactory
from tests.factories.published import publish
from tests.followup.results.conftest import read
from tests.promises.scene import a_draft

pytestmark = pytest.mark.usefixtures("summer")


@pytest.fixture
def summer():
    with time_machine.travel("2027-07-01"):
        yield


@pytest.fixture
def measured(lekeberg, orebro_area, coordinator):
    """A promise in force that measures one thing, in percent."""
    revision = a_draft(lekeberg, orebro_area)
    publish(revision, coordinator)
    revision.refresh_from_db()
    return read(revision)


def the_indicator(found):
    return found.document.indicators[0]


def record(found, by, value="50", day=date(2027, 6, 1), **more):
    fields = {"series": "", "measured_on": day, "value": Decimal(value), "source": "", "note": ""}
    fields |= {name: more.pop(name) for name in list(more) if name in fields}
    key = more.pop("creation_key", uuid.uuid4())
    return measuring.record(found, the_indicator(found), values=fields, creation_key=key, by=by, **more)


def test_a_double_tap_makes_one_value(measured, coordinator):
    key = uuid.uuid4()

    assert record(measured, coordinator, creation_key=key) == record(measured, coordinator, creation_key=key)
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"value": "101"}, "0 till 100"),
        ({"value": "-1"}, "0 till 100"),
        ({"day": date(2027, 7, 2)}, "inte varit"),
    ],
)
def test_absurd_values_are_refused(measured, coordinator, values, sentence):
    with pytest.raises(ValidationError, match=sentence):
        record(measured, coordinator, **values)


def test_a_second_value_of_the_same_day_is_a_correction_or_another_series(measured, coordinator):
    first = record(measured, coordinator)

    with pytest.raises(ValidationError, match="Rätta det"):
        record(measured, coordinator, value="51")
    record(measured, coordinator, value="60", series="Riket")
    record(measured, coordinator, value="51", supersedes=first)

    (one,) = measures_of(measured)
    assert [(value.series, value.value) for value in one.values] == [("Riket", 60), ("", 51)]
    assert Observation.objects.count() == 3


def test_two_corrections_of_the_same_value_do_not_both_hold(measured, coordinator, municipal_police):
    first = record(measured, coordinator)
    record(measured, coordinator, value="51", supersedes=first)

    with pytest.raises(ValidationError, match="redan rättat"):
        record(measured, municipal_police, value="52", supersedes=first)


@pytest.mark.parametrize("person", ["police_chief", "reader", "executor", "outsider_coordinator"])
def test_others_do_not_measure(measured, request, person):
    with pytest.raises(PermissionDenied):
        record(measured, request.getfixturevalue(person))


def test_values_follow_the_indicator_to_a_new_version_and_go_when_it_goes(measured, coordinator):
    record(measured, coordinator)
    old = measured.revision
    kept = copy_revision(old, number=2, attempt=1, by=coordinator)
    type(old).objects.filter(pk=old.pk).update(status=Status.SUPERSEDED)
    publish(kept, coordinator)
    assert [len(one.values) for one in measures_of(read(kept))] == [1]

    gone = copy_revision(kept, number=3, attempt=1, by=coordinator)
    Indicator.objects.filter(revision=gone).delete()
    type(old).objects.filter(pk=kept.pk).update(status=Status.SUPERSEDED)
    publish(gone, coordinator)

    assert public_measures(measured.promise.slug) is None
    assert indicator_in(read(gone), uuid.UUID(the_indicator(measured).key)) is None


def test_the_page_takes_numbers_as_people_write_them(client, measured, coordinator):
    client.force_login(coordinator)
    url = reverse("followup:measure", args=[measured.promise.pk, the_indicator(measured).key])

    client.post(url, {"measured_on": "2027-06-01", "value": "47,5"})
    page = client.get(reverse("followup:measures", args=[measured.promise.pk])).content.decode()

    assert Observation.objects.get().value == Decimal("47.5")
    assert "47,5 procent" in page
    assert '<svg class="chart__picture"' in page
    assert "style=" not in page


def test_a_faulty_value_says_so_and_is_kept(client, measured, coordinator):
    client.force_login(coordinator)
    url = reverse("followup:measure", args=[measured.promise.pk, the_indicator(measured).key])

    page = client.post(url, {"measured_on": "2027-06-01", "value": "180"}).content.decode()

    assert "Procent går från 0 till 100." in page
    assert 'value="180"' in page


def test_a_correction_begins_with_the_old_value(client, measured, coordinator):
    client.force_login(coordinator)
    row = record(measured, coordinator, value="50")
    url = reverse("followup:correct_measure", args=[measured.promise.pk, row.pk])

    shown = client.get(url).content.decode()
    client.post(url, {"measured_on": "2027-06-01", "value": "51"})

    assert 'value="50"' in shown
    row.refresh_from_db()
    assert row.superseded_by.value == 51


def test_a_small_number_of_people_is_warned_about(client, lekeberg, orebro_area, coordinator):
    revision = a_draft(lekeberg, orebro_area)
    revision.indicators.update(unit="anmälda brott")
    publish(revision, coordinator)
    found = read(revision)
    client.force_login(coordinator)
    url = reverse("followup:measure", args=[found.promise.pk, the_indicator(found).key])

    page = client.post(url, {"measured_on": "2027-06-01", "value": "3"}, follow=True).content.decode()

    assert "Så få kan gå att känna igen." in page


def test_everybody_reads_the_values_and_the_table_says_what_the_chart_does(client, measured, coordinator):
    record(measured, coordinator, value="44", series="Riket")
    record(measured, coordinator, value="52")

    page = client.get(f"/loften/{measured.promise.slug}/matvarden/").content.decode()

    for words in ("44 procent", "52 procent", "41 procent (1 oktober 2026)", "Riket", "<desc", 'role="img"'):
        assert words in page
    assert (
        f"/loften/{measured.promise.slug}/matvarden/"
        in client.get(f"/loften/{measured.promise.slug}/").content.decode()
    )


def test_the_pages_ask_the_same_however_many_values(
    client, lekeberg, orebro_area, coordinator, django_assert_max_num_queries
):
    client.force_login(coordinator)
    counts = []
    for rows in (1, 3):
        revision = a_draft(lekeberg, orebro_area)
        IndicatorFactory.create_batch(rows, revision=revision)
        publish(revision, coordinator)
        found = read(revision)
        for n in range(rows):
            record(found, coordinator, day=timezone.localdate() - timedelta(days=n))
        with django_assert_max_num_queries(20) as captured:
            client.get(reverse("followup:measures", args=[found.promise.pk]))
            client.get(f"/loften/{found.promise.slug}/matvarden/")
        counts.append(len(captured))

    assert counts[0] == counts[1]


def counted(lekeberg, orebro_area, by, **indicator):
    revision = a_draft(lekeberg, orebro_area)
    Indicator.objects.filter(revision=revision).update(baseline="20", **indicator)
    publish(revision, by)
    return read(revision)


def test_so_few_that_somebody_is_recognised_are_not_for_everybody(client, lekeberg, orebro_area, coordinator):
    found = counted(lekeberg, orebro_area, coordinator, unit="anmälda brott", target="10")
    record(found, coordinator, value="3")
    record(found, coordinator, value="7", day=date(2027, 6, 2))

    page = client.get(f"/loften/{found.promise.slug}/matvarden/").content.decode()

    assert "färre än 5 anmälda brott" in page
    assert "7 anmälda brott" in page
    assert "3 anmälda brott" not in page
    [shown] = public_measures(found.promise.slug)[1]
    assert [value.value for value in shown.values] == [None, Decimal(7)]
    assert len(shown.chart.lines[0].marks) == 1
    client.force_login(coordinator)
    assert (
        "3 anmälda brott"
        in client.get(reverse("followup:measures", args=[found.promise.pk])).content.decode()
    )


@pytest.mark.parametrize(
    ("kind", "unit", "value", "points_out"),
    [
        ("outcome", "anmälda brott", "1", True),
        ("outcome", "", "4", True),
        ("outcome", "anmälda brott", "0", False),
        ("outcome", "anmälda brott", "5", False),
        ("outcome", "procent", "3", False),
        ("outcome", "på en skala 1–5", "4", False),
        ("outcome", "brott per månad", "2.5", False),
        ("output", "trygghetsvandringar", "2", False),
        ("output", "ungdomar i stödgrupp", "2", True),
        ("process", "timmar", "3", False),
    ],
)
def test_what_the_parties_have_done_is_no_small_group(kind, unit, value, points_out, measured):
    one = replace(the_indicator(measured), kind=kind, unit=unit)

    assert may_point_out(one, Decimal(value)) is points_out

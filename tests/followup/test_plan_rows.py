import pytest

from followup.plan_rows import standings
from lagesbild.composition import plan_document
from promises.models import MeasureActivity
from tests.factories.lagesbild import MeasureFactory
from tests.factories.promises import ActivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(following, lekeberg):
    return MeasureFactory(plan__municipality=lekeberg)


def link(row, following, by, key=None):
    key = key or following.activity.key
    return MeasureActivity.objects.create(
        measure=row, promise=following.followed.promise, activity_key=key, linked_by=by
    )


def test_a_row_is_told_how_its_activity_goes(row, following, coordinator):
    link(row, following, coordinator)

    [told] = standings([row])[row.pk]

    assert told.promise == "Tryggare kvällar"
    assert told.activity == following.activity.text.text
    assert told.standing in ("green", "yellow", "red", "grey")
    assert str(following.activity.key) in told.url
    assert "Tryggare kvällar" in plan_document(row.plan).measures[0].standing


def test_one_that_is_no_activity_any_longer_is_left_out(row, following, coordinator):
    link(row, following, coordinator, key="00000000-0000-0000-0000-000000000001")

    assert standings([row]) == {}


def test_of_a_promise_that_is_being_written_only_that_is_told(row, following, coordinator):
    activity = ActivityFactory(text="Hemligt utkast")
    MeasureActivity.objects.create(
        measure=row, promise=activity.revision.promise, activity_key=activity.key, linked_by=coordinator
    )

    [told] = standings([row])[row.pk]

    assert str(told.activity) == "I ett löfte som skrivs"
    assert told.url == ""


def test_more_rows_cost_no_more_queries(row, following, coordinator, django_assert_num_queries):
    rows = [row, *(MeasureFactory(plan=row.plan) for _each in range(2))]
    for one in rows:
        link(one, following, coordinator)
    with django_assert_num_queries(5):
        standings(rows[:1])

    with django_assert_num_queries(5):
        assert len(standings(rows)) == 3

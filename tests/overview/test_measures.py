"""What a plan's rows have become, as the lägesbild is told."""

import pytest

from lagesbild.measures import activities_of
from promises.actions import linking
from tests.factories.lagesbild import MeasureFactory
from tests.promises.scene import scene

__all__ = ["scene"]


@pytest.fixture
def measure(scene, lekeberg, coordinator):
    row = MeasureFactory(plan__municipality=lekeberg)
    pair = (scene.revision.promise, scene.revision.activities.get().key)
    linking.change_measure(row, add=[pair], by=coordinator)
    return row


def test_a_row_that_is_linked_to_nothing_has_become_nothing(lekeberg):
    assert activities_of([MeasureFactory(plan__municipality=lekeberg)]) == {}


def test_an_activity_of_a_draft_has_no_standing_yet(scene, measure):
    (became,) = activities_of([measure])[measure.pk]

    assert (became.promise, became.activity) == ("Tryggare kvällar", "Trygghetsrond på Storgatan.")
    assert (became.standing, became.standing_text) == ("", "Löftet gäller inte än")


def test_an_activity_in_force_tells_how_it_stands(scene, measure):
    scene.advance("published")

    (became,) = activities_of([measure])[measure.pk]

    assert became.standing
    assert (
        became.url
        == f"/arbete/uppfoljning/{scene.revision.promise_id}/aktivitet/{scene.revision.activities.get().key}/"
    )


def test_many_rows_cost_no_more_than_one(scene, measure, lekeberg, coordinator, django_assert_num_queries):
    scene.advance("published")
    pair = (scene.revision.promise, scene.revision.activities.get().key)
    rows = [measure, *(MeasureFactory(plan=measure.plan) for _ in range(3))]
    for row in rows:
        linking.change_measure(row, add=[pair], by=coordinator)

    for some in (rows[:1], rows):
        with django_assert_num_queries(4):
            activities_of(some)

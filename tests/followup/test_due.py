"""What waits to be reported, and in what order."""

from datetime import date
from typing import Any

import pytest
import time_machine

from followup.desk import desk_of
from followup.due import to_report
from tests.factories.followup import OccasionFactory, ReleaseFactory

pytestmark = pytest.mark.django_db


def waits(user: Any, day: str) -> list[bool]:
    """Whether each activity, outside its plan, waits for a report on the day."""
    with time_machine.travel(day, tick=False):
        return [row.is_due for row in to_report(user) if row.occasion is None]


def test_it_waits_when_a_whole_interval_has_passed(published, coordinator):
    assert waits(coordinator, "2027-04-05") == [False]
    assert waits(coordinator, "2027-04-06") == [True]


def test_it_waits_for_its_occasions_and_for_nothing_else_when_it_is_planned(
    published, activity, lekeberg, coordinator
):
    OccasionFactory(
        promise=published.promise,
        activity_key=activity.key,
        organisation=lekeberg,
        starts_on=date(2027, 10, 1),
    )

    assert waits(coordinator, "2027-06-01") == [False]


def test_it_waits_for_a_verdict_and_no_report_when_its_time_is_over(published, coordinator):
    assert waits(coordinator, "2027-12-31") == [True]
    assert waits(coordinator, "2028-01-01") == [False]


@time_machine.travel("2027-06-01", tick=False)
def test_ones_own_comes_first(following, coordinator):
    assert [row.is_own for row in to_report(coordinator)] == [True, False]


@pytest.mark.parametrize(("shows", "told"), [(True, date(2027, 6, 1)), (False, None)])
def test_citizens_are_told_by_what_is_shown(following, lekeberg, coordinator, shows, told):
    with time_machine.travel("2027-06-01", tick=False):
        entry = following.report(following.activity, lekeberg, date(2027, 5, 1), public_text="Gjort.")
        ReleaseFactory(entry=entry, shows_text=shows, reason="" if shows else "Fel dag.")

        assert desk_of(coordinator).told_on(following.promise.pk) == told

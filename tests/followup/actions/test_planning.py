"""Plans: made from the omfattning and kept by people."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Event
from audit.presenters import sentence
from followup.actions import planning
from followup.models import Occasion
from organisations.actions.rows import StaleEdit
from organisations.permissions import forget_seats
from promises.models import Revision
from promises.states import Status
from tests.factories.followup import EntryFactory
from tests.followup.conftest import in_force
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_march")]

_made, _own, cast, published = shared("published", in_force)


def _details(organisation: Any, **more: str) -> Any:
    return {"organisation": organisation, "title": "", "place": "", **more}


def _add(published: Any, activity: Any, organisation: Any, by: Any, **more: Any) -> Any:
    values: dict[str, Any] = {
        "creation_key": uuid.uuid4(),
        "starts_on": date(2027, 5, 3),
        "ends_on": None,
        "details": _details(organisation),
    }
    return planning.add(published, activity, by=by, **values | more)


def _events() -> list[str]:
    events = Event.objects.filter(action__startswith="followup.").in_order()
    return list(events.values_list("action", flat=True))


# --- Made from the omfattning -----------------------------------------------------------------------


def test_twice_a_month_is_twenty_four_occasions(published, activity, lekeberg, coordinator):
    made = planning.generate(published, activity, lekeberg, by=coordinator)

    rows = list(Occasion.objects.all())
    assert made == len(rows) == 24
    assert (rows[0].starts_on, rows[0].ends_on) == (date(2027, 1, 1), date(2027, 1, 15))
    assert [row.sequence for row in rows] == list(range(1, 25))
    event = Event.objects.get(action="followup.plan_generated")
    assert "planerade 24 tillfällen för Lekebergs kommun" in sentence(event)


def test_planning_again_adds_only_what_is_missing_and_moves_nothing(
    published, activity, lekeberg, coordinator
):
    planning.generate(published, activity, lekeberg, by=coordinator)
    moved, cancelled, gone = Occasion.objects.filter(sequence__in=[1, 2, 3])
    planning.move(moved, by=coordinator, edit_number=1, starts_on=date(2027, 2, 20), ends_on=None)
    planning.cancel(cancelled, by=coordinator, edit_number=1, reason="Sjukdom")
    gone.delete()

    assert planning.generate(published, activity, lekeberg, by=coordinator) == 1
    assert planning.generate(published, activity, lekeberg, by=coordinator) == 0
    moved.refresh_from_db()
    cancelled.refresh_from_db()
    assert moved.starts_on == date(2027, 2, 20)
    assert cancelled.cancelled_at
    assert Occasion.objects.count() == 24


def test_everything_within_reach_is_planned_in_one_go_for_who_carries_it_out(
    published, lekeberg, municipal_police
):
    assert planning.generate_all(published, by=municipal_police) == 24
    assert set(Occasion.objects.values_list("organisation", flat=True)) == {lekeberg.pk}
    assert planning.generate_all(published, by=municipal_police) == 0
    assert _events() == ["followup.plans_generated"]


def test_what_several_share_is_planned_once(published, activity, lekeberg, orebro_area, coordinator):
    planning.generate(published, activity, orebro_area, by=coordinator)
    handed_over = Occasion.objects.get(sequence=3)
    planning.change(handed_over, by=coordinator, edit_number=1, details=_details(lekeberg))

    assert planning.generate(published, activity, orebro_area, by=coordinator) == 0
    assert planning.generate_all(published, by=coordinator) == 0


def test_only_for_an_organisation_that_carries_it_out_or_answers_for_it(
    published, activity, kungsor, coordinator
):
    with pytest.raises(ValidationError, match="Kungsörs kommun utför inte aktiviteten"):
        planning.generate(published, activity, kungsor, by=coordinator)


# --- By hand ----------------------------------------------------------------------------------------


def test_a_form_sent_twice_makes_one_occasion(published, activity, lekeberg, coordinator):
    key = uuid.uuid4()
    first = _add(published, activity, lekeberg, coordinator, creation_key=key)
    second = _add(published, activity, lekeberg, coordinator, creation_key=key)

    assert first == second
    assert _events() == ["followup.occasion_added"]


def test_a_key_from_another_activity_is_refused(published, activity, lekeberg, coordinator, occasion):
    Occasion.objects.filter(pk=occasion.pk).update(activity_key=uuid.uuid4())

    with pytest.raises(ValidationError, match="redan använt"):
        _add(published, activity, lekeberg, coordinator, creation_key=occasion.creation_key)


@pytest.mark.parametrize(
    ("days", "field", "words"),
    [
        ((date(2026, 12, 31), None), "starts_on", "Aktiviteten börjar 1 januari 2027"),
        ((date(2028, 1, 1), None), "starts_on", "Aktiviteten slutar 31 december 2027"),
        ((date(2027, 12, 1), date(2028, 1, 1)), "ends_on", "Aktiviteten slutar 31 december 2027"),
        ((date(2027, 5, 2), date(2027, 5, 1)), "ends_on", "före den första"),
    ],
)
def test_days_outside_the_period_are_refused(
    published, activity, lekeberg, coordinator, occasion, days, field, words
):
    with pytest.raises(ValidationError) as added:
        _add(published, activity, lekeberg, coordinator, starts_on=days[0], ends_on=days[1])
    with pytest.raises(ValidationError) as moved:
        planning.move(occasion, by=coordinator, edit_number=1, starts_on=days[0], ends_on=days[1])

    assert words in added.value.message_dict[field][0]
    assert words in moved.value.message_dict[field][0]


def test_moving_remembers_the_first_day_and_moving_back_forgets_it(occasion, coordinator):
    once = planning.move(occasion, by=coordinator, edit_number=1, starts_on=date(2027, 4, 8), ends_on=None)
    twice = planning.move(once, by=coordinator, edit_number=2, starts_on=date(2027, 4, 15), ends_on=None)
    assert (once.moved_from, twice.moved_from) == (date(2027, 4, 1), date(2027, 4, 1))

    back = planning.move(twice, by=coordinator, edit_number=3, starts_on=date(2027, 4, 1), ends_on=None)
    assert back.moved_from is None


def test_two_who_move_at_once_do_not_overwrite_each_other(occasion, coordinator, municipal_police):
    planning.move(occasion, by=coordinator, edit_number=1, starts_on=date(2027, 4, 8), ends_on=None)

    with pytest.raises(StaleEdit) as stale:
        planning.move(occasion, by=municipal_police, edit_number=1, starts_on=date(2027, 4, 9), ends_on=None)
    assert stale.value.current.starts_on == date(2027, 4, 8)


def test_the_same_move_sent_twice_is_one(occasion, coordinator):
    for _ in range(2):
        planning.move(occasion, by=coordinator, edit_number=1, starts_on=date(2027, 4, 8), ends_on=None)

    assert _events() == ["followup.occasion_moved"]


def test_what_where_and_by_whom_can_be_changed(occasion, coordinator, orebro_area):
    details = _details(orebro_area, title="Rond med skolan", place="Storgatan")
    planning.change(occasion, by=coordinator, edit_number=1, details=details)

    occasion.refresh_from_db()
    assert (occasion.title, occasion.place, occasion.organisation_id) == (
        "Rond med skolan",
        "Storgatan",
        orebro_area.pk,
    )
    assert occasion.edited_by == coordinator


def test_cancelling_needs_a_reason_and_can_be_undone(occasion, coordinator):
    with pytest.raises(ValidationError, match="Skriv varför"):
        planning.cancel(occasion, by=coordinator, edit_number=1, reason="  ")

    for _ in range(2):
        cancelled = planning.cancel(occasion, by=coordinator, edit_number=1, reason="Sjukdom")
    assert cancelled.cancelled_by == coordinator

    for _ in range(2):
        restored = planning.restore(cancelled, by=coordinator)
    assert (restored.cancelled_at, restored.cancel_reason) == (None, "")
    assert _events() == ["followup.occasion_cancelled", "followup.occasion_restored"]


def test_a_cancelled_occasion_is_restored_before_it_is_moved(occasion, coordinator):
    planning.cancel(occasion, by=coordinator, edit_number=1, reason="Sjukdom")

    with pytest.raises(ValidationError, match="Återställ det först"):
        planning.move(occasion, by=coordinator, edit_number=2, starts_on=date(2027, 4, 8), ends_on=None)


def test_what_is_reported_cannot_be_cancelled(published, activity, occasion, coordinator):
    EntryFactory(version=published.version, activity_key=activity.key, occasion=occasion)

    with pytest.raises(ValidationError, match="redan rapporterat"):
        planning.cancel(occasion, by=coordinator, edit_number=1, reason="Sjukdom")


# --- Who, and when no longer ------------------------------------------------------------------------


def _each(published: Any, activity: Any, occasion: Any, organisation: Any, by: Any) -> list[Any]:
    return [
        lambda: planning.generate(published, activity, organisation, by=by),
        lambda: planning.generate_all(published, by=by),
        lambda: _add(published, activity, organisation, by),
        lambda: planning.change(occasion, by=by, edit_number=1, details=_details(organisation)),
        lambda: planning.move(occasion, by=by, edit_number=1, starts_on=date(2027, 6, 1), ends_on=None),
        lambda: planning.cancel(occasion, by=by, edit_number=1, reason="Sjukdom"),
        lambda: planning.restore(occasion, by=by),
    ]


@pytest.mark.parametrize("name", ["reader", "landlord_executor", "outsider_coordinator", "expired", "nobody"])
def test_others_plan_nothing(published, activity, occasion, lekeberg, member, name):
    for act in _each(published, activity, occasion, lekeberg, member(name)):
        with pytest.raises(PermissionDenied, match="Du kan inte planera"):
            act()
    assert _events() == []


def test_who_has_left_plans_nothing(published, activity, occasion, lekeberg, coordinator):
    coordinator.memberships.all().delete()
    forget_seats(coordinator)

    for act in _each(published, activity, occasion, lekeberg, coordinator):
        with pytest.raises(PermissionDenied):
            act()


def test_an_ended_promise_is_planned_no_more(published, activity, occasion, lekeberg, coordinator):
    Revision.objects.filter(pk=published.revision.pk).update(status=Status.ENDED)

    for act in _each(published, activity, occasion, lekeberg, coordinator):
        with pytest.raises(PermissionDenied, match="Löftet är avslutat"):
            act()


def test_an_activity_that_is_no_longer_promised_can_only_be_cancelled(
    published, activity, lekeberg, coordinator, occasion
):
    Occasion.objects.filter(pk=occasion.pk).update(activity_key=uuid.uuid4())
    occasion.refresh_from_db()

    for act in _each(published, activity, occasion, lekeberg, coordinator)[3:5]:
        with pytest.raises(ValidationError, match="finns inte längre i löftet"):
            act()
    assert planning.cancel(occasion, by=coordinator, edit_number=1, reason="Ströks ur löftet").cancelled_at


def test_a_page_of_the_version_before_plans_by_the_text_in_force(published, activity, lekeberg, coordinator):
    """The page was opened before a new version left the activity out."""
    gone = replace(activity, key=uuid.uuid4())

    with pytest.raises(ValidationError, match="finns inte längre i löftet"):
        _add(published, gone, lekeberg, coordinator)
    with pytest.raises(ValidationError, match="finns inte längre i löftet"):
        planning.generate(published, gone, lekeberg, by=coordinator)

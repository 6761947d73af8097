"""What is shown of a report to everybody, and who decides it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Event
from followup.actions import releasing
from organisations.actions.rows import StaleEdit
from promises.actions import publishing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]


def release(entry, by, shows_text=True, shows_picture=False, reason=""):
    return releasing.release(entry, shows_text=shows_text, shows_picture=shows_picture, reason=reason, by=by)


def test_the_latest_decision_holds(lanterns, coordinator, municipal_police):
    entry = lanterns.entry(public_text="Nya lyktor.")
    release(entry, coordinator)

    release(entry, municipal_police, shows_text=False, reason="Fel plats.")

    assert [one.shows_text for one in entry.releases.all()] == [False, True]


def test_the_same_decision_twice_is_one(lanterns, coordinator):
    entry = lanterns.entry(public_text="Nya lyktor.")

    assert release(entry, coordinator) == release(entry, coordinator)
    assert Event.objects.filter(action="followup.entry_released").count() == 1


@pytest.mark.parametrize("name", ["landlord_executor", "reader", "chair", "police_chief", "executor"])
def test_only_those_who_lead_the_follow_up_release(lanterns, member, name):
    entry = lanterns.entry(public_text="Nya lyktor.")

    with pytest.raises(PermissionDenied):
        release(entry, member(name))


def test_what_is_held_back_needs_a_reason(lanterns, coordinator):
    entry = lanterns.entry(public_text="Nya lyktor.")

    with pytest.raises(ValidationError, match="varför"):
        release(entry, coordinator, shows_text=False)


def test_there_must_be_something_to_show(lanterns, coordinator):
    entry = lanterns.entry()

    with pytest.raises(ValidationError, match="ingen text"):
        release(entry, coordinator)
    with pytest.raises(ValidationError, match="ingen bild"):
        release(entry, coordinator, shows_text=False, shows_picture=True)


def test_a_report_that_was_corrected_meanwhile_is_not_released(lanterns, coordinator, correct):
    entry = lanterns.entry(public_text="Nya lyktor.")
    new = correct(entry, public_text="Två nya lyktor.")

    with pytest.raises(StaleEdit) as stale:
        release(entry, coordinator)

    assert stale.value.current == new


def test_showing_can_be_stopped_when_the_promise_has_ended_but_not_begun(lanterns, coordinator):
    shown, hidden = (lanterns.entry(public_text="Nya lyktor.") for _ in range(2))
    release(shown, coordinator)
    publishing.end(lanterns.revision, reason="Tiden är ute.", by=coordinator)

    release(shown, coordinator, shows_text=False, reason="En person syns.")
    with pytest.raises(PermissionDenied, match="avslutat"):
        release(hidden, coordinator)

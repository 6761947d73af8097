from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Event
from followup.actions import rounds
from followup.models import Confirmation, Round, RoundComment
from followup.permissions import confirming
from followup.rounds import rounds_of
from followup.standing import standing_at
from followup.states import RoundState, Standing
from organisations.actions.rows import StaleEdit
from promises.actions import publishing
from promises.models import Revision
from promises.states import Status
from tests.factories.followup import EntryFactory
from tests.factories.organisations import UnitFactory
from tests.followup.conftest import in_force
from tests.shared import shared

_made, _own, cast, published = shared("published", in_force)


@pytest.fixture(autouse=True)
def _after_the_first_quarter():
    with time_machine.travel("2027-04-05 10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def confirm(published, activity, municipal_police, orebro_area):
    def confirmed(**more):
        said = {
            "number": 1,
            "activity": activity,
            "organisation": orebro_area,
            "standing": "green",
            "by": municipal_police,
        }
        return rounds.confirm(published, **said | more)

    return confirmed


@pytest.fixture
def close(published, coordinator):
    return lambda **more: rounds.close(published, **{"number": 1, "by": coordinator} | more)


def test_the_responsible_party_confirms_how_its_activity_stands(confirm, published, orebro_area):
    confirm(comment="Vi ligger bra till.")

    stored = Round.objects.get()
    assert (stored.number, stored.starts_on, stored.ends_on) == (1, date(2027, 1, 1), date(2027, 3, 31))
    assert stored.confirmations.get().organisation_id == orebro_area.pk
    assert Event.objects.filter(action="followup.standing_confirmed").count() == 1


def test_who_answers_for_it_confirms_and_who_does_it_only_when_nobody_answers(
    published, activity, coordinator, municipal_police, lekeberg, orebro_area
):
    unanswered = replace(activity, actors={"executor": [lekeberg]})

    assert confirming(coordinator, published)(activity) == []
    assert [one.pk for one in confirming(municipal_police, published)(activity)] == [orebro_area.pk]
    assert confirming(coordinator, published)(unanswered) == [lekeberg]


def test_who_leads_the_follow_up_confirms_for_the_units_of_its_own(
    published, activity, coordinator, municipal_police, lekeberg
):
    school = UnitFactory(parent=lekeberg)
    of_the_school = replace(activity, actors={"responsible": [school]})

    assert confirming(coordinator, published)(of_the_school) == [school]
    assert confirming(municipal_police, published)(of_the_school) == []


def test_nothing_is_written_in_a_promise_that_ended_after_the_page_was_made(confirm, close, published):
    Revision.objects.filter(pk=published.revision.pk).update(status=Status.ENDED)

    for write in (confirm, close):
        with pytest.raises(PermissionDenied, match="avslutat"):
            write()
    assert not Round.objects.exists()


def test_confirming_twice_is_confirming_once(confirm):
    assert confirm() == confirm()

    assert Confirmation.objects.get().edit_number == 1
    assert Event.objects.filter(action="followup.standing_confirmed").count() == 1


def test_a_confirmation_can_be_changed_until_the_round_is_closed(confirm, close):
    confirm()
    confirm(standing="yellow", edit_number=1)
    close()

    assert Confirmation.objects.get().standing == Standing.YELLOW
    with pytest.raises(ValidationError, match="har redan avslutat omgången"):
        confirm(standing="red", edit_number=2)


def test_a_confirmation_that_a_colleague_has_changed_is_shown_first(confirm, police_chief):
    confirm()
    confirm(standing="red", edit_number=1, by=police_chief)

    with pytest.raises(StaleEdit):
        confirm(standing="yellow", edit_number=1)


@pytest.mark.parametrize("name", ["coordinator", "superuser"])
def test_nobody_confirms_for_another_party(confirm, member, name):
    with pytest.raises(PermissionDenied, match="Du kan inte bekräfta läget för Lokalpolisområde Örebro"):
        confirm(by=member(name))


@pytest.mark.parametrize("name", ["reader", "executor", "outsider_police", "nobody"])
def test_who_has_no_part_in_it_may_not_confirm(confirm, member, name):
    with pytest.raises(PermissionDenied):
        confirm(by=member(name))


def test_a_round_that_has_not_begun_cannot_be_confirmed(confirm):
    with pytest.raises(ValidationError, match="har inte börjat"):
        confirm(number=3)


def test_touching_a_later_round_keeps_those_before_it(confirm, published):
    confirm(number=2)

    assert list(Round.objects.values_list("number", flat=True)) == [1, 2]
    assert len(rounds_of(published)) == 4


def test_closing_keeps_how_every_activity_stood_whatever_is_reported_later(close, published, activity):
    close(comment="Trögt.", comments={activity.key: "Färre ronder än lovat."})
    for month in (1, 2, 3):
        EntryFactory(
            version=published.version,
            activity_key=activity.key,
            happened_on=date(2027, month, 20),
            quantity=2,
        )

    kept = RoundComment.objects.get()
    assert (kept.standing, kept.text) == (Standing.RED, "Färre ronder än lovat.")
    assert rounds_of(published)[0].state == RoundState.CLOSED
    assert standing_at(published, date(2027, 3, 31)).activities[0].result.standing == Standing.GREEN


def test_a_round_cannot_be_closed_before_it_has_ended(close):
    with pytest.raises(ValidationError, match="pågår till och med 30 juni 2027"):
        close(number=2)

    assert not Round.objects.exists()


def test_of_two_who_close_one_wins_and_the_other_is_told(close, municipal_police, activity):
    close(comment="Från samordnaren.", comments={activity.key: "Bra."})

    with pytest.raises(ValidationError, match="Samordnare har redan avslutat omgången, den 5 april 2027"):
        close(by=municipal_police, comment="Från polisen.")

    assert Round.objects.get().comment == "Från samordnaren."
    assert RoundComment.objects.get().text == "Bra."
    assert Event.objects.filter(action="followup.round_closed").count() == 1


def test_closing_twice_is_closing_once(close, activity):
    said = {"comment": "Bra.", "comments": {activity.key: "Klart."}}

    assert close(**said) == close(**said)

    assert Event.objects.filter(action="followup.round_closed").count() == 1


@pytest.mark.parametrize("name", ["chair", "executor", "reader", "council_secretary"])
def test_only_who_leads_the_follow_up_closes_a_round(close, member, name):
    with pytest.raises(PermissionDenied):
        close(by=member(name))


def test_nothing_is_confirmed_or_closed_when_the_promise_has_ended(published, coordinator, confirm, close):
    from followup.followed import followed

    publishing.end(published.revision, reason="Tiden är ute.", by=coordinator)
    ended = followed(published.promise)

    with pytest.raises(PermissionDenied, match="Löftet är avslutat"):
        rounds.close(ended, number=1, by=coordinator)

"""Two people at the same moment at the end of a promise, on both databases."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from followup.actions import concluding, measuring, renewing
from followup.actions.renewing import Decision
from followup.models import Carried, Observation
from organisations.actions.rows import StaleEdit
from promises.states import Status
from tests.factories.published import publish
from tests.followup.results.conftest import read
from tests.followup.results.test_concluding import give_all, ready
from tests.followup.test_simultaneous_reports import at_once
from tests.promises.scene import a_draft

pytestmark = pytest.mark.django_db(transaction=True)


def told(results: list[Any], kind: type[Exception]) -> int:
    """How many were refused in words; anything else that went wrong fails here."""
    others = [one for one in results if isinstance(one, Exception) and not isinstance(one, kind)]
    assert not others, others
    return len([one for one in results if isinstance(one, kind)])


def test_of_two_verdicts_at_once_one_is_shown_to_the_other(found, coordinator, municipal_police):
    def judge(by: Any, outcome: str) -> Any:
        return lambda: concluding.give_verdict(
            found, found.activities[0], outcome=outcome, reason="Snö.", edit_number=0, by=by
        )

    assert told(at_once(judge(coordinator, "partly"), judge(municipal_police, "changed")), StaleEdit) == 1


def test_two_who_conclude_at_once_conclude_it_once(found, in_force, coordinator, municipal_police):
    ready(found, coordinator)

    def conclude(by: Any) -> Any:
        return lambda: concluding.conclude(read(in_force), reason="Slut.", by=by)

    assert at_once(conclude(coordinator), conclude(municipal_police)) == [None, None]
    in_force.refresh_from_db()
    assert in_force.status == Status.ENDED


def test_two_who_begin_the_next_period_at_once_make_one_draft(found, coordinator, municipal_police):
    give_all(found, coordinator)
    decisions = {one.key: Decision("again") for one in found.activities}

    def begin(by: Any) -> Any:
        return lambda: renewing.renew(
            found, title="2028", period_text="2028", decisions=decisions, creation_key=uuid.uuid4(), by=by
        )

    assert told(at_once(begin(coordinator), begin(municipal_police)), ValidationError) == 1
    assert Carried.objects.count() == 2


def test_a_double_tap_at_once_makes_one_value(lekeberg, orebro_area, coordinator):
    revision = a_draft(lekeberg, orebro_area)
    publish(revision, coordinator)
    found, key = read(revision), uuid.uuid4()
    values: Any = {"series": "", "measured_on": revision.period_start.replace(year=2026), "value": 50}
    values |= {"source": "", "note": ""}

    def tap() -> Any:
        return measuring.record(
            found, found.document.indicators[0], values=values, creation_key=key, by=coordinator
        )

    first, second = at_once(tap, tap)

    assert first == second == Observation.objects.get()

"""Two people, or two taps, at the same moment: real connections that commit, on both databases."""

import threading
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from followup.actions import reporting
from followup.models import Entry
from organisations.actions.rows import StaleEdit
from promises.models import Revision
from promises.states import Status
from tests.followup.lanterns import TODAY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_june")]

VALUES: Any = {"happened_on": TODAY, "status": "done", "quantity": Decimal(1)}


def at_once(*actions: Callable[[], Entry]) -> list[Any]:
    """Do the actions in as many threads, all let go together; what each gave or raised."""
    gate = threading.Barrier(len(actions))
    results: list[Any] = [None] * len(actions)

    def run(number: int) -> None:
        gate.wait()
        try:
            results[number] = actions[number]()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_two_taps_at_once_make_one_report(lanterns, landlord, landlord_executor):
    found, activity, key = lanterns.found(), lanterns.activity(), uuid.uuid4()

    def tap() -> Entry:
        return reporting.report(
            found, activity, organisation=landlord, values=VALUES, creation_key=key, by=landlord_executor
        )

    first, second = at_once(tap, tap)

    assert first == second == Entry.objects.get()


def test_a_promise_does_not_end_while_a_report_on_it_is_written(
    lanterns, landlord, landlord_executor, monkeypatch
):
    def end() -> None:
        Revision.objects.filter(pk=lanterns.revision.pk).update(status=Status.ENDED)
        connection.close()

    ending, waited = threading.Thread(target=end), []
    checked = reporting.check_values

    def meanwhile(*args: Any, **more: Any) -> None:
        ending.start()
        ending.join(0.5)
        waited.append(ending.is_alive())
        checked(*args, **more)

    monkeypatch.setattr(reporting, "check_values", meanwhile)
    reporting.report(
        lanterns.found(),
        lanterns.activity(),
        organisation=landlord,
        values=VALUES,
        creation_key=uuid.uuid4(),
        by=landlord_executor,
    )
    ending.join()

    assert waited == [True]


def test_of_two_corrections_at_once_one_wins_and_the_other_is_told(lanterns, coordinator, landlord_executor):
    entry = lanterns.entry()

    def correct(by: Any, quantity: int) -> Callable[[], Entry]:
        values: Any = VALUES | {"quantity": Decimal(quantity)}
        return lambda: reporting.correct(entry, values=values, creation_key=uuid.uuid4(), by=by)

    results = at_once(correct(coordinator, 2), correct(landlord_executor, 3))

    told = [result for result in results if isinstance(result, StaleEdit)]
    won = [result for result in results if isinstance(result, Entry)]
    assert [len(told), len(won)] == [1, 1], results
    assert told[0].current == won[0] == Entry.objects.get(supersedes=entry)

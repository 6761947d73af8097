"""Two real processes at the same moment, on a database file and on PostgreSQL."""

import os
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from audit.models import Event
from audit.verification import faults
from followup.models import Entry, Round, RoundComment
from tests.promises.test_simultaneous_steps import database_url

ROOT = Path(__file__).resolve().parents[2]
# After the first quarter of the promise, whose rounds are quarterly.
MOMENT = "2027-04-05 10:00:00+02:00"

pytestmark = pytest.mark.django_db(transaction=True)


def start(*arguments: object) -> Any:
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "true",
        "PYTHONPATH": str(ROOT),
        "EMAIL_URL": "dummymail://",
    }
    command = [sys.executable, "-m", "tests.followup.another_process", MOMENT, *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def at_once(*steps: tuple[object, ...]) -> list[list[str]]:
    """Take the steps in as many processes, all let go when all are ready; what each says in the end."""
    processes = [start(*step) for step in steps]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate(timeout=60)[0].split() for process in processes]


def closing(published: Any, person: Any, comment: str) -> tuple[object, ...]:
    return "close", published.promise.pk, person.pk, 1, comment


def test_of_two_who_close_a_round_at_once_one_is_told(published, coordinator, municipal_police):
    said = at_once(
        closing(published, coordinator, "kommunen"), closing(published, municipal_police, "polisen")
    )

    assert sorted(word for word, _rest in said) == ["done", "refused"], said
    closed = Round.objects.get(number=1)
    # What one of them wrote is there whole, and nothing of the other's.
    assert closed.closed_by == (coordinator if closed.comment == "kommunen" else municipal_police)
    assert {one.text for one in RoundComment.objects.all()} - {""} == {closed.comment}
    assert RoundComment.objects.count() == len(published.activities)
    assert Event.objects.filter(action="followup.round_closed").count() == 1
    assert list(faults()) == []


def test_one_who_closes_a_round_twice_at_once_closes_it_once(published, coordinator):
    step = closing(published, coordinator, "bra")

    assert at_once(step, step) == [["done", str(Round.objects.get(number=1).pk)]] * 2
    assert Event.objects.filter(action="followup.round_closed").count() == 1


def test_a_double_tap_in_two_processes_makes_one_report(published, coordinator):
    activity = published.activities[0]
    doing = (activity.executors + activity.responsible)[0]
    step = (
        "report",
        published.promise.pk,
        coordinator.pk,
        doing.pk,
        activity.key,
        uuid.uuid4(),
        "2027-03-01",
    )

    assert at_once(step, step) == [["done", str(Entry.objects.get().pk)]] * 2
    assert Event.objects.filter(action="followup.reported").count() == 1
    assert list(faults()) == []

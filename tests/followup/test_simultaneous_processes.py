"""Two real processes at the same moment, on a database file and on PostgreSQL."""

import uuid
from typing import Any

import pytest

from audit.models import Event
from audit.verification import faults
from followup.models import Entry, Round, RoundComment
from tests.followup.another_process import take
from tests.processes import process, processes

# After the first quarter of the promise, whose rounds are quarterly.
MOMENT = "2027-04-05 10:00:00+02:00"

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps: tuple[Any, ...]) -> list[list[Any]]:
    """Take the steps in as many processes, all let go when all are ready; what each says in the end."""
    ready = processes().Barrier(len(steps))
    pipes = [processes().Pipe(duplex=False) for _step in steps]
    begun = [
        process(take, ready, said, MOMENT, *step) for (_heard, said), step in zip(pipes, steps, strict=True)
    ]
    assert all(heard.poll(timeout=60) for heard, _said in pipes)
    for one in begun:
        one.join(timeout=60)
    return [heard.recv() for heard, _said in pipes]


def closing(published: Any, person: Any, comment: str) -> tuple[Any, ...]:
    return "close", published.promise.pk, person.pk, comment


def test_of_two_who_close_a_round_at_once_one_is_told(published, coordinator, municipal_police):
    said = at_once(
        closing(published, coordinator, "kommunen"), closing(published, municipal_police, "polisen")
    )

    assert sorted(word for word, *_rest in said) == ["done", "refused"], said
    closed = Round.objects.get(number=1)
    # What one of them wrote is there whole, and nothing of the other's.
    assert closed.closed_by == (coordinator if closed.comment == "kommunen" else municipal_police)
    assert {one.text for one in RoundComment.objects.all()} - {""} == {closed.comment}
    assert RoundComment.objects.count() == len(published.activities)
    assert Event.objects.filter(action="followup.round_closed").count() == 1
    assert list(faults()) == []


def test_one_who_closes_a_round_twice_at_once_closes_it_once(published, coordinator):
    step = closing(published, coordinator, "bra")

    assert at_once(step, step) == [["done", Round.objects.get(number=1).pk]] * 2
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
    )

    assert at_once(step, step) == [["done", Entry.objects.get().pk]] * 2
    assert Event.objects.filter(action="followup.reported").count() == 1
    assert list(faults()) == []

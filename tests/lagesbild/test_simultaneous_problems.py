"""Two real processes at the same moment, on a database file and on PostgreSQL."""

import uuid
from typing import Any

import pytest

from audit.models import Event
from audit.verification import faults
from lagesbild.models import Problem, Score
from tests.factories.lagesbild import CriterionFactory, ProblemFactory
from tests.lagesbild.another_process import take
from tests.processes import process, processes

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps: tuple[Any, ...]) -> list[list[Any]]:
    """Take the steps in as many processes, all let go when all are ready; what each says in the end."""
    ready = processes().Barrier(len(steps))
    pipes = [processes().Pipe(duplex=False) for _step in steps]
    begun = [process(take, ready, said, *step) for (_heard, said), step in zip(pipes, steps, strict=True)]
    assert all(heard.poll(timeout=120) for heard, _said in pipes)
    for one in begun:
        one.join(timeout=60)
    return [heard.recv() for heard, _said in pipes]


@pytest.fixture
def three(lekeberg, orebro_area):
    """A problem of the municipality's and two of the police's."""
    others = [ProblemFactory(municipality=lekeberg, owner=orebro_area) for _n in range(2)]
    return [ProblemFactory(municipality=lekeberg), *others]


def test_of_two_who_join_the_same_problem_at_once_one_is_shown_what_the_other_wrote(
    three, coordinator, municipal_police
):
    ours, first, second = (one.pk for one in three)

    said = at_once(
        ("join", coordinator.pk, "samordnaren", uuid.uuid4(), ours, first),
        # In the other order, so that they would wait in a ring if each locked in the order of its own list.
        ("join", municipal_police.pk, "kommunpolisen", uuid.uuid4(), second, ours),
    )

    assert sorted(word for word, _pk in said) == ["done", "stale"], said
    joint = Problem.objects.get(is_joint=True)
    assert {pk for _word, pk in said} == {joint.pk}
    assert Problem.objects.filter(joined_into=joint).count() == 2
    assert joint.edited_by == (coordinator if joint.what == "samordnaren" else municipal_police)
    assert Event.objects.filter(action="lagesbild.problem_made_joint").count() == 1
    assert list(faults()) == []


def test_a_double_tap_in_two_processes_joins_once(three, coordinator):
    step = ("join", coordinator.pk, "en gång", uuid.uuid4(), three[0].pk, three[1].pk)

    said = at_once(step, step)

    assert said == [["done", Problem.objects.get(is_joint=True).pk]] * 2
    assert Event.objects.filter(action="lagesbild.problem_made_joint").count() == 1


def test_of_two_who_give_the_first_score_of_a_cell_at_once_one_is_told(
    three, lekeberg, coordinator, municipal_police
):
    criterion = CriterionFactory(municipality=lekeberg)

    said = at_once(
        ("score", coordinator.pk, 2, three[0].pk, criterion.pk),
        ("score", municipal_police.pk, 5, three[0].pk, criterion.pk),
    )

    assert sorted(refused for _word, refused in said) == [0, 1]
    assert Score.objects.count() == 1
    assert list(faults()) == []

"""What waits in a lägesbild, on Min sida."""

from datetime import date

import pytest

from followup.desk import desk_of
from overview.waiting import waiting_for
from tests.factories.lagesbild import DialogueFactory, ProblemFactory

pytestmark = pytest.mark.django_db


def _tasks(user):
    return [task for task in waiting_for(desk_of(user)) if "/lagesbild/" in task.url]


def test_who_writes_the_lagesbild_is_told_what_waits_in_each_municipality(
    lekeberg, orebro, coordinator, municipal_police, chair, reporter
):
    DialogueFactory(municipality=lekeberg, starts_on=date(2026, 1, 1))
    ProblemFactory(municipality=orebro)

    [task] = _tasks(coordinator)

    assert task.title == "1 dialog är över. Svara på det som sades och avsluta den."
    assert task.note == "Lägesbild för Lekebergs kommun."
    assert (task.day, task.is_late) == (date(2026, 1, 1), False)
    assert len(_tasks(municipal_police)) == 2
    assert _tasks(chair) == _tasks(reporter) == []


def test_who_runs_the_service_is_not_given_everybodys_work(lekeberg, superuser):
    ProblemFactory(municipality=lekeberg)

    assert _tasks(superuser) == []


def test_more_municipalities_ask_no_more(
    lekeberg, orebro, municipal_police, django_assert_num_queries, django_assert_max_num_queries
):
    ProblemFactory(municipality=lekeberg)
    # The seats are read once for a person.
    waiting_for(desk_of(municipal_police))
    with django_assert_max_num_queries(20) as one:
        waiting_for(desk_of(municipal_police))
    for municipality in (lekeberg, orebro):
        DialogueFactory(municipality=municipality, starts_on=date(2026, 1, 1))
        ProblemFactory(municipality=municipality)

    with django_assert_num_queries(len(one)):
        waiting_for(desk_of(municipal_police))

"""The demonstration's problems, with the people and municipalities that they need and nobody else."""

import pytest

from lagesbild.demo.problems import load, read_problems
from lagesbild.models import CauseAnalysis, Criterion, Problem, Score
from organisations.roles import RoleKey
from tests.factories.organisations import (
    MembershipFactory,
    MunicipalityFactory,
    PoliceAreaFactory,
    UserFactory,
)


@pytest.fixture
def people(db):
    found = {}
    for written in read_problems():
        municipality = MunicipalityFactory(code=written["code"])
        seats = [("coordinator", municipality, RoleKey.COORDINATOR)]
        if "police" in written:
            area = PoliceAreaFactory(municipalities=[municipality])
            seats.append(("police", area, RoleKey.MUNICIPAL_POLICE))
        for name, organisation, role in seats:
            user = found.setdefault(written[name], UserFactory())
            MembershipFactory(user=user, organisation=organisation, role=role)
    return found


def test_it_is_written_once_and_whole(people):
    load(people)
    counted = [model.objects.count() for model in (Problem, Criterion, Score)]
    load(people)

    assert [model.objects.count() for model in (Problem, Criterion, Score)] == counted
    lanna = Problem.objects.get(is_joint=True, title__contains="Lanna badgruva")
    assert (lanna.priority, lanna.joined.count(), lanna.causes.count()) == ("prioritised", 2, 6)
    assert CauseAnalysis.objects.get(problem=lanna).is_done
    assert Problem.objects.filter(priority="deprioritised").exclude(priority_reason="").exists()


def test_every_seed_has_problems_and_what_works(people):
    load(people)

    for written in read_problems():
        rows = Problem.objects.filter(municipality__code=written["code"])
        assert rows.exists()
        assert written["code"] == "1488" or rows.exclude(positive_factors="").exists()

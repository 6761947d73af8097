from typing import Any

from tests.factories.lagesbild import CriterionFactory, ProblemFactory, ProblemSourceFactory
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import Row
from tests.project.access_world import World


def problem(world: World) -> Any:
    """One that both parties write."""
    return world.once("problem", lambda: ProblemFactory(municipality=world.lekeberg, is_joint=True))


def one(world: World) -> dict[str, Any]:
    return {**lekeberg(world), "problem": problem(world).pk}


def source(world: World) -> dict[str, Any]:
    row = world.once("problem source", lambda: ProblemSourceFactory(problem=problem(world)))
    return {**one(world), "row": row.pk}


def criterion(world: World) -> dict[str, Any]:
    row = world.once("criterion", lambda: CriterionFactory(municipality=world.lekeberg))
    return {**lekeberg(world), "criterion": row.pk}


ROWS: dict[str, Row] = {
    "lagesbild:problems": Row(READ, arguments=lekeberg),
    "lagesbild:problem_new": Row(WRITE, WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:problem_compare": Row(READ, arguments=lekeberg),
    "lagesbild:problem_join": Row(WRITE, WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:problem_matrix": Row(READ, WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:criteria_begin": Row(None, WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:criteria": Row(WRITE, WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:criterion_edit": Row(WRITE, WRITE, sees=READ, arguments=criterion),
    "lagesbild:criterion_move": Row(None, WRITE, sees=READ, arguments=criterion),
    "lagesbild:criterion_remove": Row(WRITE, WRITE, sees=READ, arguments=criterion),
    "lagesbild:problem": Row(READ, arguments=one),
    "lagesbild:problem_edit": Row(WRITE, WRITE, sees=READ, arguments=one),
    "lagesbild:problem_decide": Row(WRITE, WRITE, sees=READ, arguments=one),
    "lagesbild:problem_retire": Row(WRITE, WRITE, sees=READ, arguments=one),
    "lagesbild:problem_resume": Row(None, WRITE, sees=READ, arguments=one),
    "lagesbild:problem_unjoin": Row(WRITE, WRITE, sees=READ, arguments=one),
    "lagesbild:problem_history": Row(READ, arguments=one),
    "lagesbild:problem_sources": Row(READ, arguments=one),
    "lagesbild:source_add": Row(WRITE, WRITE, sees=READ, arguments=one),
    "lagesbild:source_edit": Row(WRITE, WRITE, sees=READ, arguments=source),
    "lagesbild:source_move": Row(None, WRITE, sees=READ, arguments=source),
    "lagesbild:source_remove": Row(WRITE, WRITE, sees=READ, arguments=source),
}

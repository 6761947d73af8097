from typing import Any

from tests.factories.lagesbild import CauseFactory, ChainStepFactory, EvidenceFactory
from tests.project.access_lagesbild.people import READ, WRITE
from tests.project.access_lagesbild.problems import one, problem
from tests.project.access_rows import Arguments, Row
from tests.project.access_world import World


def step(world: World) -> dict[str, Any]:
    row = world.once("chain step", lambda: ChainStepFactory(problem=problem(world)))
    return {**one(world), "row": row.pk}


def cause(world: World) -> dict[str, Any]:
    row = world.once("cause", lambda: CauseFactory(problem=problem(world)))
    return {**one(world), "row": row.pk}


def evidence(world: World) -> dict[str, Any]:
    row = world.once("evidence", lambda: EvidenceFactory(cause__problem=problem(world)))
    return {**one(world), "row": row.pk}


def _rows(page: str, name: str, row: Arguments) -> dict[str, Row]:
    return {
        f"lagesbild:{page}": Row(READ, arguments=one),
        f"lagesbild:{name}_add": Row(WRITE, WRITE, sees=READ, arguments=one),
        f"lagesbild:{name}_edit": Row(WRITE, WRITE, sees=READ, arguments=row),
        f"lagesbild:{name}_move": Row(None, WRITE, sees=READ, arguments=row),
        f"lagesbild:{name}_remove": Row(WRITE, WRITE, sees=READ, arguments=row),
    }


ROWS: dict[str, Row] = {
    "lagesbild:causes": Row(READ, arguments=one),
    "lagesbild:cause_triangle": Row(WRITE, WRITE, sees=READ, arguments=one),
    **_rows("cause_chain", "chain_step", step),
    **_rows("cause_tree", "cause", cause),
    **_rows("cause_evidence", "evidence", evidence),
    "lagesbild:cause_summary": Row(READ, WRITE, sees=READ, arguments=one),
}

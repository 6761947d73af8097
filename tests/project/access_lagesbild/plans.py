from datetime import date
from typing import Any

from lagesbild.states import PlanStatus
from tests.factories.lagesbild import ActionPlanFactory, MeasureFactory
from tests.project.access_lagesbild.people import ADOPT, READ, WRITE, lekeberg
from tests.project.access_rows import Names, Row
from tests.project.access_world import World


def _draft(world: World) -> dict[str, Any]:
    plan = world.once("plan_draft", lambda: ActionPlanFactory(municipality=world.lekeberg))
    return lekeberg(world) | {"pk": plan.pk}


def _decided(world: World) -> dict[str, Any]:
    decided = {
        "status": PlanStatus.DECIDED,
        "decided_by_organ": "Kommunstyrelsen",
        "decided_on": date(2026, 9, 15),
    }
    plan = world.once("plan_decided", lambda: ActionPlanFactory(municipality=world.lekeberg, **decided))
    return lekeberg(world) | {"pk": plan.pk}


def _measure_of(world: World, arguments: dict[str, Any], name: str) -> dict[str, Any]:
    row = world.once(name, lambda: MeasureFactory(plan_id=arguments["pk"], plan=None))
    return arguments | {"row": row.pk}


def _measure(world: World) -> dict[str, Any]:
    return _measure_of(world, _draft(world), "measure_draft")


def _decided_measure(world: World) -> dict[str, Any]:
    return _measure_of(world, _decided(world), "measure_decided")


def _row(get: Names | None, post: Names | None, arguments: Any) -> Row:
    return Row(get, post, sees=READ, arguments=arguments)


ROWS: dict[str, Row] = {
    "lagesbild:plans": _row(READ, None, lekeberg),
    "lagesbild:start_plan": _row(WRITE, WRITE, lekeberg),
    "lagesbild:plan": _row(READ, None, _draft),
    "lagesbild:rename_plan": _row(WRITE, WRITE, _draft),
    "lagesbild:remove_plan": _row(WRITE, WRITE, _draft),
    "lagesbild:add_measure": _row(WRITE, WRITE, _draft),
    "lagesbild:change_measure": _row(WRITE, WRITE, _measure),
    "lagesbild:move_measure": _row(None, WRITE, _measure),
    "lagesbild:remove_measure": _row(WRITE, WRITE, _measure),
    "lagesbild:measure_state": _row(WRITE, WRITE, _decided_measure),
    "lagesbild:decide_plan": _row(ADOPT, ADOPT, _draft),
    "lagesbild:follow_up_plan": _row(WRITE, WRITE, _decided),
    "lagesbild:plan_file": _row(READ, None, lambda world: _decided(world) | {"kind": "docx"}),
}

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.factories.lagesbild import (
    LagesbildBasisFactory,
    LagesbildFactory,
    LagesbildProblemFactory,
    LagesbildVersionFactory,
)
from tests.project.access_lagesbild.people import ADOPT, READ, WRITE, lekeberg
from tests.project.access_rows import Names, Row
from tests.project.access_world import World


def _draft(world: World) -> Any:
    return world.once("lagesbild_draft", lambda: LagesbildFactory(municipality=world.lekeberg))


def _adopted(world: World) -> dict[str, Any]:
    version = world.once(
        "lagesbild_adopted",
        lambda: LagesbildVersionFactory(
            lagesbild__municipality=world.lekeberg, lagesbild__decided_on=timezone.localdate()
        ),
    )
    return lekeberg(world) | {"pk": version.lagesbild_id}


def _of_draft(**more: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: lekeberg(world) | {"pk": _draft(world).pk} | more


def _basis(world: World) -> dict[str, Any]:
    row = world.once("lagesbild_basis", lambda: LagesbildBasisFactory(lagesbild=_draft(world)))
    return lekeberg(world) | {"pk": _draft(world).pk, "row": row.pk}


def _chosen(world: World) -> dict[str, Any]:
    row = world.once(
        "lagesbild_problem",
        lambda: LagesbildProblemFactory(lagesbild=_draft(world), problem__municipality=world.lekeberg),
    )
    return lekeberg(world) | {"pk": _draft(world).pk, "row": row.pk}


def _row(get: Names | None, post: Names | None, arguments: Any) -> Row:
    return Row(get, post, sees=READ, arguments=arguments)


ROWS: dict[str, Row] = {
    "lagesbild:lagesbilder": _row(READ, None, lekeberg),
    "lagesbild:start_lagesbild": _row(WRITE, WRITE, lekeberg),
    "lagesbild:lagesbild": _row(READ, None, _adopted),
    "lagesbild:lagesbild_part": _row(WRITE, WRITE, _of_draft(part="analys")),
    "lagesbild:lagesbild_basis": _row(READ, None, _of_draft()),
    "lagesbild:add_basis": _row(WRITE, WRITE, _of_draft()),
    "lagesbild:change_basis": _row(WRITE, WRITE, _basis),
    "lagesbild:move_basis": _row(None, WRITE, _basis),
    "lagesbild:remove_basis": _row(WRITE, WRITE, _basis),
    "lagesbild:lagesbild_problems": _row(READ, WRITE, _of_draft()),
    "lagesbild:move_lagesbild_problem": _row(None, WRITE, _chosen),
    "lagesbild:leave_lagesbild_problem": _row(None, WRITE, _chosen),
    "lagesbild:check_lagesbild": _row(READ, None, _of_draft()),
    "lagesbild:adopt_lagesbild": _row(ADOPT, ADOPT, _of_draft()),
    "lagesbild:remove_lagesbild": _row(WRITE, WRITE, _of_draft()),
    "lagesbild:mark_lagesbild": _row(WRITE, WRITE, _of_draft()),
    "lagesbild:lagesbild_file": _row(READ, None, _of_draft(kind="docx")),
}

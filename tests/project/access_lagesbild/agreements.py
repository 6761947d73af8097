from typing import Any

from django.core.files.base import ContentFile

from tests.factories.lagesbild import CooperationAgreementFactory
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import Names, Row
from tests.project.access_world import World


def _agreement(world: World) -> dict[str, Any]:
    row = world.once("agreement", lambda: _with_file(world))
    return lekeberg(world) | {"pk": row.pk}


def _with_file(world: World) -> Any:
    return CooperationAgreementFactory(
        municipality=world.lekeberg, file=ContentFile(b"%PDF-1.7 x %%EOF", name="avtal.pdf")
    )


def _row(get: Names | None, post: Names | None, arguments: Any) -> Row:
    return Row(get, post, sees=READ, arguments=arguments)


ROWS: dict[str, Row] = {
    "lagesbild:agreements": _row(READ, None, lekeberg),
    "lagesbild:add_agreement": _row(WRITE, WRITE, lekeberg),
    "lagesbild:agreement": _row(READ, None, _agreement),
    "lagesbild:change_agreement": _row(WRITE, WRITE, _agreement),
    "lagesbild:remove_agreement": _row(WRITE, WRITE, _agreement),
    "lagesbild:agreement_file": _row(READ, None, _agreement),
}

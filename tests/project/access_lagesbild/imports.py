from typing import Any

from lagesbild.imports import stored
from lagesbild.imports.tables import Table
from lagesbild.models import ImportBatch
from tests.factories.lagesbild import DialogueFactory, ImportBatchFactory
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import OPERATOR, Row, people
from tests.project.access_world import World

# A file is for those who write for the organisation that it is let in for.
OWN = people("coordinator") | OPERATOR
# The police write too, but this is the municipality's.
COLLEAGUES = READ - people("municipal_police")


def _batch(world: World) -> dict[str, Any]:
    def make() -> ImportBatch:
        table = Table(["Vad", "När", "Var"], iter([(2, ["Klotter", "2026-10-02", "Torget"])]))
        name, rows = stored.keep(table, most=10)
        return ImportBatchFactory(
            municipality=world.lekeberg,
            uploaded_by=world.coordinator,
            stored=name,
            rows=rows,
            headings=table.headings,
            columns={"fields": {"category": 0}, "words": {}, "asked": {"category": [["Xyz", 1]]}},
        )

    return {**lekeberg(world), "pk": world.once("import_batch", make).pk}


def _kind(world: World) -> dict[str, Any]:
    return {**lekeberg(world), "kind": "handelser"}


def _dialogue(world: World) -> dict[str, Any]:
    made = world.once("dialogue_to_import_to", lambda: DialogueFactory(municipality=world.lekeberg))
    return {**lekeberg(world), "pk": made.pk}


def _one(get: Any, post: Any = None) -> Row:
    return Row(get, post, sees=COLLEAGUES, arguments=_batch)


ROWS: dict[str, Row] = {
    "lagesbild:imports": Row(WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:import_new": Row(WRITE, WRITE, sees=READ, arguments=_kind),
    "lagesbild:import_sample": Row(READ, arguments=lambda world: {**_kind(world), "form": "csv"}),
    "lagesbild:import_answers": Row(OWN, OWN, sees=READ, arguments=_dialogue),
    "lagesbild:import": _one(OWN),
    "lagesbild:import_columns": _one(OWN, OWN),
    "lagesbild:import_words": _one(OWN, OWN),
    "lagesbild:import_step": _one(None, OWN),
    "lagesbild:import_confirm": _one(None, OWN),
    "lagesbild:import_abandon": _one(OWN, OWN),
    "lagesbild:import_faults": _one(OWN),
}

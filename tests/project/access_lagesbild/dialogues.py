from typing import Any

from tests.factories.lagesbild import DialogueFactory, FindingFactory
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import OPERATOR, Row, people
from tests.project.access_world import World

# The dialogue is the municipality's own: the police read it and write their own.
OWN = people("coordinator") | OPERATOR


def _dialogue(world: World) -> dict[str, Any]:
    found = world.once("dialogue", lambda: DialogueFactory(municipality=world.lekeberg))
    return lekeberg(world) | {"pk": found.pk}


def _closed(world: World) -> dict[str, Any]:
    def make() -> Any:
        return DialogueFactory(
            municipality=world.lekeberg, closed_at="2026-05-01T12:00Z", closed_by=world.coordinator
        )

    return lekeberg(world) | {"pk": world.once("closed dialogue", make).pk}


def _finding(world: World) -> dict[str, Any]:
    _dialogue(world)
    found = world.once("finding", lambda: FindingFactory(dialogue=world.made["dialogue"]))
    return _dialogue(world) | {"row": found.pk}


ROWS: dict[str, Row] = {
    "lagesbild:dialogues": Row(READ, arguments=lekeberg),
    "lagesbild:add_dialogue": Row(WRITE, WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:dialogue": Row(READ, arguments=_dialogue),
    "lagesbild:edit_dialogue": Row(OWN, OWN, sees=READ, arguments=_dialogue),
    "lagesbild:dialogue_breakdown": Row(OWN, OWN, sees=READ, arguments=_dialogue),
    "lagesbild:close_dialogue": Row(OWN, OWN, sees=READ, arguments=_dialogue),
    "lagesbild:reopen_dialogue": Row(OWN, OWN, sees=READ, arguments=_closed),
    "lagesbild:remove_dialogue": Row(OWN, OWN, sees=READ, arguments=_dialogue),
    "lagesbild:add_finding": Row(OWN, OWN, sees=READ, arguments=_dialogue),
    "lagesbild:finding": Row(READ, arguments=_finding),
    "lagesbild:edit_finding": Row(OWN, OWN, sees=READ, arguments=_finding),
    "lagesbild:move_finding": Row(None, OWN, sees=READ, arguments=_finding),
    "lagesbild:remove_finding": Row(OWN, OWN, sees=READ, arguments=_finding),
}

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories.lagesbild import SafetyWalkFactory, WalkPointFactory
from tests.factories.uploads import upload
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import EVERYBODY, Row
from tests.project.access_world import World

PICTURE = {
    "picture": "walks/2026/prov.jpg",
    "picture_alt": "En lampa.",
    "picture_width": 1,
    "picture_height": 1,
}


def _walk(world: World) -> dict[str, Any]:
    found = world.once("walk", lambda: SafetyWalkFactory(municipality=world.lekeberg))
    return lekeberg(world) | {"pk": found.pk}


def _point(world: World) -> dict[str, Any]:
    _walk(world)
    found = world.once("walk point", lambda: WalkPointFactory(walk=world.made["walk"], **_picture()))
    return _walk(world) | {"point": found.pk}


def _published(world: World) -> dict[str, Any]:
    def make() -> Any:
        return SafetyWalkFactory(
            municipality=world.lekeberg,
            state="published",
            published_at="2026-10-01T12:00Z",
            published_by=world.coordinator,
        )

    return lekeberg(world) | {"pk": world.once("published walk", make).pk}


def _published_point(world: World) -> dict[str, Any]:
    _published(world)
    walk = world.made["published walk"]
    found = world.once("published point", lambda: WalkPointFactory(walk=walk, **_picture()))
    return _published(world) | {"point": found.pk}


def _picture() -> dict[str, Any]:
    if not default_storage.exists(PICTURE["picture"]):
        default_storage.save(PICTURE["picture"], ContentFile(upload().read()))
    return PICTURE


ROWS: dict[str, Row] = {
    "lagesbild:walks": Row(READ, arguments=lekeberg),
    "lagesbild:add_walk": Row(WRITE, WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:walk": Row(READ, arguments=_walk),
    "lagesbild:walk_protocol": Row(READ, arguments=_walk),
    "lagesbild:walk_protocol_pdf": Row(READ, arguments=_walk),
    "lagesbild:walk_protocol_docx": Row(READ, arguments=_walk),
    "lagesbild:walk_picture": Row(READ, arguments=_point),
    **{
        f"lagesbild:{name}": Row(WRITE, WRITE, sees=READ, arguments=_walk)
        for name in (
            "edit_walk",
            "walk_checklist",
            "walk_held",
            "publish_walk",
            "remove_walk",
            "record_point",
        )
    },
    **{
        f"lagesbild:{name}": Row(None, WRITE, sees=READ, arguments=_walk)
        for name in ("plan_walk_again", "take_back_walk", "walk_to_dialogue")
    },
    **{
        f"lagesbild:{name}": Row(WRITE, WRITE, sees=READ, arguments=_point)
        for name in ("edit_point", "follow_point", "remove_point")
    },
    "public:walk": Row(EVERYBODY, is_open=True, arguments=_published),
    "public:walk_pdf": Row(EVERYBODY, is_open=True, arguments=_published),
    "public:walk_picture": Row(EVERYBODY, is_open=True, arguments=_published_point),
}

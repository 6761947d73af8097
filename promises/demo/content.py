"""The demonstration as written down: ``cast.toml`` (who) and a file per promise (what). Never writes.

Keys in the files are the fields of the models: what can be said in a file can be said in the application.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
CAST = "cast.toml"

# The order matters: a promise comes after the one it says is its predecessor.
SLUGS = (
    "orebro-vivalla-2021",
    "trollhattan-2018",
    "lekeberg-2021-2022",
    "hallefors",
    "kungsor-2021",
    "lekeberg-2026-2027",
    "lekeberg-skolvagar-2026-2027",
    "lekeberg-vinter-2026-2027",
)
ACTOR_PARTS = ("executors", "responsible", "follow_up", "evaluation")


@cache
def read_cast() -> dict[str, list[dict[str, Any]]]:
    """Who acts: lists under ``organisations``, ``groups``, ``users`` and ``contacts``."""
    return _read(FOLDER / CAST)


@cache
def read_promise(slug: str) -> dict[str, Any]:
    """One promise as written. Raises ``FileNotFoundError`` for a slug that has no file."""
    return _read(FOLDER / f"{slug}.toml")


def read_promises() -> list[dict[str, Any]]:
    return [read_promise(slug) for slug in SLUGS]


def activities(promise: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every activity in the order of the document: those in focus areas, then those outside."""
    for area in promise.get("focus_areas", []):
        yield from area.get("activities", [])
    yield from promise.get("activities", [])


def actors(activity: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Who does, answers for, follows up and evaluates: pairs of the part and ``{organisation, role}``."""
    for part in ACTOR_PARTS:
        for actor in activity.get(part, []):
            yield part, actor


def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)

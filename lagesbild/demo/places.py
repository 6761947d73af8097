"""The places of the five promises, from ``places.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lagesbild.actions import places
from lagesbild.demo.keys import key_of
from lagesbild.models import Place
from organisations.models import Municipality

if TYPE_CHECKING:
    from organisations.models import User


@cache
def read_places() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("places.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["municipality"])


def load(people: Mapping[str, User]) -> None:
    """Name the places that are not named yet."""
    for written in read_places():
        municipality = Municipality.objects.get(code=written["code"])
        known = set(Place.objects.filter(municipality=municipality).values_list("name", flat=True))
        for row in written["places"]:
            if row["name"] not in known:
                _add(municipality, row, people[written["by"]])


def _add(municipality: Municipality, row: dict[str, Any], by: User) -> None:
    latitude, longitude = (Decimal(str(degrees)) for degrees in row["position"])
    about = "Ungefärligt läge."
    places.add(
        municipality,
        owner=municipality,
        values={
            "name": row["name"],
            "kind": row["kind"],
            "description": f"{row['description']} {about}" if "description" in row else about,
            "latitude": latitude,
            "longitude": longitude,
            "radius": row.get("radius"),
            "outline": row.get("outline", []),
            "area_code": "",
        },
        creation_key=key_of("place", municipality.code, row["name"]),
        by=by,
    )

"""Where a position lies: in Sweden, in which municipality. Pure: reads a file, asks no database.

The outlines are SCB's generalised ones (``lagesbild/data``), good for a map and for asking "are you sure?", not for
drawing a border by. A municipality whose code has no outline is never said to leave a position out.

A position is (latitude, longitude) in degrees, as people say it; a ring is [longitude, latitude] points, as files do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from math import cos, hypot, radians
from pathlib import Path

Ring = Sequence[Sequence[float]]
Degrees = Decimal | float

OUTLINES = Path(__file__).resolve().parent / "data" / "outlines.json"
METRES_PER_DEGREE = 111_320
# What the outlines are off by, at most.
SLACK_METRES = 1_000
# Islands and sea belong to no ring; farther out than this from every municipality is another country.
COAST_METRES = 25_000
NORTH, SOUTH, EAST, WEST = 70, 55, 25, 10


@cache
def _outlines() -> dict[str, list[Ring]]:
    return json.loads(OUTLINES.read_text(encoding="utf-8"))


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    """(west, south, east, north) of each municipality, to look closer only where it can matter."""
    found = {}
    for code, rings in _outlines().items():
        longitudes = [point[0] for ring in rings for point in ring]
        latitudes = [point[1] for ring in rings for point in ring]
        found[code] = (min(longitudes), min(latitudes), max(longitudes), max(latitudes))
    return found


def outline_of(code: str) -> list[Ring]:
    """The rings of a municipality's border, the largest first; empty when the code is not known."""
    return _outlines().get(code, [])


def contains(ring: Ring, latitude: Degrees, longitude: Degrees) -> bool:
    """Whether the position lies inside the ring: a line to the east crosses its border an odd number of times."""
    x, y = float(longitude), float(latitude)
    inside = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def middle_of(ring: Ring) -> tuple[float, float]:
    """(latitude, longitude) between the corners, for a mark on a map."""
    return sum(point[1] for point in ring) / len(ring), sum(point[0] for point in ring) / len(ring)


def metres_to(ring: Ring, latitude: Degrees, longitude: Degrees) -> float:
    """The distance to the ring's border, whichever side of it the position lies on.

    As on flat ground, which is right to some metres within a municipality.
    """
    flat = [_flat(x, y, float(longitude), float(latitude)) for x, y in ring]
    return min(_to_line(a, b) for a, b in zip(flat, [*flat[1:], flat[0]], strict=True))


def _flat(x: float, y: float, middle_x: float, middle_y: float) -> tuple[float, float]:
    """Metres east and north of a middle."""
    return (
        (x - middle_x) * METRES_PER_DEGREE * cos(radians(middle_y)),
        (y - middle_y) * METRES_PER_DEGREE,
    )


def _to_line(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far the origin is from the stretch between two points."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, -(a[0] * dx + a[1] * dy) / length)) if length else 0.0
    return hypot(a[0] + along * dx, a[1] + along * dy)


def lies_in(code: str, latitude: Degrees, longitude: Degrees, slack: float = SLACK_METRES) -> bool:
    """Whether the position lies in the municipality, or so near that the outline cannot tell."""
    rings = outline_of(code)
    if not rings:
        return True
    if not _is_near(code, latitude, longitude, slack):
        return False
    return any(contains(ring, latitude, longitude) for ring in rings) or any(
        metres_to(ring, latitude, longitude) <= slack for ring in rings
    )


def _is_near(code: str, latitude: Degrees, longitude: Degrees, slack: float) -> bool:
    """Whether the position lies in the box around the municipality, widened by the slack."""
    west, south, east, north = _boxes()[code]
    y, x = float(latitude), float(longitude)
    up = slack / METRES_PER_DEGREE
    aside = up / cos(radians(y))
    return west - aside <= x <= east + aside and south - up <= y <= north + up


def municipality_at(latitude: Degrees, longitude: Degrees) -> str:
    """The code of the municipality that the position lies in; empty for water off the coast and other countries."""
    for code, rings in _outlines().items():
        if _is_near(code, latitude, longitude, 0) and any(
            contains(ring, latitude, longitude) for ring in rings
        ):
            return code
    return ""


def is_in_sweden(latitude: Degrees, longitude: Degrees) -> bool:
    """Whether the position lies in Sweden or in the water off its coast."""
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        return False
    if municipality_at(latitude, longitude):
        return True
    return any(lies_in(code, latitude, longitude, COAST_METRES) for code in _outlines())

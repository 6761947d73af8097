"""Hot spots that have been computed, as the analysis page and a map show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

from django.db.models import Q

from lagesbild.models import HotSpot, HotSpotRun, Place
from lagesbild.periods import Period
from organisations.models import Municipality

# How near a named place is to be named, in metres.
NEAR = 1_000


@dataclass(frozen=True)
class Found:
    """The latest computation, and its spots with the strongest first."""

    run: HotSpotRun
    spots: list[HotSpot]


def latest_run(municipality: Municipality, period: Period) -> Found | None:
    """The latest computation of just this period, else the latest of all. Two queries, one when there is none."""
    runs = HotSpotRun.objects.filter(municipality=municipality)
    just_this = Q(starts_on=period.first, ends_on=period.last)
    run = runs.annotate(is_this=just_this).order_by("-is_this", "-computed_at", "-pk").first()
    if run is None:
        return None
    return Found(run, list(run.spots.select_related("place")))


def with_nearest(spots: Iterable[HotSpot], places: Iterable[Place]) -> list[tuple[HotSpot, Place | None]]:
    """Each with the named place it lies at or near: a place says more to people than two numbers do."""
    known = [one for one in places if one.latitude is not None and one.longitude is not None]
    return [(spot, spot.place or _nearest(spot, known)) for spot in spots]


def _nearest(spot: HotSpot, places: list[Place]) -> Place | None:
    by_distance = [(_metres(spot, one), one.pk, one) for one in places]
    near = [one for one in by_distance if one[0] <= NEAR]
    return min(near)[2] if near else None


def _metres(spot: HotSpot, place: Place) -> float:
    """Flat, which is right to a few metres in a thousand."""
    north = float(spot.latitude) - float(place.latitude or 0)
    east = (float(spot.longitude) - float(place.longitude or 0)) * cos(radians(float(spot.latitude)))
    return hypot(north, east) * 111_195


def on_map(spots: Iterable[tuple[HotSpot, Place | None]]) -> list[dict[str, Any]]:
    """The spots as a map's points, each with its radius and the row that tells of it."""
    return [
        {
            "latitude": float(spot.latitude),
            "longitude": float(spot.longitude),
            "label": f"{spot.rank}. {place}" if place else str(spot.rank),
            "url": f"#hot-spot-{spot.rank}",
            "kind": "hot_spot",
            "radius": spot.radius,
        }
        for spot, place in spots
    ]


def as_geojson(found: Found) -> dict[str, Any]:
    """Points with a radius in metres (GeoJSON, RFC 7946), for a map."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {
                    "type": "Point",
                    "coordinates": [float(spot.longitude), float(spot.latitude)],
                },
                "properties": {
                    "rank": spot.rank,
                    "radius": spot.radius,
                    "from": spot.starts_on.isoformat(),
                    "to": spot.ends_on.isoformat(),
                    "reports": spot.observed,
                    "expected": round(spot.expected, 1),
                    "p": round(spot.p_value, 4),
                    "place": str(spot.place) if spot.place else "",
                },
            }
            for spot in found.spots
        ],
    }

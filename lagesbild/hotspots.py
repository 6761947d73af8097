"""Hot spots that have been computed, as the analysis page and a map show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lagesbild.models import HotSpot, HotSpotRun
from lagesbild.periods import Period
from organisations.models import Municipality


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

"""Maps. How to use them: ``docs/design.md``. Every map stands beside a list or fields that say the same."""

from typing import Any

from django import template
from django.conf import settings

from organisations.models import Municipality

register = template.Library()


@register.inclusion_tag("lagesbild/_map.html", name="map")
def draw_map(
    municipality: Municipality,
    points: list[dict[str, Any]] | None = None,
    label: str = "",
    picks: bool = False,
    draws: bool = False,
    chooses: str = "",
    draws_line: str = "",
) -> dict[str, Any]:
    """A map of the municipality with ``points`` (``lagesbild.reported``), shown only where scripts run.

    ``picks``: a press fills in the form's fields ``latitude`` and ``longitude``. ``draws``: corners can be added to its
    ``outline``, and its ``radius`` is shown. ``chooses``: id of a list in which a pressed point is chosen.
    ``draws_line``: id of a field to which each press adds a point of a way.
    """
    return {
        "municipality": municipality,
        "points": points or [],
        "label": label,
        "picks": picks,
        "draws": draws,
        "chooses": chooses,
        "draws_line": draws_line,
        "tiles": settings.MAP_TILES,
        "attribution": settings.MAP_ATTRIBUTION,
    }

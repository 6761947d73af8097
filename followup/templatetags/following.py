"""What the pages of a follow-up show: how something stands, and how far it has come."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template

from followup.documents import ActivityStands
from followup.outcome import Result, shown_number
from followup.states import Standing

register = template.Library()


@register.inclusion_tag("followup/_standing.html")
def standing(value: str) -> dict[str, Any]:
    """The label of a standing: its words with a colour and an icon, never the colour alone."""
    return {"code": f"standing_{value}", "text": Standing(value).label}


@register.inclusion_tag("followup/_bar.html")
def bar(result: Result | ActivityStands) -> dict[str, Any]:
    """Done of promised as a bar with its sentence; only the sentence when nothing can be drawn."""
    share = result.share
    percent = None if share is None else int((min(share, Decimal(1)) * 100).to_integral_value(ROUND_HALF_UP))
    return {"result": result, "percent": percent}


@register.inclusion_tag("followup/_standings.html")
def standings(counts: list[tuple[Standing, int]]) -> dict[str, Any]:
    """How many activities stand how: a stacked bar, and the same as a list of words."""
    widths = [
        (standing, count, sum(n for _one, n in counts[:place]))
        for place, (standing, count) in enumerate(counts)
    ]
    return {"parts": widths, "total": sum(count for _standing, count in counts)}


@register.filter
def swedish_number(value: Decimal | None) -> str:
    """ "2,5", "1 200"; nothing for None."""
    return "" if value is None else shown_number(value)

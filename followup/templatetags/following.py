"""What the pages of a follow-up show: how something stands, and how far it has come."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template

from followup.outcome import Result, shown_number
from followup.states import RoundState, Standing

register = template.Library()


@register.inclusion_tag("followup/_standing.html")
def standing(value: str) -> dict[str, Any]:
    """The label of a standing: its words with a colour and an icon, never the colour alone."""
    return {"code": f"standing_{value}", "text": Standing(value).label}


@register.inclusion_tag("followup/_standing.html")
def round_state(value: str) -> dict[str, Any]:
    """The label of where a round stands."""
    return {"code": f"round_{value}", "text": RoundState(value).label}


@register.inclusion_tag("followup/_bar.html")
def bar(result: Result) -> dict[str, Any]:
    """Done of promised as a bar with its sentence; only the sentence when nothing can be drawn."""
    share = result.share
    percent = None if share is None else int((min(share, Decimal(1)) * 100).to_integral_value(ROUND_HALF_UP))
    return {"result": result, "percent": percent}


@register.filter
def swedish_number(value: Decimal | None) -> str:
    """ "2,5", "1 200"; nothing for None."""
    return "" if value is None else shown_number(value)

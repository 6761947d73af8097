"""What the pages of a follow-up show: how something stands, and how far it has come."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.utils.dates import MONTHS
from django.utils.formats import date_format

from followup.documents import ActivityStands
from followup.outcome import Result, shown_number
from followup.states import OccasionState, RoundState, Standing

register = template.Library()


@register.inclusion_tag("followup/_standing.html")
def standing(value: str) -> dict[str, Any]:
    """The label of a standing: its words with a colour and an icon, never the colour alone."""
    return {"code": f"standing_{value}", "text": Standing(value).label}


@register.inclusion_tag("followup/_standing.html")
def outcome(code: str, text: str) -> dict[str, Any]:
    """The label of a verdict."""
    return {"code": f"outcome_{code}", "text": text}


@register.inclusion_tag("followup/_standing.html")
def round_state(value: str) -> dict[str, Any]:
    """The label of where a round stands."""
    return {"code": f"round_{value}", "text": RoundState(value).label}


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
def minus(value: int, other: int) -> int:
    """One place in a picture so far from another."""
    return value - other


@register.simple_tag
def days(first: date, last: date) -> str:
    """ "3 mars 2027", "1–31 mars 2027", "28 februari – 6 mars 2027": what both have in common is said once."""
    shown = date_format(last, "j F Y")
    if first == last:
        return shown
    if first.year != last.year:
        return f"{date_format(first, 'j F Y')} – {shown}"
    return f"{first.day}–{shown}" if first.month == last.month else f"{date_format(first, 'j F')} – {shown}"


@register.filter
def swedish_number(value: Decimal | None) -> str:
    """ "2,5", "1 200"; nothing for None."""
    return "" if value is None else shown_number(value)


# --- Plans ------------------------------------------------------------------------------------------


@register.inclusion_tag("followup/_standing.html")
def occasion_state(value: str) -> dict[str, Any]:
    """The label of what became of an occasion, in words with a colour and an icon."""
    return {"code": f"occasion_{value}", "text": OccasionState(value).label}


@register.filter
def month_name(number: int) -> str:
    """ "Januari" for 1: as the heading of a month."""
    return str(MONTHS[number]).capitalize()


@register.filter
def webcal(address: str) -> str:
    """The address in the form that a calendar program answers to."""
    return f"webcal://{address.partition('://')[2]}"

"""Comparisons of counts in words."""

from __future__ import annotations

from decimal import Decimal
from math import isinf

from django import template
from django.utils.translation import gettext as _

from lagesbild.comparing import Comparison
from organisations.swedish import shown_number

register = template.Library()


@register.filter
def verdict(found: Comparison) -> str:
    """Whether chance is enough to explain the difference."""
    if found.now == found.then == 0:
        return _("Inga rapporter")
    if found.is_more:
        return _("Fler")
    return _("Färre") if found.is_fewer else _("Inom slumpen")


@register.filter
def change(found: Comparison) -> str:
    """The change in percent with its interval: "+20 % (−5 till +52)"."""
    if found.now == found.then == 0:
        return ""
    if found.ratio is None:
        return _("från 0 till %(now)s") % {"now": found.now}
    low = _signed(found.low)
    if isinf(found.high):
        return _("%(change)s %% (minst %(low)s)") % {"change": _signed(found.ratio), "low": low}
    return _("%(change)s %% (%(low)s till %(high)s)") % {
        "change": _signed(found.ratio),
        "low": low,
        "high": _signed(found.high),
    }


def _signed(ratio: float) -> str:
    """A ratio as a change in whole percent, with a real minus: 1.2 → "+20"."""
    percent = round((ratio - 1) * 100)
    if percent == 0:
        return "0"
    digits = f"{abs(percent):,}".replace(",", "\u00a0")
    return f"+{digits}" if percent > 0 else f"\N{MINUS SIGN}{digits}"


@register.filter
def figure(value: Decimal | None) -> str:
    """A figure in Swedish digits; a dash where there is none."""
    return "–" if value is None else shown_number(value)

"""What the pages of a follow-up show: how something stands, and how far it has come."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from django import template
from django.template.defaultfilters import linebreaks_filter
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from followup.documents import ActivityStands, UpdateText
from followup.outcome import Result, shown_number
from followup.states import OccasionState, RoundState, Standing
from organisations.templatetags.components import status

register = template.Library()


@register.simple_tag
@cache
def standing(value: str) -> SafeString:
    """The label of a standing: its words with a colour and an icon, never the colour alone."""
    return status(f"standing_{value}", str(Standing(value).label))


@register.simple_tag
def outcome(code: str, text: str) -> SafeString:
    """The label of a verdict."""
    return status(f"outcome_{code}", text)


@register.simple_tag
def round_state(value: str) -> SafeString:
    """The label of where a round stands."""
    return status(f"round_{value}", str(RoundState(value).label))


@register.simple_tag
def bar(result: Result | ActivityStands) -> SafeString:
    """Done of promised as a bar with its sentence; only the sentence when nothing can be drawn."""
    drawn = SafeString("")
    if result.share is not None:
        percent = (min(result.share, Decimal(1)) * 100).to_integral_value(ROUND_HALF_UP)
        drawn = format_html(
            '<progress class="done__bar done__bar--{}" value="{}" max="100" aria-hidden="true"></progress>',
            result.standing,
            int(percent),
        )
    words = capfirst(result.words)
    return format_html('<div class="done">{}<span class="done__words">{}</span></div>', drawn, words)


@register.simple_tag
def outcomes(activities: list[ActivityStands]) -> SafeString:
    """How each activity stands, as items of a list.

    Written by hand, each text escaped: as a loop of template tags sixty of them were a seventh of the page's time.
    """
    silent = format_html('<p class="small muted">{}</p>', _("Ingen rapport."))
    promised = format_html('<span class="muted">{}</span>', _("Lovat:"))
    return mark_safe("\n".join(_outcome(one, promised, silent) for one in activities))  # noqa: S308


def _outcome(one: ActivityStands, promised: SafeString, silent: SafeString) -> str:
    scope = f'<p class="outcome__scope">{promised} {escape(one.scope)}</p>' if one.scope else ""
    if one.last_report_on:
        day = date_format(one.last_report_on, "j F Y")
        reported = format_html(
            '<p class="small muted">{}</p>', _("Senast rapporterat %(day)s.") % {"day": day}
        )
    else:
        reported = silent if one.has_begun else SafeString("")
    title = escape(f"{one.number}. {shortened(one.text, 160)}")
    return (
        f'<li class="outcome outcome--{one.standing.value}"><div class="outcome__head">'
        f'<h3 class="outcome__title">{title}</h3>{standing(one.standing)}</div>'
        f"{scope}{bar(one)}{reported}{_latest(one.last_update)}</li>"
    )


def _latest(update: UpdateText | None) -> SafeString:
    if update is None or not update.text:
        return SafeString("")
    return format_html(
        '<blockquote class="outcome__latest">{}<p class="small muted"><time datetime="{}">{}</time></p></blockquote>',
        linebreaks_filter(shortened(update.text, 400)),
        update.happened_on.isoformat(),
        date_format(update.happened_on, "j F Y"),
    )


@register.inclusion_tag("followup/_standings.html")
def standings(counts: list[tuple[Standing, int]]) -> dict[str, Any]:
    """How many activities stand how: a stacked bar, and the same as a list of words."""
    widths = [
        (standing, count, sum(n for _one, n in counts[:place]))
        for place, (standing, count) in enumerate(counts)
    ]
    return {"parts": widths, "total": sum(count for _standing, count in counts)}


@register.filter
def shortened(text: str, most: int) -> str:
    """The text, cut after so many signs; ``truncatechars`` counts them also where there is nothing to cut."""
    return text if len(text) <= most else Truncator(text).chars(most)


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


@register.simple_tag
def occasion_state(value: str) -> SafeString:
    """The label of what became of an occasion, in words with a colour and an icon."""
    return status(f"occasion_{value}", str(OccasionState(value).label))


@register.filter
def month_name(number: int) -> str:
    """ "Januari" for 1: as the heading of a month."""
    return str(MONTHS[number]).capitalize()


@register.filter
def webcal(address: str) -> str:
    """The address in the form that a calendar program answers to."""
    return f"webcal://{address.partition('://')[2]}"

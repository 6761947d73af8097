"""The focus areas and their tables of activities, with the columns that the document uses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.bodies import text_blocks
from pdf.blocks import Block, Heading, Paragraph, Table
from promises import documents as d
from promises.presentation.words import period_words

_DETAILS = (
    gettext_lazy("Syfte"),
    gettext_lazy("Målgrupp"),
    gettext_lazy("Väntad effekt"),
    gettext_lazy("Plats"),
    gettext_lazy("Tider"),
    gettext_lazy("Period"),
    gettext_lazy("Utanför löftets period"),
)


def activity_columns(document: d.Document) -> list[tuple[str, str]]:
    """The columns that occur in the document, as (field, label): the text always, the rest only when used."""
    candidates = [
        ("scope", _("Omfattning")),
        ("executor", _("Utförare")),
        ("responsible", _("Ansvarig")),
        ("follow_up", _("Uppföljning")),
        ("evaluation", _("Utvärdering")),
    ]
    used = [pair for pair in candidates if any(cell(a, pair[0]) for a in document.activities)]
    return [("text", _("Aktivitet")), *used]


def cell(activity: d.ActivityText, column: str) -> list[str]:
    """The lines of one cell. The document's own wording goes before the names it stands for."""
    if column == "text":
        return [activity.text, *_details(activity)]
    if column == "scope":
        return [activity.scope] if activity.scope else []
    wording, names = {
        "executor": (activity.executor_wording, activity.executors),
        "responsible": (activity.responsible_wording, activity.responsible),
        "follow_up": (activity.follow_up_wording, activity.follow_up_by),
        "evaluation": (activity.evaluation_wording, activity.evaluation_by),
    }[column]
    return [wording] if wording else list(names)


def _details(activity: d.ActivityText) -> list[str]:
    texts = (
        activity.purpose,
        activity.target_group,
        activity.expected_effect,
        ", ".join(activity.places),
        activity.time_scope,
        period_words(activity.period) if activity.period else "",
        activity.outside_period_reason,
    )
    return [f"{label}: {text}" for label, text in zip(_detail_labels(), texts, strict=True) if text]


@cache
def _detail_labels() -> list[str]:
    """The site speaks one language, and to look the same seven words up for each of sixty activities is not free."""
    return [str(label) for label in _DETAILS]


def activity_blocks(document: d.Document) -> Iterator[Block]:
    if not document.focus_areas:
        return
    columns = activity_columns(document)
    yield Heading(2, _("Det här lovar vi"))
    for area in document.focus_areas:
        if area.title:
            yield Heading(3, area.title)
        yield from text_blocks(area.background)
        yield from text_blocks(area.problem, _("Problem:"))
        yield from text_blocks(area.purpose, _("Syfte:"))
        yield from text_blocks(area.goal, _("Mål:"))
        if area.places:
            yield Paragraph(", ".join(area.places), _("Plats:"))
        if area.activities:
            yield _activity_table(area, columns)


def _activity_table(area: d.FocusAreaText, columns: list[tuple[str, str]]) -> Table:
    caption = _("Aktiviteter: %(area)s") % {"area": area.title} if area.title else _("Aktiviteter")
    rows = [[[a.number], *(cell(a, name) for name, _label in columns)] for a in area.activities]
    return Table(caption, [_("Nr"), *(label for _name, label in columns)], rows)

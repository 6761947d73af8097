"""Rules 3 and 11, and what indicators mean to rule 2: what is measured, from where, and whether it is the effect."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from promises.documents import Document, IndicatorText
from promises.models.indicator import Indicator
from promises.quality.findings import Finding, Level


def is_complete(one: IndicatorText) -> bool:
    """Whether the indicator can show that something became otherwise: a unit, a value before and one to reach."""
    return bool(one.unit.strip()) and one.baseline is not None and one.target is not None


def measured_activities(document: Document) -> frozenset[str]:
    """The keys of the activities that an indicator makes measurable."""
    return frozenset(one.activity_key for one in document.indicators if one.activity_key and is_complete(one))


def baselines(document: Document) -> Iterator[Finding]:
    """Rule 3: every indicator has a baseline from before the start, or the change cannot be seen afterwards."""
    start = document.period.start
    for one in document.indicators:
        if one.baseline is None:
            message = _("”%(name)s” har inget utgångsvärde.")
        elif not one.baseline_on:
            message = _("Det står inte när utgångsvärdet för ”%(name)s” är mätt.")
        elif start and one.baseline_on >= start:
            message = _("Utgångsvärdet för ”%(name)s” är inte mätt före löftets start.")
        else:
            continue
        yield Finding(
            3,
            Level.WARN,
            message % {"name": one.name},
            _("Utan ett värde från tiden före löftet går det inte att se om något har förändrats."),
            _("”62 procent i september 2026”, när löftet börjar gälla i januari 2027."),
            "follow_up",
            about=_("Så mäter ni"),
        )


def outcome_goal(document: Document) -> Iterator[Finding]:
    """Rule 11: at least one goal is about the effect, not only about how much is done."""
    if not document.focus_areas or any(one.kind == Indicator.Kind.OUTCOME for one in document.indicators):
        return
    yield Finding(
        11,
        Level.WARN,
        _("Löftet har inget effektmål."),
        _("Den som bara räknar vad som görs får aldrig veta om det blev bättre för dem som bor där."),
        _("”Minst 70 procent känner sig trygga i centrum en vardagskväll, mot 62 procent i september 2026.”"),
        "follow_up",
        about=_("Så mäter ni"),
    )

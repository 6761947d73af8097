"""What one public page says about promises: small dataclasses made from frozen documents and their summaries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from followup.documents import PublicFollowUp, RoundText, UpdateText
from promises.documents import Document, PeriodText
from promises.models import PromiseVersion
from promises.presentation import period_words, swedish_day, theme_labels
from promises.publication import unconfirmed
from promises.states import Status
from promises.summaries import summary_of


@dataclass(frozen=True)
class Card:
    """A promise in a list."""

    slug: str
    title: str
    places: str
    period: str
    state: str
    state_text: str
    activities: int
    themes: list[str]
    notes: list[str]


def cards(versions: Iterable[PromiseVersion]) -> list[Card]:
    """Callers select with ``querysets.for_cards`` first."""
    return [card(version) for version in versions]


def card(version: PromiseVersion) -> Card:
    summary = summary_of(version)
    state, text = standing(summary.period, version.revision.status)
    confirmed = [row.organisation for row in version.confirmations.all()]
    return Card(
        slug=summary.slug,
        title=summary.title,
        places=", ".join(m.name for m in summary.municipalities),
        period=period_words(summary.period),
        state=state,
        state_text=text,
        activities=summary.activities,
        themes=theme_labels(summary.themes),
        notes=[_("Ej bekräftat av %(side)s") % {"side": side} for side in unconfirmed(summary, confirmed)],
    )


def standing(period: PeriodText, status: str, today: date | None = None) -> tuple[str, str]:
    """(keyword, words) for where the promise stands today: coming, running, over, ended, superseded."""
    day = (today or timezone.localdate()).isoformat()
    if status == Status.SUPERSEDED:
        return "superseded", _("Ersatt av en nyare version")
    if status == Status.ENDED:
        return "ended", _("Avslutat")
    if period.end and period.end < day:
        return "over", _("Perioden är slut, resultat väntas")
    if period.start and period.start > day:
        return "coming", _("Börjar gälla %(day)s") % {"day": swedish_day(period.start)}
    if not (period.start or period.end):
        return "running", _("Publicerat, okänd period")
    return "running", _("Gäller nu")


def area_names(document: Document) -> str:
    return ", ".join(document.police_areas)


@dataclass(frozen=True)
class Happening:
    """One thing in the timeline of a promise: something that was told, or a round that has ended."""

    day: date
    update: UpdateText | None = None
    round: RoundText | None = None


def timeline(follow_up: PublicFollowUp) -> list[Happening]:
    """What has happened, newest first. A round without a report has its place in it like everything else."""
    told = [Happening(update.happened_on, update=update) for update in follow_up.updates]
    rounds = [Happening(one.ends_on, round=one) for one in follow_up.rounds]
    return sorted([*rounds, *told], key=lambda one: one.day, reverse=True)

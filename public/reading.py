"""What one public page says about promises: small dataclasses made from frozen documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from promises.documents import Document, Publication
from promises.models import PromiseVersion
from promises.presentation import period_words, swedish_day, theme_labels
from promises.publication import publication_of
from promises.states import Status


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
    return [card(publication_of(version)) for version in versions]


def card(publication: Publication) -> Card:
    document = publication.document
    state, text = standing(publication)
    return Card(
        slug=document.slug,
        title=document.title,
        places=", ".join(m.name for m in document.municipalities),
        period=period_words(document.period),
        state=state,
        state_text=text,
        activities=len(document.activities),
        themes=theme_labels(document.themes),
        notes=[_("Ej bekräftat av %(side)s") % {"side": side} for side in publication.unconfirmed],
    )


def standing(publication: Publication, today: date | None = None) -> tuple[str, str]:
    """(keyword, words) for where the promise stands today: coming, running, over, ended, superseded."""
    period = publication.document.period
    day = (today or timezone.localdate()).isoformat()
    if publication.status == Status.SUPERSEDED:
        return "superseded", _("Ersatt av en nyare version")
    if publication.status == Status.ENDED:
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

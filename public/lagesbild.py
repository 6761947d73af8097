"""What everybody may read of a lägesbild: the summary that was written for it, and nothing derived from the rest."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from lagesbild.documents import LagesbildDocument
from lagesbild.models import CooperationAgreement, Lagesbild, Layer
from lagesbild.presentation import swedish_day
from lagesbild.states import LagesbildStatus

if TYPE_CHECKING:
    from organisations.models import Municipality


@dataclass(frozen=True)
class ToldLagesbild:
    """``area`` is empty for the whole municipality. Days are in words."""

    title: str
    area: str
    starts_on: str
    ends_on: str
    parties: list[str]
    decided_by: str
    decided_on: str
    summary: str
    demonstration: bool = False


def told_lagesbilder(municipality: Municipality) -> QuerySet[Lagesbild]:
    """Adopted, in force, with a summary for everybody, and not marked as secret since. Those of the whole first."""
    found = Lagesbild.objects.filter(
        municipality=municipality, status=LagesbildStatus.ADOPTED, secrecy_provision=""
    )
    return (
        found.exclude(public_summary="").exclude(layer=Layer.OWN).order_by("area_text", "area", "-decided_on")
    )


def told_in(municipality: Municipality) -> list[ToldLagesbild]:
    """From the frozen texts, never from the rows."""
    rows = told_lagesbilder(municipality).select_related("version").only("version__canonical")
    documents = [LagesbildDocument.from_dict(json.loads(row.version.canonical)) for row in rows]
    return [_told(document) for document in documents if document.public_summary]


def _told(document: LagesbildDocument) -> ToldLagesbild:
    decision = document.decision
    return ToldLagesbild(
        title=document.title,
        area=document.area,
        starts_on=swedish_day(document.starts_on),
        ends_on=swedish_day(document.ends_on),
        parties=document.parties,
        decided_by=decision.organ if decision else "",
        decided_on=swedish_day(decision.decided_on) if decision else "",
        summary=document.public_summary,
        demonstration=document.demonstration,
    )


def told_agreements(municipality: Municipality) -> QuerySet[CooperationAgreement]:
    """The agreements in force that may be shown: their names, what they are about and for how long; no file."""
    today = timezone.localdate()
    rows = CooperationAgreement.objects.filter(
        municipality=municipality, is_public=True, starts_on__lte=today
    ).exclude(ends_on__lt=today)
    return rows.only("title", "purposes", "areas", "starts_on", "ends_on").order_by("-starts_on", "-pk")

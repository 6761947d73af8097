"""How far a municipality has come on its first way from what is said to a plan, for its first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from lagesbild.models import ActionPlan, Cause, Dialogue, IncidentReport, Lagesbild, Layer, Problem
from lagesbild.states import LagesbildStatus, PlanStatus
from organisations.models import Municipality

_SHARED = ~Q(layer=Layer.OWN)


@dataclass(frozen=True)
class NextStep:
    """One step, where it is done, and whether there is something already."""

    title: str | LazyText
    note: str | LazyText
    address: str
    is_done: bool


_WAY: tuple[tuple[str, LazyText | str, LazyText | str, QuerySet], ...] = (
    (
        "dialogues",
        _("Skriv in vad invånarna har sagt"),
        _("Den senaste enkäten, vandringen eller mötet. Tre rader räcker för att börja."),
        Dialogue.objects.filter(_SHARED, municipality=OuterRef("pk")),
    ),
    (
        "reports",
        _("Samla det som händer"),
        _("Rapportera en händelse, eller läs in en fil som ni redan har."),
        IncidentReport.objects.filter(municipality=OuterRef("pk")),
    ),
    (
        "problems",
        _("Beskriv de viktigaste problemen"),
        _("Vad, var, när och vilka som drabbas. Ett eller två räcker."),
        Problem.objects.filter(_SHARED, municipality=OuterRef("pk")),
    ),
    (
        "problems",
        _("Sök orsakerna till dem"),
        _("Fem korta steg på problemets sida, ungefär tjugo minuter."),
        Cause.objects.filter(~Q(problem__layer=Layer.OWN), problem__municipality=OuterRef("pk")),
    ),
    (
        "lagesbilder",
        _("Skriv lägesbilden och anta den"),
        _("Tre delar som lagen kräver, med det ni har samlat som underlag."),
        Lagesbild.objects.filter(municipality=OuterRef("pk")).exclude(status=LagesbildStatus.DRAFT),
    ),
    (
        "plans",
        _("Besluta en åtgärdsplan"),
        _("Vad som ska göras åt orsakerna, av vem och när. Av åtgärderna blir löften."),
        ActionPlan.objects.filter(municipality=OuterRef("pk")).exclude(status=PlanStatus.DRAFT),
    ),
)


def steps_of(municipality: Municipality) -> list[NextStep]:
    """The way to the first plan, with what is done of it. Asks once. None when all is done."""
    asked = {f"step_{number}": Exists(rows) for number, (*_texts, rows) in enumerate(_WAY)}
    found = Municipality.objects.filter(pk=municipality.pk).values(**asked).get()
    steps = [
        NextStep(title, note, reverse(f"lagesbild:{name}", args=[municipality.slug]), found[f"step_{number}"])
        for number, (name, title, note, _rows) in enumerate(_WAY)
    ]
    return [] if all(one.is_done for one in steps) else steps

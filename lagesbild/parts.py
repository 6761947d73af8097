"""The parts that a lägesbild is written in, in the order of the work, and what each of them wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from lagesbild.models import Lagesbild


@dataclass(frozen=True)
class Part:
    """``slug`` is its address, ``fields`` the texts in it. ``is_statutory``: 4 § asks for it."""

    key: str
    slug: str
    title: str | LazyText
    fields: Sequence[str] = ()
    is_statutory: bool = False
    guide: Sequence[str | LazyText] = ()


PARTS = (
    Part("basics", "grunder", _("Namn, period och område")),
    Part(
        "mapping",
        "kartlaggning",
        _("Kartläggning av brottsligheten"),
        ["mapping"],
        True,
        (
            _(
                "Vilka slags brott begås, hur många är de och hur har det förändrats? Jämför med länet och tidigare år."
            ),
            _("Var och när sker de? Nämn platser och tider."),
            _("Vilka grupper drabbas? Skilj på kvinnor och män, unga och äldre."),
            _("Vilka blir konsekvenserna: skador, kostnader, otrygghet, platser som människor undviker?"),
        ),
    ),
    Part(
        "other_information",
        "annan-information",
        _("Annan information av betydelse"),
        ["other_information"],
        True,
        (
            _("Vad säger invånarna och medarbetarna i dialoger och enkäter?"),
            _("Vilka ordningsstörningar och otrygga platser rapporteras?"),
            _("Vad vet skolan, socialtjänsten och fritiden, på gruppnivå?"),
            _("Vad förändras i kommunen: befolkning, byggen, arbete?"),
        ),
    ),
    Part(
        "analysis",
        "analys",
        _("Analys"),
        ["analysis"],
        True,
        (
            _("Vad betyder uppgifterna tillsammans, och hur säkra är de?"),
            _("Varför uppstår problemen, och varför just här och då?"),
            _("Vilka problem är viktigast att göra något åt, och varför de?"),
            _("Vad vet ni inte, och hur tar ni reda på det?"),
        ),
    ),
    Part("problems", "problem", _("Problem som tas upp")),
    Part("positive_factors", "positivt", _("Positiva och skyddande faktorer"), ["positive_factors"]),
    Part("ahead", "framat", _("Prognos och planerade evenemang"), ["forecast", "planned_events"]),
    Part("basis", "underlag", _("Vad den bygger på")),
    Part("summary", "sammanfattning", _("Sammanfattning för alla"), ["public_summary"]),
)
BY_SLUG = {part.slug: part for part in PARTS}


def is_written(part: Part, lagesbild: Lagesbild, *, problems: int, basis: int) -> bool:
    """Whether there is something in the part."""
    if part.key == "basics":
        return True
    if part.key in ("problems", "basis"):
        return bool(problems if part.key == "problems" else basis)
    return any(getattr(lagesbild, name).strip() for name in part.fields)

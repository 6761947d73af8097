"""What a lägesbild still lacks before it can be adopted: what blocks by law, and what readers will ask for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from lagesbild.choosing import may_tell
from lagesbild.models import Lagesbild, Layer, Problem


@dataclass(frozen=True)
class Lack:
    """Something to see to. ``part`` is the part of the lägesbild where it is done."""

    text: str
    part: str
    blocks: bool = False


def missing_from(lagesbild: Lagesbild) -> list[Lack]:
    """What stands in the way of adoption first, then what is only missed."""
    return [*_statutory(lagesbild), *_readers(lagesbild), *_wanted(lagesbild)]


def _statutory(lagesbild: Lagesbild) -> list[Lack]:
    """4 §: a lägesbild has three parts, and is not one while a part is empty."""
    parts = [
        ("mapping", _("Kartläggningen av brottsligheten, dess omfattning och konsekvenser är tom.")),
        ("other_information", _("Annan information av betydelse är tom.")),
        ("analysis", _("Analysen är tom.")),
    ]
    return [Lack(text, name, blocks=True) for name, text in parts if not getattr(lagesbild, name).strip()]


def _readers(lagesbild: Lagesbild) -> list[Lack]:
    """An adopted lägesbild is the municipality's, and both parties read it."""
    found = []
    if not lagesbild.is_joint and lagesbild.owner_id != lagesbild.municipality_id:
        text = _("Polisens egen lägesbild antas inte av kommunen. För in den i den gemensamma.")
        found.append(Lack(text, "basics", blocks=True))
    if lagesbild.layer == Layer.OWN:
        text = _("Lägesbilden läses bara av den egna organisationen. En antagen lägesbild läses av parterna.")
        found.append(Lack(text, "basics", blocks=True))
    for row in lagesbild.chosen.select_related("problem__owner"):
        if not may_tell(lagesbild, row.problem):
            # Not by its name: both parties read this.
            text = _(
                "Ett av problemen är bara för %(owner)s. Ta ut det ur lägesbilden eller låt parterna läsa det."
            )
            words = {"owner": row.problem.owner}
            found.append(Lack(text % words, "problems", blocks=True))
    return found


def _wanted(lagesbild: Lagesbild) -> list[Lack]:
    found = []
    chosen = [row.problem for row in lagesbild.chosen.select_related("problem")]
    if not chosen:
        found.append(Lack(_("Inget problem är valt."), "problems"))
    undecided = sum(one.priority == Problem.Priority.UNDECIDED for one in chosen)
    if undecided:
        text = _("%(count)d av problemen är varken prioriterade eller bortprioriterade.")
        found.append(Lack(text % {"count": undecided}, "problems"))
    if not lagesbild.basis.exists():
        found.append(Lack(_("Det står inte vad lägesbilden bygger på."), "basis"))
    if not lagesbild.positive_factors.strip():
        found.append(Lack(_("Positiva och skyddande faktorer saknas."), "positive_factors"))
    if not lagesbild.forecast.strip() and not lagesbild.planned_events.strip():
        found.append(Lack(_("Prognos och planerade evenemang saknas."), "ahead"))
    if not lagesbild.public_summary.strip():
        text = _("Ingen sammanfattning för alla är skriven. Då visas inget av lägesbilden för invånarna.")
        found.append(Lack(text, "summary"))
    return found

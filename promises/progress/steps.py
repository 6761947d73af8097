"""The steps of the work: which pages there are, in what order, and what is written on which."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy

from promises.models import Section


@dataclass(frozen=True)
class Step:
    """One page of the work. ``url_name`` takes the promise's id."""

    key: str
    title: str | LazyText
    url_name: str
    lead: str | LazyText


STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        Step(
            "basics",
            gettext_lazy("Parter och period"),
            "promises:basics",
            gettext_lazy("Vilka lovar, vad heter löftet, var gäller det och hur länge?"),
        ),
        Step(
            "sections",
            gettext_lazy("Avsnitt"),
            "promises:sections",
            gettext_lazy("Bakgrund, syfte och det andra ni vill berätta, med era egna rubriker."),
        ),
        Step(
            "dialogue",
            gettext_lazy("Dialog och lägesbild"),
            "promises:dialogue",
            gettext_lazy("Vad har invånarna sagt, och vad vet ni själva?"),
        ),
        Step(
            "activities",
            gettext_lazy("Fokusområden och aktiviteter"),
            "promises:activities",
            gettext_lazy("Vad ska göras, av vem och hur mycket?"),
        ),
        Step(
            "follow_up",
            gettext_lazy("Uppföljning och återkoppling"),
            "promises:follow_up",
            gettext_lazy("Hur ser ni att löftet hålls, och hur får invånarna veta det?"),
        ),
        Step(
            "signatories",
            gettext_lazy("Underskrifter"),
            "promises:signatories",
            gettext_lazy("Vilka ska skriva under, och vem kan invånarna kontakta?"),
        ),
        Step(
            "check",
            gettext_lazy("Granska"),
            "promises:check",
            gettext_lazy("Se vad som saknas och lämna löftet för granskning."),
        ),
    )
}

# Sections of these kinds are written in the step about dialogue and lägesbild.
DIALOGUE_KINDS = frozenset(
    {
        Section.Kind.DIALOGUE,
        Section.Kind.LAGESBILD,
        Section.Kind.POSITIVE_FACTORS,
        Section.Kind.UNSAFE_TIMES,
        Section.Kind.UNSAFE_PLACES,
        Section.Kind.PRIORITIES,
        Section.Kind.CAUSE_ANALYSIS,
    }
)

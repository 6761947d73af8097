"""The five steps of an analysis of causes: what each asks, how far each has come, and where one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lagesbild.cause_tree import Node, missing, tree_of
from lagesbild.models import Cause, CauseAnalysis, ChainStep, Evidence, Problem

TEXTS = ("offender", "target", "place", "handler", "guardian", "manager", "why_here", "why_then", "why_so")


@dataclass(frozen=True)
class Step:
    """One step of the analysis: its address, what it is called, and how far it has come."""

    address: str
    title: str | LazyText
    state: str = "todo"
    note: str | LazyText = ""


# The address of each step, what it is called, and what it asks.
STEPS = (
    (
        "cause_triangle",
        gettext_lazy("Triangeln"),
        gettext_lazy("Vilka gör det, vad drabbas, och hur ser platsen ut?"),
    ),
    ("cause_chain", gettext_lazy("Händelsekedjan"), gettext_lazy("Vad händer före, under och efter?")),
    (
        "cause_tree",
        gettext_lazy("Orsaksträdet"),
        gettext_lazy("Vad beror det på, och vad beror det på i sin tur?"),
    ),
    ("cause_evidence", gettext_lazy("Belägg"), gettext_lazy("Hur vet ni det?")),
    (
        "cause_summary",
        gettext_lazy("Sammanfattning"),
        gettext_lazy("Läs igenom, och säg att analysen är klar."),
    ),
)


def head_of(number: int, problem: Problem) -> dict[str, Any]:
    """Where we are and which steps are done, for the head of a step's page."""
    return {
        "number": number,
        "step_names": [str(title) for _name, title, _asks in STEPS],
        "steps_done": steps_done(problem),
        "step_urls": [
            reverse(f"lagesbild:{name}", args=[problem.municipality.slug, problem.pk])
            for name, _title, _asks in STEPS
        ],
    }


def steps_done(problem: Problem) -> list[int]:
    """The numbers of the steps that are done, as on the page of the whole analysis. One question."""
    analysis = CauseAnalysis.objects.filter(problem=OuterRef("pk"))
    every_text = analysis.exclude(reduce(or_, (Q(**{name: ""}) for name in TEXTS)))
    kinds = (
        every_text,
        ChainStep.objects.filter(problem=OuterRef("pk")),
        Cause.objects.filter(problem=OuterRef("pk")),
        Evidence.objects.filter(cause__problem=OuterRef("pk")),
        analysis.filter(is_done=True),
    )
    asked = {f"step_{number}": Exists(rows) for number, rows in enumerate(kinds, start=1)}
    found: Mapping[str, Any] = Problem.objects.filter(pk=problem.pk).values(**asked).get()
    return [number for number in range(1, len(kinds) + 1) if found[f"step_{number}"]]


@dataclass(frozen=True)
class Analysis:
    """Everything that an analysis holds, read in a fixed number of queries."""

    row: CauseAnalysis | None
    chain: list[ChainStep]
    nodes: list[Node]

    @property
    def every(self) -> list[Node]:
        return [node for root in self.nodes for node in root.walk()]

    @property
    def missing(self) -> list[str]:
        proven = any(node.cause.evidence.all() for node in self.nodes)
        return missing(has_direct=bool(self.nodes), has_evidence=proven)

    @property
    def filled(self) -> int:
        return sum(bool(getattr(self.row, name)) for name in TEXTS) if self.row else 0

    def steps(self, problem: Problem) -> list[Step]:
        """The five steps and how far each has come."""

        def address(name: str) -> str:
            return reverse(f"lagesbild:{name}", args=[problem.municipality.slug, problem.pk])

        evidence = sum(len(node.cause.evidence.all()) for node in self.every)
        counts = (
            (self.filled, len(TEXTS), _("%(n)s av %(of)s frågor") % {"n": self.filled, "of": len(TEXTS)}),
            (len(self.chain), 1, _("%(n)s led") % {"n": len(self.chain)}),
            (
                len(self.every),
                1,
                ngettext("%(n)s orsak", "%(n)s orsaker", len(self.every)) % {"n": len(self.every)},
            ),
            (evidence, 1, _("%(n)s belägg") % {"n": evidence}),
        )
        made = [
            Step(
                address(name),
                title,
                "todo" if not has else "done" if has >= of else "doing",
                note if has else asks,
            )
            for (name, title, asks), (has, of, note) in zip(STEPS, counts, strict=False)
        ]
        done = bool(self.row and self.row.is_done)
        name, title, asks = STEPS[-1]
        last = Step(address(name), title, "done" if done else "todo", _("Analysen är klar") if done else asks)
        return [*made, last]


def read_analysis(problem: Problem) -> Analysis:
    """The analysis of one problem."""
    causes = Cause.objects.filter(problem=problem).prefetch_related("evidence")
    row = CauseAnalysis.objects.filter(problem=problem).first()
    return Analysis(row, list(problem.chain.order_by("position", "pk")), tree_of(causes))

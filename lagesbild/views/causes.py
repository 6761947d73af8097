"""The analysis of a problem's causes, step by step, and the whole of it as pictures and outline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild.actions import causes as actions
from lagesbild.cause_pictures import tree_picture, triangle_of
from lagesbild.cause_tree import Node, descendants, missing, tree_of
from lagesbild.forms.causes import (
    CauseForm,
    ChainForm,
    EvidenceForm,
    NewCauseForm,
    NewChainForm,
    NewEvidenceForm,
    TriangleForm,
)
from lagesbild.models import Cause, CauseAnalysis, ChainStep, Evidence, Problem
from lagesbild.views import row_pages
from lagesbild.views.base import MemberRequest, attempt, member_required, posted_or_parked, status_of
from lagesbild.views.problem_base import Found, get_problem, problem_page

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


def _step(number: int, problem: Problem) -> dict[str, Any]:
    """Where we are and which steps are done, for the head of a step's page."""
    return {
        "number": number,
        "step_names": [str(title) for _name, title, _asks in STEPS],
        "steps_done": _done(problem),
        "step_urls": [
            reverse(f"lagesbild:{name}", args=[problem.municipality.slug, problem.pk])
            for name, _title, _asks in STEPS
        ],
    }


def _done(problem: Problem) -> list[int]:
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
    found: Any = Problem.objects.filter(pk=problem.pk).values(**asked).get()
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


def _pictures(problem: Problem, found: Analysis) -> dict[str, Any]:
    return {
        "triangle": triangle_of(found.row, problem.title) if found.filled else None,
        "tree": tree_picture(found.nodes, problem.title) if found.nodes else None,
    }


@require_safe
@member_required
def analysis(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """The whole analysis: how far it has come, the pictures and the outline beside them."""
    found = get_problem(request, slug, problem)
    whole = read_analysis(found.problem)
    context = problem_page(
        request, found, analysis=whole, steps=whole.steps(found.problem), **_pictures(found.problem, whole)
    )
    return render(request, "lagesbild/causes.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def triangle(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """Step 1: the three sides, who could watch them, and why here, then and so."""
    found = get_problem(request, slug, problem)
    row_pages.check_can_edit(request.user, found.problem)
    row = CauseAnalysis.objects.filter(problem=found.problem).first()
    form = TriangleForm(posted_or_parked(request))
    if row is not None:
        form.fill(row)
    if request.method == "POST" and form.is_valid():
        action = partial(
            actions.save_triangle, found.problem, values=form.values(), by=request.user, **form.key()
        )
        if attempt(form, action):
            messages.success(request, _("Triangeln är sparad."))
            return redirect(
                "lagesbild:cause_chain" if "vidare" in request.POST else "lagesbild:causes", slug, problem
            )
    context = problem_page(request, found, form=form, **_step(1, found.problem))
    return render(request, "lagesbild/cause_triangle.html", context, status=status_of(form))


# --- Step 2 to 4: rows -------------------------------------------------------------------------------


def _chain(problem: Problem) -> QuerySet[ChainStep]:
    return ChainStep.objects.filter(problem=problem).select_related("problem").order_by("position", "pk")


def _causes(problem: Problem) -> QuerySet[Cause]:
    return Cause.objects.filter(problem=problem).select_related("problem").order_by("position", "pk")


def _evidence(problem: Problem) -> QuerySet[Evidence]:
    rows = Evidence.objects.filter(cause__problem=problem).select_related("cause__problem")
    return rows.order_by("position", "pk")


def _new_cause(problem: Problem, data: Any = None, initial: Mapping[str, Any] | None = None) -> NewCauseForm:
    return NewCauseForm(data, parents=_causes(problem), initial={"parent": (initial or {}).get("under")})


def _edit_cause(problem: Problem, data: Any = None, row: Any = None) -> CauseForm:
    parents = dict(_causes(problem).values_list("pk", "parent_id"))
    below = {row.pk, *descendants(row.pk, parents)}
    return CauseForm(data, parents=_causes(problem).exclude(pk__in=below))


def _new_evidence(
    problem: Problem, data: Any = None, initial: Mapping[str, Any] | None = None
) -> NewEvidenceForm:
    few = list(_causes(problem).values_list("pk", flat=True)[:2])
    # Of one there is nothing to choose among.
    only = few[0] if len(few) == 1 else None
    return NewEvidenceForm(
        data, causes=_causes(problem), initial={"cause": (initial or {}).get("for") or only}
    )


def _nodes(problem: Problem) -> list[Node]:
    rows = _causes(problem).annotate(evidence_count=Count("evidence")).prefetch_related("evidence")
    return [node for root in tree_of(rows) for node in root.walk()]


CHAIN = row_pages.RowKind(
    name="chain_step",
    page="cause_chain",
    template="lagesbild/cause_chain.html",
    model=ChainStep,
    rows=_chain,
    new=lambda problem, data=None, initial=None: NewChainForm(data),
    edit=lambda problem, data=None, row=None: ChainForm(data),
    context=lambda request, problem: {"rows": list(_chain(problem)), **_step(2, problem)},
    saved=gettext_lazy("Ledet är sparat."),
    removed=gettext_lazy("Ledet är borttaget."),
    ask=gettext_lazy("Ta bort ledet?"),
)
CAUSES = row_pages.RowKind(
    name="cause",
    page="cause_tree",
    template="lagesbild/cause_tree.html",
    model=Cause,
    rows=_causes,
    new=_new_cause,
    edit=_edit_cause,
    context=lambda request, problem: {"nodes": tree_of(_causes(problem)), **_step(3, problem)},
    saved=gettext_lazy("Orsaken är sparad."),
    removed=gettext_lazy("Orsaken är borttagen."),
    ask=gettext_lazy("Ta bort orsaken?"),
)
EVIDENCE = row_pages.RowKind(
    name="evidence",
    page="cause_evidence",
    template="lagesbild/cause_evidence.html",
    model=Evidence,
    rows=_evidence,
    new=_new_evidence,
    edit=lambda problem, data=None, row=None: EvidenceForm(data, causes=_causes(problem)),
    context=lambda request, problem: {"every": _nodes(problem), **_step(4, problem)},
    saved=gettext_lazy("Belägget är sparat."),
    removed=gettext_lazy("Belägget är borttaget."),
    ask=gettext_lazy("Ta bort belägget?"),
)


@require_safe
@member_required
def row_page(request: MemberRequest, slug: str, problem: int, kind: row_pages.RowKind) -> HttpResponse:
    """The page of one kind of rows."""
    return row_pages.show(request, get_problem(request, slug, problem), kind)


# --- Step 5 ------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@member_required
def summary(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """Step 5: all of it in one place, and the button that says that it is done, or opens it again."""
    found = get_problem(request, slug, problem)
    if request.method == "POST":
        return _set_done(request, found)
    whole = read_analysis(found.problem)
    context = problem_page(
        request, found, analysis=whole, **_pictures(found.problem, whole), **_step(5, found.problem)
    )
    return render(request, "lagesbild/cause_summary.html", context)


def _set_done(request: MemberRequest, found: Found) -> HttpResponse:
    done = request.POST.get("done") != "no"
    address = reverse("lagesbild:cause_summary", args=[found.municipality.slug, found.problem.pk])
    try:
        actions.set_done(found.problem, done=done, by=request.user)
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return redirect(address)
    messages.success(request, _("Analysen är klar.") if done else _("Analysen är öppen igen."))
    return (
        redirect("lagesbild:causes", found.municipality.slug, found.problem.pk) if done else redirect(address)
    )

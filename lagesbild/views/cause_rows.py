"""Steps two to four of an analysis, which are rows: what happens in turn, the causes, and the evidence for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lagesbild.cause_tree import Node, descendants, tree_of
from lagesbild.forms.causes import (
    CauseForm,
    ChainForm,
    EvidenceForm,
    NewCauseForm,
    NewChainForm,
    NewEvidenceForm,
)
from lagesbild.models import Cause, ChainStep, Evidence, Problem
from lagesbild.views import row_pages
from lagesbild.views.base import MemberRequest, member_required
from lagesbild.views.cause_steps import head_of
from lagesbild.views.problem_base import get_problem


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
    context=lambda request, problem: {"rows": list(_chain(problem)), **head_of(2, problem)},
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
    context=lambda request, problem: {"nodes": tree_of(_causes(problem)), **head_of(3, problem)},
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
    context=lambda request, problem: {"every": _nodes(problem), **head_of(4, problem)},
    saved=gettext_lazy("Belägget är sparat."),
    removed=gettext_lazy("Belägget är borttaget."),
    ask=gettext_lazy("Ta bort belägget?"),
)


@require_safe
@member_required
def row_page(request: MemberRequest, slug: str, problem: int, kind: row_pages.RowKind) -> HttpResponse:
    """The page of one kind of rows."""
    return row_pages.show(request, get_problem(request, slug, problem), kind)

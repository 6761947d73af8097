"""Named questions about the rows of a lägesbild."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from lagesbild.models import Cause, Evidence, Layer, Problem

if TYPE_CHECKING:
    from django.db.models import QuerySet


def problems_in_force(municipality_id: int) -> QuerySet[Problem]:
    """A municipality's problems as they are worked with: not ended, and not part of a joint one."""
    return Problem.objects.filter(municipality_id=municipality_id, is_active=True, joined_into__isnull=True)


def shared_problems(municipality_id: int) -> QuerySet[Problem]:
    """Those of them that both parties read: what a document, a plan or a promise may stand on."""
    return problems_in_force(municipality_id).exclude(layer=Layer.OWN)


def causes_in_force(municipality_id: int) -> QuerySet[Cause]:
    """The causes of a municipality's shared problems, with their problems."""
    found = Cause.objects.filter(problem__in=shared_problems(municipality_id))
    return found.select_related("problem").order_by("problem_id", "position", "pk")


def with_texts(problems: QuerySet[Problem]) -> QuerySet[Problem]:
    """Problems with all that ``problem_texts`` asks for, in a fixed number of queries."""
    evidence = Prefetch("evidence", queryset=Evidence.objects.order_by("position", "pk"))
    causes = Prefetch("causes", queryset=Cause.objects.order_by("position", "pk").prefetch_related(evidence))
    return problems.select_related("owner").prefetch_related("places", "sources", causes)

"""Which lägesbilder a person reads, and which problems one of them can take up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from lagesbild.models import Lagesbild, Layer, Problem
from lagesbild.permissions import readable

if TYPE_CHECKING:
    from organisations.models import User


def choosable_problems(user: User, lagesbild: Lagesbild) -> QuerySet[Problem]:
    """The problems in use that the lägesbild can take up, the joint and prioritised ones first.

    What is for one party alone stays with that party: only a lägesbild for that party alone can tell of it. A problem
    that has been joined with another's is told by the joint one.
    """
    found = readable(user, Problem.objects.filter(municipality=lagesbild.municipality_id, is_active=True))
    own = Q(owner=lagesbild.owner_id) if lagesbild.layer == Layer.OWN else Q(pk__isnull=True)
    return found.filter(~Q(layer=Layer.OWN) | own, joined_into__isnull=True).order_by("-is_joint", "pk")


def may_tell(lagesbild: Lagesbild, problem: Problem) -> bool:
    """Whether readers of the lägesbild may read the problem."""
    if problem.layer != Layer.OWN:
        return True
    return lagesbild.layer == Layer.OWN and problem.owner_id == lagesbild.owner_id

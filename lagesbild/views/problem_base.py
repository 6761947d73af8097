"""What the pages about one problem share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lagesbild.models import Problem
from lagesbild.problem_permissions import can_edit, readable_problems
from lagesbild.views.base import MemberRequest, get_municipality, page
from organisations.models import Municipality

__all__ = ["Found", "get_problem", "problem_page"]


@dataclass(frozen=True)
class Found:
    """A problem that the person may read, and its municipality."""

    municipality: Municipality
    problem: Problem


def get_problem(request: MemberRequest, slug: str, problem: int) -> Found:
    """The problem, if the person may read it; else 404."""
    municipality = get_municipality(request, slug)
    rows = readable_problems(request.user, municipality)
    rows = rows.select_related("owner", "municipality", "joined_into", "priority_by", "secrecy_by")
    return Found(municipality, get_object_or_404(rows, pk=problem))


def problem_page(request: MemberRequest, found: Found, **extra: Any) -> dict[str, Any]:
    """The context of every page about one problem. ``may_edit`` for buttons; the action asks again."""
    one = found.problem
    whose = _("gemensamt") if one.is_joint else one.owner
    fixed = {"may_edit": can_edit(request.user, one), "problem_name": f"{one.title} ({whose})"}
    return page(request, found.municipality, problem=one, **fixed, **extra)

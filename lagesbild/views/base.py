"""What the pages of a lägesbild share: the municipality that the person may read, and saying how an action went."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from lagesbild import permissions
from organisations.models import Municipality
from organisations.parking import MemberRequest, member_required, posted_or_parked
from organisations.roles import Permission
from organisations.views.base import attempt, made_by, status_of

__all__ = [
    "MemberRequest",
    "attempt",
    "get_municipality",
    "made_by",
    "member_required",
    "page",
    "posted_or_parked",
    "status_of",
]


def get_municipality(request: MemberRequest, slug: str) -> Municipality:
    """The municipality, if the person reads its lägesbild; else 404, so that nobody learns what there is."""
    found = permissions.municipalities_for(request.user, Permission.VIEW_LAGESBILD)
    return get_object_or_404(found, slug=slug)


def page(request: MemberRequest, municipality: Municipality, **extra: Any) -> dict[str, Any]:
    """The context of every page about one municipality. ``may_write`` for buttons; the action asks again."""
    return {
        "municipality": municipality,
        "may_write": permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality),
        **extra,
    }

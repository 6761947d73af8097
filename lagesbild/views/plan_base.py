"""What the pages about one åtgärdsplan share: finding it, where one is, and that a draft is what one edits."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.models import ActionPlan
from lagesbild.views.base import (
    MemberRequest,
    get_municipality,
)
from lagesbild.views.pages import Trail, trail
from organisations.models import Municipality
from organisations.roles import Permission


def get_plan(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, ActionPlan]:
    """The plan, if the person reads the municipality's lägesbild; else 404."""
    municipality = get_municipality(request, slug)
    found = permissions.readable(request.user, ActionPlan.objects.filter(municipality=municipality))
    rows = found.select_related("municipality", "owner", "version__lagesbild__area")
    return municipality, get_object_or_404(rows, pk=pk)


def plans_trail(municipality: Municipality, *more: tuple[Any, str]) -> Trail:
    """The links above a page that is below the list of plans."""
    address = reverse("lagesbild:plans", args=[municipality.slug])
    return trail(municipality, (_("Åtgärdsplaner"), address), *more)


def plan_trail(plan: ActionPlan) -> Trail:
    """The links above a page that is part of a plan."""
    address = reverse("lagesbild:plan", args=[plan.municipality.slug, plan.pk])
    return plans_trail(plan.municipality, (plan.title, address))


def get_draft(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, ActionPlan]:
    """A plan that is still written, for somebody who may write in it; a decided one is refused with a sentence."""
    municipality, found = get_plan(request, slug, pk)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    if not found.is_draft:
        raise PermissionDenied(_("Planen är beslutad och ändras inte. Skriv en ny i stället."))
    return municipality, found

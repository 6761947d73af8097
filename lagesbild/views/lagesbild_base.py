"""What the pages about one lägesbild share: finding it, where one is, and whether to show buttons."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.models import Lagesbild, Place
from lagesbild.views.base import (
    MemberRequest,
    get_municipality,
)
from lagesbild.views.pages import Trail, trail
from organisations.models import Municipality
from organisations.roles import Permission


def get_lagesbild(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, Lagesbild]:
    """The lägesbild, if the person reads it; else 404."""
    municipality = get_municipality(request, slug)
    found = permissions.readable(request.user, Lagesbild.objects.filter(municipality=municipality))
    rows = found.select_related("municipality", "owner", "area", "version", "supersedes", "secrecy_by")
    return municipality, get_object_or_404(rows.select_related("started_from"), pk=pk)


def lagesbilder_trail(municipality: Municipality, *more: tuple[Any, str]) -> Trail:
    """The links above a page that is below the list of lägesbilder."""
    address = reverse("lagesbild:lagesbilder", args=[municipality.slug])
    return trail(municipality, (_("Lägesbilder"), address), *more)


def lagesbild_trail(lagesbild: Lagesbild, *more: tuple[Any, str]) -> Trail:
    """The links above a page that is part of a lägesbild."""
    address = reverse("lagesbild:lagesbild", args=[lagesbild.municipality.slug, lagesbild.pk])
    return lagesbilder_trail(lagesbild.municipality, (lagesbild.title, address), *more)


def may_edit(request: MemberRequest, lagesbild: Lagesbild) -> bool:
    """Whether to show buttons: the action asks again."""
    municipality = lagesbild.municipality
    writes = permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality)
    if lagesbild.is_joint or not writes:
        return lagesbild.is_draft and writes
    own = {one.pk for one in permissions.speaks_for(request.user, municipality)}
    return lagesbild.is_draft and lagesbild.owner_id in own


def places_of(municipality: Municipality) -> Any:
    """The places that a lägesbild can be about a part of the municipality by."""
    return Place.objects.filter(municipality=municipality).order_by("name")

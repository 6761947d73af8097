"""The named places and areas of a municipality."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lagesbild import permissions
from lagesbild.actions import places as actions
from lagesbild.at_places import at
from lagesbild.forms.places import EditPlaceForm, NewPlaceForm
from lagesbild.models import Category, IncidentReport, Place
from lagesbild.problem_permissions import readable_problems
from lagesbild.reported import places_on_map
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    made_by,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.views.maps import asks_for_position
from organisations.models import Municipality
from organisations.roles import Permission
from organisations.swedish import search_form

MOST = 1_000


@require_safe
@member_required
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """The places in use, then those that are not."""
    municipality = get_municipality(request, slug)
    query = request.GET.get("q", "")[:100]
    every = list(Place.objects.filter(municipality=municipality)[:MOST])
    found = [one for one in every if search_form(query) in search_form(one.name)]
    in_use = [one for one in found if one.is_active]
    context = page(
        request,
        municipality,
        query=query,
        any_at_all=bool(every),
        in_use=in_use,
        retired=[one for one in found if not one.is_active],
        points=places_on_map(in_use),
    )
    return render(request, "lagesbild/places.html", context)


def _place(municipality: Municipality, pk: int) -> Place:
    return get_object_or_404(
        Place.objects.select_related("municipality", "owner"), municipality=municipality, pk=pk
    )


@require_safe
@member_required
def place(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One place: what it is, and how much has been reported from it."""
    municipality = get_municipality(request, slug)
    found = _place(municipality, pk)
    rows = at(found, IncidentReport.objects.filter(municipality=municipality)).order_by()
    told = Count("pk", filter=Q(place=found))
    counts = list(rows.values("category").annotate(count=Count("pk"), told=told))
    by_category = {row["category"]: row["count"] for row in counts}
    context = page(
        request,
        municipality,
        place=found,
        counts=[
            (one.label, one.value, by_category[one.value]) for one in Category if one.value in by_category
        ],
        total=sum(by_category.values()),
        lying=sum(row["count"] - row["told"] for row in counts),
        points=places_on_map([found]),
        problems=readable_problems(request.user, municipality)
        .filter(places=found, joined_into__isnull=True)
        .select_related("owner")
        .order_by("-is_active", "title", "pk"),
    )
    return render(request, "lagesbild/place.html", context)


@require_http_methods(["GET", "POST"])
@member_required
@asks_for_position
def add(request: MemberRequest, slug: str) -> HttpResponse:
    """Name a place."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    form = NewPlaceForm(posted_or_parked(request), owners=permissions.speaks_for(request.user, municipality))
    if request.method == "POST" and form.is_valid():
        made = made_by(form, lambda: _added(request, municipality, form))
        if made is not None:
            messages.success(request, _("Platsen är tillagd."))
            return redirect("lagesbild:place", slug, made.pk)
    return render(request, "lagesbild/place_form.html", page(request, municipality, form=form))


def _added(request: MemberRequest, municipality: Municipality, form: NewPlaceForm) -> Place:
    said: dict[str, Any] = {"values": form.values(), "is_sure": form.cleaned_data["is_sure"], **form.key()}
    return actions.add(municipality, owner=form.owner_of(), by=request.user, **said)


@require_http_methods(["GET", "POST"])
@member_required
@asks_for_position
def change(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Change a place."""
    municipality = get_municipality(request, slug)
    found = _place(municipality, pk)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    form = EditPlaceForm(posted_or_parked(request))
    form.fill(found)
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {
            "values": form.values(),
            "is_sure": form.cleaned_data["is_sure"],
            **form.key(),
        }
        if attempt(form, lambda: actions.change(found, by=request.user, **said)):
            messages.success(request, _("Platsen är sparad."))
            return redirect("lagesbild:place", slug, pk)
    context = page(request, municipality, form=form, place=found)
    return render(request, "lagesbild/place_form.html", context, status=status_of(form))


@require_POST
@member_required
def put_in_use(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Take a place out of use, or in again."""
    municipality = get_municipality(request, slug)
    found = _place(municipality, pk)
    saved = actions.put_in_use(found, is_active=request.POST.get("is_active") == "1", by=request.user)
    messages.success(
        request, _("Platsen är i bruk igen.") if saved.is_active else _("Platsen är tagen ur bruk.")
    )
    return redirect("lagesbild:place", slug, pk)

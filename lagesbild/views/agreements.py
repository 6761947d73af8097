"""Samverkansöverenskommelser: all of a municipality's, one, and its signed file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import agreements as actions
from lagesbild.forms.agreements import AgreementForm, NewAgreementForm
from lagesbild.models import CooperationAgreement
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    made_by,
    member_required,
    page,
    posted_or_parked,
)
from lagesbild.views.pages import Trail, show_form, trail
from organisations.models import Municipality, Organisation
from organisations.roles import Permission
from organisations.views.files import stored_file


def _agreement(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, CooperationAgreement]:
    municipality = get_municipality(request, slug)
    rows = CooperationAgreement.objects.filter(municipality=municipality).select_related("municipality")
    return municipality, get_object_or_404(rows, pk=pk)


def _trail(municipality: Municipality, *more: tuple[Any, str]) -> Trail:
    address = reverse("lagesbild:agreements", args=[municipality.slug])
    return trail(municipality, (_("Samverkansöverenskommelser"), address), *more)


def _parties(municipality: Municipality, agreement: CooperationAgreement | None = None) -> Any:
    """The municipality, its police, what belongs to it, and those that are parties already."""
    near = (
        Q(pk=municipality.pk)
        | Q(parent=municipality.pk)
        | Q(managed_by=municipality.pk)
        | Q(pk__in=permissions.covering(municipality.pk))
    )
    if agreement is not None:
        near |= Q(agreements=agreement.pk)
    found = Organisation.objects.filter(near).exclude(kind=Organisation.Kind.GROUP)
    return Organisation.objects.filter(pk__in=found.values("pk")).order_by("kind", "sort_key")


@require_safe
@member_required
def agreements(request: MemberRequest, slug: str) -> HttpResponse:
    """The agreements in force, coming and past."""
    municipality = get_municipality(request, slug)
    rows = list(
        CooperationAgreement.objects.filter(municipality=municipality).prefetch_related("parties")[:200]
    )
    today = timezone.localdate()
    past = [row for row in rows if row.ends_on and row.ends_on < today]
    groups = [(_("Gäller"), [row for row in rows if row not in past]), (_("Har gällt"), past)]
    context = page(request, municipality, links=trail(municipality), groups=groups, has_any=bool(rows))
    return render(request, "lagesbild/agreements.html", context)


@require_safe
@member_required
def agreement(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One agreement."""
    municipality, found = _agreement(request, slug, pk)
    context = page(
        request, municipality, agreement=found, parties=found.parties.all(), links=_trail(municipality)
    )
    return render(request, "lagesbild/agreement.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def add_agreement(request: MemberRequest, slug: str) -> HttpResponse:
    """Note an agreement."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    organisations = _parties(municipality)
    own = [one for one in organisations if one.kind in ("municipality", "police_area")]
    form = NewAgreementForm(
        posted_or_parked(request), _files(request), organisations=organisations, initial={"parties": own}
    )
    if request.method == "POST" and form.is_valid():
        action = {**_values(form), "by": request.user}
        made = made_by(form, lambda: actions.add_agreement(municipality, **action))
        if made is not None:
            messages.success(request, _("Överenskommelsen är inlagd."))
            return redirect("lagesbild:agreement", slug, made.pk)
    return show_form(
        request,
        municipality,
        form,
        title=_("Lägg in en överenskommelse"),
        links=_trail(municipality),
        lead=_("Kommunen ska träffa skriftliga överenskommelser om samverkan (9 §)."),
        button=_("Lägg in"),
        is_file=True,
    )


@require_http_methods(["GET", "POST"])
@member_required
def change_agreement(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Change an agreement, or add its signed file."""
    municipality, found = _agreement(request, slug, pk)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    form = AgreementForm(
        posted_or_parked(request), _files(request), organisations=_parties(municipality, found)
    ).fill(found)
    if request.method == "POST" and form.is_valid():
        action = {**_values(form), "by": request.user}
        if attempt(form, lambda: actions.change_agreement(found, **action)):
            messages.success(request, _("Ändringen är sparad."))
            return redirect("lagesbild:agreement", slug, pk)
    links = _trail(municipality, (found.title, reverse("lagesbild:agreement", args=[slug, pk])))
    return show_form(
        request,
        municipality,
        form,
        title=_("Ändra överenskommelsen"),
        links=links,
        is_file=True,
        remove_url=reverse("lagesbild:remove_agreement", args=[slug, pk]),
    )


def _files(request: MemberRequest) -> Any:
    return request.FILES if request.method == "POST" else None


def _values(form: Any) -> dict[str, Any]:
    return {
        "values": form.of_row(),
        "parties": form.cleaned_data["parties"],
        "file": form.cleaned_data["file"],
        **form.key(),
    }


@require_safe
@member_required
def agreement_file(request: MemberRequest, slug: str, pk: int) -> FileResponse:
    """The signed agreement."""
    _municipality, found = _agreement(request, slug, pk)
    return stored_file(found.file, f"overenskommelse-{slug}-{found.starts_on.isoformat()}")

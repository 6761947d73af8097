"""The criteria of a municipality's matrix."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lagesbild import permissions
from lagesbild.actions import prioritising
from lagesbild.forms.prioritising import CriterionForm, NewCriterionForm
from lagesbild.models import Criterion
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from organisations.forms.base import EditForm
from organisations.models import Municipality
from organisations.roles import Permission


@require_POST
@member_required
def criteria_begin(request: MemberRequest, slug: str) -> HttpResponse:
    """Begin with the standard criteria."""
    municipality = get_municipality(request, slug)
    prioritising.begin_with_standard(municipality, by=request.user)
    messages.success(request, _("Kriterierna är inlagda. Ändra namn, frågor och vikter så att de passar er."))
    return redirect("lagesbild:problem_matrix", slug)


@require_http_methods(["GET", "POST"])
@member_required
def criteria(request: MemberRequest, slug: str) -> HttpResponse:
    """The criteria in order, with a form for one more."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    form = NewCriterionForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        action = partial(prioritising.add_criterion, municipality, values=form.values(), by=request.user)
        if attempt(form, lambda: action(**form.key())):
            messages.success(request, _("Kriteriet är sparat."))
            return redirect("lagesbild:criteria", slug)
    return _criteria_page(request, municipality, form)


@require_http_methods(["GET", "POST"])
@member_required
def criterion_edit(request: MemberRequest, slug: str, criterion: int) -> HttpResponse:
    """The criteria, with a form in the place of one of them."""
    municipality, row = _criterion(request, slug, criterion)
    form = CriterionForm(posted_or_parked(request)).fill(row)
    if request.method == "POST" and form.is_valid():
        action = partial(prioritising.change_criterion, row, values=form.values(), by=request.user)
        if attempt(form, lambda: action(**form.key())):
            messages.success(request, _("Kriteriet är sparat."))
            return redirect("lagesbild:criteria", slug)
    return _criteria_page(request, municipality, form, row)


@require_POST
@member_required
def criterion_move(request: MemberRequest, slug: str, criterion: int) -> HttpResponse:
    """Move a criterion one step."""
    _municipality, row = _criterion(request, slug, criterion)
    prioritising.move_criterion(row, up=request.POST.get("direction") != "down", by=request.user)
    return redirect("lagesbild:criteria", slug)


@require_http_methods(["GET", "POST"])
@member_required
def criterion_remove(request: MemberRequest, slug: str, criterion: int) -> HttpResponse:
    """Ask once more; the scores given by it go too."""
    municipality, row = _criterion(request, slug, criterion)
    form = EditForm(posted_or_parked(request), initial={"edit_number": row.edit_number})
    if request.method == "POST" and form.is_valid():
        action = partial(prioritising.remove_criterion, row, by=request.user, **form.key())
        if attempt(form, action):
            messages.success(request, _("Kriteriet är borttaget."))
            return redirect("lagesbild:criteria", slug)
    context = page(request, municipality, form=form, row=row, scores=row.scores.count())
    return render(request, "lagesbild/criterion_remove.html", context, status=status_of(form))


def _criterion(request: MemberRequest, slug: str, criterion: int) -> tuple[Municipality, Criterion]:
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    rows = municipality.criteria.select_related("municipality")
    return municipality, get_object_or_404(rows, pk=criterion)


def _criteria_page(
    request: MemberRequest, municipality: Municipality, form: Any, row: Criterion | None = None
) -> HttpResponse:
    rows = list(municipality.criteria.order_by("position", "pk"))
    context = page(request, municipality, rows=rows, form=form, edited=row)
    return render(request, "lagesbild/criteria.html", context, status=status_of(form))

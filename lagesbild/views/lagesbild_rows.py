"""The rows of a lägesbild: what it builds on, and the problems that it takes up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lagesbild import permissions
from lagesbild.actions import lagesbild_rows as actions
from lagesbild.choosing import choosable_problems
from lagesbild.forms.lagesbilder import BasisForm, ChooseProblemsForm, NewBasisForm
from lagesbild.models import Lagesbild, LagesbildBasis, LagesbildProblem, Problem
from lagesbild.problem_permissions import readable_problems
from lagesbild.views.base import MemberRequest, attempt, member_required, page, posted_or_parked
from lagesbild.views.lagesbild_base import get_lagesbild, lagesbild_trail, may_edit
from lagesbild.views.pages import Trail, ask_first, show_form
from organisations.models import Municipality
from organisations.roles import Permission


def _draft(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, Lagesbild]:
    """The lägesbild, for somebody who may write in it."""
    municipality, found = get_lagesbild(request, slug, pk)
    if not may_edit(request, found):
        permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
        raise PermissionDenied(
            _("Lägesbilden går inte att ändra: den är antagen, eller en annan parts egen.")
        )
    return municipality, found


def _read(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, Lagesbild]:
    """The lägesbild, for somebody who may read what stands in it: of one that is marked, who writes."""
    municipality, found = get_lagesbild(request, slug, pk)
    if found.is_secret and not permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality):
        raise PermissionDenied(_("Lägesbilden är sekretessmarkerad och läses av dem som skriver den."))
    return municipality, found


def _basis_trail(found: Lagesbild) -> Trail:
    address = reverse("lagesbild:lagesbild_basis", args=[found.municipality.slug, found.pk])
    return lagesbild_trail(found, (_("Vad den bygger på"), address))


@require_safe
@member_required
def lagesbild_basis(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """What the lägesbild builds on, and what was put aside."""
    municipality, found = _read(request, slug, pk)
    rows = list(found.basis.all())
    context = page(
        request,
        municipality,
        lagesbild=found,
        links=lagesbild_trail(found),
        used=[row for row in rows if not row.is_rejected],
        rejected=[row for row in rows if row.is_rejected],
        may_edit=may_edit(request, found),
    )
    return render(request, "lagesbild/lagesbild_basis.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def add_basis(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Add a source."""
    municipality, found = _draft(request, slug, pk)
    form = NewBasisForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {"values": form.values(), "by": request.user, **form.key()}
        if attempt(form, lambda: actions.add_basis(found, **action)):
            messages.success(request, _("Underlaget är tillagt."))
            return redirect("lagesbild:lagesbild_basis", slug, pk)
    return show_form(
        request,
        municipality,
        form,
        title=_("Lägg till underlag"),
        links=_basis_trail(found),
        button=_("Lägg till"),
    )


@require_http_methods(["GET", "POST"])
@member_required
def change_basis(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Change a source."""
    municipality, found = _draft(request, slug, pk)
    one = get_object_or_404(LagesbildBasis, pk=row, lagesbild=found)
    form = BasisForm(posted_or_parked(request)).fill(one)
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {"values": form.values(), "by": request.user, **form.key()}
        if attempt(form, lambda: actions.change_basis(one, **action)):
            messages.success(request, _("Ändringen är sparad."))
            return redirect("lagesbild:lagesbild_basis", slug, pk)
    remove_url = reverse("lagesbild:remove_basis", args=[slug, pk, row])
    return show_form(
        request,
        municipality,
        form,
        title=_("Ändra underlag"),
        links=_basis_trail(found),
        remove_url=remove_url,
    )


@require_http_methods(["GET", "POST"])
@member_required
def remove_basis(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Remove a source, after asking."""
    municipality, found = _draft(request, slug, pk)
    one = get_object_or_404(LagesbildBasis, pk=row, lagesbild=found)
    if request.method == "POST":
        actions.remove_basis(one, by=request.user)
        messages.success(request, _("Underlaget är borttaget."))
        return redirect("lagesbild:lagesbild_basis", slug, pk)
    return ask_first(
        request,
        municipality,
        title=_("Ta bort underlaget?"),
        text=_("”%(name)s” tas bort ur lägesbilden. Har ni valt bort det? Skriv hellre varför.")
        % {"name": one},
        button=_("Ta bort"),
        links=_basis_trail(found),
    )


@require_POST
@member_required
def move_basis(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Let a source change places with its neighbour."""
    _municipality, found = _draft(request, slug, pk)
    one = get_object_or_404(LagesbildBasis, pk=row, lagesbild=found)
    actions.move_basis(one, up=request.POST.get("direction") == "up", by=request.user)
    return redirect("lagesbild:lagesbild_basis", slug, pk)


# --- Problems ----------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@member_required
def lagesbild_problems(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The problems that the lägesbild takes up, in order, and those that can be added."""
    municipality, found = _read(request, slug, pk)
    editing = may_edit(request, found)
    if request.method == "POST":
        _draft(request, slug, pk)
    chosen = list(found.chosen.select_related("problem__owner"))
    numbers = [row.problem_id for row in chosen]
    seen = set(
        readable_problems(request.user, municipality).filter(pk__in=numbers).values_list("pk", flat=True)
    )
    left = choosable_problems(request.user, found).exclude(pk__in=numbers)
    form = ChooseProblemsForm(posted_or_parked(request), problems=left)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda: actions.choose_problems(found, form.cleaned_data["problems"], by=request.user),
        )
    ):
        messages.success(request, _("Problemen är med i lägesbilden."))
        return redirect("lagesbild:lagesbild_problems", slug, pk)
    context = page(
        request,
        municipality,
        lagesbild=found,
        links=lagesbild_trail(found),
        chosen=[(row, _title(row.problem, row.problem_id in seen)) for row in chosen],
        form=form,
        has_more=editing and left.exists(),
        may_edit=editing,
    )
    return render(request, "lagesbild/lagesbild_problems.html", context)


def _title(problem: Problem, is_seen: bool) -> str:
    """What the person may know of a problem that was chosen: it may have been marked, or kept for its party, since."""
    if is_seen:
        return problem.title
    if problem.is_secret:
        return _("Sekretessmarkerat problem")
    return _("Ett problem som bara %(owner)s läser") % {"owner": problem.owner}


@require_POST
@member_required
def move_problem(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Let a problem change places with its neighbour."""
    _municipality, found = _draft(request, slug, pk)
    one = get_object_or_404(LagesbildProblem, pk=row, lagesbild=found)
    actions.move_problem(one, up=request.POST.get("direction") == "up", by=request.user)
    return redirect("lagesbild:lagesbild_problems", slug, pk)


@require_POST
@member_required
def leave_problem(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Take a problem out of the lägesbild. It can be added again, so nothing is asked."""
    _municipality, found = _draft(request, slug, pk)
    one = get_object_or_404(LagesbildProblem, pk=row, lagesbild=found)
    actions.leave_problem(one, by=request.user)
    messages.success(request, _("Problemet är inte längre med. Det finns kvar bland problemen."))
    return redirect("lagesbild:lagesbild_problems", slug, pk)

"""The rows of a plan that is written: an åtgärd is added, changed, moved and removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lagesbild import permissions
from lagesbild.actions import plans as actions
from lagesbild.forms.plans import (
    MeasureForm,
    NewMeasureForm,
)
from lagesbild.models import ActionPlan, Cause, Layer, Measure
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    member_required,
    posted_or_parked,
)
from lagesbild.views.pages import ask_first, show_form
from lagesbild.views.plan_base import get_draft, plan_trail
from organisations.models import Organisation


def _choices(found: ActionPlan, row: Measure | None = None) -> dict[str, Any]:
    """The causes of the lägesbild's problems that both parties read, and the organisations near the municipality."""
    chosen = Q(problem__chosen_in__lagesbild=found.version.lagesbild_id, problem__secrecy_provision="")
    kept = Q(pk=row.cause_id) if row is not None else Q(pk__isnull=True)
    shared = Cause.objects.exclude(problem__layer=Layer.OWN)
    causes = shared.filter(chosen | kept).select_related("problem").distinct()
    here = found.municipality_id
    near = Organisation.objects.filter(
        Q(pk=here)
        | Q(parent=here)
        | Q(managed_by=here)
        | Q(pk__in=permissions.covering(here))
        | Q(pk=row.who_id if row is not None else None)
    )
    organisations = Organisation.objects.filter(pk__in=near.values("pk"), is_active=True)
    return {
        "causes": causes.order_by("problem", "position", "pk"),
        "organisations": organisations.order_by("sort_key"),
    }


def get_measure(found: ActionPlan, row: int) -> Measure:
    """A row of this very plan; else 404."""
    rows = Measure.objects.filter(plan=found).select_related("plan__municipality", "plan__owner")
    return get_object_or_404(rows, pk=row)


@require_http_methods(["GET", "POST"])
@member_required
def add_measure(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Add a row to a draft."""
    municipality, found = get_draft(request, slug, pk)
    form = NewMeasureForm(posted_or_parked(request), **_choices(found))
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {"values": form.values(), "by": request.user, **form.key()}
        if attempt(form, lambda: actions.add_measure(found, **action)):
            messages.success(request, _("Åtgärden är tillagd."))
            return redirect("lagesbild:plan", slug, pk)
    return show_form(
        request,
        municipality,
        form,
        title=_("Lägg till åtgärd"),
        links=plan_trail(found),
        button=_("Lägg till"),
    )


@require_http_methods(["GET", "POST"])
@member_required
def change_measure(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Change a row of a draft."""
    municipality, found = get_draft(request, slug, pk)
    one = get_measure(found, row)
    form = MeasureForm(posted_or_parked(request), **_choices(found, one)).fill(one)
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {"values": form.values(), "by": request.user, **form.key()}
        if attempt(form, lambda: actions.change_measure(one, **action)):
            messages.success(request, _("Ändringen är sparad."))
            return redirect("lagesbild:plan", slug, pk)
    return show_form(
        request,
        municipality,
        form,
        title=_("Ändra åtgärd"),
        links=plan_trail(found),
        remove_url=reverse("lagesbild:remove_measure", args=[slug, pk, row]),
    )


@require_http_methods(["GET", "POST"])
@member_required
def remove_measure(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Remove a row of a draft, after asking."""
    municipality, found = get_draft(request, slug, pk)
    one = get_measure(found, row)
    if request.method == "POST":
        actions.remove_measure(one, by=request.user)
        messages.success(request, _("Åtgärden är borttagen."))
        return redirect("lagesbild:plan", slug, pk)
    return ask_first(
        request,
        municipality,
        title=_("Ta bort åtgärden?"),
        text=str(one.text),
        button=_("Ta bort"),
        links=plan_trail(found),
    )


@require_POST
@member_required
def move_measure(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Let a row change places with its neighbour."""
    _municipality, found = get_draft(request, slug, pk)
    actions.move_measure(get_measure(found, row), up=request.POST.get("direction") == "up", by=request.user)
    return redirect(reverse("lagesbild:plan", args=[slug, pk]) + f"#atgard-{row}")

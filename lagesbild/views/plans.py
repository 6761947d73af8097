"""Åtgärdsplaner: all of a municipality's, one with its rows, the decision and the follow-up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import plans as actions
from lagesbild.composition import plan_document
from lagesbild.forms.plans import (
    RenamePlanForm,
    StartPlanForm,
)
from lagesbild.measures import activities_of
from lagesbild.models import ActionPlan, Lagesbild, LagesbildVersion
from lagesbild.presentation import present_plan
from lagesbild.states import LagesbildStatus, PlanStatus
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    made_by,
    member_required,
    page,
    posted_or_parked,
)
from lagesbild.views.pages import ask_first, document_file, show_form, trail
from lagesbild.views.plan_base import get_draft, get_plan, plan_trail, plans_trail
from organisations.models import Municipality
from organisations.roles import Permission


@require_safe
@member_required
def plans(request: MemberRequest, slug: str) -> HttpResponse:
    """The plan in force, drafts, and those before."""
    municipality = get_municipality(request, slug)
    found = ActionPlan.objects.filter(municipality=municipality).select_related("version__lagesbild")
    rows = list(found.order_by("-pk")[:200])
    groups = [
        (_("Beslutade"), [row for row in rows if row.status == PlanStatus.DECIDED]),
        (_("Utkast"), [row for row in rows if row.status == PlanStatus.DRAFT]),
        (_("Tidigare"), [row for row in rows if row.status == PlanStatus.REPLACED]),
    ]
    context = page(
        request,
        municipality,
        links=trail(municipality),
        groups=groups,
        has_any=bool(rows),
        has_lagesbild=_versions(request, municipality).exists(),
    )
    return render(request, "lagesbild/plans.html", context)


def _versions(request: MemberRequest, municipality: Municipality) -> Any:
    """The adopted texts that a plan can be written on, the latest first."""
    readable = permissions.readable(request.user, Lagesbild.objects.filter(municipality=municipality))
    adopted = readable.filter(status=LagesbildStatus.ADOPTED)
    found = LagesbildVersion.objects.filter(lagesbild__in=adopted).select_related("lagesbild")
    return found.defer("canonical").order_by("-lagesbild__decided_on", "-pk")


@require_http_methods(["GET", "POST"])
@member_required
def start_plan(request: MemberRequest, slug: str) -> HttpResponse:
    """Begin a plan on an adopted lägesbild."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    versions = _versions(request, municipality)
    form = StartPlanForm(
        posted_or_parked(request),
        versions=versions,
        owners=permissions.speaks_for(request.user, municipality),
        initial={"version": versions.first()},
    )
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {**form.values(), **form.key(), "by": request.user}
        made = made_by(form, lambda: actions.start_plan(**action))
        if made is not None:
            messages.success(request, _("Planen är påbörjad. Lägg till åtgärderna."))
            return redirect("lagesbild:plan", slug, made.pk)
    lead = _("En åtgärdsplan står på en antagen lägesbild.")
    if not versions:
        lead = _("Det finns ingen antagen lägesbild att bygga planen på. Anta en först.")
    links = plans_trail(municipality)
    return show_form(
        request,
        municipality,
        form,
        title=_("Ny åtgärdsplan"),
        links=links,
        lead=lead,
        button=_("Börja skriva"),
    )


@require_safe
@member_required
def plan(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One plan with its rows, how each stands, and what the promises say of them."""
    municipality, found = get_plan(request, slug, pk)
    measures = list(found.measures.select_related("cause", "problem", "who"))
    for one in measures:
        one.plan = found
    activities = activities_of(measures)
    writes = permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality)
    context = page(
        request,
        municipality,
        plan=found,
        links=plans_trail(municipality),
        rows=[(row, activities.get(row.pk, [])) for row in measures],
        follow_ups=found.follow_ups.all(),
        successor=ActionPlan.objects.filter(supersedes=found).first(),
        may_edit=writes and found.is_draft,
        may_follow=writes and not found.is_draft,
        may_decide=found.is_draft and permissions.can(request.user, Permission.ADOPT_LAGESBILD, municipality),
    )
    return render(request, "lagesbild/plan.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def rename_plan(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Give a draft another name."""
    municipality, found = get_draft(request, slug, pk)
    form = RenamePlanForm(posted_or_parked(request)).fill(found)
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {**form.values(), **form.key(), "by": request.user}
        if attempt(form, lambda: actions.rename_plan(found, **action)):
            messages.success(request, _("Ändringen är sparad."))
            return redirect("lagesbild:plan", slug, pk)
    remove_url = reverse("lagesbild:remove_plan", args=[slug, pk])
    return show_form(
        request,
        municipality,
        form,
        title=_("Ändra planens namn"),
        links=plan_trail(found),
        remove_url=remove_url,
        remove_text=_("Ta bort utkastet"),
    )


@require_http_methods(["GET", "POST"])
@member_required
def remove_plan(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a draft, after asking."""
    municipality, found = get_draft(request, slug, pk)
    if request.method == "POST":
        actions.remove_plan(found, by=request.user)
        messages.success(request, _("Utkastet är borttaget."))
        return redirect("lagesbild:plans", slug)
    return ask_first(
        request,
        municipality,
        title=_("Ta bort utkastet?"),
        text=_("”%(title)s” och dess åtgärder försvinner.") % {"title": found.title},
        button=_("Ta bort utkastet"),
        links=plan_trail(found),
    )


@require_safe
@member_required
def plan_file(request: MemberRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    """The plan as PDF or Word."""
    _municipality, found = get_plan(request, slug, pk)
    document = plan_document(found)
    name = f"atgardsplan-{slug}-{found.pk}"
    return document_file(kind, present_plan(document), document, title=_("Åtgärdsplan"), name=name)

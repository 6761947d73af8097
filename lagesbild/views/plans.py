"""Åtgärdsplaner: all of a municipality's, one with its rows, the decision and the follow-up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lagesbild import permissions
from lagesbild.actions import plans as actions
from lagesbild.composition import plan_document
from lagesbild.forms.lagesbilder import DecisionForm
from lagesbild.forms.plans import (
    FollowUpForm,
    MeasureForm,
    NewMeasureForm,
    RenamePlanForm,
    StartPlanForm,
    StateForm,
)
from lagesbild.measures import activities_of
from lagesbild.models import ActionPlan, Cause, Lagesbild, LagesbildVersion, Measure
from lagesbild.presentation import present_plan
from lagesbild.rendering import WORD_TYPE, docx_of, pdf_of
from lagesbild.states import LagesbildStatus, PlanStatus
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    member_required,
    page,
    posted_or_parked,
)
from lagesbild.views.pages import Trail, ask_first, file_response, show_form, trail
from organisations.models import Municipality, Organisation
from organisations.roles import Permission


def get_plan(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, ActionPlan]:
    """The plan, if the person reads the municipality's lägesbild; else 404."""
    municipality = get_municipality(request, slug)
    found = permissions.readable(request.user, ActionPlan.objects.filter(municipality=municipality))
    rows = found.select_related("municipality", "owner", "version__lagesbild__area")
    return municipality, get_object_or_404(rows, pk=pk)


def _plans_trail(municipality: Municipality, *more: tuple[Any, str]) -> Trail:
    address = reverse("lagesbild:plans", args=[municipality.slug])
    return trail(municipality, (_("Åtgärdsplaner"), address), *more)


def _trail(plan: ActionPlan) -> Trail:
    address = reverse("lagesbild:plan", args=[plan.municipality.slug, plan.pk])
    return _plans_trail(plan.municipality, (plan.title, address))


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
    made: list[ActionPlan] = []
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {**form.values(), **form.key(), "by": request.user}
        if attempt(form, lambda: made.append(actions.start_plan(**action))):
            messages.success(request, _("Planen är påbörjad. Lägg till åtgärderna."))
            return redirect("lagesbild:plan", slug, made[0].pk)
    lead = _("En åtgärdsplan står på en antagen lägesbild.")
    if not versions:
        lead = _("Det finns ingen antagen lägesbild att bygga planen på. Anta en först.")
    links = _plans_trail(municipality)
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
    activities = activities_of(measures)
    writes = permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality)
    context = page(
        request,
        municipality,
        plan=found,
        links=_plans_trail(municipality),
        rows=[(row, activities.get(row.pk, [])) for row in measures],
        follow_ups=found.follow_ups.all(),
        successor=ActionPlan.objects.filter(supersedes=found).first(),
        may_edit=writes and found.is_draft,
        may_follow=writes and not found.is_draft,
        may_decide=found.is_draft and permissions.can(request.user, Permission.ADOPT_LAGESBILD, municipality),
    )
    return render(request, "lagesbild/plan.html", context)


def _editable(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, ActionPlan]:
    municipality, found = get_plan(request, slug, pk)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    if not found.is_draft:
        raise PermissionDenied(_("Planen är beslutad och ändras inte. Skriv en ny i stället."))
    return municipality, found


@require_http_methods(["GET", "POST"])
@member_required
def rename_plan(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Give a draft another name."""
    municipality, found = _editable(request, slug, pk)
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
        links=_trail(found),
        remove_url=remove_url,
        remove_text=_("Ta bort utkastet"),
    )


@require_http_methods(["GET", "POST"])
@member_required
def remove_plan(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a draft, after asking."""
    municipality, found = _editable(request, slug, pk)
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
        links=_trail(found),
    )


# --- The rows ----------------------------------------------------------------------------------------


def _choices(found: ActionPlan, row: Measure | None = None) -> dict[str, Any]:
    """The causes of the problems in the lägesbild, and the organisations near the municipality."""
    chosen = Q(problem__chosen_in__lagesbild=found.version.lagesbild_id, problem__secrecy_provision="")
    kept = Q(pk=row.cause_id) if row is not None else Q(pk__isnull=True)
    causes = Cause.objects.filter(chosen | kept).select_related("problem").distinct()
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


@require_http_methods(["GET", "POST"])
@member_required
def add_measure(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Add a row to a draft."""
    municipality, found = _editable(request, slug, pk)
    form = NewMeasureForm(posted_or_parked(request), **_choices(found))
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {"values": form.values(), "by": request.user, **form.key()}
        if attempt(form, lambda: actions.add_measure(found, **action)):
            messages.success(request, _("Åtgärden är tillagd."))
            return redirect("lagesbild:plan", slug, pk)
    return show_form(
        request, municipality, form, title=_("Lägg till åtgärd"), links=_trail(found), button=_("Lägg till")
    )


def _measure(found: ActionPlan, row: int) -> Measure:
    rows = Measure.objects.filter(plan=found).select_related("plan__municipality", "plan__owner")
    return get_object_or_404(rows, pk=row)


@require_http_methods(["GET", "POST"])
@member_required
def change_measure(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Change a row of a draft."""
    municipality, found = _editable(request, slug, pk)
    one = _measure(found, row)
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
        links=_trail(found),
        remove_url=reverse("lagesbild:remove_measure", args=[slug, pk, row]),
    )


@require_http_methods(["GET", "POST"])
@member_required
def remove_measure(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Remove a row of a draft, after asking."""
    municipality, found = _editable(request, slug, pk)
    one = _measure(found, row)
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
        links=_trail(found),
    )


@require_POST
@member_required
def move_measure(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Let a row change places with its neighbour."""
    _municipality, found = _editable(request, slug, pk)
    actions.move_measure(_measure(found, row), up=request.POST.get("direction") == "up", by=request.user)
    return redirect(reverse("lagesbild:plan", args=[slug, pk]) + f"#atgard-{row}")


# --- The decision, and after it ------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@member_required
def decide_plan(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Note the decision on a plan."""
    municipality, found = get_plan(request, slug, pk)
    permissions.check_can(request.user, Permission.ADOPT_LAGESBILD, municipality)
    if not found.is_draft:
        return redirect("lagesbild:plan", slug, pk)
    form = DecisionForm(posted_or_parked(request))
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, lambda: actions.decide(found, by=request.user, **form.values())):
        messages.success(request, _("Planen är beslutad."))
        return redirect("lagesbild:plan", slug, pk)
    before = actions.plan_before(found)
    lead = _("Efter beslutet ändras bara hur åtgärderna ligger till.")
    if before is not None:
        lead += " " + _("Planen ersätter ”%(title)s”.") % {"title": before.title}
    return show_form(
        request,
        municipality,
        form,
        title=_("Anteckna beslut om planen"),
        links=_trail(found),
        lead=lead,
        button=_("Anteckna beslutet"),
    )


@require_http_methods(["GET", "POST"])
@member_required
def measure_state(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Say how a row of a decided plan stands."""
    municipality, found = get_plan(request, slug, pk)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    if found.is_draft:
        raise PermissionDenied(_("Planen är inte beslutad än, så åtgärderna har inte börjat."))
    one = _measure(found, row)
    form = StateForm(posted_or_parked(request)).fill(one)
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {**form.values(), **form.key(), "by": request.user}
        if attempt(form, lambda: actions.set_state(one, **action)):
            messages.success(request, _("Läget är sparat."))
            return redirect(reverse("lagesbild:plan", args=[slug, pk]) + f"#atgard-{row}")
    return show_form(
        request,
        municipality,
        form,
        title=_("Hur ligger åtgärden till?"),
        lead=one.text,
        links=_trail(found),
        kicker=found.title,
    )


@require_http_methods(["GET", "POST"])
@member_required
def follow_up_plan(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Note that a decided plan has been followed up."""
    municipality, found = get_plan(request, slug, pk)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    if found.is_draft:
        raise PermissionDenied(_("Planen är inte beslutad än. Den följs upp när den gäller."))
    form = FollowUpForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {**form.values(), **form.key(), "by": request.user}
        if attempt(form, lambda: actions.follow_up(found, **action)):
            messages.success(request, _("Uppföljningen är antecknad."))
            return redirect("lagesbild:plan", slug, pk)
    lead = _("Planen ska följas upp minst vartannat år (6 §).")
    return show_form(request, municipality, form, title=_("Följ upp planen"), links=_trail(found), lead=lead)


@require_safe
@member_required
def plan_file(request: MemberRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    """The plan as PDF or Word."""
    _municipality, found = get_plan(request, slug, pk)
    document = plan_document(found)
    shown = present_plan(document)
    name = f"atgardsplan-{slug}-{found.pk}"
    if kind == "pdf":
        content = pdf_of(
            shown,
            kind=_("Åtgärdsplan"),
            author=document.municipality,
            demonstration=document.demonstration,
        )
        return file_response(content, "application/pdf", f"{name}.pdf")
    if kind == "docx":
        return file_response(docx_of(shown, author=document.municipality), WORD_TYPE, f"{name}.docx")
    raise Http404

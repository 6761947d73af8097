"""The decision on a plan, and what is noted after it: how each row stands, and that the plan was followed up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lagesbild import permissions
from lagesbild.actions import plans as actions
from lagesbild.forms.lagesbilder import DecisionForm
from lagesbild.forms.plans import (
    FollowUpForm,
    StateForm,
)
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    member_required,
    posted_or_parked,
)
from lagesbild.views.pages import show_form
from lagesbild.views.plan_base import get_plan, plan_trail
from lagesbild.views.plan_rows import get_measure
from organisations.roles import Permission


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
        links=plan_trail(found),
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
    one = get_measure(found, row)
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
        links=plan_trail(found),
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
    return show_form(
        request, municipality, form, title=_("Följ upp planen"), links=plan_trail(found), lead=lead
    )

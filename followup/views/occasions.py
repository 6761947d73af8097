"""One planned occasion: its page, and the forms that add, change, move and cancel it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup import permissions, plans
from followup.actions import planning
from followup.followed import Followed, FollowedPromise
from followup.forms.planning import CancelForm, MoveForm, NewOccasionForm, OccasionForm
from followup.models import Occasion
from followup.states import OccasionState
from followup.views.base import (
    MemberRequest,
    attempt,
    get_activity,
    get_followed,
    member_required,
    page,
    posted_or_parked,
    status_of,
    tried,
)
from organisations.forms.base import ActionForm
from organisations.roles import Permission


@dataclass(frozen=True)
class Found:
    """An occasion that the person sees. ``activity`` is None when it is no longer promised."""

    promise: FollowedPromise
    occasion: Occasion
    activity: Followed | None

    @property
    def url(self) -> str:
        return reverse("followup:occasion", args=[self.promise.promise.pk, self.occasion.pk])


def _get(request: MemberRequest, pk: int, occasion: int) -> Found:
    found = get_followed(request, pk)
    rows = Occasion.objects.select_related("organisation", "promise", "cancelled_by")
    row = get_object_or_404(rows, pk=occasion, promise=found.promise)
    activity = found.activity(row.activity_key)
    if not permissions.can(request.user, Permission.VIEW_FOLLOW_UP, found, activity):
        raise Http404
    return Found(found, row, activity)


def _get_to_change(request: MemberRequest, pk: int, occasion: int) -> tuple[Found, Followed]:
    """The same with its activity, once the person may plan it."""
    one = _get(request, pk, occasion)
    _check(request, one)
    if one.activity is None:
        raise Http404
    return one, one.activity


def _check(request: MemberRequest, one: Found) -> None:
    permissions.check_can(request.user, Permission.PLAN, one.promise, one.activity)
    permissions.check_is_open(one.promise)


def _report_url(one: Found) -> str:
    """The form in which the occasion is reported."""
    if one.activity is None:
        return ""
    address = reverse("followup:report", args=[one.promise.promise.pk, one.activity.key])
    return f"{address}?tillfalle={one.occasion.pk}"


@require_safe
@member_required
def detail(request: MemberRequest, pk: int, occasion: int) -> HttpResponse:
    """An occasion, what became of it, and what the person can do with it."""
    one = _get(request, pk, occasion)
    line = plans.lines_of(one.promise, [one.occasion])[0]
    may_plan = permissions.can(request.user, Permission.PLAN, one.promise, one.activity)
    context = page(
        request,
        one.promise,
        "plan",
        line=line,
        activity=one.activity,
        occasion=one.occasion,
        may_plan=may_plan and one.promise.is_open,
        may_report=permissions.can(request.user, Permission.REPORT, one.promise, one.activity)
        and one.promise.is_open
        and line.first <= timezone.localdate(),
        report_url=_report_url(one),
        may_cancel=line.state in (OccasionState.PLANNED, OccasionState.UNREPORTED),
    )
    return render(request, "followup/occasion.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Plan an occasion of one's own."""
    found, activity = get_activity(request, pk, key)
    permissions.check_can(request.user, Permission.PLAN, found, activity)
    permissions.check_is_open(found)
    form = NewOccasionForm(posted_or_parked(request), doing=activity.doing_ids)
    form.initial.setdefault("organisation", planning.planner_of(activity))
    back = reverse("followup:activity_plan", args=[pk, key])
    if request.method == "POST" and form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        values: dict[str, Any] = {"by": request.user, "details": form.details(), **form.key(), **days}
        if attempt(form, lambda: planning.add(found, activity, **values)):
            messages.success(request, _("Tillfället är planerat."))
            return redirect(f"{back}?ar={days['starts_on'].year}")
    title = _("Planera ett tillfälle")
    return _show(request, found, form, title, back, lead=activity.text.text, button=_("Lägg till"))


@require_http_methods(["GET", "POST"])
@member_required
def change(request: MemberRequest, pk: int, occasion: int) -> HttpResponse:
    """Change what is to be done, where and by whom."""
    one, activity = _get_to_change(request, pk, occasion)
    form = OccasionForm(posted_or_parked(request), doing=activity.doing_ids)
    form.fill(one.occasion)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = {"by": request.user, "details": form.details(), **form.key()}
        if attempt(form, lambda: planning.change(one.occasion, **values)):
            messages.success(request, _("Ändringen är sparad."))
            return redirect(one.url)
    return _show(request, one.promise, form, _("Ändra tillfället"), one.url, lead=activity.text.text)


@require_http_methods(["GET", "POST"])
@member_required
def move(request: MemberRequest, pk: int, occasion: int) -> HttpResponse:
    """Give it other days."""
    one, activity = _get_to_change(request, pk, occasion)
    form = MoveForm(posted_or_parked(request))
    form.fill(one.occasion)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = {"by": request.user, **form.key(), **form.values()}
        if attempt(form, lambda: planning.move(one.occasion, **values)):
            messages.success(request, _("Tillfället är flyttat."))
            return redirect(one.url)
    title = _("Flytta tillfället")
    return _show(request, one.promise, form, title, one.url, lead=activity.text.text, button=_("Flytta"))


@require_http_methods(["GET", "POST"])
@member_required
def cancel(request: MemberRequest, pk: int, occasion: int) -> HttpResponse:
    """Say that it will not be, and why."""
    one = _get(request, pk, occasion)
    _check(request, one)
    form = CancelForm(posted_or_parked(request))
    form.fill(one.occasion)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["cancel_reason"]
        values: dict[str, Any] = {"by": request.user, "reason": reason, **form.key()}
        if attempt(form, lambda: planning.cancel(one.occasion, **values)):
            messages.success(request, _("Tillfället är inställt."))
            return redirect(one.url)
    lead = _("Det står kvar i planen som inställt, med skälet bredvid.")
    button = _("Ställ in tillfället")
    return _show(request, one.promise, form, _("Ställa in tillfället?"), one.url, lead=lead, button=button)


@require_POST
@member_required
def restore(request: MemberRequest, pk: int, occasion: int) -> HttpResponse:
    """Take a cancelled one up again."""
    one = _get(request, pk, occasion)
    tried(request, lambda: planning.restore(one.occasion, by=request.user), _("Tillfället är planerat igen."))
    return redirect(one.url)


def _show(
    request: MemberRequest, found: FollowedPromise, form: ActionForm, title: str, back: str, **extra: Any
) -> HttpResponse:
    context = page(
        request, found, "plan", form=form, title=title, back=back, **{"button": _("Spara"), **extra}
    )
    return render(request, "followup/plan_form.html", context, status=status_of(form))

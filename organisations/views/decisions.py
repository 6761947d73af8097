"""What meetings decide: written down, corrected, carried out, and the list of what is not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.actions import meetings as actions
from organisations.forms.meetings import DecisionForm, DoneForm, NewDecisionForm
from organisations.models import Decision
from organisations.permissions import (
    check_can_carry_out,
    decisions_to_carry_out,
    visible_organisations,
    works_for,
)
from organisations.querysets import organisations_near
from organisations.views.base import MemberRequest, attempt, member_required, posted_or_parked, show_form
from organisations.views.meetings import get_meeting, handled

MOST = 200


@require_safe
@member_required
def decisions(request: MemberRequest) -> HttpResponse:
    """The decisions that are not carried out, of the groups that the person sees and of the own organisation."""
    visible = visible_organisations(request.user).values("pk")
    waiting = Decision.objects.filter(
        Q(meeting__group__in=visible) | Q(owner__in=works_for(request.user)), done_on__isnull=True
    )
    rows = waiting.select_related("meeting__group", "owner").order_by(F("due_on").asc(nulls_last=True), "pk")
    shown = list(rows[:MOST])
    groups = {row.meeting.group_id for row in shown}
    seen = set(visible_organisations(request.user).filter(pk__in=groups).values_list("pk", flat=True))
    carrying_out = decisions_to_carry_out(request.user, shown)
    context = {
        "decisions": [(row, row.meeting.group_id in seen, row.pk in carrying_out) for row in shown],
        "today": timezone.localdate(),
    }
    return render(request, "organisations/decisions.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def decide(request: MemberRequest, pk: int) -> HttpResponse:
    """Note a decision."""
    meeting = get_meeting(request, pk, hold=True)
    near = organisations_near(meeting.group)
    initial = {"wants_change_of": request.GET.get("lofte", "")[:120], "item": request.GET.get("punkt")}
    form = NewDecisionForm(posted_or_parked(request), meeting=meeting, organisations=near, initial=initial)

    def save() -> None:
        values: Any = form.values()
        actions.decide(meeting, by=request.user, values=values, **form.key())

    title, success = _("Skriv in beslut"), _("Beslutet är inskrivet.")
    return handled(request, meeting, form, title, save, success)


def _decision(request: MemberRequest, pk: int, *, hold: bool) -> Decision:
    decision = get_object_or_404(Decision.objects.select_related("meeting__group", "owner"), pk=pk)
    if decision.owner_id not in works_for(request.user) or hold:
        decision.meeting = get_meeting(request, decision.meeting_id, hold=hold)
    return decision


@require_http_methods(["GET", "POST"])
@member_required
def change_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """Correct what was noted of a decision."""
    decision = _decision(request, pk, hold=True)
    near = organisations_near(decision.meeting.group, decision.owner_id)
    form = DecisionForm(
        posted_or_parked(request),
        meeting=decision.meeting,
        organisations=near,
        chosen=decision.wants_change_of,
    ).fill(decision)

    def save() -> None:
        values: Any = form.values()
        actions.change_decision(decision, by=request.user, values=values, **form.key())

    title = _("Ändra beslut %(number)d") % {"number": decision.number}
    return handled(request, decision.meeting, form, title, save, _("Beslutet är sparat."))


@require_http_methods(["GET", "POST"])
@member_required
def carry_out(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that a decision is carried out."""
    decision = _decision(request, pk, hold=False)
    check_can_carry_out(request.user, decision)
    if decision.done_on is not None:
        raise Http404
    form = DoneForm(posted_or_parked(request))

    def save() -> None:
        actions.carry_out(decision, by=request.user, **form.values())

    if request.method == "POST" and form.is_valid() and attempt(form, save):
        messages.success(request, _("Beslutet är klart."))
        return redirect("organisations:decisions")
    title = _("Beslut %(number)d är klart") % {"number": decision.number}
    cancel = reverse("organisations:decisions")
    return show_form(request, form, decision.meeting.group, title, notes=[decision.text], cancel_url=cancel)

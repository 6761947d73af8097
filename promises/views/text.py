"""The steps that are mostly text: sections and aims, dialogue, follow-up, signatories."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations.actions.rows import StaleEdit
from promises import grounds, permissions, progress
from promises.actions import content, drafting
from promises.forms.basics import AimsLeadForm
from promises.forms.text import DialogueForm, FollowUpForm
from promises.models import DialogueBasis, FollowUpPlan, Revision
from promises.permissions.linking import can_link
from promises.views import kinds
from promises.views.base import get_working, member_required, page, posted_or_parked, step_url
from promises.views.row_lists import listing
from promises.views.stale import compare


@member_required
@require_http_methods(["GET", "POST"])
def sections(request: HttpRequest, pk: int) -> HttpResponse:
    """All sections in their order and the aims; a POST saves the sentence before the aims."""
    revision = get_working(request, pk)
    form = AimsLeadForm(posted_or_parked(request), instance=revision)
    if request.method == "POST" and form.is_valid():
        before, text = form.cleaned_data["before"], form.cleaned_data["aims_lead"]
        try:
            drafting.save_aims_lead(revision, before=before, text=text, by=_user(request))
        except StaleEdit as stale:
            return compare(request, form, stale, back_url=request.path)
        messages.success(request, _("Sparat."))
        return redirect("promises:sections", pk)
    may_edit = permissions.can_edit(request.user, revision)
    context = page(
        request,
        revision,
        "sections",
        form=form,
        sections=listing(request, kinds.SECTION, revision, may_edit=may_edit),
        aims=listing(request, kinds.AIM, revision, may_edit=may_edit),
        onwards=progress.next_after(revision, "sections") if may_edit else None,
    )
    return render(request, "promises/sections.html", context)


def _user(request: HttpRequest) -> Any:
    return request.user


@member_required
@require_POST
def preview_section(request: HttpRequest, pk: int) -> HttpResponse:
    """How paragraphs and lists of a text will look."""
    get_working(request, pk)
    return render(request, "promises/_body_preview.html", {"text": request.POST.get("body", "")})


@member_required
@require_http_methods(["GET", "POST"])
def dialogue(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    form = DialogueForm(
        posted_or_parked(request), instance=_single(DialogueBasis, revision), revision=revision
    )
    if request.method == "POST":
        permissions.check_can_edit(_user(request), revision)
        if form.is_valid():
            return _save_single(request, revision, DialogueBasis, form, "dialogue")
    may_edit = permissions.can_edit(request.user, revision)
    shown = {"kind__in": sorted(progress.DIALOGUE_KINDS)}
    shown_rows = listing(request, kinds.SECTION, revision, may_edit=may_edit, step="dialogue", only=shown)
    may_link = can_link(request.user, revision)
    context = page(
        request,
        revision,
        "dialogue",
        form=form,
        sections=shown_rows,
        findings=grounds.grounds_of(_user(request), revision).findings,
        basis=grounds.basis_of(_user(request), revision),
        may_link=may_link,
    )
    return render(request, "promises/dialogue.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    plan = _single(FollowUpPlan, revision)
    proposal = _proposed_follow_up(revision) if plan is None and revision.is_editable else {}
    form = FollowUpForm(posted_or_parked(request), instance=plan, revision=revision, initial=proposal)
    if request.method == "POST":
        permissions.check_can_edit(_user(request), revision)
        if form.is_valid():
            return _save_single(request, revision, FollowUpPlan, form, "follow_up")
    may_edit = permissions.can_edit(request.user, revision)
    shown_rows = listing(request, kinds.INDICATOR, revision, may_edit=may_edit)
    context = page(request, revision, "follow_up", form=form, proposed=bool(proposal), indicators=shown_rows)
    return render(request, "promises/follow_up.html", context)


def _proposed_follow_up(revision: Revision) -> dict[str, Any]:
    """What many agree on, so that a small municipality only has to read and save. Nothing is saved unread."""
    start, end = revision.period_start, revision.period_end
    return {
        "by_whom": _("Kommunens samordnare och kommunpolisen"),
        "interval": FollowUpPlan.Interval.QUARTER,
        "first_on": start + timedelta(days=105) if start else None,
        "reported_to": _("Brottsförebyggande rådet"),
        "feedback_on": _month_after(end) if end else None,
        "feedback_channel": _("Kommunens webbplats"),
    }


def _month_after(day: date) -> date:
    return day + timedelta(days=31)


def _single(model: Any, revision: Revision) -> Any:
    return model.objects.filter(revision=revision).first()


def _save_single(request: HttpRequest, revision: Revision, model: Any, form: Any, step: str) -> HttpResponse:
    try:
        content.save_single(
            revision,
            model,
            edit_number=form.edit_number,
            creation_key=form.creation_key,
            values=form.values(),
            by=_user(request),
        )
    except StaleEdit as stale:
        return compare(request, form, stale, back_url=request.path)
    messages.success(request, _("Sparat."))
    return redirect(step_url(request, revision, step))

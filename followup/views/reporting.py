"""Reports: the list of what waits, the form made for a phone, the receipt, corrections."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from followup import permissions
from followup.actions import reporting
from followup.due import to_report
from followup.followed import Followed, FollowedPromise, holding_entries
from followup.forms.reporting import CorrectForm, ReportForm, RetractForm
from followup.models import Entry, Occasion
from followup.prefill import initial_values
from followup.settling import open_beside, stretch_of
from followup.views.base import (
    MemberRequest,
    attempt,
    get_activity,
    get_followed,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from followup.views.keeping import gives_text_back
from organisations.roles import Permission

PER_PAGE = 20


@require_safe
@member_required
def my_reports(request: MemberRequest) -> HttpResponse:
    """What the person can report on, what is due first; each a press from its form."""
    shown = Paginator(to_report(request.user), PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "followup/my_reports.html", {"page_obj": shown, "rows": shown.object_list})


@require_http_methods(["GET", "POST"])
@member_required
@gives_text_back
def report(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Report on an activity, or on one of its planned occasions (``?tillfalle=``)."""
    found, activity = get_activity(request, pk, key)
    permissions.check_can(request.user, Permission.REPORT, found, activity)
    permissions.check_is_open(found)
    occasion = _occasion(request, found, activity)
    form = _report_form(request, found, activity, occasion)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: _report(request, form, occasion))
    ):
        return redirect("followup:reported", pk=pk, entry=form.entry.pk)
    beside = open_beside(activity, occasion) if occasion else []
    context = {"form": form, "activity": activity, "occasion": occasion, "title": _("Rapportera")}
    context |= {"beside": beside, "stretch": stretch_of(activity, occasion) if occasion and beside else None}
    draft = f"{request.user.pk}:{pk}:{key}:{occasion.pk if occasion else ''}"
    return _form_page(request, found, draft=draft, **context)


def _report_form(
    request: MemberRequest, found: FollowedPromise, activity: Followed, occasion: Occasion | None
) -> Any:
    organisations = permissions.organisations_to_report_for(request.user, found, activity)
    if occasion is not None:
        # Whoever the occasion is planned for stands first.
        organisations.sort(key=lambda one: one.pk != occasion.organisation_id)
    entries = holding_entries().filter(promise=found.promise, activity_key=activity.key)
    initial = initial_values(activity, occasion, entries, timezone.localdate())
    files = request.FILES if request.method == "POST" else None
    form: Any = ReportForm(
        posted_or_parked(request), files, initial=initial, activity=activity, organisations=organisations
    )
    form.followed, form.activity = found, activity
    return form


def _report(request: MemberRequest, form: Any, occasion: Occasion | None) -> None:
    form.entry = reporting.report(
        form.followed,
        form.activity,
        organisation=form.cleaned_data["organisation"],
        values=form.values(),
        by=request.user,
        occasion=occasion,
        picture=form.new_picture(),
        is_sure=form.cleaned_data["is_sure"],
        **form.key(),
    )


def _occasion(request: MemberRequest, found: FollowedPromise, activity: Followed) -> Occasion | None:
    number = request.GET.get("tillfalle", "")
    if not number:
        return None
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        raise Http404
    return get_object_or_404(Occasion, pk=int(number), promise=found.promise, activity_key=activity.key)


def _form_page(request: MemberRequest, found: FollowedPromise, **extra: Any) -> HttpResponse:
    activity = extra["activity"]
    not_begun = activity.starts_on and activity.starts_on > timezone.localdate()
    context = page(request, found, "overview", not_begun=not_begun, **extra)
    return render(request, "followup/report_form.html", context, status=status_of(extra["form"]))


# --- A report that is written -------------------------------------------------------------------------


def get_entry(request: MemberRequest, pk: int, number: int) -> tuple[FollowedPromise, Followed | None, Entry]:
    """A report that the person may read, with its activity if that is still promised; else 404."""
    found = get_followed(request, pk)
    rows = Entry.objects.select_related("organisation", "picture", "occasion")
    entry = get_object_or_404(rows, promise=found.promise, id=number)
    activity = found.activity(entry.activity_key)
    if not permissions.can(request.user, Permission.VIEW_FOLLOW_UP, found, activity):
        raise Http404
    return found, activity, entry


@require_safe
@member_required
def reported(request: MemberRequest, pk: int, entry: int) -> HttpResponse:
    """The receipt: what was saved, and where to go from here."""
    found, activity, row = get_entry(request, pk, entry)
    is_own = row.reporter_id == request.user.pk
    spoken_for = Occasion.objects.filter(Q(pk=row.occasion_id) | Q(also_settled__entry=row)).distinct()
    more = {"entry": row, "is_own": is_own, "spoken_for": list(spoken_for)}
    context = page(request, found, "overview", activity=activity, **more)
    return render(request, "followup/reported.html", context)


@require_http_methods(["GET", "POST"])
@member_required
@gives_text_back
def correct(request: MemberRequest, pk: int, entry: int) -> HttpResponse:
    """Write a report anew; the earlier one is kept."""
    found, activity, row = get_entry(request, pk, entry)
    if activity is None:
        raise Http404
    _check_change(request, found, activity, row)
    if request.method == "GET" and (later := _later(row)):
        messages.info(request, _("Rapporten är redan rättad. Här är den som gäller."))
        return redirect("followup:correct", pk=pk, entry=later.pk)
    files = request.FILES if request.method == "POST" else None
    earlier = getattr(row, "picture", None)
    form: Any = CorrectForm(posted_or_parked(request), files, activity=activity, earlier=earlier).fill(row)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _correct(request, form, row)):
        return redirect("followup:reported", pk=pk, entry=form.entry.pk)
    context = {
        "form": form,
        "activity": activity,
        "occasion": row.occasion,
        "corrects": row,
        "title": _("Rätta rapporten"),
        "action_url": url_of_holding(form, "followup:correct"),
    }
    return _form_page(request, found, draft=f"{request.user.pk}:{pk}:rapport:{entry}", **context)


def _check_change(
    request: MemberRequest, found: FollowedPromise, activity: Followed | None, entry: Entry
) -> None:
    permissions.check_can(request.user, Permission.REPORT, found, activity)
    permissions.check_is_open(found)
    if entry.retracts:
        raise Http404


def _correct(request: MemberRequest, form: Any, row: Entry) -> None:
    form.entry = reporting.correct(
        row,
        values=form.values(),
        by=request.user,
        picture=form.chosen_picture(),
        is_sure=form.cleaned_data["is_sure"],
        **form.key(),
    )


def _later(entry: Entry) -> Entry | None:
    """The report that took the place of this one, the last of them; None when this one holds."""
    found = None
    while later := Entry.objects.filter(supersedes=found or entry, retracts=False).first():
        found = later
    return found


@require_http_methods(["GET", "POST"])
@member_required
@gives_text_back
def retract(request: MemberRequest, pk: int, entry: int) -> HttpResponse:
    """Take a report back, after asking why."""
    found, activity, row = get_entry(request, pk, entry)
    _check_change(request, found, activity, row)
    form: Any = RetractForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if attempt(form, lambda: reporting.retract(row, by=request.user, **values)):
            messages.success(request, _("Rapporten är tillbakatagen och räknas inte längre."))
            return redirect("followup:activity", pk=pk, key=row.activity_key)
    action_url = url_of_holding(form, "followup:retract")
    context = page(request, found, "overview", activity=activity, entry=row, form=form, action_url=action_url)
    return render(request, "followup/retract.html", context, status=status_of(form))


def url_of_holding(form: Any, name: str) -> str:
    """Where a form about a report goes on when the report was corrected meanwhile; empty when it was not."""
    return reverse(name, args=[form.holds.promise_id, form.holds.pk]) if form.holds else ""

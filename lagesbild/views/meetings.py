"""Lägesbildsträffen: what is new since the last one, what was decided, and a summary to the parties."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lagesbild import news, permissions
from lagesbild.actions import meetings as actions
from lagesbild.forms.meetings import SummaryForm
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from organisations.models import Meeting, Municipality
from organisations.permissions import can_hold_meetings, check_can_hold_meetings
from organisations.roles import Permission

# Meetings before and after today that the first page lists.
SHOWN = 10


@require_safe
@member_required
def meetings(request: MemberRequest, slug: str) -> HttpResponse:
    """The next meeting and those before it."""
    municipality = get_municipality(request, slug)
    today = timezone.localdate()
    every = news.meetings_of(municipality)
    coming = list(every.filter(held_on__gte=today).order_by("held_on", "pk")[:SHOWN])
    held = list(every.filter(held_on__lt=today).order_by("-held_on", "-pk")[:SHOWN])
    groups = list(news.groups_of(municipality).order_by("sort_key"))
    context = page(request, municipality, groups=groups, coming=coming, held=held)
    return render(request, "lagesbild/meetings.html", context)


@require_safe
@member_required
def meeting(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """What is new for one meeting."""
    municipality, found = _meeting(request, slug, pk)
    return _page(request, municipality, found)


@require_POST
@member_required
def fill(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Put what is new on the agenda."""
    municipality, found = _meeting(request, slug, pk)
    new = news.news_of(found, municipality, request.user)
    added = actions.fill(found, new, municipality, by=request.user)
    text = ngettext("%(count)d punkt är tillagd.", "%(count)d punkter är tillagda.", added)
    messages.success(request, text % {"count": added} if added else _("Allt stod redan på dagordningen."))
    return redirect("organisations:meeting", pk)


@require_http_methods(["GET", "POST"])
@member_required
def summary(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A short summary to everybody with a seat in the group."""
    municipality, found = _meeting(request, slug, pk)
    check_can_hold_meetings(request.user, found.group)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    if request.method == "GET":
        new = news.news_of(found, municipality, request.user)
        form = SummaryForm(posted_or_parked(request), initial={"text": _proposed(new)})
    else:
        form = SummaryForm(request.POST)
    sent: list[int] = []
    if request.method == "POST" and form.is_valid():
        said = {**form.values(), **form.key(), "by": request.user}
        if attempt(form, lambda: sent.append(actions.send_summary(found, municipality, **said))):
            text = ngettext(
                "Mejlet går till %(count)d person.", "Mejlet går till %(count)d personer.", sent[0]
            )
            messages.success(request, text % {"count": sent[0]})
            return redirect("lagesbild:meeting", slug, pk)
    context = page(request, municipality, meeting=found, form=form)
    return render(request, "lagesbild/meeting_summary.html", context, status=status_of(form))


def _proposed(new: news.News) -> str:
    """What the numbers and the decisions say, for somebody to write on."""
    span = _("Sedan %(day)s:") % {"day": date_format(new.since, "j F")}
    lines = [span, *(f"– {label}: {count}" for label, count in new.counts)]
    if not new.counts:
        lines.append(_("– inga nya händelserapporter"))
    if new.decisions:
        lines += ["", _("Beslutade insatser som pågår:")]
        for one in new.decisions:
            due = f", {_('klart senast')} {date_format(one.due_on, 'j F')}" if one.due_on else ""
            owner = f" ({one.owner}{due})" if one.owner else ""
            lines.append(f"– {one.text[:200]}{owner}")
    return "\n".join(lines)


def _meeting(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, Meeting]:
    municipality = get_municipality(request, slug)
    return municipality, get_object_or_404(news.meetings_of(municipality), pk=pk)


def _page(request: MemberRequest, municipality: Municipality, found: Meeting) -> HttpResponse:
    context = page(
        request,
        municipality,
        meeting=found,
        news=news.news_of(found, municipality, request.user),
        may_hold=can_hold_meetings(request.user, found.group),
        today=timezone.localdate(),
    )
    return render(request, "lagesbild/meeting.html", context)

"""The follow-up of all that a person sees, of one promise, and of one activity."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from followup import permissions
from followup.entries import history
from followup.outcome import ROLL_UP_RULE, RULE, RULES, kept_in_words
from followup.standing import result_of, silence_of, standing_of
from followup.states import Standing
from followup.views.base import MemberRequest, get_activity, get_followed, member_required, page
from organisations.roles import Permission
from promises.models import Revision
from promises.summaries import summary_of

PER_PAGE = 20


@require_safe
@member_required
def index(request: MemberRequest) -> HttpResponse:
    """The promises whose follow-up the person sees, the newest first."""
    texts = Revision.objects.current().filter(promise__in=permissions.followed_by(request.user).values("pk"))
    # From what is kept for lists: twenty whole texts would be read for a line each.
    rows = (
        texts.select_related("promise", "version")
        .defer("version__canonical")
        .order_by("-published_at", "-pk")
    )
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida"))
    found = [(row, summary_of(row.version)) for row in shown.object_list]
    return render(request, "followup/list.html", {"page_obj": shown, "rows": found})


@require_safe
@member_required
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """How each activity that the person may follow stands against what was promised."""
    found = get_followed(request, pk)
    reach = {one.key for one in permissions.within_reach(request.user, Permission.VIEW_FOLLOW_UP, found)}
    stands = standing_of(found)
    areas = [
        (area, [one for one in area.activities if one.activity.key in reach])
        for area in stands.areas
        if any(one.activity.key in reach for one in area.activities)
    ]
    shown = [one.result.standing for _area, activities in areas for one in activities]
    counts = [(standing, shown.count(standing)) for standing in Standing if standing in shown]
    context = page(
        request,
        found,
        "overview",
        stands=stands,
        areas=areas,
        counts=counts,
        in_words=kept_in_words(counts),
        rules=(RULE, *RULES, ROLL_UP_RULE),
        may_export=permissions.can(request.user, Permission.MAKE_REPORT, found),
    )
    return render(request, "followup/detail.html", context)


@require_safe
@member_required
def activity(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """One activity: what was promised, what is done, and every report on it, corrections too."""
    found, one = get_activity(request, pk, key)
    reports = history(found.promise, key)
    holding = [report.entry for report in reports if not report.entry.retracts]
    result = result_of(one, holding, timezone.localdate(), silence_of(found))
    context = page(
        request,
        found,
        "overview",
        activity=one,
        result=result,
        reports=reports,
        is_open=found.is_open,
        rules=(RULE, *RULES),
        may_report=permissions.can(request.user, Permission.REPORT, found, one),
        may_release=permissions.can(request.user, Permission.RELEASE, found),
        may_plan=permissions.can(request.user, Permission.PLAN, found, one),
    )
    return render(request, "followup/activity.html", context)

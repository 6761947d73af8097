"""What waits across promises: silences, points for a meeting's agenda, and changes that a meeting wants."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from followup import permissions
from followup.agenda import suggestions
from followup.followed import followed_many
from followup.silences import silences_of
from followup.views.base import MemberRequest, member_required
from organisations.actions import meetings
from organisations.permissions import check_can_hold_meetings
from organisations.roles import Permission
from organisations.views.meetings import get_meeting
from promises.states import Status

# No person follows up more promises than this at once.
MOST = 300


@require_safe
@member_required
def silences(request: MemberRequest) -> HttpResponse:
    """Activities without a report for too long, in the promises that the person follows up as a whole."""
    seen = permissions.followed_whole_by(request.user, Permission.VIEW_FOLLOW_UP)
    running = seen.filter(revisions__status=Status.PUBLISHED).order_by("-pk")[:MOST]
    found = silences_of(followed_many(running).values())
    return render(request, "followup/silences.html", {"silences": found})


@require_http_methods(["GET", "POST"])
@member_required
def agenda(request: MemberRequest, pk: int) -> HttpResponse:
    """What the follow-up suggests for a meeting, and the button that puts it on the agenda."""
    meeting = get_meeting(request, pk)
    check_can_hold_meetings(request.user, meeting.group)
    points = suggestions(meeting, request.user)
    if request.method == "POST":
        added = meetings.fill(meeting, points, by=request.user)
        text = ngettext("%(count)d punkt är tillagd.", "%(count)d punkter är tillagda.", len(added))
        messages.success(request, text % {"count": len(added)})
        return redirect("organisations:meeting", pk)
    already = set(meeting.items.exclude(source="").values_list("source", flat=True))
    context = {
        "meeting": meeting,
        "points": [(point, point.source in already) for point in points],
        "is_new": any(point.source not in already for point in points),
    }
    return render(request, "followup/agenda.html", context)


@require_safe
@member_required
def wanted_change(request: MemberRequest, slug: str) -> HttpResponse:
    """From a meeting's decision to the page where a new version of the promise is begun. Changes nothing."""
    promise = get_object_or_404(permissions.followed_by(request.user), slug=slug)
    return redirect("promises:amend", promise.pk)

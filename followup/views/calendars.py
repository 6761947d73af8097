"""A person's own calendar addresses."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from followup import permissions
from followup.actions import calendars
from followup.followed import followed_many
from followup.models import CalendarFeed
from followup.views.base import MemberRequest, get_followed, member_required, page
from organisations.notifications import absolute


@require_http_methods(["GET", "POST"])
@member_required
def index(request: MemberRequest) -> HttpResponse:
    """Every address that the person has; POST makes the one for all occasions."""
    if request.method == "POST":
        calendars.open_for_all(by=request.user)
        messages.success(request, _("Adressen är skapad. Lägg in den i din kalender."))
        return redirect("followup:calendars")
    feeds = list(_open(request).select_related("promise").order_by("promise", "pk"))
    titles = followed_many([feed.promise for feed in feeds if feed.promise])
    rows = [
        (feed, titles[feed.promise_id].document.title if feed.promise_id in titles else "", _address(feed))
        for feed in feeds
    ]
    context = {
        "rows": rows,
        "has_all": any(feed.promise_id is None for feed in feeds),
        "may_have_all": permissions.may_have_calendar_of_all(request.user),
    }
    return render(request, "followup/calendars.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def promise(request: MemberRequest, pk: int) -> HttpResponse:
    """The person's address for one promise; POST makes it."""
    found = get_followed(request, pk)
    if request.method == "POST":
        calendars.open_for_promise(found, by=request.user)
        messages.success(request, _("Adressen är skapad. Lägg in den i din kalender."))
        return redirect("followup:promise_calendar", pk=pk)
    feed = _open(request).filter(promise=found.promise).first()
    address = _address(feed) if feed else ""
    return render(
        request, "followup/promise_calendar.html", page(request, found, "plan", feed=feed, address=address)
    )


@require_POST
@member_required
def close(request: MemberRequest, feed: int) -> HttpResponse:
    """Take an address back."""
    calendars.close(get_object_or_404(CalendarFeed, pk=feed, user=request.user), by=request.user)
    messages.success(request, _("Adressen är stängd. Kalendrar som har den får inget mer."))
    return redirect("followup:calendars")


def _open(request: MemberRequest) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.filter(user=request.user, revoked_at__isnull=True)


def _address(feed: CalendarFeed) -> str:
    return absolute(reverse("public:calendar", args=[feed.secret]))

"""The page about focus areas and activities, and what is done to one activity without writing in it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import reswap, trigger_client_event

from organisations.actions.rows import StaleEdit
from organisations.parking import parked_data
from promises import activity_list, activity_reading, permissions
from promises.actions import activities
from promises.grounds import grounds_of
from promises.models import Activity, Revision
from promises.permissions.answers import answerable
from promises.permissions.linking import can_link
from promises.views.activity_base import (
    STEP,
    already_gone,
    editable,
    find,
    in_place,
    list_url,
    number_in,
    row_context,
    show_row,
    user_of,
)
from promises.views.activity_forms import like, quick_form
from promises.views.base import get_working, member_required, page


@member_required
@require_GET
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """All focus areas and activities, with a short form open where the next one is to be written."""
    revision = get_working(request, pk)
    may_edit = permissions.can_edit(request.user, revision)
    groups = activity_list.groups_of(revision, may_edit=may_edit)
    if may_edit:
        _open_form(request, revision, groups)
    total = sum(len(group.rows) for group in groups)
    asked = [q.organisation for group in groups for row in group.rows for q in row.questions]
    context = page(
        request,
        revision,
        STEP,
        groups=groups,
        total=total,
        areas=len(groups) - 1,
        grounds=grounds_of(user_of(request), revision),
        may_link=can_link(request.user, revision),
        answerable=answerable(request.user, asked),
    )
    return render(request, "promises/activities.html", context)


@member_required
@require_GET
def show(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The activity as it stands: what "Avbryt" brings back in place."""
    revision = get_working(request, pk)
    activity = find(revision, row)
    if activity is None or not in_place(request):
        return redirect(list_url(revision, activity))
    return render(request, "promises/_activity.html", row_context(request, activity))


@member_required
@require_POST
def copy(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    revision = editable(request, pk)
    activity = find(revision, row)
    if activity is None:
        return already_gone(request, revision)
    made = activities.copy_activity(activity, creation_key=_key(request), by=user_of(request))
    response = show_row(
        request, revision, made.pk, _("Kopian ligger efter aktiviteten. Ändra det som skiljer.")
    )
    return reswap(response, "afterend") if in_place(request) else response


@member_required
@require_POST
def move(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Up or down among its neighbours."""
    revision = editable(request, pk)
    activity = find(revision, row)
    if activity is None:
        return already_gone(request, revision)
    activities.reorder_activity(activity, up=request.POST.get("direction") != "down", by=user_of(request))
    if not in_place(request):
        return redirect(list_url(revision, activity))
    rows = activities.siblings(revision, activity.focus_area_id).order_by("position", "pk")
    order = [f"aktivitet-{number}" for number in rows.values_list("pk", flat=True)]
    detail = {"list": f"aktiviteter-{activity.focus_area_id or 0}", "order": order}
    return trigger_client_event(HttpResponse(status=204), "rows:moved", detail)


@member_required
@require_POST
def take_reading(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Let what was read in the activity's own text stand as its omfattning."""
    revision = editable(request, pk)
    activity = find(revision, row)
    if activity is None:
        return already_gone(request, revision)
    activities.take_reading(activity, by=user_of(request))
    return show_row(request, revision, row, _("Omfattningen är läst ur texten."))


@member_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    revision = editable(request, pk)
    activity = find(revision, row)
    if activity is None:
        return already_gone(request, revision)
    if request.method == "POST":
        try:
            number = number_in(request.POST, "edit_number")
            activities.remove_activity(activity, edit_number=number, by=user_of(request))
        except StaleEdit:
            messages.warning(
                request, _("Någon annan hann ändra aktiviteten. Läs igenom innan du tar bort den.")
            )
            return _still_there(request, revision, row)
        return _removed(request, revision, activity)
    template = "promises/_activity_remove.html" if in_place(request) else "promises/activity_remove.html"
    return render(request, template, row_context(request, activity, back_url=list_url(revision, activity)))


def _open_form(request: HttpRequest, revision: Revision, groups: list[activity_list.Group]) -> None:
    """Open the short form where the address says, else at the end when there is nothing but activities."""
    parked = parked_data(request, reverse("promises:activity_add", args=[revision.promise_id]))
    asked = parked.get("focus_area") or "0" if parked else request.GET.get("ny", "")
    group = next((group for group in groups if str(group.number) == asked), None)
    if group is None and len(groups) == 1:
        group = groups[0]
    if group is not None:
        group.form = quick_form(revision, group, parked, like(activity_list.latest_of(groups)))
        if "ny" in request.GET:
            group.form.start_at("text")
        group.reading = activity_reading.reading_in(group.form)


def _still_there(request: HttpRequest, revision: Revision, row: int) -> HttpResponse:
    activity = find(revision, row)
    if activity is None or not in_place(request):
        return redirect(list_url(revision, activity))
    return render(request, "promises/_activity_saved.html", row_context(request, activity))


def _removed(request: HttpRequest, revision: Revision, activity: Activity) -> HttpResponse:
    messages.success(request, _("Aktiviteten är borttagen."))
    if not in_place(request):
        return redirect(list_url(revision))
    response = render(request, "promises/_messages_only.html")
    name = f"aktiviteter-{activity.focus_area_id or activity_list.OUTSIDE}"
    return trigger_client_event(response, "rows:removed", {"list": name})


def _key(request: HttpRequest) -> uuid.UUID:
    """The key of the button that was pressed; a button without one is one of its own."""
    try:
        return uuid.UUID(request.POST.get("creation_key", ""))
    except ValueError:
        return uuid.uuid4()

"""Meetings: their page, agenda and minutes. What they decide is in ``decisions``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.actions import meetings as actions
from organisations.forms.base import ActionForm
from organisations.forms.meetings import (
    ItemForm,
    MeetingForm,
    NewItemForm,
    NewMeetingForm,
    RepeatForm,
)
from organisations.models import AgendaItem, Meeting
from organisations.permissions import can_hold_meetings, check_can_hold_meetings, decisions_to_carry_out
from organisations.views.base import (
    MemberRequest,
    ask_first,
    attempt,
    back_to,
    get_group,
    member_required,
    posted_or_parked,
    show_form,
)

MOST = 200


def get_meeting(request: MemberRequest, pk: int, *, hold: bool = False) -> Meeting:
    """The meeting, if the person sees its group; ``hold``: and may hold its meetings, else 403."""
    meeting = get_object_or_404(Meeting.objects.select_related("group"), pk=pk)
    meeting.group = get_group(request, meeting.group_id)
    if hold:
        check_can_hold_meetings(request.user, meeting.group)
    return meeting


@require_safe
@member_required
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """One meeting: agenda with what was noted, and numbered decisions."""
    meeting = get_meeting(request, pk)
    may_hold = can_hold_meetings(request.user, meeting.group)
    decisions = list(meeting.decisions.select_related("owner", "done_by"))
    carrying_out = decisions_to_carry_out(request.user, decisions)
    context = {
        "meeting": meeting,
        "group": meeting.group,
        "items": list(meeting.items.all()),
        "decisions": [(one, one.pk in carrying_out) for one in decisions],
        "may_hold": may_hold,
        "today": timezone.localdate(),
    }
    return render(request, "organisations/meeting.html", context)


def handled(
    request: MemberRequest,
    meeting: Meeting,
    form: ActionForm,
    title: str,
    action: Callable[[], Any],
    success: str,
    **extra: Any,
) -> HttpResponse:
    """Show the form or do what it says, and go back to the meeting."""
    if request.method == "POST" and form.is_valid() and attempt(form, action):
        messages.success(request, success)
        return redirect("organisations:meeting", meeting.pk)
    extra.setdefault("cancel_url", reverse("organisations:meeting", args=[meeting.pk]))
    return show_form(request, form, meeting.group, title, **extra)


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """Note a meeting, planned or held."""
    group = get_group(request, pk)
    check_can_hold_meetings(request.user, group)
    form = NewMeetingForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {"by": request.user, "values": form.values(), **form.key()}
        if attempt(form, lambda: actions.add(group, **action)):
            messages.success(request, _("Mötet är tillagt."))
            return back_to(group, "moten")
    return show_form(request, form, group, _("Lägg till möte"), button=_("Lägg till"))


@require_http_methods(["GET", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a meeting or write its notes."""
    meeting = get_meeting(request, pk, hold=True)
    form = MeetingForm(posted_or_parked(request)).fill(meeting)

    def save() -> None:
        values: Any = form.values()
        actions.change(meeting, by=request.user, values=values, **form.key())

    remove_url = reverse("organisations:remove_meeting", args=[pk])
    title, success = _("Ändra möte"), _("Ändringen är sparad.")
    return handled(request, meeting, form, title, save, success, remove_url=remove_url)


@require_http_methods(["GET", "POST"])
@member_required
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove a meeting that was never held, after asking."""
    meeting = get_meeting(request, pk, hold=True)
    if request.method == "POST":
        actions.remove(meeting, by=request.user)
        messages.success(request, _("Mötet är borttaget."))
        return back_to(meeting.group, "moten")
    text = _("Dagordning och anteckningar försvinner. Det går inte att ångra.")
    return ask_first(request, meeting.group, _("Ta bort mötet?"), text, _("Ta bort"))


@require_http_methods(["GET", "POST"])
@member_required
def repeat(request: MemberRequest, pk: int) -> HttpResponse:
    """Plan the same meeting again and again until a day."""
    meeting = get_meeting(request, pk, hold=True)
    form = RepeatForm(posted_or_parked(request))
    made: list[Meeting] = []
    if request.method == "POST" and form.is_valid():
        action = {"by": request.user, **form.values()}
        if attempt(form, lambda: made.extend(actions.repeat(meeting, **action))):
            messages.success(request, _("Nya möten: %(count)d.") % {"count": len(made)})
            return back_to(meeting.group, "moten")
    lead = _("Tid, plats och ingress blir desamma. Dagar då gruppen redan har ett möte hoppas över.")
    cancel = reverse("organisations:meeting", args=[pk])
    return show_form(
        request,
        form,
        meeting.group,
        _("Upprepa mötet"),
        lead=lead,
        button=_("Lägg in möten"),
        cancel_url=cancel,
    )


# --- The agenda -------------------------------------------------------------------------------------


def _item(request: MemberRequest, pk: int) -> AgendaItem:
    item = get_object_or_404(AgendaItem, pk=pk)
    item.meeting = get_meeting(request, item.meeting_id, hold=True)
    return item


@require_http_methods(["GET", "POST"])
@member_required
def add_item(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a point on the agenda."""
    meeting = get_meeting(request, pk, hold=True)
    form = NewItemForm(posted_or_parked(request))

    def save() -> None:
        actions.add_item(meeting, by=request.user, **form.values(), **form.key())

    title, success = _("Lägg till punkt"), _("Punkten är tillagd.")
    return handled(request, meeting, form, title, save, success, button=_("Lägg till"))


@require_http_methods(["GET", "POST"])
@member_required
def change_item(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a point, or note what was said about it."""
    item = _item(request, pk)
    form = ItemForm(posted_or_parked(request)).fill(item)

    def save() -> None:
        actions.change_item(item, by=request.user, **form.values(), **form.key())

    remove_url = reverse("organisations:remove_agenda_item", args=[pk])
    title, success = _("Ändra punkt"), _("Punkten är sparad.")
    return handled(request, item.meeting, form, title, save, success, remove_url=remove_url)


@require_POST
@member_required
def move_item(request: MemberRequest, pk: int) -> HttpResponse:
    """Move a point up or down."""
    item = _item(request, pk)
    actions.move_item(item, by=request.user, steps=-1 if request.POST.get("riktning") == "upp" else 1)
    return redirect(reverse("organisations:meeting", args=[item.meeting_id]) + "#dagordning")


@require_http_methods(["GET", "POST"])
@member_required
def remove_item(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a point off the agenda, after asking."""
    item = _item(request, pk)
    back = reverse("organisations:meeting", args=[item.meeting_id])
    if request.method == "POST":
        actions.remove_item(item, by=request.user)
        messages.success(request, _("Punkten är borttagen."))
        return redirect(back)
    text = _("Underlag och anteckningar till punkten försvinner. Beslut på den står kvar.")
    title = _("Ta bort punkten?")
    return ask_first(request, item.meeting.group, title, text, _("Ta bort"), cancel_url=back)

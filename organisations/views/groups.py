"""Councils and groups: their page and their seats."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.actions import groups
from organisations.forms.groups import (
    GroupForm,
    NewGroupForm,
    NewSeatForm,
    SeatForm,
)
from organisations.models import Group, GroupMember, Membership, Municipality, Organisation, User
from organisations.permissions import (
    can_hold_meetings,
    can_in_organisation,
    check_can_in_organisation,
    visible_organisations,
)
from organisations.querysets import organisations_near
from organisations.roles import Permission
from organisations.views.base import (
    MemberRequest,
    ask_first,
    attempt,
    back_to,
    get_group,
    get_organisation,
    member_required,
    posted_or_parked,
    show_form,
    url_of,
)

OWNERS = {Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA}


@require_safe
@member_required
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """A group: its task, who sits in it, its meetings."""
    group = get_group(request, pk)
    context = {
        "group": group,
        "parent_url": url_of(group.parent) if group.parent else "",
        "municipalities": group.municipalities.all(),
        "seats": group.seats.valid().select_related("organisation", "user"),
        "meetings": group.meetings.all(),
        "may_hold": can_hold_meetings(request.user, group),
        "may_manage": can_in_organisation(request.user, Permission.MANAGE_GROUPS, group),
    }
    return render(request, "organisations/group.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """Start a group that belongs to a municipality or a police area."""
    organisation = get_organisation(request, pk)
    _check(request, organisation)
    if organisation.kind not in OWNERS:
        raise PermissionDenied(_("En grupp hör till en kommun eller ett lokalpolisområde."))
    form = NewGroupForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        values = {"municipalities": _municipalities(organisation), **form.key(), **form.values()}
        action = {"by": request.user, "organisation": organisation, **values}
        if attempt(form, lambda: groups.add(**action)):
            messages.success(request, _("Gruppen är tillagd. Lägg in vilka som sitter i den."))
            return back_to(organisation, "grupper")
    lead = _("Till exempel brottsförebyggande rådet, styrgruppen eller trygghetsgruppen.")
    return show_form(request, form, organisation, _("Lägg till grupp"), lead=lead, button=_("Lägg till"))


def _municipalities(organisation: Organisation) -> list[Municipality]:
    """For whom the group works: the municipality it belongs to, or those of the police area."""
    covered = Q(pk=organisation.pk) | Q(police_area_links__police_area=organisation.pk)
    return list(Municipality.objects.filter(covered).distinct())


def _check(request: MemberRequest, organisation: Organisation) -> None:
    check_can_in_organisation(request.user, Permission.MANAGE_GROUPS, organisation)


@require_http_methods(["GET", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a group's name, kind and task."""
    group = get_group(request, pk)
    _check(request, group)
    form = GroupForm(posted_or_parked(request)).fill(group)
    if request.method == "POST" and form.is_valid():
        action = {"by": request.user, **form.key(), **form.values()}
        if attempt(form, lambda: groups.change(group, **action)):
            messages.success(request, _("Ändringen är sparad."))
            return back_to(group)
    close_url = reverse("organisations:close_group", args=[pk])
    extra = {"remove_url": close_url, "remove_text": _("Gruppen finns inte längre")}
    return show_form(request, form, group, _("Ändra gruppen"), **extra)


@require_http_methods(["GET", "POST"])
@member_required
def close(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that a group no longer exists, after asking."""
    group = get_group(request, pk)
    _check(request, group)
    if request.method == "POST":
        groups.close(group, by=request.user)
        messages.success(request, _("Gruppen är avslutad."))
        return back_to(group.parent) if group.parent else redirect("organisations:list")
    text = _("Den går inte att välja i nya löften. I löften som nämner den står den kvar.")
    return ask_first(request, group, _("Avsluta gruppen?"), text, _("Avsluta gruppen"))


# --- Seats ------------------------------------------------------------------------------------------


def _seat(request: MemberRequest, pk: int) -> GroupMember:
    seat = get_object_or_404(GroupMember.objects.select_related("group", "user"), pk=pk)
    seat.group = get_group(request, seat.group_id)
    _check(request, seat.group)
    return seat


def _choices(request: MemberRequest, group: Group, seat: GroupMember | None = None) -> dict[str, Any]:
    """Which organisations and people a seat can have: those near the group, and of people those one may see."""
    near = organisations_near(group, seat.organisation_id if seat else None)
    visible = visible_organisations(request.user).values("pk")
    working = Membership.objects.valid().filter(organisation__in=near.values("pk"))
    working = working.filter(organisation__in=visible)
    people = Q(pk__in=working.values("user")) | Q(pk=seat.user_id if seat else None)
    return {
        "organisations": near,
        "people": User.objects.filter(people),
    }


@require_http_methods(["GET", "POST"])
@member_required
def add_seat(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a seat to a group."""
    group = get_group(request, pk)
    _check(request, group)
    form = NewSeatForm(posted_or_parked(request), **_choices(request, group))
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {"by": request.user, "values": form.values(), **form.key()}
        if attempt(form, lambda: groups.add_seat(group, **action)):
            messages.success(request, _("Platsen är tillagd."))
            return back_to(group, "platser")
    lead = _("En plats är en funktion i en organisation. Personen behövs bara om hen har ett konto.")
    return show_form(request, form, group, _("Lägg till plats"), lead=lead, button=_("Lägg till"))


@require_http_methods(["GET", "POST"])
@member_required
def change_seat(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a seat."""
    seat = _seat(request, pk)
    form = SeatForm(posted_or_parked(request), **_choices(request, seat.group, seat)).fill(seat)
    if request.method == "POST" and form.is_valid():
        action: dict[str, Any] = {"by": request.user, "values": form.values(), **form.key()}
        if attempt(form, lambda: groups.change_seat(seat, **action)):
            messages.success(request, _("Ändringen är sparad."))
            return back_to(seat.group, "platser")
    remove_url = reverse("organisations:remove_seat", args=[pk])
    return show_form(request, form, seat.group, _("Ändra plats"), remove_url=remove_url)


@require_http_methods(["GET", "POST"])
@member_required
def remove_seat(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove a seat, after asking."""
    seat = _seat(request, pk)
    if request.method == "POST":
        groups.remove_seat(seat, by=request.user)
        messages.success(request, _("Platsen är borttagen."))
        return back_to(seat.group, "platser")
    text = _("Har platsen använts? Ange hellre en sista dag, så syns det vilka som har suttit i gruppen.")
    return ask_first(request, seat.group, _("Ta bort platsen %(seat)s?") % {"seat": seat}, text, _("Ta bort"))

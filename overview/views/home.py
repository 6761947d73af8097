"""Min sida: what waits, where to go, and one's own account."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from followup.desk import desk_of
from lagesbild.permissions import may_report_somewhere
from organisations.actions import users
from organisations.forms.accounts import NameForm
from organisations.models import Group, Mandate, Membership, User
from organisations.parking import MemberRequest, kept_for, member_required, posted_or_parked
from organisations.permissions import group_seats_of, organisations_where, seats_of
from organisations.roles import Permission, Relation
from organisations.swedish import sort_form
from overview.glance import glances, leads
from overview.waiting import waiting_for
from promises import permissions
from promises.listing import working_revisions
from promises.states import OPEN

LATEST = 5
MOST_GROUPS = 12


@require_safe
@member_required
def home(request: MemberRequest) -> HttpResponse:
    """What waits for the person, the promises under way, and texts that were not saved."""
    desk = desk_of(request.user)
    seats = sorted(seats_of(request.user), key=lambda seat: (sort_form(seat.organisation_name), seat.role))
    underway = working_revisions(permissions.visible_to(request.user)).revisions.filter(status__in=OPEN)
    context = {
        "seats": seats,
        "is_member": bool(seats) or request.user.is_superuser,
        "other_days": _of_other_days(request.user) if not seats else [],
        "today": timezone.localdate(),
        "tasks": waiting_for(desk),
        "underway": underway.order_by("-edited_at", "-pk")[:LATEST],
        "may_report": may_report_somewhere(request.user),
        "may_create": permissions.can_create(request.user),
        "kept": kept_for(request.user),
        "groups": _groups(request.user),
        "leads": leads(request.user),
        "glances": glances(desk),
    }
    return render(request, "overview/home.html", context)


def _groups(user: User) -> list[Group]:
    """The councils and groups that the person sits in, and those whose meetings are its own organisation's to call."""
    seated = [group for group, _organisation in group_seats_of(user)]
    calls = organisations_where(user, Permission.HOLD_MEETINGS, Relation.OWN)
    found = Group.objects.filter(Q(pk__in=seated) | Q(parent__in=calls), is_active=True)
    return list(found.select_related("parent").order_by("sort_key", "pk")[:MOST_GROUPS])


def _of_other_days(user: User) -> list[Membership]:
    """Roles that have not begun or are over, the latest first: why somebody with an account has nothing here today."""
    held = Membership.objects.filter(user=user).select_related("organisation")
    return list(held.order_by("-valid_from", "-pk")[:LATEST])


@require_http_methods(["GET", "POST"])
@member_required
def account(request: MemberRequest) -> HttpResponse:
    """One's own name, roles and mandates, and the way to password and passkeys."""
    form = NameForm(posted_or_parked(request), initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        users.rename(request.user, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Namnet är sparat."))
        return redirect("overview:account")
    return render(request, "overview/account.html", _account(request, form))


def _account(request: MemberRequest, form: NameForm) -> dict[str, Any]:
    mandates = Mandate.objects.valid().filter(user=request.user).select_related("organisation")
    memberships = Membership.objects.of(request.user).order_by("organisation__sort_key", "role")
    return {"form": form, "memberships": memberships, "mandates": mandates}

"""The organisations one works with, the page of one, and adding and changing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations import permissions
from organisations.actions import invitations, organisations
from organisations.forms.organisations import NewOrganisationForm, OrganisationForm
from organisations.models import Group, Mandate, Membership, Organisation
from organisations.permissions import can_in_organisation, visible_organisations
from organisations.roles import Permission
from organisations.views.base import (
    MemberRequest,
    attempt,
    back_to,
    get_organisation,
    member_required,
    posted_or_parked,
    show_form,
    url_of,
)

PAGE_SIZE = 25
Kind = Organisation.Kind
# What stands on its own in the list; units and groups are on the page of what they belong to.
LISTED = [kind for kind in Kind if kind not in {Kind.UNIT, Kind.GROUP}]


@require_safe
@member_required
def list_organisations(request: MemberRequest) -> HttpResponse:
    """Everything that the person may see, their own first, searched by name."""
    query = request.GET.get("q", "")
    mine = {seat.organisation_id for seat in permissions.seats_of(request.user)}
    visible = visible_organisations(request.user).select_related("parent").distinct()
    others = visible.filter(kind__in=LISTED).exclude(pk__in=mine).matching(query).order_by("sort_key")
    context = {
        "mine": visible.filter(pk__in=mine).order_by("sort_key"),
        "page": Paginator(others, PAGE_SIZE).get_page(request.GET.get("sida")),
        "query": query,
        "has_seats": bool(mine) or request.user.is_superuser,
    }
    return render(request, "organisations/list.html", context)


@require_safe
@member_required
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """An organisation: people and roles, mandates, contacts, groups, and what belongs to it."""
    organisation = get_organisation(request, pk)
    if organisation.kind == Kind.GROUP:
        return redirect("organisations:group", pk=pk)
    return render(request, "organisations/detail.html", _page(request, organisation))


def _page(request: MemberRequest, organisation: Organisation) -> dict[str, Any]:
    may = {
        name: can_in_organisation(request.user, permission, organisation)
        for name, permission in {
            "members": Permission.MANAGE_MEMBERS,
            "mandates": Permission.MANAGE_MANDATES,
            "groups": Permission.MANAGE_GROUPS,
            "contacts": Permission.MANAGE_CONTACTS,
            "add": Permission.ADD_ORGANISATION,
        }.items()
    }
    may["add"] = may["add"] and organisation.kind in {Kind.MUNICIPALITY, Kind.POLICE_AREA}
    may["groups"] = may["groups"] and may["add"]
    below = Organisation.objects.filter(Q(parent=organisation) | Q(managed_by=organisation), is_active=True)
    groups = Group.objects.filter(Q(parent=organisation) | Q(municipalities=organisation), is_active=True)
    return {
        "organisation": organisation,
        "may": may,
        "can_change": _may_change(request, organisation),
        "members": Membership.objects.valid().filter(organisation=organisation).select_related("user"),
        "coming": _coming(organisation),
        "grantable": permissions.grantable_roles(request.user, organisation),
        "invitations": invitations.pending().filter(organisation=organisation).order_by("-created_at")
        if may["members"]
        else [],
        "mandates": Mandate.objects.not_over().filter(organisation=organisation).with_people(),
        "confirmable": set(
            permissions.mandates_to_confirm(request.user)
            .filter(organisation=organisation)
            .values_list("pk", flat=True)
        ),
        "contacts": organisation.contacts.all(),
        "groups": groups.distinct().order_by("sort_key"),
        "below": below.exclude(kind=Kind.GROUP).order_by("kind", "sort_key"),
    }


def _coming(organisation: Organisation) -> Any:
    return Membership.objects.coming().filter(organisation=organisation).select_related("user")


def _may_change(request: MemberRequest, organisation: Organisation) -> bool:
    above = organisation.parent or organisation.managed_by
    if above is None:
        return False
    return can_in_organisation(request.user, Permission.ADD_ORGANISATION, above)


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a unit, a company, a landlord … on behalf of a municipality or a police area."""
    under = get_organisation(request, pk)
    permissions.check_can_in_organisation(request.user, Permission.ADD_ORGANISATION, under)
    form = NewOrganisationForm(posted_or_parked(request), under=under)
    if request.method == "POST" and form.is_valid():
        values = {**form.key(), **form.values()}
        if attempt(form, lambda: organisations.add(by=request.user, under=under, **values)):
            messages.success(request, _("%(name)s är tillagd.") % {"name": form.cleaned_data["name"]})
            return back_to(under, "horhit")
    lead = _(
        "En verksamhet, ett bolag eller någon annan som kan vara part i ett löfte eller utföra aktiviteter."
    )
    return show_form(request, form, under, _("Lägg till organisation"), lead=lead, button=_("Lägg till"))


@require_http_methods(["GET", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change the name and number of an organisation that somebody here has added."""
    organisation = get_organisation(request, pk)
    organisations.check_can_change(request.user, organisation)
    form = OrganisationForm(posted_or_parked(request)).fill(organisation)
    if request.method == "POST" and form.is_valid():
        values = {**form.key(), **form.values()}
        if attempt(form, lambda: organisations.change(organisation, by=request.user, **values)):
            messages.success(request, _("Ändringen är sparad."))
            return redirect(url_of(organisation))
    return show_form(request, form, organisation, _("Ändra uppgifter"))

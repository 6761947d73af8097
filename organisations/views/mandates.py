"""Mandates to sign: entering, delegating and revoking them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.actions import mandates
from organisations.forms.mandates import DelegationForm, MandateForm
from organisations.models import Mandate, Membership, Organisation, User
from organisations.permissions import check_can_in_organisation, visible_organisations
from organisations.roles import Permission, RoleKey
from organisations.views.base import (
    MemberRequest,
    ask_first,
    attempt,
    back_to,
    get_organisation,
    member_required,
    posted_or_parked,
    show_form,
)


def _signatories(organisation: Organisation, request: MemberRequest) -> QuerySet[User]:
    """Who can have a mandate there: its signatories of today and tomorrow, but not the person who enters it."""
    roles = Membership.objects.filter(organisation=organisation, role=RoleKey.SIGNATORY)
    roles = roles.exclude(valid_to__lt=timezone.localdate())
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).exclude(pk=request.user.pk)


def _get(request: MemberRequest, pk: int) -> Mandate:
    visible = visible_organisations(request.user).values("pk")
    mandate: Mandate = get_object_or_404(
        Mandate.objects.with_people().filter(organisation__in=visible), pk=pk
    )
    return mandate


@require_http_methods(["GET", "POST"])
@member_required
def grant(request: MemberRequest, pk: int) -> HttpResponse:
    """Enter a decision that somebody may sign for the organisation."""
    organisation = get_organisation(request, pk)
    check_can_in_organisation(request.user, Permission.MANAGE_MANDATES, organisation)
    people = _signatories(organisation, request)
    form = MandateForm(posted_or_parked(request), people=people)
    if request.method == "POST" and form.is_valid():
        values = {"organisation": organisation, **form.key(), **form.values()}
        if attempt(form, lambda: mandates.grant(by=request.user, **values)):
            messages.success(request, _("Mandatet är inlagt."))
            return back_to(organisation, "mandat")
    lead = _(
        "För in ett beslut som organisationen redan har fattat. Ingen kan lägga in ett mandat åt sig själv."
    )
    return show_form(
        request,
        form,
        organisation,
        _("Lägg in mandat"),
        lead=lead,
        notes=_who_is_missing(people),
        button=_("Lägg in"),
    )


@require_http_methods(["GET", "POST"])
@member_required
def delegate(request: MemberRequest, pk: int) -> HttpResponse:
    """Enter a deputy for the holder of a mandate."""
    origin = _get(request, pk)
    organisation = origin.organisation
    check_can_in_organisation(request.user, Permission.MANAGE_MANDATES, organisation)
    people = _signatories(organisation, request).exclude(pk__in=[origin.user_id, origin.granted_by_id])
    initial = {"valid_from": timezone.localdate(), "valid_to": origin.valid_to}
    form = DelegationForm(posted_or_parked(request), people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {**form.key(), **form.values()}
        if attempt(form, lambda: mandates.delegate(origin, by=request.user, **values)):
            messages.success(request, _("Ersättaren är inlagd."))
            return back_to(organisation, "mandat")
    lead = _("Ersättaren skriver under i stället för %(user)s, %(title)s, så länge det mandatet gäller.")
    words = {"user": origin.user, "title": origin.title}
    notes = _who_is_missing(people)
    return show_form(
        request,
        form,
        organisation,
        _("Lägg in ersättare"),
        lead=lead % words,
        notes=notes,
        button=_("Lägg in"),
    )


def _who_is_missing(people: QuerySet[User]) -> list[str]:
    if people.exists():
        return [_("Saknas personen i listan? Ge personen rollen undertecknare först.")]
    return [_("Ingen här kan få mandatet. Bjud in personen med rollen undertecknare först.")]


@require_http_methods(["GET", "POST"])
@member_required
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """End a mandate at once, after asking."""
    mandate = _get(request, pk)
    organisation = mandate.organisation
    check_can_in_organisation(request.user, Permission.MANAGE_MANDATES, organisation)
    if request.method == "POST":
        mandates.revoke(mandate, by=request.user)
        messages.success(request, _("Mandatet är återkallat."))
        return back_to(organisation, "mandat")
    text = _(
        "%(user)s, %(title)s, kan inte skriva under efter det. Ersättare på mandatet kan det inte heller. "
        "Det som redan är underskrivet gäller."
    )
    words = {"user": mandate.user, "title": mandate.title}
    return ask_first(request, organisation, _("Återkalla mandatet?"), text % words, _("Återkalla mandatet"))

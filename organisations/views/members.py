"""Inviting people, changing, ending and handing over their roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations import permissions
from organisations.actions import invitations, memberships
from organisations.forms.members import EndForm, HandOverForm, InviteForm, MembershipForm
from organisations.models import Invitation, Membership
from organisations.permissions import check_can_grant_role, check_can_in_organisation, visible_organisations
from organisations.roles import Permission
from organisations.views.base import (
    MemberRequest,
    attempt,
    back_to,
    get_organisation,
    member_required,
    posted_or_parked,
    show_form,
)


def _get(request: MemberRequest, model: Any, pk: int) -> Any:
    visible = visible_organisations(request.user).values("pk")
    return get_object_or_404(
        model.objects.select_related("organisation").filter(organisation__in=visible), pk=pk
    )


@require_http_methods(["GET", "POST"])
@member_required
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    """Invite somebody to a role in the organisation."""
    organisation = get_organisation(request, pk)
    check_can_in_organisation(request.user, Permission.MANAGE_MEMBERS, organisation)
    roles = permissions.grantable_roles(request.user, organisation)
    if not roles:
        raise PermissionDenied(_("Ingen har en roll i en grupp. Ge personen en plats i gruppen i stället."))
    form = InviteForm(posted_or_parked(request), roles=roles)
    if request.method == "POST" and form.is_valid():
        values = {"organisation": organisation, **form.key(), **form.values()}
        if attempt(form, lambda: invitations.invite(by=request.user, **values)):
            sentence = _("Inbjudan är skickad till %(email)s. Den gäller i fjorton dagar.")
            messages.success(request, sentence % form.cleaned_data)
            return back_to(organisation, "inbjudningar")
    lead = _("Personen får ett mejl med en länk och väljer själv sitt lösenord.")
    return show_form(request, form, organisation, _("Bjud in"), lead=lead, button=_("Skicka inbjudan"))


@require_POST
@member_required
def send_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    invitation = _get(request, Invitation, pk)
    seen = parse_datetime(request.POST.get("seen", "")) or timezone.now()
    try:
        invitations.send_again(invitation, by=request.user, seen=seen)
        messages.success(request, _("Vi har skickat en ny länk. Den gamla gäller inte längre."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return back_to(invitation.organisation, "inbjudningar")


@require_POST
@member_required
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = _get(request, Invitation, pk)
    try:
        invitations.withdraw(invitation, by=request.user)
        messages.success(request, _("Inbjudan är återtagen. Länken gäller inte längre."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return back_to(invitation.organisation, "inbjudningar")


@require_http_methods(["GET", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change the title and days of a role; from here it can also be handed over or ended."""
    membership = _get(request, Membership, pk)
    check_can_grant_role(request.user, membership.role, membership.organisation)
    form = MembershipForm(posted_or_parked(request)).fill(membership)
    if request.method == "POST" and form.is_valid():
        values = {**form.key(), **form.values()}
        if attempt(form, lambda: memberships.change(membership, by=request.user, **values)):
            messages.success(request, _("Ändringen är sparad."))
            return back_to(membership.organisation, "personer")
    extra = {"membership": membership, "template": "organisations/membership.html"}
    return show_form(request, form, membership.organisation, str(membership.user), **extra)


@require_http_methods(["GET", "POST"])
@member_required
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """End a role, now or on a later day."""
    membership = _get(request, Membership, pk)
    check_can_grant_role(request.user, membership.role, membership.organisation)
    form = EndForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if attempt(form, lambda: memberships.end(membership, by=request.user, **values)):
            messages.success(request, _("%(user)s har inte rollen efter det.") % {"user": membership.user})
            return back_to(membership.organisation, "personer")
    notes = [_("Det personen har skrivit och skrivit under står kvar."), *_mandate_notes(membership)]
    return show_form(
        request,
        form,
        membership.organisation,
        _("Avsluta rollen"),
        lead=_("%(user)s, %(role)s") % {"user": membership.user, "role": membership.role_in_text},
        button=_("Avsluta rollen"),
        tone="danger",
        notes=notes,
        cancel_url=reverse("organisations:membership", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@member_required
def hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a successor take over a role."""
    membership = _get(request, Membership, pk)
    check_can_in_organisation(request.user, Permission.HAND_OVER, membership.organisation)
    check_can_grant_role(request.user, membership.role, membership.organisation)
    form = HandOverForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        values = {**form.key(), **form.values()}
        done: list[memberships.HandedOver] = []
        if attempt(form, lambda: done.append(memberships.hand_over(membership, by=request.user, **values))):
            messages.success(request, _handed_words(done[0]))
            return back_to(membership.organisation, "personer")
    return show_form(
        request,
        form,
        membership.organisation,
        _("Överlämna rollen"),
        lead=_("%(user)s lämnar rollen %(role)s till en efterträdare.")
        % {"user": membership.user, "role": membership.role_in_text},
        button=_("Överlämna"),
        notes=[
            _("Efterträdaren får samma roll, titel och platser i grupper. Pågående löften följer rollen."),
            _("Har efterträdaren ingen roll hos er än skickar vi en inbjudan."),
            *_mandate_notes(membership),
        ],
        cancel_url=reverse("organisations:membership", args=[pk]),
    )


def _handed_words(handed: memberships.HandedOver) -> str:
    if handed.membership is not None:
        return _("Rollen är överlämnad till %(user)s.") % {"user": handed.membership.user}
    assert handed.invitation is not None  # noqa: S101  # one of the two
    return _("En inbjudan är skickad till %(email)s. Rollen är efterträdarens när hen har tackat ja.") % {
        "email": handed.invitation.email
    }


def _mandate_notes(membership: Membership) -> list[str]:
    has_one = membership.user.mandates.not_over().filter(organisation=membership.organisation).exists()
    if not has_one:
        return []
    return [
        _(
            "Mandatet att skriva under följer inte med rollen. Det är ett beslut om en person. Återkalla det och "
            "lägg in ett nytt."
        )
    ]

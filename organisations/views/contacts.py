"""Contacts of an organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.actions import contacts
from organisations.forms.organisations import ContactForm, NewContactForm
from organisations.models import Contact
from organisations.permissions import check_can_in_organisation, visible_organisations
from organisations.roles import Permission
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


def _get(request: MemberRequest, pk: int) -> Contact:
    visible = visible_organisations(request.user).values("pk")
    found = Contact.objects.select_related("organisation").filter(organisation__in=visible)
    contact = get_object_or_404(found, pk=pk)
    check_can_in_organisation(request.user, Permission.MANAGE_CONTACTS, contact.organisation)
    return contact


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a contact."""
    organisation = get_organisation(request, pk)
    check_can_in_organisation(request.user, Permission.MANAGE_CONTACTS, organisation)
    form = NewContactForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        key, values = form.key(), form.values()
        action = {"by": request.user, "organisation": organisation, "values": values, **key}
        if attempt(form, lambda: contacts.add(**action)):
            messages.success(request, _("Kontakten är tillagd."))
            return back_to(organisation, "kontakter")
    return show_form(request, form, organisation, _("Lägg till kontakt"), lead=_lead(), button=_("Lägg till"))


@require_http_methods(["GET", "POST"])
@member_required
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a contact."""
    contact = _get(request, pk)
    form = ContactForm(posted_or_parked(request)).fill(contact)
    if request.method == "POST" and form.is_valid():
        action = {"by": request.user, "values": form.values(), **form.key()}
        if attempt(form, lambda: contacts.change(contact, **action)):
            messages.success(request, _("Ändringen är sparad."))
            return back_to(contact.organisation, "kontakter")
    remove_url = reverse("organisations:remove_contact", args=[pk])
    return show_form(
        request, form, contact.organisation, _("Ändra kontakt"), lead=_lead(), remove_url=remove_url
    )


@require_http_methods(["GET", "POST"])
@member_required
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove a contact, after asking."""
    contact = _get(request, pk)
    if request.method == "POST":
        contacts.remove(contact, by=request.user)
        messages.success(request, _("Kontakten är borttagen."))
        return back_to(contact.organisation, "kontakter")
    text = _("Kontakten ”%(title)s” försvinner från kommunens sida. Publicerade löften ändras inte.")
    return ask_first(
        request, contact.organisation, _("Ta bort kontakten?"), text % {"title": contact.title}, _("Ta bort")
    )


def _lead() -> str:
    return _(
        "En kontakt är en funktion, till exempel samordningsfunktionen. Skriv inga privatpersoners uppgifter."
    )

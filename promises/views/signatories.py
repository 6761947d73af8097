"""The step about who is to sign and whom citizens can ask, with proposals from mandates and contacts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from organisations.models import Contact, Mandate, Organisation
from promises import permissions, progress
from promises.actions import content
from promises.models import PromiseContact, Revision, Signatory
from promises.views import kinds
from promises.views.base import get_working, member_required, page
from promises.views.row_lists import listing

# Who usually signs, where nobody has entered a mandate yet.
USUAL = {
    Organisation.Kind.MUNICIPALITY: gettext_lazy("Kommunstyrelsens ordförande"),
    Organisation.Kind.POLICE_AREA: gettext_lazy("Lokalpolisområdeschef"),
}


@dataclass(frozen=True)
class Proposal:
    """Somebody who may be added with one press: ``key`` comes back in the form."""

    key: str
    organisation: Organisation
    title: str
    note: str = ""
    phone: str = ""
    email: str = ""


@member_required
@require_GET
def signatories(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    may_edit = permissions.can_edit(request.user, revision)
    context = page(
        request,
        revision,
        "signatories",
        signatories=listing(request, kinds.SIGNATORY, revision, may_edit=may_edit),
        contacts=listing(request, kinds.CONTACT, revision, may_edit=may_edit),
        proposed=proposed_signatories(revision) if may_edit else [],
        proposed_contacts=proposed_contacts(revision) if may_edit else [],
        onwards=progress.next_after(revision, "signatories") if may_edit else None,
    )
    return render(request, "promises/signatories.html", context)


@member_required
@require_POST
def add_proposed(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the signatories and contacts that were ticked among the proposals."""
    revision = get_working(request, pk)
    user: Any = request.user
    permissions.check_can_edit(user, revision)
    chosen = set(request.POST.getlist("chosen"))
    for proposal in [*proposed_signatories(revision), *proposed_contacts(revision)]:
        if proposal.key in chosen:
            _add(revision, proposal, user)
    messages.success(request, _("Tillagt."))
    return redirect("promises:signatories", pk)


def _add(revision: Revision, proposal: Proposal, user: Any) -> None:
    """The key is made of what is added, so that the same press twice adds it once."""
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"promise-revision-{revision.pk}/{proposal.key}/{proposal.title}")
    values: dict[str, Any] = {"organisation": proposal.organisation, "title": proposal.title}
    if proposal.key.startswith("contact"):
        values |= {"phone": proposal.phone, "email": proposal.email}
        content.add_row(revision, PromiseContact, creation_key=key, values=values, by=user)
    else:
        content.add_row(revision, Signatory, creation_key=key, values=values, by=user)


def proposed_signatories(revision: Revision) -> list[Proposal]:
    """For each party without a signatory: the titles of its valid mandates, else the usual title of its kind."""
    taken = set(revision.signatories.values_list("organisation_id", flat=True))
    parties = [party.organisation for party in revision.parties.select_related("organisation")]
    waiting = [organisation for organisation in parties if organisation.pk not in taken]
    mandates: dict[int, list[str]] = {}
    for mandate in Mandate.objects.valid().filter(organisation__in=waiting, delegated_from=None):
        mandates.setdefault(mandate.organisation_id, []).append(mandate.title)
    found: list[Proposal] = []
    for organisation in waiting:
        titles = list(dict.fromkeys(mandates.get(organisation.pk, [])))
        note = _("Har mandat") if titles else _("Mandat är inte inlagt än")
        for title in titles or [str(USUAL[kind]) for kind in USUAL if kind == organisation.kind]:
            found.append(Proposal(f"signatory-{organisation.pk}-{len(found)}", organisation, title, note))
    return found


def proposed_contacts(revision: Revision) -> list[Proposal]:
    """The parties' public contacts that are not in the promise yet."""
    there = set(revision.contacts.values_list("organisation_id", "title"))
    parties = revision.parties.values("organisation")
    contacts = Contact.objects.filter(organisation__in=parties, is_public=True).select_related("organisation")
    return [
        Proposal(f"contact-{c.pk}", c.organisation, c.title, "", c.phone, c.email)
        for c in contacts
        if (c.organisation_id, c.title) not in there
    ]

"""Adding a further party: found among the organisations, or entered when nobody has done so before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.actions import organisations
from organisations.forms.organisations import NewOrganisationForm
from organisations.models import Organisation
from organisations.permissions import can_in_organisation
from organisations.roles import Permission
from promises import permissions
from promises.actions import content
from promises.models import Revision
from promises.views.base import get_working, member_required, page, posted_or_parked

FOUND = 20
# A group decides nothing on its own behalf: its members' organisations are the parties.
NEVER_PARTIES = (Organisation.Kind.GROUP,)


@member_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int, **_kind: Any) -> HttpResponse:
    revision = get_working(request, pk)
    user: Any = request.user
    permissions.check_can_edit(user, revision)
    form = _new_organisation_form(request, revision)
    if request.method == "POST":
        entered = form is not None and form.is_bound
        organisation = _new(form, revision, user) if entered else _chosen(request, revision)
        if organisation is not None:
            party = content.add_party(revision, organisation, by=user)
            messages.success(request, _("%(name)s är med som part.") % {"name": organisation})
            return redirect(f"{reverse('promises:basics', args=[pk])}#party-{party.pk}")
    query = request.GET.get("q", "").strip()
    context = page(request, revision, "basics", query=query, found=_found(revision, query), form=form)
    return render(request, "promises/add_party.html", context)


def _chosen(request: HttpRequest, revision: Revision) -> Organisation:
    number = request.POST.get("organisation", "")
    known = number.isascii() and number.isdigit() and len(number) < 16
    found: Organisation = get_object_or_404(_possible(revision), pk=int(number) if known else 0)
    return found


def _new_organisation_form(request: HttpRequest, revision: Revision) -> NewOrganisationForm | None:
    """A form to enter an organisation, for those who may do so on behalf of one of the parties."""
    under = _on_behalf_of(request.user, revision)
    if under is None:
        return None
    data = posted_or_parked(request)
    return NewOrganisationForm(data if data and "new" in data else None, under=under)


def _on_behalf_of(user: Any, revision: Revision) -> Organisation | None:
    """The municipality or police area that a new organisation is entered by."""
    parties = [party.organisation for party in revision.parties.select_related("organisation")]
    return next((p for p in parties if can_in_organisation(user, Permission.ADD_ORGANISATION, p)), None)


def _new(form: Any, revision: Revision, user: Any) -> Organisation | None:
    """The organisation as entered; None when it cannot be, with the reason in the form."""
    under = _on_behalf_of(user, revision)
    if not form.is_valid() or under is None:
        return None
    try:
        return organisations.add(by=user, under=under, **form.key(), **form.values())
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _possible(revision: Revision) -> Any:
    """Every organisation that can stand behind a promise; units only of those that already do."""
    there = revision.parties.values("organisation")
    others = Q(kind=Organisation.Kind.UNIT) & ~Q(parent__in=there)
    active = Organisation.objects.filter(is_active=True).exclude(kind__in=NEVER_PARTIES)
    return active.exclude(others).select_related("parent")


def _found(revision: Revision, query: str) -> list[Organisation]:
    """Matching organisations; before anybody has searched, those that belong to the parties."""
    there = revision.parties.values("organisation")
    possible = _possible(revision).exclude(pk__in=there)
    if query:
        return list(possible.matching(query)[:FOUND])
    return list(possible.filter(Q(parent__in=there) | Q(managed_by__in=there))[:FOUND])

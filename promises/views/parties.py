"""Adding a further party: found among the organisations, or entered when nobody has done so before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.models import Organisation
from promises import permissions
from promises.actions import content
from promises.models import Revision
from promises.views.base import get_working, member_required, page

FOUND = 20
# A group decides nothing on its own behalf: its members' organisations are the parties.
NEVER_PARTIES = (Organisation.Kind.GROUP,)


@member_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int, **_kind: Any) -> HttpResponse:
    revision = get_working(request, pk)
    user: Any = request.user
    permissions.check_can_edit(user, revision)
    if request.method == "POST":
        number = request.POST.get("organisation", "")
        organisation = get_object_or_404(_possible(revision), pk=int(number) if number.isdecimal() else 0)
        party = content.add_party(revision, organisation, by=user)
        messages.success(request, _("%(name)s är med som part.") % {"name": organisation})
        return redirect(f"{reverse('promises:basics', args=[pk])}#party-{party.pk}")
    query = request.GET.get("q", "").strip()
    context = page(request, revision, "basics", query=query, found=_found(revision, query))
    return render(request, "promises/add_party.html", context)


def _possible(revision: Revision) -> Any:
    return (
        Organisation.objects.filter(is_active=True).exclude(kind__in=NEVER_PARTIES).select_related("parent")
    )


def _found(revision: Revision, query: str) -> list[Organisation]:
    """Matching organisations; before anybody has searched, those nearest: what belongs to the municipalities."""
    there = revision.parties.values("organisation")
    possible = _possible(revision).exclude(pk__in=there)
    if query:
        return list(possible.matching(query)[:FOUND])
    return list(possible.filter(parent__in=there)[:FOUND])

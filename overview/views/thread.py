"""The thread from what is said to the result: of a municipality, and the part of it that concerns one thing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lagesbild import permissions as lagesbild
from lagesbild.views.base import get_municipality
from organisations.models import Municipality
from organisations.parking import MemberRequest, member_required
from organisations.roles import Permission
from overview import thread
from promises import permissions
from promises.promised import promised_in
from promises.views.base import working_revision

PER_PAGE = 20


@require_safe
@member_required
def municipality(request: MemberRequest, slug: str) -> HttpResponse:
    """Every problem with its chain, and what hangs loose."""
    found = get_municipality(request, slug)
    material = thread.read(request.user, found)
    page = Paginator(list(material.problems), PER_PAGE).get_page(request.GET.get("sida"))
    may_write = lagesbild.can(request.user, Permission.WRITE_LAGESBILD, found)
    orphans = thread.orphans_of(material, may_write=may_write)
    # Where nothing is written yet, "nothing is missing" would be untrue.
    is_empty = not material.problems and not any(one.count for one in orphans)
    context = {
        "municipality": found,
        "page_obj": page,
        "chains": thread.chains_of(material, list(page)),
        "orphans": [] if is_empty else orphans,
        "promises": promised_in(request.user, found),
    }
    return render(request, "overview/thread.html", context)


@require_safe
@member_required
def problem(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The chain through one problem."""
    found = get_municipality(request, slug)
    material = thread.read(request.user, found)
    one = _one(material.problems, pk)
    return _part(request, found, _("Problem"), one.title, [thread.of_problem(material, pk)])


@require_safe
@member_required
def cause(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The chain through one cause."""
    found = get_municipality(request, slug)
    material = thread.read(request.user, found)
    one = _one(material.causes, pk)
    return _part(request, found, _("Orsak"), one.text, [thread.of_cause(material, one)])


@require_safe
@member_required
def finding(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The chain through one finding."""
    found = get_municipality(request, slug)
    material = thread.read(request.user, found)
    one = _one(material.findings, pk)
    may_answer = lagesbild.can(request.user, Permission.WRITE_LAGESBILD, found)
    url = reverse("promises:answer_finding", args=[pk]) if may_answer else ""
    return _part(request, found, _("Sagt"), one.text, thread.of_finding(material, pk), answer_url=url)


@require_safe
@member_required
def promise(request: MemberRequest, pk: int) -> HttpResponse:
    """The chains that a promise is part of, municipality by municipality."""
    seen = get_object_or_404(permissions.visible_to(request.user).distinct(), pk=pk)
    revision = working_revision(seen)
    parties = revision.parties.values("organisation")
    read = lagesbild.municipalities_for(request.user, Permission.VIEW_LAGESBILD).filter(pk__in=parties)
    near = list(read.order_by("sort_key"))
    if not near:
        raise PermissionDenied(lagesbild.REFUSALS[Permission.VIEW_LAGESBILD])
    chains = [
        chain for one in near for chain in thread.chain_of_promise(thread.read(request.user, one), seen.pk)
    ]
    context = {"promise": seen, "revision": revision, "municipality": near[0], "chains": chains}
    return render(request, "overview/thread_promise.html", context)


def _one(rows: dict[int, Any], number: int) -> Any:
    """The row, if it is in the thread that the person reads."""
    if number not in rows:
        raise Http404
    return rows[number]


def _part(
    request: MemberRequest,
    found: Municipality,
    kind: str,
    title: str,
    chains: list[thread.Chain],
    **extra: Any,
) -> HttpResponse:
    context = {"municipality": found, "kind": kind, "title": title, "chains": chains, **extra}
    return render(request, "overview/thread_part.html", context)

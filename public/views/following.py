"""What has been told of how a promise goes: all of it on a page, as a feed, and its pictures."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from followup.documents import PublicFollowUp
from followup.publication import public_follow_up
from promises.models import PromiseVersion
from public.caching import for_readers
from public.feeds import atom
from public.querysets import current_versions
from public.reading import timeline

PER_PAGE = 30


@for_readers
def updates(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that has been told, and every round that has ended, newest first."""
    version, follow_up = _found(slug)
    page = Paginator(timeline(follow_up), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "document": version.document,
        "follow_up": follow_up,
        "page": page,
        "happened": page.object_list,
    }
    return render(request, "public/updates.html", context)


@for_readers
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    version, follow_up = _found(slug)
    return HttpResponse(atom(version, follow_up), content_type="application/atom+xml; charset=utf-8")


def _found(slug: str) -> tuple[PromiseVersion, PublicFollowUp]:
    version = current_versions().filter(revision__promise__slug=slug).first()
    follow_up = public_follow_up(version) if version else None
    if version is None or follow_up is None:
        raise Http404
    return version, follow_up

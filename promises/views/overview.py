"""The list of promises, and one promise as a list of steps."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from audit.models import Event
from promises import earlier, grounds, permissions, progress, quality
from promises.composition import document_of
from promises.documents import Publication
from promises.listing import Shelf, rows_of, working_revisions
from promises.models import Picture
from promises.presentation import present
from promises.states import Status
from promises.views.base import get_working, member_required, page
from promises.views.steps import frozen_text

PER_PAGE = 20
LATEST = 5


@member_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The promises that the person may see, with what each waits for."""
    shelf = Shelf.named(request.GET.get("visa", ""))
    query = request.GET.get("q", "").strip()
    everything = working_revisions(permissions.visible_to(request.user))
    found = everything.matching(query) if query else everything
    page_obj = Paginator(found.on(shelf), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "page_obj": page_obj,
        "rows": rows_of(list(page_obj)),
        "shelves": found.counted(shelf, query),
        "query": query,
        "may_create": permissions.can_create(request.user),
    }
    return render(request, "promises/list.html", context)


@member_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise: its steps with their states, who is in it, what happened last and what to do now."""
    revision = get_working(request, pk)
    blocking = len(quality.check(revision).blocking) if revision.is_editable else None
    states = progress.steps(revision, blocking=blocking)
    current = _in_force(revision)
    events = Event.objects.for_object(revision.promise).without_refusals().newest_first()[:LATEST]
    context = page(
        request,
        revision,
        states=states,
        done=sum(state.state == progress.State.DONE for state in states[:-1]),
        next_step=next((state for state in states if state.waits), None),
        parties=list(revision.parties.select_related("organisation")),
        events=events,
        taken_back=earlier.taken_back(revision),
        current=current,
        may_follow=_may_follow(request, current or revision),
        may_sign=permissions.can_sign(request.user, revision),
        may_amend=permissions.can_amend(request.user, revision),
        may_register=permissions.can_register(request.user, revision),
        may_read_thread=grounds.reads_lagesbild(request.user, revision),
        may_delete=permissions.can_delete_draft(request.user, revision),
        may_see_history=permissions.can_view_history(request.user, revision),
    )
    return render(request, "promises/detail.html", context)


@member_required
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole text as it will read: the frozen one when there is one, else what the rows make now."""
    revision = get_working(request, pk)
    version = getattr(revision, "version", None)
    if version is not None:
        text = frozen_text(version)
    else:
        document = document_of(revision)
        text = present(Publication(document=document, sha256="", status=revision.status, frozen_at=""))
    signatories = revision.signatories.select_related("organisation").order_by("position", "pk")
    picture = Picture.objects.filter(revision=revision).first()
    context = page(request, revision, text=text, signatories=signatories, picture=picture, frozen=version)
    return render(request, "promises/preview.html", context)


def _may_follow(request: HttpRequest, text: Any) -> bool:
    """Whether the text is or has been in force, and there is something in its follow-up for the person to see."""
    return text.status in (Status.PUBLISHED, Status.ENDED) and permissions.sees_follow_up(request.user, text)


def _in_force(revision: Any) -> Any:
    """The published text beside the draft of the next version, if there is one."""
    if revision.status in (Status.PUBLISHED, Status.ENDED):
        return None
    return revision.promise.revisions.current().first()

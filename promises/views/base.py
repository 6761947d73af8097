"""What the pages of a promise share: fetching it, and who is looking."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.parking import member_required, posted_or_parked
from promises import permissions, progress
from promises.models import Promise, Revision
from promises.states import CURRENT, OPEN

__all__ = [
    "get_promise",
    "get_working",
    "member_required",
    "page",
    "posted_or_parked",
    "step_url",
    "working_revision",
]


def get_promise(request: HttpRequest, pk: int) -> Promise:
    """The promise, if the person may see it from the inside; else 404, so that nobody learns that it exists."""
    return get_object_or_404(permissions.visible_to(request.user).distinct(), pk=pk)


def working_revision(promise: Promise) -> Revision:
    """What the working pages show: the open revision, else the one in force, else the latest. Never none."""
    rank = Case(
        When(status__in=OPEN, then=Value(0)),
        When(status__in=CURRENT, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    revisions = promise.revisions.select_related("promise").order_by(rank, "-number", "-attempt")
    revision = revisions.first()
    if revision is None:
        raise Http404
    return revision


def get_working(request: HttpRequest, pk: int) -> Revision:
    """The working revision of a promise that the person may see, with the promise on it."""
    return working_revision(get_promise(request, pk))


def page(request: HttpRequest, revision: Revision, step: str = "", **extra: Any) -> dict[str, Any]:
    """The context that every working page of a promise has.

    ``step`` is a key of ``progress.STEPS``; the page then knows its title and shows the comments on it.
    """
    may_edit = permissions.can_edit(request.user, revision)
    return {
        "promise": revision.promise,
        "revision": revision,
        "step": progress.STEPS.get(step),
        "may_edit": may_edit,
        "why_read_only": "" if may_edit else _why_read_only(revision),
        "may_comment": permissions.can_comment(request.user, revision),
        # Asked by the template when there is something to show, which is seldom.
        "may_view_history": partial(permissions.can_view_history, request.user, revision),
        "threads": progress.threads(revision),
        **extra,
    }


def step_url(request: HttpRequest, revision: Revision, step: str) -> str:
    """Where to go after saving a step: on to the next that waits, or back to the list of steps."""
    if "next" not in request.POST:
        return reverse("promises:detail", args=[revision.promise_id])
    return reverse(progress.next_after(revision, step).url_name, args=[revision.promise_id])


def _why_read_only(revision: Revision) -> str:
    if revision.is_editable:
        return _("Du kan läsa utkastet men inte ändra i det. Det kan parternas samordnare och kommunpolis.")
    return _("Texten går inte att ändra nu, eftersom löftet har läget ”%(status)s”.") % {
        "status": revision.get_status_display()
    }

"""Comments on parts of a draft, beside the text they are about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from promises import permissions, progress
from promises.actions import comments
from promises.forms.text import CommentForm
from promises.models import Comment, Revision
from promises.views.base import get_working, member_required, page, posted_or_parked

_STEPS = {"section": "sections", "focus_area": "activities", "activity": "activities"}


@member_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a comment; one that cannot be saved is shown on a page of its own (or in place) with what is wrong."""
    revision = get_working(request, pk)
    user: Any = request.user
    permissions.check_can_comment(user, revision)
    data = posted_or_parked(request)
    if data is None:
        return redirect("promises:detail", pk)
    form = CommentForm(data)
    anchor = data.get("anchor", "")
    if not comments.is_part(revision, anchor):
        raise Http404
    if request.method == "POST" and form.is_valid():
        comments.add_comment(revision, by=user, **form.cleaned_data)
        messages.success(request, _("Kommentaren är sparad."))
        return _answer(request, revision, anchor)
    context = page(
        request, revision, step_of(anchor), form=form, anchor=anchor, back_url=_back(request, pk, anchor)
    )
    partial = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "promises/_comments.html" if partial else "promises/comment_form.html", context)


@member_required
@require_POST
def resolve(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Mark as dealt with, or with ``reopen`` take that back."""
    revision = get_working(request, pk)
    found = get_object_or_404(Comment, pk=comment, revision=revision)
    user: Any = request.user
    if "reopen" in request.POST:
        comments.reopen_comment(found, by=user)
        messages.success(request, _("Kommentaren är öppen igen."))
    else:
        comments.resolve_comment(found, by=user)
        messages.success(request, _("Kommentaren är löst."))
    return _answer(request, revision, found.anchor)


def step_of(anchor: str) -> str:
    """The step where a part of the text is written."""
    kind = anchor.partition(":")[0]
    return _STEPS.get(kind, kind)


def _back(request: HttpRequest, pk: int, anchor: str) -> str:
    """The page that the comment was written on. A section can be commented on from two."""
    asked = request.POST.get("step", "")
    step = asked if asked in progress.STEPS else step_of(anchor)
    url = reverse(progress.STEPS[step].url_name, args=[pk])
    return f"{url}#kommentarer-{anchor.replace(':', '-')}"


def _answer(request: HttpRequest, revision: Revision, anchor: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        context = page(request, revision, step_of(anchor), anchor=anchor, fresh=True)
        return render(request, "promises/_comments.html", context)
    return redirect(_back(request, revision.promise_id, anchor))

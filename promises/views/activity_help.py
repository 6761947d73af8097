"""What is shown beside an activity while somebody writes or reads it: its reading, hints and comments."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from promises import activity_hints, activity_reading
from promises.views.activity_base import STEP, find, in_place, list_url
from promises.views.base import get_working, member_required, page

_TARGET = re.compile(r"(?:ord|tolkning)-(id_[\w-]{1,40})")


@member_required
@require_POST
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """How the omfattning is read now. Saves nothing; a POST because a text can be longer than an address."""
    revision = get_working(request, pk)
    if not in_place(request):
        return redirect(list_url(revision))
    target: str = request.htmx.target or ""  # type: ignore[attr-defined]
    known = _TARGET.fullmatch(target)
    key = known.group(1) if known else "id_aktivitet"
    values = request.POST.dict()
    found = activity_reading.read(values)
    chosen_now = request.htmx.trigger_name == "reading"  # type: ignore[attr-defined]
    fields = activity_reading.fields_for(values, found, f"{key}_%s", fresh=chosen_now)
    if chosen_now:
        found = activity_reading.reading_in(fields, values)
    context = {
        "promise": revision.promise,
        "reading": found,
        "fields": fields,
        "key": key,
        "use_text": bool(values.get("use_text")),
        "is_open": True,
    }
    whole = target.startswith("tolkning-")
    template = "promises/_activity_reading.html" if whole else "promises/_activity_reading_words.html"
    return render(request, template, context)


@member_required
@require_POST
def hints(request: HttpRequest, pk: int) -> HttpResponse:
    """What the quality check says about the activity as it now stands in the form. Saves nothing."""
    revision = get_working(request, pk)
    found = activity_hints.hints_for(revision, request.POST.dict())
    return render(request, "promises/_activity_hints.html", {"hints": found})


@member_required
@require_GET
def comments(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The comments on one activity, with the form for a new one."""
    revision = get_working(request, pk)
    activity = find(revision, row)
    if activity is None:
        return redirect(list_url(revision))
    context = page(request, revision, STEP, activity=activity, anchor=f"activity:{activity.key}", fresh=True)
    partial = in_place(request)
    context["back_url"] = list_url(revision, activity)
    return render(
        request, "promises/_comments.html" if partial else "promises/activity_comments.html", context
    )

"""What the pages about activities share: finding one, and answering after something has happened to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from promises import permissions
from promises.activity_list import view_of
from promises.grounds import grounds_of
from promises.models import Activity, FocusArea, Revision
from promises.permissions.answers import answerable
from promises.permissions.linking import can_link
from promises.views.base import get_working, page

STEP = "activities"


def editable(request: HttpRequest, pk: int) -> Revision:
    """The working revision, once the person may edit it: a form that nobody may send is not shown."""
    revision = get_working(request, pk)
    permissions.check_can_edit(user_of(request), revision)
    return revision


def user_of(request: HttpRequest) -> Any:
    return request.user


def in_place(request: HttpRequest) -> bool:
    """Whether only a part of the page is wanted."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def find(revision: Revision, row: int) -> Activity | None:
    """The activity of this very revision; None when it is gone. Another promise's is 404, like a stranger's."""
    found = (
        Activity.objects.select_related("revision__promise", "focus_area")
        .filter(revision=revision, pk=row)
        .first()
    )
    if found is None and Activity.objects.filter(pk=row).exists():
        raise Http404
    return found


def find_area(revision: Revision, text: str) -> FocusArea | None:
    """The focus area that an address names; None outside them all or when it is gone, 404 for another promise's."""
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        return None
    area = revision.focus_areas.filter(pk=int(text)).first()
    if area is None and FocusArea.objects.filter(pk=int(text)).exists():
        raise Http404
    return area


def list_url(revision: Revision, row: Any = None) -> str:
    """The page with all activities, at the place of this one."""
    url = reverse("promises:activities", args=[revision.promise_id])
    if isinstance(row, FocusArea):
        return f"{url}#fokusomrade-{row.pk}"
    return f"{url}#aktivitet-{row.pk}" if row is not None else url


def number_in(data: Any, name: str) -> int:
    """A number that a hidden field carries; 0 when it is missing or has been tampered with."""
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def row_context(request: HttpRequest, activity: Activity, **extra: Any) -> dict[str, Any]:
    """The context of one activity shown in place, as it now stands."""
    linked = {
        "grounds": grounds_of(user_of(request), activity.revision),
        "may_link": can_link(request.user, activity.revision),
    }
    context = page(request, activity.revision, STEP, fresh=True, **linked, **extra)
    view = view_of(activity, may_edit=context["may_edit"])
    asked = [question.organisation for question in view.questions]
    return context | {"one": view, "answerable": answerable(request.user, asked)}


def show_row(request: HttpRequest, revision: Revision, row: int, said: str) -> HttpResponse:
    """The answer to something that changed one activity: the row again, or the whole page."""
    messages.success(request, said)
    activity = find(revision, row)
    if activity is None or not in_place(request):
        return redirect(list_url(revision, activity))
    return render(request, "promises/_activity_saved.html", row_context(request, activity))


def already_gone(request: HttpRequest, revision: Revision) -> HttpResponse:
    """Somebody has removed it, or the same click came twice."""
    messages.info(request, _("Den är redan borttagen."))
    if in_place(request):
        return render(request, "promises/_messages_only.html")
    return redirect(list_url(revision))

"""What of the reports everybody may see: the list that waits for a decision, the decision, the pictures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from followup import permissions
from followup.actions import releasing
from followup.entries import awaiting_release
from followup.forms.reporting import ReleaseForm
from followup.hints import hints_of
from followup.models import Entry
from followup.views.base import (
    MemberRequest,
    attempt,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from followup.views.keeping import gives_text_back
from followup.views.reporting import get_entry, url_of_holding
from organisations.roles import Permission
from organisations.views.files import sent
from promises.documents import ActivityText

PER_PAGE = 20


@require_safe
@member_required
def releases(request: MemberRequest) -> HttpResponse:
    """Texts and pictures that wait for the person's decision, the oldest first."""
    mine = permissions.followed_whole_by(request.user, Permission.RELEASE)
    waiting = awaiting_release().filter(promise__in=mine)
    shown = Paginator(waiting, PER_PAGE).get_page(request.GET.get("sida"))
    rows = [(entry, _activity_of(entry), hints_of(entry)) for entry in shown.object_list]
    return render(request, "followup/releases.html", {"page_obj": shown, "rows": rows})


def _activity_of(entry: Entry) -> ActivityText | None:
    """The activity as it read when the report was written."""
    areas = entry.version.document.focus_areas
    key = str(entry.activity_key)
    return next((one for area in areas for one in area.activities if one.key == key), None)


@require_http_methods(["GET", "POST"])
@member_required
@gives_text_back
def release(request: MemberRequest, pk: int, entry: int) -> HttpResponse:
    """Decide what of one report everybody may see, also to stop showing it."""
    found, activity, row = get_entry(request, pk, entry)
    permissions.check_can(request.user, Permission.RELEASE, found)
    latest = row.releases.first()
    form: Any = ReleaseForm(posted_or_parked(request), entry=row)
    if latest is not None:
        form.fill(latest)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if attempt(form, lambda: releasing.release(row, by=request.user, **values)):
            messages.success(request, _said(values))
            back = "back" in request.POST
            return (
                redirect("followup:releases") if back else redirect("followup:activity", pk, row.activity_key)
            )
    action_url = url_of_holding(form, "followup:release")
    # What is decided on is what is shown here: the report that holds, when somebody has corrected it.
    shown = form.holds or row
    extra = {"entry": shown, "hints": hints_of(shown), "form": form, "action_url": action_url}
    context = page(request, found, "overview", activity=activity, **extra)
    return render(request, "followup/release.html", context, status=status_of(form))


def _said(values: dict[str, Any]) -> str:
    if values["shows_text"] or values["shows_picture"]:
        return _("Det visas nu på löftets sida.")
    return _("Det visas inte. Den som rapporterade ser varför.")


@require_safe
@member_required
def entry_picture(request: MemberRequest, pk: int, entry: int) -> HttpResponseBase:
    """The picture of a report, for those who may read the report."""
    _found, _activity, row = get_entry(request, pk, entry)
    picture = getattr(row, "picture", None)
    if picture is None:
        raise Http404
    response = sent(picture.file)
    response["Cache-Control"] = "private, max-age=300"
    return response

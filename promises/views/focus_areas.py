"""Adding, editing, moving and removing focus areas, in place or on a page of their own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from organisations.actions.rows import StaleEdit
from promises import activity_list, permissions
from promises.actions import focus_areas
from promises.actions.activities import siblings
from promises.forms.focus_areas import FocusAreaForm, RemoveFocusAreaForm
from promises.grounds import grounds_of
from promises.models import FocusArea, Revision
from promises.permissions.linking import can_link
from promises.views.activity_base import STEP, already_gone, editable, in_place, list_url, user_of
from promises.views.base import get_working, member_required, page, posted_or_parked
from promises.views.stale import compare


@member_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    revision = editable(request, pk)
    form = _form_for(FocusArea(revision=revision), posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        area = focus_areas.add_focus_area(
            revision,
            values=form.values(),
            places=form.cleaned_data["places"],
            creation_key=form.creation_key,
            by=user_of(request),
        )
        messages.success(request, _("Fokusområdet är tillagt. Skriv vad ni ska göra i det."))
        url = reverse("promises:activities", args=[pk])
        return redirect(f"{url}?ny={area.pk}#fokusomrade-{area.pk}")
    return _show_form(request, revision, form)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    revision = editable(request, pk)
    area = find(revision, row)
    if area is None:
        return _gone(request, revision) if request.method == "POST" else already_gone(request, revision)
    form = _form_for(area, posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        try:
            focus_areas.change_focus_area(
                area,
                edit_number=form.edit_number,
                values=form.values(),
                places=form.cleaned_data["places"],
                by=user_of(request),
            )
        except StaleEdit as stale:
            return compare(request, form, stale, back_url=list_url(revision, area), wrap="div")
        messages.success(request, _("Fokusområdet är sparat."))
        return _show_head(request, revision, row)
    return _show_form(request, revision, form, area)


@member_required
@require_GET
def show(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The focus area's own words as they stand: what "Avbryt" brings back in place."""
    return _show_head(request, get_working(request, pk), row)


@member_required
@require_POST
def move(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Up or down, with all that stands under it."""
    revision = editable(request, pk)
    area = find(revision, row)
    if area is None:
        return already_gone(request, revision)
    focus_areas.reorder_focus_area(area, up=request.POST.get("direction") != "down", by=user_of(request))
    if not in_place(request):
        return redirect(list_url(revision, area))
    rows = revision.focus_areas.order_by("position", "pk").values_list("pk", flat=True)
    order = [f"omrade-{number}" for number in (*rows, activity_list.OUTSIDE)]
    return trigger_client_event(
        HttpResponse(status=204), "rows:moved", {"list": "fokusomraden", "order": order}
    )


@member_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    revision = editable(request, pk)
    area = find(revision, row)
    if area is None:
        return already_gone(request, revision)
    if request.method == "POST":
        form = RemoveFocusAreaForm(request.POST)
        if form.is_valid():
            return _remove(request, revision, area, form)
    count = siblings(revision, area.pk).count()
    fresh = RemoveFocusAreaForm(initial={"edit_number": area.edit_number, "count": count})
    context = page(
        request, revision, STEP, area=area, form=fresh, count=count, back_url=list_url(revision, area)
    )
    return render(request, "promises/focus_area_remove.html", context)


def find(revision: Revision, row: int) -> FocusArea | None:
    """The focus area of this very revision; None when it is gone. Another promise's is 404, like a stranger's."""
    area = FocusArea.objects.filter(revision=revision, pk=row).select_related("revision__promise").first()
    if area is None and FocusArea.objects.filter(pk=row).exists():
        raise Http404
    return area


def _form_for(area: FocusArea, data: Any = None) -> FocusAreaForm:
    key = area.pk or "ny"
    return FocusAreaForm(data, instance=area, revision=area.revision, auto_id=f"id_fokusomrade-{key}_%s")


def _show_form(
    request: HttpRequest, revision: Revision, form: FocusAreaForm, area: FocusArea | None = None
) -> HttpResponse:
    group = activity_list.group_of(revision, area, may_edit=True)
    context = page(
        request, revision, STEP, form=form, area=area, group=group, back_url=list_url(revision, area)
    )
    partial = in_place(request) and area is not None
    return render(
        request, "promises/_focus_area_form.html" if partial else "promises/focus_area_form.html", context
    )


def _show_head(request: HttpRequest, revision: Revision, row: int) -> HttpResponse:
    area = find(revision, row)
    if area is None or not in_place(request):
        return redirect(list_url(revision, area))
    group = activity_list.group_of(revision, area, may_edit=permissions.can_edit(request.user, revision))
    linked = {"grounds": grounds_of(user_of(request), revision), "may_link": can_link(request.user, revision)}
    context = page(request, revision, STEP, group=group, fresh=True, **linked)
    return render(request, "promises/_focus_area_saved.html", context)


def _gone(request: HttpRequest, revision: Revision) -> HttpResponse:
    form = _form_for(FocusArea(revision=revision), request.POST)
    form.is_valid()
    create = reverse("promises:focus_area_add", args=[revision.promise_id])
    return compare(request, form, StaleEdit(None), back_url=list_url(revision), create_url=create, wrap="div")


def _remove(
    request: HttpRequest, revision: Revision, area: FocusArea, form: RemoveFocusAreaForm
) -> HttpResponse:
    data = form.cleaned_data
    together = data["activities"] == RemoveFocusAreaForm.REMOVE
    try:
        focus_areas.remove_focus_area(
            area,
            edit_number=data["edit_number"],
            with_activities=(data["count"] or 0) if together else None,
            by=user_of(request),
        )
    except StaleEdit:
        messages.warning(
            request, _("Någon annan hann ändra i fokusområdet. Läs igenom innan du tar bort det.")
        )
        return redirect(list_url(revision, area))
    messages.success(request, _("Fokusområdet är borttaget."))
    return redirect(list_url(revision))

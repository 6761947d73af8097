"""Writing an activity: the short form for a new one, and the form with everything."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.actions.rows import StaleEdit
from organisations.models import Organisation
from promises import activity_hints, activity_list, activity_reading, readings
from promises.actions import activities
from promises.activity_list import view_of
from promises.actors import Candidates
from promises.forms.activities import ActivityForm, QuickActivityForm
from promises.forms.actors import MORE, slots_for
from promises.forms.extents import extent_initial
from promises.models import Activity, Revision
from promises.views.activity_base import (
    STEP,
    already_gone,
    editable,
    find,
    find_area,
    in_place,
    list_url,
    row_context,
    show_row,
    user_of,
)
from promises.views.base import member_required, page, posted_or_parked
from promises.views.stale import compare

MAX_HITS = 20


@member_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    revision = editable(request, pk)
    area = find_area(revision, request.GET.get("omrade", ""))
    group = activity_list.group_of(revision, area, may_edit=True)
    if request.method == "GET" and "stang" in request.GET:
        return _new_row(request, revision, group)
    group.form = form = quick_form(revision, group, posted_or_parked(request))
    if request.method == "POST" and "las" not in request.POST and form.is_valid():
        written = form.written()
        activity = activities.add_activity(
            revision, written, creation_key=form.creation_key, by=user_of(request)
        )
        return _added(request, revision, activity)
    if request.method == "POST" and "las" in request.POST:
        group.form = quick_form(revision, group, initial=_as_initial(form, request.POST))
    return _new_row(request, revision, group)


@member_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new activity with every field at once: also where the text of one that somebody removed can be saved."""
    revision = editable(request, pk)
    activity = Activity(revision=revision, focus_area=find_area(revision, request.GET.get("omrade", "")))
    if request.method == "POST" and _only_more(request):
        return _form(request, activity, _widened(request, activity))
    form = _full_form(activity, data=posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        made = activities.add_activity(
            revision, form.written(), creation_key=form.creation_key, by=user_of(request)
        )
        messages.success(request, _("Aktiviteten är tillagd."))
        return redirect(list_url(revision, made))
    return _form(request, activity, form)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    revision = editable(request, pk)
    activity = find(revision, row)
    if activity is None:
        return _gone(request, revision) if request.method == "POST" else already_gone(request, revision)
    if request.method == "POST" and _only_more(request):
        return _form(request, activity, _widened(request, activity))
    # Checking the form writes what was typed on the activity, so what was there is remembered first.
    before = activity.focus_area_id
    form = _full_form(activity, data=posted_or_parked(request))
    if in_place(request):
        form.start_at("text")
    if request.method == "POST" and form.is_valid():
        try:
            saved = activities.change_activity(
                activity, form.written(), edit_number=form.edit_number, by=user_of(request)
            )
        except StaleEdit as stale:
            return compare(request, form, stale, back_url=list_url(revision, activity))
        return _saved(request, saved, moved=saved.focus_area_id != before)
    return _form(request, activity, form)


# --- Forms --------------------------------------------------------------------------------------------


def quick_form(
    revision: Revision, group: activity_list.Group, data: Any = None, initial: dict[str, Any] | None = None
) -> QuickActivityForm:
    given = {"focus_area": group.area.pk if group.area else None} | (initial or {})
    return QuickActivityForm(
        data,
        revision=revision,
        candidates=Candidates(revision),
        initial=given,
        auto_id=f"id_{group.new_id}_%s",
    )


def _full_form(
    activity: Activity, *, data: Any = None, initial: Any = None, more: int = 0, extra: Any = ()
) -> ActivityForm:
    rows = list(activity.actors.select_related("organisation")) if activity.pk else []
    slots = {part: count + more for part, count in slots_for(rows, data or initial).items()}
    return ActivityForm(
        data,
        instance=activity,
        revision=activity.revision,
        candidates=Candidates(activity.revision),
        rows=rows,
        slots=slots,
        extra=extra,
        initial=initial,
        auto_id=f"id_aktivitet-{activity.pk or 'ny'}_%s",
    )


def _only_more(request: HttpRequest) -> bool:
    """Whether the form was sent to be shown again: with more rows, search hits or a reading.

    Enter in the field for searching means searching, although it presses the first button of the form.
    """
    searching = "enter" in request.POST and request.POST.get("search", "").strip()
    return bool({"fler", "sok", "las"} & request.POST.keys() or searching)


def _widened(request: HttpRequest, activity: Activity) -> ActivityForm:
    """The form as it was sent, nothing saved and nothing refused, with room for more."""
    sent = _full_form(activity, data=request.POST)
    query = request.POST.get("search", "").strip()
    hits = list(Organisation.objects.filter(is_active=True).matching(query)[:MAX_HITS]) if query else []
    more = MORE if "fler" in request.POST else 0
    initial = _as_initial(sent, request.POST) | {"search": ""}
    if not initial["extent_kind"]:
        # A correction starts from what the words say.
        found = activity_reading.read({**initial, "reading": readings.Choice.AUTO}).found
        initial |= extent_initial(found)
    form = _full_form(activity, initial=initial, more=more, extra=[*hits, *sent.sent])
    form.hits, form.query = hits, query
    if "fler" in request.POST:
        form.start_at(f"executor_{form.slots['executor'] - more}_who")
    elif "las" in request.POST:
        form.start_at("scope")
    else:
        form.start_at("executor_0_who" if hits else "search")
    return form


def _as_initial(form: Any, data: Any) -> dict[str, Any]:
    """What was typed, as the beginning of the same form."""
    return {
        name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def like(before: activity_list.ActivityView | None) -> dict[str, Any]:
    """The next activity is most often done by the same ones: tick them, plain to see."""
    if before is None:
        return {}
    ticked: dict[str, list[str]] = {"executors": [], "responsible": []}
    for actor in before.actors:
        name = {"executor": "executors", "responsible": "responsible"}.get(actor.part)
        if name and actor.organisation_id and not actor.role_text:
            ticked[name].append(str(actor.organisation_id))
    return ticked


# --- Answers --------------------------------------------------------------------------------------------


def _new_row(request: HttpRequest, revision: Revision, group: activity_list.Group) -> HttpResponse:
    if group.form is not None:
        group.reading = activity_reading.reading_in(group.form)
    hints = activity_hints.hints_for(revision, values_of(group.form)) if group.form else []
    context = page(request, revision, STEP, group=group, form=group.form, reading=group.reading, hints=hints)
    if in_place(request):
        if group.form is not None:
            group.form.start_at("text")
        return render(request, "promises/_activity_new.html", context)
    return render(request, "promises/activity_new.html", context | {"back_url": list_url(revision)})


def _added(request: HttpRequest, revision: Revision, activity: Activity) -> HttpResponse:
    found = find(revision, activity.pk)
    messages.success(request, _("Aktiviteten är tillagd."))
    wants_more = "more" in request.POST
    if found is None or not in_place(request):
        if wants_more and found is not None:
            return redirect("promises:activity_edit", revision.promise_id, found.pk)
        return redirect(_next_url(revision, found))
    context = row_context(request, found)
    group = activity_list.group_of(revision, found.focus_area, may_edit=True)
    if wants_more:
        form = _full_form(found)
        form.start_at("executor_0_role")
        context |= _form_context(request, found, form) | {"full_form": form}
    else:
        group.form = quick_form(revision, group, initial=like(context["one"]))
        group.form.start_at("text")
        group.reading = activity_reading.Reading()
    return render(request, "promises/_activity_added.html", context | {"group": group})


def _next_url(revision: Revision, activity: Activity | None) -> str:
    number = activity.focus_area_id or activity_list.OUTSIDE if activity else activity_list.OUTSIDE
    url = list_url(revision)
    return f"{url}?ny={number}#aktivitet-ny-{number}"


def _form_context(request: HttpRequest, activity: Activity, form: ActivityForm) -> dict[str, Any]:
    there = {"is_new": True} if activity.pk is None else {"one": view_of(activity, may_edit=True)}
    return page(
        request,
        activity.revision,
        STEP,
        form=form,
        reading=activity_reading.reading_in(form),
        parts=form.parts(),
        hints=activity_hints.hints_for(activity.revision, values_of(form)),
        back_url=list_url(activity.revision, activity if activity.pk else None),
        open_fields=_used(form),
        areas_exist=activity.revision.focus_areas.exists(),
        **there,
    )


def _form(request: HttpRequest, activity: Activity, form: ActivityForm) -> HttpResponse:
    partial = in_place(request) and activity.pk
    template = "promises/_activity_form.html" if partial else "promises/activity_form.html"
    return render(request, template, _form_context(request, activity, form))


def values_of(form: Any) -> dict[str, Any]:
    """What stands in the form now, checked or not."""
    return {name: form[name].value() for name in form.fields}


def _used(form: ActivityForm) -> dict[str, bool]:
    """Which of the folded groups of fields hold something, and so should be open."""
    return {
        group: any(form[name].value() or form[name].errors for name in names)
        for group, names in ActivityForm.FOLDED.items()
    }


def _saved(request: HttpRequest, activity: Activity, *, moved: bool) -> HttpResponse:
    said = _("Aktiviteten är sparad.")
    if not (moved and in_place(request)):
        return show_row(request, activity.revision, activity.pk, said)
    messages.success(request, said)
    found = find(activity.revision, activity.pk) or activity
    group = activity_list.group_of(activity.revision, found.focus_area, may_edit=True)
    return render(request, "promises/_activity_rehoused.html", row_context(request, found, group=group))


def _gone(request: HttpRequest, revision: Revision) -> HttpResponse:
    """Somebody removed the activity while it was being written: show what was typed, to be saved as a new one."""
    form = _full_form(Activity(revision=revision), data=request.POST)
    form.is_valid()
    create = reverse("promises:activity_new", args=[revision.promise_id])
    return compare(request, form, StaleEdit(None), back_url=list_url(revision), create_url=create)

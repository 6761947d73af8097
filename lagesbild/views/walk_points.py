"""The points of a walk: recorded with a phone in the hand, changed at a desk, followed up, and their pictures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild.actions import walk_points as actions
from lagesbild.actions.walks import State
from lagesbild.forms.walk_points import FollowForm, NewPointForm, PointForm
from lagesbild.models import SafetyWalk, WalkPoint
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    made_by,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.views.maps import asks_for_position
from lagesbild.views.walks import get_to_write, get_walk, is_published, url_of
from organisations.actions.rows import StaleEdit
from organisations.models import Municipality


def get_point(walk: SafetyWalk, number: int) -> WalkPoint:
    """A point of this very walk; else 404."""
    point = get_object_or_404(walk.points.select_related("place", "measure_owner"), id=number)
    point.walk = walk
    return point


@require_http_methods(["GET", "POST"])
@asks_for_position
@member_required
def record(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The page for the walk itself: one point after another, with the checklist at hand."""
    municipality, walk = get_to_write(request, slug, pk)
    if walk.state == State.PUBLISHED:
        return is_published(request, walk)
    files = request.FILES if request.method == "POST" else None
    form: Any = NewPointForm(posted_or_parked(request), files, municipality=municipality)
    if request.method == "POST" and form.is_valid():
        made = made_by(form, lambda: actions.record(walk, by=request.user, **_said(form)))
        if made is not None:
            return redirect(f"{url_of(walk, 'record_point')}?punkt={made.pk}")
    context = page(
        request,
        municipality,
        walk=walk,
        form=form,
        saved=_saved(request, walk),
        count=walk.points.count(),
        checklist=list(walk.checklist.all()),
        draft=f"vandring:{request.user.pk}:{walk.pk}",
    )
    return render(request, "lagesbild/walk_record.html", context, status=status_of(form))


def _said(form: Any) -> dict[str, Any]:
    """What a form for a point says: its values, the picture, and that an odd position is right."""
    given = {"picture": form.cleaned_data.get("picture"), "is_sure": form.cleaned_data["is_sure"]}
    return {"values": form.values(), **given, **form.key()}


def _saved(request: MemberRequest, walk: SafetyWalk) -> WalkPoint | None:
    """The point that has just been recorded."""
    number = request.GET.get("punkt", "")
    if request.method != "GET" or not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    return walk.points.filter(pk=int(number)).first()


@require_http_methods(["GET", "POST"])
@asks_for_position
@member_required
def edit(request: MemberRequest, slug: str, pk: int, point: int) -> HttpResponse:
    """Change a point at a desk."""
    municipality, walk = get_to_write(request, slug, pk)
    found = get_point(walk, point)
    if walk.state == State.PUBLISHED:
        return is_published(request, walk)
    files = request.FILES if request.method == "POST" else None
    form: Any = PointForm(posted_or_parked(request), files, municipality=municipality, point=found)
    if request.method == "POST" and form.is_valid():
        said = _said(form) | {"keeps_picture": form.cleaned_data.get("keeps_picture", False)}
        if attempt(form, lambda: actions.change(found, by=request.user, **said)):
            messages.success(request, _("Punkten är sparad."))
            return redirect(_back(walk, found))
    return _page(request, municipality, found, "walk_point_form.html", form=form)


@require_http_methods(["GET", "POST"])
@member_required
def follow(request: MemberRequest, slug: str, pk: int, point: int) -> HttpResponse:
    """Say what has become of a point."""
    municipality, walk = get_to_write(request, slug, pk)
    found = get_point(walk, point)
    form: Any = FollowForm(
        posted_or_parked(request), initial={"state_on": found.state_on or timezone.localdate()}
    )
    form.fill(found)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if attempt(form, lambda: actions.follow_up(found, by=request.user, **values, **form.key())):
            messages.success(request, _("Läget är sparat."))
            return redirect(_back(walk, found))
    return _page(request, municipality, found, "walk_point_follow.html", form=form)


@require_http_methods(["GET", "POST"])
@member_required
def remove(request: MemberRequest, slug: str, pk: int, point: int) -> HttpResponse:
    """Remove a point, after asking. One that is gone already is no fault."""
    municipality, walk = get_to_write(request, slug, pk)
    found = walk.points.select_related("place", "measure_owner").filter(pk=point).first()
    if found is None:
        if WalkPoint.objects.filter(pk=point).exists() or request.method != "POST":
            raise Http404
        return redirect(_back(walk))
    found.walk = walk
    if walk.state == State.PUBLISHED:
        return is_published(request, walk)
    if request.method == "POST":
        return _removed(request, walk, found)
    return _page(request, municipality, found, "walk_point_remove.html")


def _removed(request: MemberRequest, walk: SafetyWalk, point: WalkPoint) -> HttpResponse:
    text = request.POST.get("edit_number", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    try:
        actions.remove(point, edit_number=number, by=request.user)
    except StaleEdit:
        messages.warning(request, _("Någon annan hann ändra punkten. Läs igenom innan du tar bort den."))
        return redirect(_back(walk, point))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(_back(walk, point))
    messages.success(request, _("Punkten är borttagen."))
    return redirect(_back(walk))


@require_safe
@member_required
def picture(request: MemberRequest, slug: str, pk: int, point: int) -> HttpResponseBase:
    """The picture of a point, for who reads the walk."""
    _municipality, walk = get_walk(request, slug, pk)
    return sent(get_point(walk, point))


def sent(point: WalkPoint) -> FileResponse:
    """The stored picture, as the kind that we made it; 404 when there is none or it is not where it was."""
    name = str(point.picture.name or "")
    if not name or not point.picture.storage.exists(name):
        raise Http404
    return FileResponse(point.picture.storage.open(name))


def _back(walk: SafetyWalk, point: WalkPoint | None = None) -> str:
    return url_of(walk) + (f"#punkt-{point.pk}" if point is not None else "#punkter")


def _page(
    request: MemberRequest, municipality: Municipality, point: WalkPoint, template: str, **more: Any
) -> HttpResponse:
    context = page(
        request,
        municipality,
        walk=point.walk,
        point=point,
        back_url=_back(point.walk, point),
        picture_url=reverse("lagesbild:walk_picture", args=[municipality.slug, point.walk_id, point.pk]),
        **more,
    )
    status = status_of(more["form"]) if "form" in more else 200
    return render(request, f"lagesbild/{template}", context, status=status)

"""The safety walks of a municipality: all of them, one, planning it, its checklist, and the steps to a protocol."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lagesbild import permissions
from lagesbild.actions import walks as actions
from lagesbild.forms.walks import ChecklistForm, HeldForm, NewWalkForm, WalkForm
from lagesbild.models import SafetyWalk
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    made_by,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.walks import is_overdue, on_map, overdue_points, walks_read_by
from organisations.models import Municipality
from organisations.roles import Permission

PER_PAGE = 20
# Of what is late, on the first page.
LATE_SHOWN = 20


def get_walk(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, SafetyWalk]:
    """A walk that the person may read, with its municipality; else 404."""
    municipality = get_municipality(request, slug)
    found = walks_read_by(request.user, municipality)
    walk = get_object_or_404(found.select_related("owner", "dialogue", "published_by"), id=pk)
    walk.municipality = municipality
    return municipality, walk


def get_to_write(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, SafetyWalk]:
    """The same, once the person may write."""
    municipality, walk = get_walk(request, slug, pk)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    return municipality, walk


def is_published(request: MemberRequest, walk: SafetyWalk) -> HttpResponse:
    """Instead of a form that could not be saved."""
    messages.info(request, _("Protokollet är publicerat. Ta tillbaka det först om något ska ändras."))
    return redirect(url_of(walk))


def url_of(walk: SafetyWalk, name: str = "walk") -> str:
    """The walk's page, or another of its addresses by name."""
    return reverse(f"lagesbild:{name}", args=[walk.municipality.slug, walk.pk])


@require_safe
@member_required
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """What is late, and every walk, the latest first."""
    municipality = get_municipality(request, slug)
    late = overdue_points(municipality, timezone.localdate())
    shown = Paginator(walks_read_by(request.user, municipality), PER_PAGE).get_page(request.GET.get("sida"))
    context = page(
        request, municipality, page_obj=shown, late=list(late[:LATE_SHOWN]), late_count=late.count()
    )
    return render(request, "lagesbild/walks.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, slug: str) -> HttpResponse:
    """Plan a walk."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    form: Any = NewWalkForm(
        posted_or_parked(request), owners=permissions.speaks_for(request.user, municipality)
    )
    if request.method == "POST" and form.is_valid():
        said = {"owner": form.owner_of(), "values": form.values(), **form.key()}
        made = made_by(form, lambda: actions.plan(municipality, by=request.user, **said))
        if made is not None:
            messages.success(request, _("Vandringen är planerad, med en checklista att ändra i."))
            return redirect(url_of(made))
    context = page(request, municipality, form=form, title=_("Planera en trygghetsvandring"))
    return render(request, "lagesbild/walk_form.html", context, status=status_of(form))


@require_safe
@member_required
def detail(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One walk: its route and checklist, its points, and the next step."""
    municipality, walk = get_walk(request, slug, pk)
    today = timezone.localdate()
    points = list(walk.points.select_related("place", "measure_owner"))
    context = page(
        request,
        municipality,
        walk=walk,
        points=[(point, is_overdue(point, today)) for point in points],
        on_map=on_map(walk, points),
        checklist=list(walk.checklist.all()),
        public_count=sum(1 for point in points if point.is_public),
        is_planned=walk.state == SafetyWalk.State.PLANNED,
        is_walked=walk.state == SafetyWalk.State.WALKED,
        is_published=walk.state == SafetyWalk.State.PUBLISHED,
    )
    context["may_edit"] = context["may_write"] and not context["is_published"]
    return render(request, "lagesbild/walk.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Change what is planned, until the protocol is published."""
    municipality, walk = get_to_write(request, slug, pk)
    if walk.state == SafetyWalk.State.PUBLISHED:
        return is_published(request, walk)
    form: Any = WalkForm(posted_or_parked(request), walk=walk)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: actions.change(walk, values=form.values(), by=request.user, **form.key()))
    ):
        messages.success(request, _("Vandringen är sparad."))
        return redirect(url_of(walk))
    context = page(request, municipality, form=form, walk=walk, title=_("Ändra vandringen"))
    return render(request, "lagesbild/walk_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def checklist(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Write the questions to look at on the way, one on each line."""
    municipality, walk = get_to_write(request, slug, pk)
    if walk.state == SafetyWalk.State.PUBLISHED:
        return is_published(request, walk)
    initial = {
        "lines": "\n".join(item.text for item in walk.checklist.all()),
        "edit_number": walk.edit_number,
    }
    form: Any = ChecklistForm(posted_or_parked(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        lines = form.cleaned_data["lines"]
        if attempt(form, lambda: actions.set_checklist(walk, lines=lines, by=request.user, **form.key())):
            messages.success(request, _("Checklistan är sparad."))
            return redirect(url_of(walk))
    context = page(request, municipality, form=form, walk=walk, title=_("Checklista"))
    return render(request, "lagesbild/walk_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def held(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Note that the walk has been held."""
    municipality, walk = get_to_write(request, slug, pk)
    form: Any = HeldForm(posted_or_parked(request)).fill(walk)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if attempt(form, lambda: actions.note_walked(walk, values=values, by=request.user)):
            messages.success(
                request, _("Vandringen är genomförd. Gå igenom punkterna och publicera protokollet.")
            )
            return redirect(url_of(walk))
    context = page(request, municipality, form=form, walk=walk, title=_("Vandringen är genomförd"))
    return render(request, "lagesbild/walk_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def publish(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Look through what everybody will read, and publish it."""
    municipality, walk = get_to_write(request, slug, pk)
    if request.method == "POST":
        return _step(request, walk, actions.publish, _("Protokollet är publicerat."), "publish_walk")
    points = list(walk.points.select_related("place"))
    context = page(
        request,
        municipality,
        walk=walk,
        shown=[point for point in points if point.is_public],
        left_out=[point for point in points if not point.is_public],
    )
    return render(request, "lagesbild/walk_publish.html", context)


@require_POST
@member_required
def take_back(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Stop showing the protocol to everybody."""
    _municipality, walk = get_to_write(request, slug, pk)
    return _step(request, walk, actions.take_back, _("Protokollet visas inte längre för alla."))


@require_POST
@member_required
def plan_again(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Undo that the walk has been held."""
    _municipality, walk = get_to_write(request, slug, pk)
    return _step(request, walk, actions.plan_again, _("Vandringen är planerad igen."))


@require_POST
@member_required
def make_dialogue(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A dialogue with the points as findings; once, however often it is pressed."""
    municipality, walk = get_to_write(request, slug, pk)
    try:
        dialogue = actions.make_dialogue(walk, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(url_of(walk))
    messages.success(request, _("Punkterna är nu resultat i en dialog."))
    return redirect("lagesbild:dialogue", municipality.slug, dialogue.pk)


@require_http_methods(["GET", "POST"])
@member_required
def remove(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a walk, after asking."""
    municipality, walk = get_to_write(request, slug, pk)
    if request.method == "POST":
        try:
            actions.remove(walk, by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect(url_of(walk))
        messages.success(request, _("Vandringen är borttagen."))
        return redirect("lagesbild:walks", municipality.slug)
    return render(request, "lagesbild/walk_remove.html", page(request, municipality, walk=walk))


def _step(
    request: MemberRequest, walk: SafetyWalk, action: Callable[..., Any], said: str, again: str = "walk"
) -> HttpResponse:
    try:
        action(walk, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(url_of(walk, again))
    messages.success(request, said)
    return redirect(url_of(walk))

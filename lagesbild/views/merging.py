"""The parties' problems side by side, and one joint text of those that are the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import merging
from lagesbild.forms.problems import JoinForm
from lagesbild.joining import TEXTS, draft, said
from lagesbild.models import Layer, Problem
from lagesbild.pairing import Likeness, Sketch, suggest, words_of
from lagesbild.problem_permissions import readable_problems
from lagesbild.views.base import (
    MemberRequest,
    get_municipality,
    made_by,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.views.problems import choices
from organisations.models import Municipality
from organisations.roles import Permission

MOST = 6


@dataclass
class Pair:
    """One line of the comparison: what each party has; the other side is empty when only one party has it."""

    ours: Problem | None = None
    theirs: Problem | None = None
    likeness: Likeness | None = None
    reasons: list[str] = field(default_factory=list)


@require_safe
@member_required
def compare(request: MemberRequest, slug: str) -> HttpResponse:
    """What both parties have, what only one of them has, and the joint problems that there are."""
    municipality = get_municipality(request, slug)
    readable = readable_problems(request.user, municipality).filter(is_active=True, joined_into__isnull=True)
    rows = readable.select_related("owner").prefetch_related("places")
    shared = list(rows.exclude(layer=Layer.OWN).filter(is_joint=False))
    own = readable.filter(layer=Layer.OWN, owner__in=permissions.speaks_for(request.user, municipality))
    context = page(
        request,
        municipality,
        pairs=pairs_of(shared, municipality),
        own_count=own.count(),
        joint=list(rows.filter(is_joint=True)),
    )
    return render(request, "lagesbild/problem_compare.html", context)


def pairs_of(problems: Sequence[Problem], municipality: Municipality) -> list[Pair]:
    """The suggested pairs, the likest first, then what only one party has."""
    ours = [one for one in problems if one.owner_id == municipality.pk]
    theirs = [one for one in problems if one.owner_id != municipality.pk]
    by_id = {one.pk: one for one in problems}
    alike = suggest([_sketch(one) for one in ours], [_sketch(one) for one in theirs])
    pairs = [Pair(by_id[one.one], by_id[one.other], one, _reasons(one)) for one in alike]
    paired = {pk for one in alike for pk in (one.one, one.other)}
    pairs += [Pair(ours=one) for one in ours if one.pk not in paired]
    return pairs + [Pair(theirs=one) for one in theirs if one.pk not in paired]


def _sketch(problem: Problem) -> Sketch:
    places = frozenset(place.name for place in problem.places.all())
    return Sketch(
        problem.pk, problem.theme, places, words_of(problem.title, problem.what, problem.where, problem.how)
    )


def _reasons(one: Likeness) -> list[str]:
    found = [_("Samma ämne")] if one.same_theme else []
    if one.places:
        found.append(_("Samma plats: %(places)s") % {"places": ", ".join(one.places)})
    if one.words:
        found.append(_("Ord som båda använder: %(words)s") % {"words": ", ".join(one.words[:MOST])})
    return found


@require_http_methods(["GET", "POST"])
@member_required
def join(request: MemberRequest, slug: str) -> HttpResponse:
    """Write the joint text of the chosen problems, beside what each party says."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    originals = _chosen(request, municipality)
    if len(originals) < 2:
        messages.warning(request, _("Välj minst två problem att sammanfoga."))
        return redirect("lagesbild:problem_compare", slug)
    into = next((one for one in originals if one.is_joint), None)
    form = JoinForm(
        posted_or_parked(request), initial=_initial(originals, into), **choices(request, municipality)
    )
    if request.method == "POST" and form.is_valid():
        made = made_by(form, lambda: _join(request, municipality, originals, form))
        if made is not None:
            messages.success(request, _("Problemen är sammanfogade. Det ni skrev var för sig står kvar."))
            return redirect("lagesbild:problem", slug, made.pk)
        if form.has_error(NON_FIELD_ERRORS, merging.CHANGED):
            form.resend({"seen": form.of_originals(originals)})
    first = _made_first(form, municipality)
    beside = _beside(originals)
    groups = [
        {**group, "rows": [(bound, beside.get(bound.name, [])) for bound in group["fields"]]}
        for group in form.groups()
    ]
    context = page(
        request, municipality, form=form, originals=originals, groups=groups, into=into, first=first
    )
    return render(request, "lagesbild/problem_join.html", context, status=status_of(form))


def _chosen(request: MemberRequest, municipality: Municipality) -> list[Problem]:
    """The problems that the address names, the municipality's first. One that a colleague has just joined is kept."""
    named = {
        int(text) for text in request.GET.getlist("problem")[: 2 * MOST] if text.isascii() and text.isdigit()
    }
    named = {number for number in named if number < 2**31}
    rows = readable_problems(request.user, municipality).filter(pk__in=named).exclude(layer=Layer.OWN)
    rows = rows.select_related("owner", "joined_into").prefetch_related("places", "findings")
    return sorted(rows, key=lambda one: (not one.is_joint, one.owner_id != municipality.pk, one.pk))


def _initial(originals: list[Problem], into: Problem | None) -> dict[str, Any]:
    values = draft(originals) | {"seen": JoinForm.of_originals(originals)}
    if into is not None:
        values |= {"title": into.title, "theme": into.theme, "layer": into.layer}
        values |= {"into": into.pk, "edit_number": into.edit_number}
    return values


def _join(
    request: MemberRequest, municipality: Municipality, originals: list[Problem], form: JoinForm
) -> Problem:
    number = form.cleaned_data.get("into")
    into = None
    if number is not None:
        rows = readable_problems(request.user, municipality)
        into = rows.filter(pk=number, is_joint=True, is_active=True).first()
        if into is None:
            raise Http404
    return merging.join(
        municipality,
        [one for one in originals if not one.is_joint],
        values=form.values(),
        creation_key=form.cleaned_data["creation_key"],
        into=into,
        edit_number=form.cleaned_data.get("edit_number") or 0,
        seen=form.seen_numbers(),
        by=request.user,
    )


def _made_first(form: JoinForm, municipality: Municipality) -> Problem | None:
    """The joint problem that a colleague made of one of these while the form was being filled in."""
    number = form.data.get("into", "") if getattr(form, "is_stale", False) else ""
    rows = Problem.objects.filter(municipality=municipality).select_related("edited_by")
    return rows.filter(pk=int(number)).first() if str(number).isdigit() else None


def _beside(originals: Sequence[Problem]) -> dict[str, list[tuple[str, str]]]:
    """What each party says in each field, to be read beside the joint text."""
    return {name: said(name, originals) for name in ("title", *TEXTS, "trend_text")}

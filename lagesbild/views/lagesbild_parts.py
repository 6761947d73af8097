"""The parts of a draft: how far each has come, where it is written, and the form of one part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lagesbild import permissions
from lagesbild.actions import lagesbilder as actions
from lagesbild.forms.lagesbilder import (
    AheadForm,
    AnalysisForm,
    BasicsForm,
    MappingForm,
    OtherForm,
    PositiveForm,
    SummaryForm,
)
from lagesbild.models import Lagesbild
from lagesbild.parts import BY_SLUG, PARTS, Part, is_written
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    member_required,
    posted_or_parked,
)
from lagesbild.views.lagesbild_base import get_lagesbild, lagesbild_trail, may_edit, places_of
from lagesbild.views.pages import show_form
from organisations.roles import Permission

FORMS: dict[str, Any] = {
    "basics": BasicsForm,
    "mapping": MappingForm,
    "other_information": OtherForm,
    "analysis": AnalysisForm,
    "positive_factors": PositiveForm,
    "ahead": AheadForm,
    "summary": SummaryForm,
}


# The parts that are rows have pages of their own, which whoever reads the lägesbild may open.
_PAGES = {"problems": "lagesbild_problems", "basis": "lagesbild_basis"}


@dataclass(frozen=True)
class _Step:
    """A part in the list of a draft's parts."""

    title: Any
    url: str
    state: str
    words: str
    note: str


def steps_of(found: Lagesbild, *, editing: bool, may_write: bool) -> list[_Step]:
    """The parts of a draft, with the way to each for those who may write in it."""
    numbers = {"problems": found.chosen.count(), "basis": found.basis.count()}
    return [_step(found, part, is_written(part, found, **numbers), editing, may_write) for part in PARTS]


def _step(found: Lagesbild, part: Part, written: bool, editing: bool, may_write: bool) -> _Step:
    opens = part.key in _PAGES and (may_write or not found.is_secret)
    url = address_of_part(found, part.key) if editing or opens else ""
    state = "done" if written else ("todo" if part.is_statutory else "optional")
    words = _("Ifylld") if written else (_("Tom") if part.is_statutory else "")
    note = _("Krävs enligt 4 §") if part.is_statutory else ""
    return _Step(part.title, url, state, words, note)


def address_of_part(found: Lagesbild, key: str) -> str:
    """Where the part with that key is written."""
    part = next(part for part in PARTS if part.key == key)
    return reverse(f"lagesbild:{_PAGES.get(key, 'lagesbild_part')}", args=_arguments(found, part))


def _arguments(found: Lagesbild, part: Part) -> list[Any]:
    own_page = part.key in _PAGES
    return [found.municipality.slug, found.pk, *([] if own_page else [part.slug])]


@require_http_methods(["GET", "POST"])
@member_required
def lagesbild_part(request: MemberRequest, slug: str, pk: int, part: str) -> HttpResponse:
    """Write one part. Those who may not write in it read it on the page of the whole."""
    municipality, found = get_lagesbild(request, slug, pk)
    which = BY_SLUG.get(part)
    if which is None or which.key not in FORMS:
        raise Http404
    if not may_edit(request, found):
        raise PermissionDenied(permissions.REFUSALS[Permission.WRITE_LAGESBILD])
    choices = {"places": places_of(municipality)} if which.key == "basics" else {}
    form = FORMS[which.key](posted_or_parked(request), **choices)
    form.initial["edit_number"] = found.part_numbers.get(which.key, 1)
    form.fill(found)
    if request.method == "POST" and form.is_valid():
        action = {"values": form.values(), "by": request.user, **form.key()}
        if attempt(form, lambda: actions.save_part(found, which.key, **action)):
            messages.success(request, _("Delen är sparad."))
            return redirect("lagesbild:lagesbild", slug, pk)
    lead = _("En av de tre delar som lagen kräver.") if which.is_statutory else ""
    return show_form(
        request,
        municipality,
        form,
        title=str(which.title),
        links=lagesbild_trail(found),
        kicker=found.title,
        lead=lead,
        guide=which.guide,
    )

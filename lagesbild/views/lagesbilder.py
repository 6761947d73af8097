"""Lägesbilder: all of a municipality's, one that is written part by part, and one that is adopted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import lagesbilder as actions
from lagesbild.checking import missing_from
from lagesbild.composition import (
    adopted_document,
    document_of,
    frozen_document,
    is_masked_since,
    mark_of,
)
from lagesbild.documents import LagesbildDocument, with_masks
from lagesbild.forms.lagesbilder import (
    AheadForm,
    AnalysisForm,
    BasicsForm,
    DecisionForm,
    MappingForm,
    OtherForm,
    PositiveForm,
    SecrecyForm,
    StartForm,
    SummaryForm,
)
from lagesbild.models import Lagesbild, Place
from lagesbild.parts import BY_SLUG, PARTS, Part, is_written
from lagesbild.presentation import present_lagesbild
from lagesbild.rendering import WORD_TYPE, docx_of, pdf_of
from lagesbild.states import LagesbildStatus
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.views.pages import Trail, ask_first, file_response, show_form, trail
from organisations.models import Municipality
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


def get_lagesbild(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, Lagesbild]:
    """The lägesbild, if the person reads it; else 404."""
    municipality = get_municipality(request, slug)
    found = permissions.readable(request.user, Lagesbild.objects.filter(municipality=municipality))
    rows = found.select_related("municipality", "owner", "area", "version", "supersedes", "secrecy_by")
    return municipality, get_object_or_404(rows.select_related("started_from"), pk=pk)


def lagesbild_trail(lagesbild: Lagesbild, *more: tuple[Any, str]) -> Trail:
    """The links above a page that is part of a lägesbild."""
    slug = lagesbild.municipality.slug
    return trail(
        lagesbild.municipality,
        (_("Lägesbilder"), reverse("lagesbild:lagesbilder", args=[slug])),
        (lagesbild.title, reverse("lagesbild:lagesbild", args=[slug, lagesbild.pk])),
        *more,
    )


def may_edit(request: MemberRequest, lagesbild: Lagesbild) -> bool:
    """Whether to show buttons: the action asks again."""
    municipality = lagesbild.municipality
    writes = permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality)
    if lagesbild.is_joint or not writes:
        return lagesbild.is_draft and writes
    own = {one.pk for one in permissions.speaks_for(request.user, municipality)}
    return lagesbild.is_draft and lagesbild.owner_id in own


@require_safe
@member_required
def lagesbilder(request: MemberRequest, slug: str) -> HttpResponse:
    """The one in force, drafts, and those before."""
    municipality = get_municipality(request, slug)
    found = permissions.readable(request.user, Lagesbild.objects.filter(municipality=municipality))
    rows = list(found.select_related("owner", "area").order_by("-starts_on", "-pk")[:200])
    groups = [
        (_("Antagna"), [row for row in rows if row.status == LagesbildStatus.ADOPTED]),
        (_("Utkast"), [row for row in rows if row.status == LagesbildStatus.DRAFT]),
        (_("Tidigare"), [row for row in rows if row.status == LagesbildStatus.REPLACED]),
    ]
    links = trail(municipality)
    context = page(request, municipality, links=links, groups=groups, has_any=bool(rows))
    return render(request, "lagesbild/lagesbilder.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def start_lagesbild(request: MemberRequest, slug: str) -> HttpResponse:
    """Begin a lägesbild, empty or from an earlier one."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    earlier = permissions.readable(request.user, Lagesbild.objects.filter(municipality=municipality))
    form = StartForm(
        posted_or_parked(request),
        earlier=earlier.exclude(status=LagesbildStatus.DRAFT).order_by("-decided_on", "-pk"),
        owners=permissions.speaks_for(request.user, municipality),
        places=_places(municipality),
        initial={
            "start_from": earlier.filter(status=LagesbildStatus.ADOPTED).order_by("-decided_on").first()
        },
    )
    made: list[Lagesbild] = []
    if request.method == "POST" and form.is_valid():
        values = form.values()
        given = {"owner": values.pop("owner"), "start_from": values.pop("start_from"), **form.key()}
        if attempt(
            form,
            lambda: made.append(actions.start(municipality, values=values, by=request.user, **given)),
        ):
            messages.success(request, _("Lägesbilden är påbörjad. Fyll i en del i taget."))
            return redirect("lagesbild:lagesbild", slug, made[0].pk)
    links = trail(municipality, (_("Lägesbilder"), reverse("lagesbild:lagesbilder", args=[slug])))
    lead = _("Börja tomt, eller från den förra så att det som fortfarande gäller följer med.")
    return show_form(
        request, municipality, form, title=_("Ny lägesbild"), links=links, lead=lead, button=_("Börja skriva")
    )


def _places(municipality: Municipality) -> Any:
    return Place.objects.filter(municipality=municipality).order_by("name")


@require_safe
@member_required
def lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One lägesbild: its parts while it is written, its frozen text when it is adopted."""
    municipality, found = get_lagesbild(request, slug, pk)
    links = trail(municipality, (_("Lägesbilder"), reverse("lagesbild:lagesbilder", args=[slug])))
    if not found.is_draft:
        return _adopted(request, municipality, found, links)
    editing = may_edit(request, found)
    context = page(
        request,
        municipality,
        lagesbild=found,
        links=links,
        steps=_steps(
            found,
            editing=editing,
            may_write=permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality),
        ),
        mark=mark_of(found),
        may_mark=permissions.can(request.user, Permission.SHARE_LAGESBILD, municipality),
        may_edit=editing,
        may_adopt=permissions.can(request.user, Permission.ADOPT_LAGESBILD, municipality),
        lacks=[one for one in missing_from(found) if one.blocks],
    )
    return render(request, "lagesbild/lagesbild_draft.html", context)


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


def _steps(found: Lagesbild, *, editing: bool, may_write: bool) -> list[_Step]:
    numbers = {"problems": found.chosen.count(), "basis": found.basis.count()}
    return [_step(found, part, is_written(part, found, **numbers), editing, may_write) for part in PARTS]


def _step(found: Lagesbild, part: Part, written: bool, editing: bool, may_write: bool) -> _Step:
    opens = part.key in _PAGES and (may_write or not found.is_secret)
    url = _where(found, part.key) if editing or opens else ""
    state = "done" if written else ("todo" if part.is_statutory else "optional")
    words = _("Ifylld") if written else (_("Tom") if part.is_statutory else "")
    note = _("Krävs enligt 4 §") if part.is_statutory else ""
    return _Step(part.title, url, state, words, note)


def _arguments(found: Lagesbild, part: Part) -> list[Any]:
    own_page = part.key in _PAGES
    return [found.municipality.slug, found.pk, *([] if own_page else [part.slug])]


def _adopted(
    request: MemberRequest, municipality: Municipality, found: Lagesbild, links: Trail
) -> HttpResponse:
    writes = permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality)
    document = frozen_document(found) if writes else adopted_document(found)
    context = page(
        request,
        municipality,
        lagesbild=found,
        links=links,
        shown=present_lagesbild(document, sha256=found.version.sha256),
        successor=Lagesbild.objects.filter(supersedes=found).first(),
        plans=found.version.plans.all(),
        has_json=not is_masked_since(found),
        mark=mark_of(found),
        may_mark=permissions.can(request.user, Permission.SHARE_LAGESBILD, municipality),
    )
    return render(request, "lagesbild/lagesbild_adopted.html", context)


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
    choices = {"places": _places(municipality)} if which.key == "basics" else {}
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


@require_safe
@member_required
def check_lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """What is missing, what it will look like, and the way to the decision."""
    municipality, found = get_lagesbild(request, slug, pk)
    if not found.is_draft:
        return redirect("lagesbild:lagesbild", slug, pk)
    lacks = missing_from(found)
    context = page(
        request,
        municipality,
        lagesbild=found,
        links=lagesbild_trail(found),
        blocking=[(one, _where(found, one.part)) for one in lacks if one.blocks],
        wanted=[(one, _where(found, one.part)) for one in lacks if not one.blocks],
        shown=present_lagesbild(_shown_draft(found)),
        may_edit=may_edit(request, found),
        may_adopt=permissions.can(request.user, Permission.ADOPT_LAGESBILD, municipality),
    )
    return render(request, "lagesbild/lagesbild_check.html", context)


def _where(found: Lagesbild, key: str) -> str:
    part = next(part for part in PARTS if part.key == key)
    return reverse(f"lagesbild:{_PAGES.get(key, 'lagesbild_part')}", args=_arguments(found, part))


def _shown_draft(found: Lagesbild) -> LagesbildDocument:
    return with_masks(document_of(found), {}, mark_of(found))


@require_http_methods(["GET", "POST"])
@member_required
def adopt_lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Note the decision, which freezes the text."""
    municipality, found = get_lagesbild(request, slug, pk)
    permissions.check_can(request.user, Permission.ADOPT_LAGESBILD, municipality)
    if not found.is_draft:
        return redirect("lagesbild:lagesbild", slug, pk)
    form = DecisionForm(posted_or_parked(request))
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, lambda: actions.adopt(found, by=request.user, **form.values())):
        messages.success(request, _("Lägesbilden är antagen och texten är fryst."))
        return redirect("lagesbild:lagesbild", slug, pk)
    context = page(
        request,
        municipality,
        form=form,
        lagesbild=found,
        links=lagesbild_trail(found),
        lacks=[one for one in missing_from(found) if one.blocks],
        before=actions.in_force_before(found),
    )
    return render(request, "lagesbild/lagesbild_adopt.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def remove_lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Remove a draft, after asking."""
    municipality, found = get_lagesbild(request, slug, pk)
    if not may_edit(request, found):
        raise PermissionDenied(
            _("En antagen lägesbild bevaras, och ett utkast tas bort av den som skriver det.")
        )
    if request.method == "POST":
        actions.remove_draft(found, by=request.user)
        messages.success(request, _("Utkastet är borttaget."))
        return redirect("lagesbild:lagesbilder", slug)
    return ask_first(
        request,
        municipality,
        title=_("Ta bort utkastet?"),
        text=_("Allt som är skrivet i ”%(title)s” försvinner. Problemen finns kvar.")
        % {"title": found.title},
        button=_("Ta bort utkastet"),
        links=lagesbild_trail(found),
    )


@require_http_methods(["GET", "POST"])
@member_required
def mark_lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Mark the whole lägesbild as secret, or take the marking away; also when it is adopted."""
    municipality, found = get_lagesbild(request, slug, pk)
    permissions.check_can(request.user, Permission.SHARE_LAGESBILD, municipality)
    form = SecrecyForm(
        posted_or_parked(request), parties=permissions.speaks_for(request.user, municipality)
    ).fill(found)
    if request.method == "POST" and form.is_valid():
        action = {**form.values(), **form.key(), "by": request.user}
        if attempt(form, lambda: actions.mark(found, **action)):
            messages.success(request, _("Markeringen är sparad."))
            return redirect("lagesbild:lagesbild", slug, pk)
    lead = _(
        "Det som är markerat döljs i allt som hämtas ut, för den som bara läser och för invånarna. Fyll i alla tre, "
        "eller töm alla tre."
    )
    return show_form(
        request,
        municipality,
        form,
        title=_("Sekretessmarkera lägesbilden"),
        links=lagesbild_trail(found),
        kicker=found.title,
        lead=lead,
    )


@require_safe
@member_required
def lagesbild_file(request: MemberRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    """The lägesbild as PDF or Word; the adopted text as JSON too, unless something in it has been marked since."""
    _municipality, found = get_lagesbild(request, slug, pk)
    name = f"lagesbild-{slug}-{found.starts_on.isoformat()}"
    if kind == "json":
        if found.is_draft or is_masked_since(found):
            raise Http404
        return file_response(found.version.canonical.encode(), "application/json", f"{name}.json")
    document = _shown_draft(found) if found.is_draft else adopted_document(found)
    shown = present_lagesbild(document, sha256="" if found.is_draft else found.version.sha256)
    if kind == "pdf":
        content = pdf_of(
            shown,
            kind=_("Lägesbild"),
            author=document.municipality,
            demonstration=document.demonstration,
        )
        return file_response(content, "application/pdf", f"{name}.pdf")
    if kind == "docx":
        return file_response(docx_of(shown, author=document.municipality), WORD_TYPE, f"{name}.docx")
    raise Http404

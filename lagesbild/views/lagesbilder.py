"""Lägesbilder: all of a municipality's, one that is written part by part, and one that is adopted."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import lagesbilder as actions
from lagesbild.checking import missing_from
from lagesbild.composition import (
    adopted_document,
    draft_document,
    frozen_document,
    is_masked_since,
    mark_of,
)
from lagesbild.forms.lagesbilder import (
    StartForm,
)
from lagesbild.models import Lagesbild
from lagesbild.presentation import present_lagesbild
from lagesbild.states import LagesbildStatus
from lagesbild.views.base import (
    MemberRequest,
    get_municipality,
    made_by,
    member_required,
    page,
    posted_or_parked,
)
from lagesbild.views.lagesbild_base import (
    get_lagesbild,
    lagesbild_trail,
    lagesbilder_trail,
    may_edit,
    places_of,
)
from lagesbild.views.lagesbild_parts import steps_of
from lagesbild.views.pages import Trail, ask_first, document_file, file_response, show_form, trail
from organisations.models import Municipality
from organisations.roles import Permission


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
        places=places_of(municipality),
        initial={
            "start_from": earlier.filter(status=LagesbildStatus.ADOPTED).order_by("-decided_on").first()
        },
    )
    if request.method == "POST" and form.is_valid():
        values = form.values()
        given = {"owner": values.pop("owner"), "start_from": values.pop("start_from"), **form.key()}
        made = made_by(form, lambda: actions.start(municipality, values=values, by=request.user, **given))
        if made is not None:
            messages.success(request, _("Lägesbilden är påbörjad. Fyll i en del i taget."))
            return redirect("lagesbild:lagesbild", slug, made.pk)
    links = lagesbilder_trail(municipality)
    lead = _("Börja tomt, eller från den förra så att det som fortfarande gäller följer med.")
    return show_form(
        request, municipality, form, title=_("Ny lägesbild"), links=links, lead=lead, button=_("Börja skriva")
    )


@require_safe
@member_required
def lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One lägesbild: its parts while it is written, its frozen text when it is adopted."""
    municipality, found = get_lagesbild(request, slug, pk)
    links = lagesbilder_trail(municipality)
    if not found.is_draft:
        return _adopted(request, municipality, found, links)
    editing = may_edit(request, found)
    context = page(
        request,
        municipality,
        lagesbild=found,
        links=links,
        steps=steps_of(
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
    document = draft_document(found) if found.is_draft else adopted_document(found)
    shown = present_lagesbild(document, sha256="" if found.is_draft else found.version.sha256)
    return document_file(kind, shown, document, title=_("Lägesbild"), name=name)

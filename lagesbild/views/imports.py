"""Files that come in, and where they begin: the list of them, uploading one, an example of each kind."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import importing
from lagesbild.forms.imports import UploadForm
from lagesbild.imports import samples
from lagesbild.imports.kinds import Kind
from lagesbild.imports.registry import BY_SLUG, KINDS, OF_DIALOGUE, OF_MUNICIPALITY
from lagesbild.models import ColumnMapping, Dialogue, ImportBatch
from lagesbild.views.base import (
    MemberRequest,
    get_municipality,
    made_by,
    member_required,
    page,
    status_of,
)
from organisations import sheets
from organisations.models import Municipality, Organisation
from organisations.roles import Permission

PER_PAGE = 20


@require_safe
@member_required
def imports(request: MemberRequest, slug: str) -> HttpResponse:
    """What has come in and what is on its way, and where to begin."""
    municipality, speakers = writer(request, slug)
    found = ImportBatch.objects.filter(municipality=municipality, organisation__in=speakers)
    batches = Paginator(found.select_related("organisation"), PER_PAGE).get_page(request.GET.get("sida"))
    for batch in batches:
        batch.title = KINDS[batch.kind].title  # type: ignore[attr-defined]
    context = page(request, municipality, batches=batches, kinds=OF_MUNICIPALITY, of_dialogue=OF_DIALOGUE)
    return render(request, "lagesbild/imports.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def new(request: MemberRequest, slug: str, kind: str) -> HttpResponse:
    """Upload a file of reports or of figures."""
    municipality, speakers = writer(request, slug)
    found = BY_SLUG.get(kind)
    if found is None or found.of_dialogue:
        raise Http404
    return _upload(request, municipality, [found], speakers)


@require_http_methods(["GET", "POST"])
@member_required
def new_in_dialogue(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Upload what a survey gave, into its dialogue."""
    municipality, speakers = writer(request, slug)
    readable = permissions.readable(request.user, Dialogue.objects.filter(municipality=municipality))
    dialogue = get_object_or_404(readable.select_related("owner"), pk=pk)
    permissions.check_owner(request.user, municipality, dialogue.owner)
    own = [one for one in speakers if one.pk == dialogue.owner_id]
    return _upload(request, municipality, OF_DIALOGUE, own, dialogue)


def _upload(
    request: MemberRequest,
    municipality: Municipality,
    kinds: list[Kind],
    speakers: list[Organisation],
    dialogue: Dialogue | None = None,
) -> HttpResponse:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    initial = {"source": _("Enkät")} if dialogue else {}
    form = UploadForm(*sent, kinds=kinds, speakers=speakers, initial=initial)
    if request.method == "POST" and form.is_valid():
        fixed: dict[str, Any] = {"municipality": municipality, "dialogue": dialogue, "by": request.user}
        made = made_by(form, lambda: importing.receive(**form.arguments(), **fixed))
        if made is not None:
            return redirect("lagesbild:import", municipality.slug, made.pk)
    sources = ColumnMapping.objects.filter(
        organisation__in=speakers, kind__in=[one.key for one in kinds]
    ).order_by("-used_at")
    known = list(dict.fromkeys(sources.values_list("source", flat=True)[:PER_PAGE]))
    context = page(request, municipality, form=form, kinds=kinds, dialogue=dialogue, sources=known)
    return render(request, "lagesbild/import_new.html", context, status=status_of(form))


@require_safe
@member_required
def sample(request: MemberRequest, slug: str, kind: str, form: str) -> HttpResponse:
    """An example file of one kind."""
    get_municipality(request, slug)
    found = BY_SLUG.get(kind)
    if found is None or form not in sheets.CONTENT_TYPES:
        raise Http404
    response = HttpResponse(samples.as_file(found, form), content_type=sheets.CONTENT_TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="mall-{kind}.{form}"'
    return response


def writer(request: MemberRequest, slug: str) -> tuple[Municipality, list[Organisation]]:
    """The municipality, and for whom the person may let files in there."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    return municipality, permissions.speaks_for(request.user, municipality)

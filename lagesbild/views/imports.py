"""Files that come in, page by page: upload, columns, words, progress, result."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from lagesbild import permissions
from lagesbild.actions import importing
from lagesbild.actions.importing.choosing import OPEN, remembered
from lagesbild.forms.imports import ColumnsForm, UploadForm, WordsForm
from lagesbild.imports import columns as reading
from lagesbild.imports import samples, stored
from lagesbild.imports.kinds import Kind
from lagesbild.imports.registry import BY_SLUG, KINDS, OF_DIALOGUE, OF_MUNICIPALITY
from lagesbild.imports.showing import shown
from lagesbild.imports.tables import text_of
from lagesbild.models import ColumnMapping, Dialogue, ImportBatch
from lagesbild.views.base import MemberRequest, attempt, get_municipality, member_required, page, status_of
from organisations import sheets
from organisations.models import Municipality, Organisation
from organisations.roles import Permission

State = ImportBatch.State
PER_PAGE = 20
PREVIEWED = 5
SHOWN_ROWS = 10
SHOWN_FAULTS = 100
MOST_FAULTS = 20_000
# With htmx the page goes on by itself, and the bar should move. Without, each press takes as much as a request may.
SECONDS_BY_ITSELF = 1.5
SECONDS = 8.0
# In the address: wait for somebody to press, since going on by itself did not work.
STOPPED = "stopp"


@require_safe
@member_required
def imports(request: MemberRequest, slug: str) -> HttpResponse:
    """What has come in and what is on its way, and where to begin."""
    municipality, speakers = _writer(request, slug)
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
    municipality, speakers = _writer(request, slug)
    found = BY_SLUG.get(kind)
    if found is None or found.of_dialogue:
        raise Http404
    return _upload(request, municipality, [found], speakers)


@require_http_methods(["GET", "POST"])
@member_required
def new_in_dialogue(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Upload what a survey gave, into its dialogue."""
    municipality, speakers = _writer(request, slug)
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
    made: list[ImportBatch] = []
    if request.method == "POST" and form.is_valid():
        fixed: dict[str, Any] = {"municipality": municipality, "dialogue": dialogue, "by": request.user}
        if attempt(form, lambda: made.append(importing.receive(**form.arguments(), **fixed))):
            return redirect("lagesbild:import", municipality.slug, made[0].pk)
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


# --- One file -----------------------------------------------------------------------------------------


@require_safe
@member_required
def one_import(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """How far the file has come, and what can be done with it now."""
    batch = _batch(request, slug, pk)
    if batch.state == State.UPLOADED:
        step_name = "import_words" if batch.columns.get("asked") else "import_columns"
        return redirect(f"lagesbild:{step_name}", slug, pk)
    context = _about(request, batch)
    if batch.state == State.CHECKED:
        context |= _result(batch)
    goes_on = STOPPED not in request.GET
    return render(request, "lagesbild/import.html", {**context, "goes_on": goes_on})


@require_http_methods(["GET", "POST"])
@member_required
def columns(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Say which column holds what, beside the first rows."""
    batch = _batch(request, slug, pk, *OPEN)
    kind = KINDS[batch.kind]
    try:
        first = [line.cells for line in islice(stored.lines(batch.stored), PREVIEWED)]
    except FileNotFoundError:
        messages.error(request, _("Filens rader finns inte kvar. Ladda upp filen igen."))
        return redirect("lagesbild:imports", slug)
    rows = [[text_of(cell) for cell in cells] for cells in first]
    guessed = batch.columns.get("fields") or reading.guess(kind, batch.headings, remembered(batch))
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        kind=kind,
        batch=batch,
        guessed=guessed,
        samples=rows[0] if rows else [],
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: _choose_columns(request, batch, form))
    ):
        return redirect("lagesbild:import", slug, pk)
    context = _about(request, batch, form=form, rows=rows, earlier=_earlier(batch))
    return render(request, "lagesbild/import_columns.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def words(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Say what the words in the file mean."""
    batch = _batch(request, slug, pk, *OPEN)
    asked = batch.columns.get("asked")
    if not asked:
        return redirect("lagesbild:import_columns", slug, pk)
    form = WordsForm(
        request.POST if request.method == "POST" else None,
        kind=KINDS[batch.kind],
        asked=asked,
        words=batch.columns.get("words", {}),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: _choose_words(request, batch, form))
    ):
        return redirect("lagesbild:import", slug, pk)
    return render(
        request, "lagesbild/import_words.html", _about(request, batch, form=form), status=status_of(form)
    )


def _choose_columns(request: MemberRequest, batch: ImportBatch, form: ColumnsForm) -> None:
    importing.choose_columns(batch, chosen=form.chosen(), by=request.user)


def _choose_words(request: MemberRequest, batch: ImportBatch, form: WordsForm) -> None:
    importing.choose_words(batch, words=form.words(), by=request.user)


@require_POST
@member_required
def step(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Go on checking or inserting for a while."""
    batch = _batch(request, slug, pk)
    seconds = SECONDS_BY_ITSELF if request.htmx else SECONDS  # type: ignore[attr-defined]
    address = reverse("lagesbild:import", args=[slug, pk])
    try:
        batch = importing.step(batch, by=request.user, seconds=seconds)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        address += f"?{STOPPED}"
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(address)
    if batch.state in (State.CHECKING, State.INSERTING) and STOPPED not in address:
        context = _about(request, batch, goes_on=True)
        return render(request, "lagesbild/_import_progress.html", context)
    return HttpResponseClientRedirect(address)


@require_POST
@member_required
def confirm(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Let all of the file in."""
    batch = _batch(request, slug, pk)
    try:
        batch = importing.confirm(batch, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        if batch.state == State.DONE:
            messages.success(request, _("Filen är inläst."))
    return redirect("lagesbild:import", slug, pk)


@require_http_methods(["GET", "POST"])
@member_required
def abandon(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Give the file up, after asking."""
    batch = _batch(request, slug, pk)
    if request.method == "POST":
        try:
            importing.abandon(batch, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Inläsningen är avbruten. Inget ur filen är sparat."))
        return redirect("lagesbild:imports", slug)
    return render(request, "lagesbild/import_abandon.html", _about(request, batch))


@require_safe
@member_required
def faults(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Every fault as a file: row, column, what is wrong."""
    batch = _batch(request, slug, pk)
    found = batch.staged.filter(has_faults=True).values_list("number", "faults")[:MOST_FAULTS]
    rows = ((number, column, sentence) for number, listed in found for column, sentence in listed)
    content = sheets.as_csv([_("Rad"), _("Kolumn"), _("Vad som är fel")], rows)
    response = HttpResponse(content, content_type=sheets.CONTENT_TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="fel-{batch.pk}.csv"'
    return response


# --- What the pages share -----------------------------------------------------------------------------


def _writer(request: MemberRequest, slug: str) -> tuple[Municipality, list[Organisation]]:
    """The municipality, and for whom the person may let files in there."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    return municipality, permissions.speaks_for(request.user, municipality)


def _batch(request: MemberRequest, slug: str, pk: int, *states: str) -> ImportBatch:
    """The file, if it is of an organisation that the person writes for and in one of the states."""
    municipality, speakers = _writer(request, slug)
    found = ImportBatch.objects.select_related("municipality", "organisation", "uploaded_by")
    batch = get_object_or_404(found, pk=pk, municipality=municipality, organisation__in=speakers)
    if states and batch.state not in states:
        raise Http404
    return batch


def _about(request: MemberRequest, batch: ImportBatch, **extra: Any) -> dict[str, Any]:
    """The context of every page about one file."""
    is_checking = batch.state == State.CHECKING
    done = batch.checked if is_checking else batch.created + batch.duplicates
    return page(
        request,
        batch.municipality,
        batch=batch,
        kind=KINDS[batch.kind],
        dialogue=int(batch.target) if batch.target else None,
        done=done,
        total=batch.rows - (0 if is_checking else batch.left_out),
        steps=[_("Fil"), _("Kolumner"), _("Kontroll"), _("Inläsning")],
        **extra,
    )


def _result(batch: ImportBatch) -> dict[str, Any]:
    """What the check gave: the first faults, or the first rows as they were read."""
    kind = KINDS[batch.kind]
    wrong = batch.staged.filter(has_faults=True)[:SHOWN_FAULTS] if batch.faults else []
    listed = [(row.number, column, sentence) for row in wrong for column, sentence in row.faults]
    good = batch.staged.filter(has_faults=False, is_left_out=False, is_duplicate=False)
    headings, rows = shown(kind, list(good.values_list("number", "values")[:SHOWN_ROWS]))
    return {
        "faults": listed[:SHOWN_FAULTS],
        "headings": headings,
        "rows": rows,
        "earlier": _earlier(batch),
    }


def _earlier(batch: ImportBatch) -> ImportBatch | None:
    """When the very same file came in before."""
    same = ImportBatch.objects.filter(
        municipality=batch.municipality_id,
        organisation=batch.organisation_id,
        kind=batch.kind,
        target=batch.target,
        file_sha256=batch.file_sha256,
        state=State.DONE,
    )
    return same.exclude(pk=batch.pk).order_by("pk").first()

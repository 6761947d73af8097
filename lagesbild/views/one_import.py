"""One file on its way in, page by page: columns, words, progress, result."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from lagesbild.actions import importing
from lagesbild.actions.importing.choosing import OPEN, remembered
from lagesbild.forms.imports import ColumnsForm, WordsForm
from lagesbild.imports import columns as reading
from lagesbild.imports import stored
from lagesbild.imports.across import in_file
from lagesbild.imports.registry import KINDS
from lagesbild.imports.showing import shown
from lagesbild.imports.tables import text_of
from lagesbild.models import ImportBatch
from lagesbild.views.base import MemberRequest, attempt, member_required, page, status_of
from lagesbild.views.imports import writer
from organisations import sheets

State = ImportBatch.State
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
    rows = (
        (*in_file(batch.reading, number, column), sentence)
        for number, listed in found
        for column, sentence in listed
    )
    content = sheets.as_csv([_("Rad"), _("Kolumn"), _("Vad som är fel")], rows)
    response = HttpResponse(content, content_type=sheets.CONTENT_TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="fel-{batch.pk}.csv"'
    return response


# --- What the pages share -----------------------------------------------------------------------------


def _batch(request: MemberRequest, slug: str, pk: int, *states: str) -> ImportBatch:
    """The file, if it is of an organisation that the person writes for and in one of the states."""
    municipality, speakers = writer(request, slug)
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
    listed = [
        (*in_file(batch.reading, row.number, column), sentence)
        for row in wrong
        for column, sentence in row.faults
    ]
    good = batch.staged.filter(has_faults=False, is_left_out=False, is_duplicate=False)
    first = list(good.values_list("number", "values")[:SHOWN_ROWS])
    headings, rows = shown(kind, first)
    return {
        "faults": listed[:SHOWN_FAULTS],
        "headings": headings,
        "rows": [(in_file(batch.reading, number)[0], cells) for number, cells in rows],
        "in_metres": any(values.get("in_metres") for _number, values in first),
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

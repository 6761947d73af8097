"""A table pasted from Word or Excel, step by step: the table, its columns if they are unclear, its rows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from promises import paste as tables
from promises.actions.pasting import add_table
from promises.actors import Candidates
from promises.forms.pasting import ALWAYS, LABELS, ColumnsForm, PasteForm, RowFormSet
from promises.models import Revision
from promises.views.activity_base import STEP, editable, list_url, user_of
from promises.views.base import member_required, page, posted_or_parked


@member_required
@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    revision = editable(request, pk)
    data = posted_or_parked(request)
    form = PasteForm(data, revision=revision)
    if data is None or not form.is_valid():
        return _page(request, revision, form)
    if "rows" in data:
        return _save(request, revision, form, data)
    try:
        return _read(request, revision, form, data)
    except ValueError as error:
        form.add_error("table", str(error))
        return _page(request, revision, form)


def _read(request: HttpRequest, revision: Revision, form: PasteForm, data: Any) -> HttpResponse:
    """From the table to its rows, by way of the columns when they do not say what they are."""
    table = form.cleaned_data["table"]
    if "columns" in data:
        columns = ColumnsForm(data, cells=tables.paste_table(table))
        if not columns.is_valid():
            return _page(request, revision, form, columns=columns)
        return _look_through(request, revision, form, columns.rows())
    rows: list[Any] = list(tables.read_rows(table))
    if any(row["unplaced"] for row in rows):
        return _page(request, revision, form, columns=ColumnsForm(cells=tables.paste_table(table)))
    return _look_through(request, revision, form, rows)


def _look_through(request: HttpRequest, revision: Revision, form: PasteForm, rows: list[Any]) -> HttpResponse:
    if not rows:
        raise ValueError(_("Ingen rad säger vad som ska göras. Välj kolumn igen."))
    formset = RowFormSet(initial=[{**row, "keep": True} for row in rows], prefix="rad")
    return _rows_page(request, revision, form, formset)


def _save(request: HttpRequest, revision: Revision, form: PasteForm, data: Any) -> HttpResponse:
    formset = RowFormSet(data, prefix="rad")
    if request.method != "POST" or not formset.is_valid():
        return _rows_page(request, revision, form, formset)
    candidates = Candidates(revision)
    values = {"focus_area": form.cleaned_data["focus_area"]}
    rows = [
        (number, row.cleaned_data["heading"], row.written(candidates, values))
        for number, row in enumerate(formset)
        if row.cleaned_data["keep"]
    ]
    made = add_table(revision, rows, form_key=form.cleaned_data["form_key"], by=user_of(request))
    if made:
        text = ngettext("%(count)d aktivitet är tillagd.", "%(count)d aktiviteter är tillagda.", len(made))
        messages.success(request, text % {"count": len(made)})
    else:
        messages.info(request, _("Ingen rad var vald, så inget är tillagt."))
    return redirect(list_url(revision, made[0] if made else None))


def _rows_page(request: HttpRequest, revision: Revision, form: PasteForm, formset: Any) -> HttpResponse:
    used = [
        name
        for name in LABELS
        if name in ALWAYS or any(row[name].value() or row.errors.get(name) for row in formset)
    ]
    return _page(request, revision, form, formset=formset, columns_shown=[(n, LABELS[n]) for n in used])


def _page(request: HttpRequest, revision: Revision, form: PasteForm, **extra: Any) -> HttpResponse:
    context = page(request, revision, STEP, form=form, back_url=list_url(revision), **extra)
    return render(request, "promises/activity_paste.html", context)

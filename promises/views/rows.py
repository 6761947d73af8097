"""Adding, editing, moving and removing the ordered rows of a draft, in place with htmx or on a page of its own."""

from __future__ import annotations

from typing import Any, Literal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from organisations.actions.rows import StaleEdit
from organisations.models.editing import OrderedRow
from promises import permissions, progress
from promises.actions import content
from promises.models import Revision
from promises.views.base import get_working, member_required, page, posted_or_parked
from promises.views.kinds import RowKind
from promises.views.row_lists import Listing, RowView, edit_form, new_form, step_of
from promises.views.stale import compare


@member_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int, kind: RowKind) -> HttpResponse:
    revision = _editable(request, pk)
    if request.htmx and "tom" in request.GET:  # type: ignore[attr-defined]
        return _nothing_new(request, kind, revision)
    form: Any = new_form(request, kind, revision, data=posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        row = content.add_row(
            revision, kind.model, creation_key=form.creation_key, values=form.values(), by=_user(request)
        )
        return _saved(request, kind, row, revision, added=True)
    return _form(request, kind, revision, form)


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int, row: int, kind: RowKind) -> HttpResponse:
    revision = _editable(request, pk)
    found = _find(kind, revision, row)
    if found is None:
        return _gone(request, kind, revision, request.POST if request.method == "POST" else None)
    form: Any = edit_form(kind, found, revision, data=posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        try:
            saved = content.change_row(
                found, edit_number=form.edit_number, values=form.values(), by=_user(request)
            )
        except StaleEdit as stale:
            return compare(request, form, stale, back_url=_back(request, kind, revision, found))
        return _saved(request, kind, saved, revision)
    return _form(request, kind, revision, form, found)


@member_required
@require_GET
def show(request: HttpRequest, pk: int, row: int, kind: RowKind) -> HttpResponse:
    """The row as it stands: what "Avbryt" brings back in place."""
    revision = get_working(request, pk)
    found = _find(kind, revision, row)
    if found is None or not request.htmx:  # type: ignore[attr-defined]
        return redirect(_step_url(request, kind, revision))
    return render(request, "promises/_row.html", _row_context(request, kind, found, revision))


@member_required
@require_POST
def move(request: HttpRequest, pk: int, row: int, kind: RowKind) -> HttpResponse:
    revision = _editable(request, pk)
    found = _find(kind, revision, row)
    if found is not None:
        content.reorder_row(found, up=request.POST.get("direction") != "down", by=_user(request))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_back(request, kind, revision, found))
    return _in_order(HttpResponse(status=204), kind, revision, after="receive")


@member_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int, row: int, kind: RowKind) -> HttpResponse:
    revision = _editable(request, pk)
    found = _find(kind, revision, row)
    if found is None:
        return _gone(request, kind, revision)
    if request.method == "POST":
        try:
            content.remove_row(found, edit_number=_number(request), by=_user(request))
        except StaleEdit:
            messages.warning(request, _("Någon annan hann ändra den. Läs igenom innan du tar bort den."))
            return _answer_removal(request, kind, revision, found, still_there=True)
        messages.success(request, str(kind.removed_text))
        return _answer_removal(request, kind, revision, found)
    return _confirm(request, kind, revision, found)


def _user(request: HttpRequest) -> Any:
    return request.user


def _number(request: HttpRequest) -> int:
    text = request.POST.get("edit_number", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _editable(request: HttpRequest, pk: int) -> Revision:
    """The working revision, once the person may edit it: a form that nobody may send is not shown."""
    revision = get_working(request, pk)
    permissions.check_can_edit(_user(request), revision)
    return revision


def _nothing_new(request: HttpRequest, kind: RowKind, revision: Revision) -> HttpResponse:
    """What "Avbryt" brings back in place of the form for a new row."""
    found = Listing(kind, revision, step_of(request, kind), True, [])
    return render(request, "promises/_row_new.html", page(request, revision, found.step, list=found))


def _find(kind: RowKind, revision: Revision, row: int) -> Any:
    """The row of this very revision; None when it is gone. Another promise's row is 404, like a stranger's."""
    found = kind.rows(revision).filter(pk=row).first()
    if found is None and kind.model.objects.filter(pk=row).exists():
        raise Http404
    return found


def _gone(request: HttpRequest, kind: RowKind, revision: Revision, typed: Any = None) -> HttpResponse:
    """Somebody has removed it, or the same click came twice. What was typed is shown again."""
    if typed is not None:
        form: Any = new_form(request, kind, revision, data=typed)
        form.is_valid()
        back, create = _step_url(request, kind, revision), _add_url(request, kind, revision)
        return compare(request, form, StaleEdit(None), back_url=back, create_url=create)
    messages.info(request, _("Den är redan borttagen."))
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "promises/_messages_only.html")
    return redirect(_step_url(request, kind, revision))


def _step_url(request: HttpRequest, kind: RowKind, revision: Revision) -> str:
    return reverse(progress.STEPS[step_of(request, kind)].url_name, args=[revision.promise_id])


def _add_url(request: HttpRequest, kind: RowKind, revision: Revision) -> str:
    return Listing(kind, revision, step_of(request, kind), True, []).add_url


def _back(request: HttpRequest, kind: RowKind, revision: Revision, row: OrderedRow | None) -> str:
    url = _step_url(request, kind, revision)
    return f"{url}#{kind.name}-{row.pk}" if row is not None else url


def _row_context(request: HttpRequest, kind: RowKind, row: OrderedRow, revision: Revision) -> dict[str, Any]:
    step = step_of(request, kind)
    view = RowView(kind, row, revision, step, permissions.can_edit(_user(request), revision))
    return page(request, revision, step, one=view, fresh=True)


def _saved(
    request: HttpRequest, kind: RowKind, row: OrderedRow, revision: Revision, added: bool = False
) -> HttpResponse:
    messages.success(request, str(kind.saved_text))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_back(request, kind, revision, row))
    context = _row_context(request, kind, row, revision)
    if added:
        form = new_form(request, kind, revision) if kind.inline else None
        context["list"] = Listing(kind, revision, step_of(request, kind), True, [], form)
    return _in_order(render(request, "promises/_row_saved.html", context), kind, revision)


def _in_order(
    response: HttpResponse,
    kind: RowKind,
    revision: Revision,
    after: Literal["receive", "settle"] = "settle",
) -> HttpResponse:
    """Tell the page in which order the rows now stand; the script moves those that stand elsewhere."""
    order = [f"{kind.name}-{row.pk}" for row in kind.rows(revision)]
    detail = {"list": f"{kind.name}-lista", "order": order}
    return trigger_client_event(response, "rows:moved", detail, after=after)


def _form(
    request: HttpRequest, kind: RowKind, revision: Revision, form: Any, row: OrderedRow | None = None
) -> HttpResponse:
    step = step_of(request, kind)
    view = RowView(kind, row, revision, step, True) if row is not None else None
    context = page(
        request,
        revision,
        step,
        form=form,
        kind=kind,
        one=view,
        list=Listing(kind, revision, step, True, []),
        action_url=request.get_full_path(),
        back_url=_back(request, kind, revision, row),
    )
    partial = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, "promises/_row_form.html" if partial else "promises/row_form.html", context)


def _confirm(request: HttpRequest, kind: RowKind, revision: Revision, row: OrderedRow) -> HttpResponse:
    view = RowView(kind, row, revision, step_of(request, kind), True)
    context = page(
        request, revision, view.step, kind=kind, one=view, back_url=_back(request, kind, revision, row)
    )
    partial = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "promises/_row_remove.html" if partial else "promises/row_remove.html", context)


def _answer_removal(
    request: HttpRequest, kind: RowKind, revision: Revision, row: OrderedRow, still_there: bool = False
) -> HttpResponse:
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_back(request, kind, revision, row if still_there else None))
    if still_there:
        now = _find(kind, revision, row.pk)
        if now is not None:
            return render(request, "promises/_row_saved.html", _row_context(request, kind, now, revision))
    response = render(request, "promises/_messages_only.html")
    return trigger_client_event(response, "rows:removed", {"list": f"{kind.name}-lista"})

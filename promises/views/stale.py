"""When two people edit the same row: the second is shown both texts, and loses nothing.

How to use it, in any view that saves a row with ``edit_number`` (see ``promises.actions.rows``):

    form = SectionForm(request.POST or None, instance=section)      # a ``RowForm``: carries edit_number
    if request.method == "POST" and form.is_valid():
        try:
            content.change_row(section, edit_number=form.edit_number, values=form.values(), by=request.user)
        except StaleEdit as stale:
            return compare(request, form, stale, back_url=…)
        return redirect(…)

``compare`` answers 409 with a page (for htmx: 200 with the partial ``promises/_stale.html``) where each field that
differs stands as the person wrote it, editable, beside the text now and who saved it. "Spara min text" posts the
same form again with the new number; "Behåll texten som den är nu" is a link to ``back_url``. When the row is gone
the text is shown to be copied, or with ``create_url`` saved as a new row.

Any form will do that has an ``edit_number`` field and can be made again with ``instance=``; a form of another kind
has a method ``again(row)`` that returns it unbound for the row as it is now.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from organisations.actions.rows import StaleEdit
from organisations.models.editing import EditableRow
from promises.forms.reading import shown


@dataclass(frozen=True)
class Difference:
    """One field on which the two differ: mine as a bound field, theirs in words."""

    mine: BoundField
    theirs: str


def compare(
    request: HttpRequest,
    form: Any,
    stale: StaleEdit,
    *,
    back_url: str,
    create_url: str = "",
    heading: str = "",
    wrap: str = "li",
) -> HttpResponse:
    """Show both texts side by side. ``form`` is bound and valid, ``stale`` what the action raised.

    ``wrap`` is the element that stands around them in place: what the form was shown in.
    """
    gone = stale.current is None
    differences = [] if stale.current is None else _differences(form, form_now(form, stale.current))
    _rebase(form, stale.current)
    shown_fields = [d.mine.name for d in differences]
    context = {
        "form": form,
        "current": stale.current,
        "gone": gone,
        "differences": differences,
        "typed": _typed(form) if gone else [],
        "hidden": [bound for bound in form if bound.name not in (*shown_fields, "creation_key")],
        "wrap": wrap,
        "heading": heading or _("Någon annan hann spara före dig"),
        "new_key": uuid.uuid4(),
        "back_url": back_url,
        "action_url": create_url if gone else request.path,
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "promises/_stale.html", context)
    return render(request, "promises/stale.html", context, status=409)


def form_now(form: Any, current: EditableRow) -> forms.BaseForm:
    """The same form, unbound, for the row as it is now."""
    again = getattr(form, "again", None)
    return again(current) if again else type(form)(instance=current)


def _rebase(form: Any, current: EditableRow | None) -> None:
    """Let the form, sent again, mean: I have seen the text as it is now."""
    form.data = form.data.copy()
    if current is None:
        return
    rebase = getattr(form, "rebase", None)
    if rebase:
        rebase(current)
    else:
        form.data[form.add_prefix("edit_number")] = str(current.edit_number)


def _differences(mine: forms.BaseForm, now: forms.BaseForm) -> list[Difference]:
    found = []
    for bound in mine.visible_fields():
        if isinstance(bound.field, forms.FileField):
            continue
        value = now[bound.name].value()
        if _same(bound, value):
            continue
        found.append(Difference(bound, shown(now[bound.name], value)))
    return found


def _same(bound: BoundField, value: Any) -> bool:
    mine = bound.data
    if isinstance(mine, str):
        mine = mine.replace("\r\n", "\n").strip()
    return not bound.field.has_changed(value, mine)


def _typed(form: forms.BaseForm) -> list[tuple[str, str]]:
    fields = [bound for bound in form.visible_fields() if not isinstance(bound.field, forms.FileField)]
    return [(str(bound.label), shown(bound, bound.value())) for bound in fields]

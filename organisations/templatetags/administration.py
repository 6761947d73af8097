"""What the pages of the administration show: lists, filters and values that are only read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms, template
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR, ChangeList
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Page
from django.db import models
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organisations.permissions import may_administer as _may_administer

register = template.Library()
register.filter("may_administer", _may_administer)

EMPTY = "–"


@dataclass(frozen=True)
class Cell:
    """One value in a list, with the column's heading for narrow screens."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a list."""

    pk: int
    name: str
    cells: list[Cell]


@register.simple_tag
def admin_columns(cl: ChangeList) -> list[str]:
    """The headings of the list, without the one over the boxes to mark."""
    return [_heading(cl, name) for name in _columns(cl)]


@register.simple_tag
def admin_rows(cl: ChangeList) -> list[Row]:
    """The rows of the list as plain text; the first cell leads to the row's page."""
    rows = []
    columns = [(name, _heading(cl, name)) for name in _columns(cl)]
    for result in cl.result_list:
        cells = [
            Cell(heading, _cell(cl, name, result), cl.url_for_result(result) if place == 0 else "")
            for place, (name, heading) in enumerate(columns)
        ]
        rows.append(Row(result.pk, str(result), cells))
    return rows


@register.simple_tag
def admin_page(cl: ChangeList) -> Page[Any]:
    """The page of the list, for the pagination component."""
    return cl.paginator.get_page(cl.page_num)


@register.simple_tag
def admin_filters(cl: ChangeList) -> forms.Form | None:
    """Search, filters and order as one form; None when there is nothing to choose."""
    form = FilterForm(cl)
    return form if form.fields else None


@register.simple_tag(takes_context=True)
def admin_value(context: Context, field: Any) -> dict[str, Any]:
    """The label and text of a field that is only read; ``url`` when it points at a row the person may see."""
    name, row, model_admin = field.field["field"], field.form.instance, field.model_admin
    try:
        column, _attribute, value = lookup_field(name, row, model_admin)
    except (AttributeError, ValueError, ObjectDoesNotExist):
        column, value = None, None
    text = in_words(value, column)
    url = (
        _page_of(context["request"], model_admin.admin_site, value) if isinstance(value, models.Model) else ""
    )
    return {"label": capfirst(field.field["label"]), "text": text, "url": url}


def _page_of(request: Any, site: Any, row: models.Model) -> str:
    model = type(row)
    if not site.is_registered(model):
        return ""
    model_admin = site.get_model_admin(model)
    if not model_admin.has_view_permission(request, row):
        return ""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])


class FilterForm(forms.Form):
    """What narrows a list. Sent with GET, so it needs no JavaScript and its answer can be linked to."""

    mark_optional = False

    def __init__(self, cl: ChangeList) -> None:
        super().__init__(cl.params, prefix=None, auto_id="filter-%s")
        if cl.search_fields:
            self.fields[SEARCH_VAR] = forms.CharField(
                label=_("Sök"), required=False, help_text=cl.search_help_text or ""
            )
            self.fields[SEARCH_VAR].widget.input_type = "search"
        for one in cl.filter_specs:
            choices = [("", getattr(one, "first", _("Alla"))), *one.lookup_choices]  # type: ignore[attr-defined]
            name = one.parameter_name  # type: ignore[attr-defined]
            self.fields[name] = forms.ChoiceField(
                label=capfirst(str(one.title)), choices=choices, required=False
            )
        if len(orders := _orders(cl)) > 2:
            self.fields[ORDER_VAR] = forms.ChoiceField(
                label=_("Ordning"), choices=[("", _("Som vanligt")), *orders], required=False
            )


def _orders(cl: ChangeList) -> list[tuple[str, str]]:
    found = []
    for place, name in enumerate(cl.list_display):
        sortable = cl.sortable_by is None or name in cl.sortable_by
        if name == "action_checkbox" or not sortable or not cl.get_ordering_field(name):
            continue
        heading = _heading(cl, name)
        found += [(str(place), heading), (f"-{place}", _("%(column)s, bakifrån") % {"column": heading})]
    return found


def _columns(cl: ChangeList) -> list[Any]:
    return [name for name in cl.list_display if name != "action_checkbox"]


def _heading(cl: ChangeList, name: Any) -> str:
    return capfirst(str(label_for_field(name, cl.model, cl.model_admin)))


def _cell(cl: ChangeList, name: Any, row: models.Model) -> str:
    try:
        column, _attribute, value = lookup_field(name, row, cl.model_admin)
    except ObjectDoesNotExist:
        return EMPTY
    return in_words(value, column)


def in_words(value: Any, column: Any = None) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, models.Manager):
        return ", ".join(map(str, value.all())) or EMPTY
    if column is not None and (choices := getattr(column, "flatchoices", None)):
        return str(dict(choices).get(value, value))
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), r"j F Y \k\l. H.i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, time):
        return time_format(value, "H.i")
    return str(value)

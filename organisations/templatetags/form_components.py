"""Fields and errors of a form. How to use each: ``docs/design.md``."""

from collections.abc import Iterator
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

INPUT_CLASS = "ds-input"


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if bound.use_fieldset:
        return "group"
    return "file" if isinstance(widget, forms.FileInput) else "text"


def _is_chosen_already(bound: BoundField) -> bool:
    """Whether one of several is chosen from the start: then it cannot be left out, and is not optional to anybody."""
    return isinstance(bound.field.widget, forms.RadioSelect) and bool(bound.value())


def _prepare(bound: BoundField, described: str, extra: dict[str, Any]) -> None:
    """Give the widget its class and attributes. The form has its own copy of the widget."""
    attrs = bound.field.widget.attrs
    classes = attrs.get("class", "").split()
    if INPUT_CLASS not in classes:
        attrs["class"] = " ".join([INPUT_CLASS, *classes])
    for name, value in extra.items():
        # Django leaves out an attribute that is False; None would be written as a word.
        attrs[name.strip("_").replace("_", "-")] = False if value is None else value
    if described and not bound.use_fieldset:
        attrs["aria-describedby"] = described


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    label: str = "",
    help: str = "",
    hide_label: bool = False,
    mark: bool | None = None,
    inline: bool = False,
    width: str = "",
    described_by: str = "",
    **extra: Any,
) -> dict[str, Any]:
    """A field with its label, help, error and widget; extra arguments become attributes of the widget.

    ``mark`` shows "(frivilligt)" on what need not be filled in; by default the form's ``mark_optional``, else yes.
    ``width``: xs, s, m, l. ``described_by``: ids of more text about the field, such as a live hint.
    """
    if help:
        bound.help_text = help
    described = " ".join(filter(None, [bound.aria_describedby, described_by]))
    _prepare(bound, described, extra)
    mark = getattr(bound.form, "mark_optional", True) if mark is None else mark
    return {
        "field": bound,
        "kind": _kind(bound),
        "label": label or bound.label,
        "described": described,
        "hide_label": hide_label,
        "optional": mark and not bound.field.required and not _is_chosen_already(bound),
        "inline": inline,
        "width": width,
    }


def _forms_in(sources: tuple[Any, ...]) -> Iterator[forms.BaseForm]:
    for source in sources:
        if isinstance(source, forms.BaseFormSet):
            yield from source.forms
        elif isinstance(source, list):
            yield from source
        elif source:
            yield source


def _target(bound: BoundField) -> str:
    """The id of what the error's link leads to: the input, or the first of several."""
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


def _named(bound: BoundField) -> str:
    """The label with a colon after it, unless it already ends as a question."""
    label = str(bound.label).rstrip(":")
    return label if label.endswith(("?", ".", "!")) else f"{label}:"


def _errors(sources: tuple[Any, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for source in sources:
        if isinstance(source, forms.BaseFormSet):
            found += [{"text": text, "label": "", "target": ""} for text in source.non_form_errors()]
    for form in _forms_in(sources):
        found += [{"text": text, "label": "", "target": ""} for text in form.non_field_errors()]
        for bound in form:
            target = "" if bound.is_hidden else _target(bound)
            found += [{"text": text, "label": _named(bound), "target": target} for text in bound.errors]
    return found


@register.inclusion_tag("components/error_summary.html")
def error_summary(*sources: Any, title: str = "", level: int = 2) -> dict[str, Any]:
    """All errors of forms, lists of forms and formsets, each a link to its field. Nothing when there are none."""
    return {"errors": _errors(sources), "title": title, "level": level}


@register.simple_tag
def error_prefix(*sources: Any) -> str:
    """``Fel: `` for the page's title when a form has errors, so that a screen reader says it first."""
    return "Fel: " if _errors(sources) else ""


@register.simple_tag
def option(bound_widget: Any) -> SafeString:
    """One radio button or checkbox of several, without its label."""
    return bound_widget.tag()

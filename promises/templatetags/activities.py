"""What the pages about activities need in their templates."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def pasted_cell(form: forms.BaseForm, name: str, number: int) -> SafeString:
    """A field in a table of many: its column is its visible label, its row and column its name when read aloud.

    Plain, because two hundred rows of whole field components would take seconds.
    """
    bound = form[name]
    attrs: dict[str, Any] = {"class": "ds-input", "aria-label": f"{bound.label}, rad {number}"}
    if bound.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}_error"}
    errors = format_html_join("", "<p>{}</p>", ((error,) for error in bound.errors))
    shown = (
        format_html(
            '<div class="ds-validation-message" data-field="validation" data-color="danger" id="{}_error">{}</div>',
            bound.auto_id,
            errors,
        )
        if bound.errors
        else ""
    )
    return format_html("{}{}", shown, bound.as_widget(attrs=attrs))

"""The rows of a document's table: ``{% block_rows table %}`` inside ``<tbody>``."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from pdf.blocks import Table

register = template.Library()


@register.simple_tag
def block_rows(table: Table) -> SafeString:
    """Every row with each cell's column as ``data-label``, for a narrow screen where rows become blocks.

    Written by hand, each text escaped: as loops of template tags the rows of sixty activities were half of the
    page's time, and with ``format_html`` still a fifth.
    """
    labels = [escape(label) for label in table.columns]
    rows = ("".join(map(_cell, labels, row)) for row in table.rows)
    return mark_safe("\n".join(f"<tr>{cells}</tr>" for cells in rows))  # noqa: S308


def _cell(label: str, lines: list[str]) -> str:
    first, *rest = (escape(line) for line in lines or ["–"])
    details = "".join(f'<span class="detail">{line}</span>' for line in rest)
    return f'<td data-label="{label}"><span>{first}</span>{details}</td>'

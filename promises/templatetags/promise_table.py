"""The rows of a promise's table: ``{% promise_rows table %}`` inside ``<tbody>``."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from promises.presentation import Table

register = template.Library()

_CELL = '<td data-label="{}"><span>{}</span>{}</td>'


@register.simple_tag
def promise_rows(table: Table) -> SafeString:
    """Every row with each cell's column as ``data-label``, for a narrow screen where rows become blocks.

    Python rather than a template: as loops of tags, sixty activities were half of the page's time.
    """
    return format_html_join("\n", "<tr>{}</tr>", ((_cells(table.columns, row),) for row in table.rows))


def _cells(columns: list[str], row: list[list[str]]) -> SafeString:
    pairs = zip(columns, row, strict=True)
    return format_html_join("", _CELL, ((label, *_lines(lines)) for label, lines in pairs))


def _lines(lines: list[str]) -> tuple[str, str]:
    """The first line, and the rest as markup; most cells have one line."""
    if len(lines) < 2:
        return (lines[0] if lines else "–"), ""
    return lines[0], format_html_join("", '<span class="detail">{}</span>', ((line,) for line in lines[1:]))

"""Running text as HTML: ``{{ section.body|body }}``. The markup is that of ``organisations.body``."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from organisations.body import Block, Paragraph, parse

register = template.Library()


@register.filter
def body(text: str | None) -> SafeString:
    """Paragraphs and lists; everything that somebody wrote is escaped."""
    return format_html_join("", "{}", ((_html(block),) for block in parse(text or "")))


def _lines(text: str) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))


def _html(block: Block) -> SafeString:
    if isinstance(block, Paragraph):
        return format_html("<p>{}</p>", _lines(block.text))
    items = format_html_join("", "<li>{}</li>", ((_lines(item),) for item in block.items))
    if not block.ordered:
        return format_html("<ul>{}</ul>", items)
    start = format_html(' start="{}"', block.start) if block.start != 1 else ""
    return format_html("<ol{}>{}</ol>", start, items)

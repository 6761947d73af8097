"""How the text of an agenda item is shown."""

from django import template
from django.conf import settings
from django.utils.html import format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def with_links(text: str, title: object) -> SafeString:
    """The text with its addresses as links; one of our own, alone on its line, gets words instead of the address."""
    return mark_safe("\n".join(_line(line, title) for line in text.splitlines()))  # noqa: S308 - each line is escaped


def _line(line: str, title: object) -> str:
    own = line.strip().removeprefix(settings.SITE_URL)
    if own == line.strip() or not own.startswith("/") or " " in own:
        return urlize(line, autoescape=True)
    return format_html('<a href="{}">{}<span class="ds-sr-only">: {}</span></a>', own, _("Läs mer"), title)

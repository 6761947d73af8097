from collections.abc import Iterable
from typing import Any

from django import template

from audit import presenters
from audit.models import Event

register = template.Library()


@register.inclusion_tag("audit/_history.html")
def history(events: Iterable[Event]) -> dict[str, Any]:
    """`{% history events %}`: a list with the time of each event and a sentence on who did what."""
    return {"lines": presenters.lines(events)}

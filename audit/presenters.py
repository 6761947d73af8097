"""Events in readable Swedish.

Each app describes its own events in a module `audit_sentences.py`, found by itself when Django starts:

    register({"promises.submitted": _("{actor} lämnade löftet för granskning.")})

A sentence may name {actor}, {object} and any key of the event's data.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from string import Formatter
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from audit.querysets import LOGIN_FAILED, REFUSED

UNKNOWN_ACTION = _("{actor} gjorde en ändring ({action}): {object}")
UNKNOWN_ACTION_WITHOUT_OBJECT = _("{actor} gjorde en ändring ({action}).")
MISSING = "–"

_sentences: dict[str, str | LazyText] = {}


@dataclass(frozen=True)
class Line:
    """One event as a history shows it. All texts are plain: the template escapes them."""

    number: int
    at: datetime
    actor: str
    text: str
    refused: bool

    @property
    def tone(self) -> str:
        """How the timeline marks it."""
        return "warning" if self.refused else "neutral"


def register(sentences: Mapping[str, str | LazyText]) -> None:
    """Add sentences, action → text with {names}. Raises ImproperlyConfigured for an action that has one."""
    for action, sentence in sentences.items():
        if _sentences.get(action, sentence) is not sentence:
            raise ImproperlyConfigured(f"Two apps describe the event {action}.")
        _sentences[action] = sentence


def lines(events: Iterable[Event]) -> list[Line]:
    """The events as lines of a history, in the order given. No queries beyond the events' own."""
    return [
        Line(
            number=event.number,
            at=event.occurred_at,
            actor=event.actor_label,
            text=sentence(event),
            refused=event.action in {REFUSED, LOGIN_FAILED},
        )
        for event in events
    ]


def sentence(event: Event) -> str:
    """What happened, as one sentence of plain text. An action nobody has described gets a neutral one."""
    neutral = UNKNOWN_ACTION if event.object_label else UNKNOWN_ACTION_WITHOUT_OBJECT
    template = str(_sentences.get(event.action, neutral))
    names = {
        **event.data,
        "actor": event.actor_label,
        "object": event.object_label or MISSING,
        "action": event.action,
    }
    return _Plain().vformat(template, (), names)


class _Plain(Formatter):
    """Formatting with plain names only: `{actor.password}` would reach into objects, so it finds nothing."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[str, str]:
        return _shown(kwargs.get(field_name)), field_name


def _shown(value: Any) -> str:
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return str(_("ja") if value else _("nej"))
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value) or MISSING
    return str(value)

"""Events in readable Swedish.

Each app describes its own events in a module `audit_sentences.py`, found by itself when Django starts:

    register({"promises.submitted": _("{actor} lämnade löftet för granskning.")})

A sentence may name {actor}, {object} and any key of the event's data.

The log can never be weeded. So an app may `keep_back` what people wrote in some events (`WORDS`), and then nobody is
shown it, here or in any other list of events.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from string import Formatter
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.formats import date_format
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from audit.querysets import LOGIN_FAILED, REFUSED

UNKNOWN_ACTION = _("{actor} gjorde en ändring ({action}): {object}")
UNKNOWN_ACTION_WITHOUT_OBJECT = _("{actor} gjorde en ändring ({action}).")
MISSING = "–"
REMOVED = _("[borttaget]")
# The keys of an event's data that hold words people wrote.
WORDS = frozenset({"what", "title", "activity", "activities", "about", "reason", "organ"})

# How the log has a day.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_sentences: dict[str, str | LazyText] = {}
_rules: list[Callable[[Sequence[Event]], Iterable[int]]] = []


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


def keep_back(rule: Callable[[Sequence[Event]], Iterable[int]]) -> None:
    """Add a rule that says, by their numbers, in which of some events no words are to be shown."""
    if rule not in _rules:
        _rules.append(rule)


def kept_back(events: Sequence[Event]) -> set[int]:
    """The numbers of those of the events whose words nobody is to be shown. No queries but the rules' own."""
    return {number for rule in _rules for number in rule(events)}


def lines(events: Iterable[Event]) -> list[Line]:
    """The events as lines of a history, in the order given. No queries but the rules' own."""
    shown = list(events)
    without = kept_back(shown)
    return [
        Line(
            number=event.number,
            at=event.occurred_at,
            actor=event.actor_label,
            text=sentence(event, without_words=event.number in without),
            refused=event.action in {REFUSED, LOGIN_FAILED},
        )
        for event in shown
    ]


def sentence(event: Event, *, without_words: bool = False) -> str:
    """What happened, as one sentence of plain text. An action nobody has described gets a neutral one."""
    neutral = UNKNOWN_ACTION if event.object_label else UNKNOWN_ACTION_WITHOUT_OBJECT
    template = str(_sentences.get(event.action, neutral))
    removed = {key: str(REMOVED) for key in {*(WORDS & set(event.data)), "object"}} if without_words else {}
    names = {
        **event.data,
        "actor": event.actor_label,
        "object": event.object_label or MISSING,
        "action": event.action,
        **removed,
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
    if isinstance(value, str) and _DAY.fullmatch(value):
        return _day(value)
    return str(value)


def _day(text: str) -> str:
    """A day as people read it; what only looks like one stays as it is."""
    try:
        return date_format(date.fromisoformat(text), "j F Y")
    except ValueError:
        return text

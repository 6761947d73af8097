"""The history of a promise: the event log's sentences, with the reasons that people gave.

Reasons live in the rows and not in the log, because the log can never be weeded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from audit.models import Event
from audit.presenters import Line, lines
from promises.models import Approval, Decline, Redaction, Revision, Withdrawal

# Key in the event's data → (where the row is, which of its fields holds the reason).
_REASONS: dict[str, tuple[Any, str]] = {
    "approval": (Approval, "comment"),
    "decline": (Decline, "reason"),
    "withdrawal": (Withdrawal, "reason"),
    "redaction": (Redaction, "reason"),
    "ended": (Revision, "ended_reason"),
}
_TONES = {
    "promises.approved": "success",
    "promises.signed": "success",
    "promises.signed_on_paper": "success",
    "promises.fully_signed": "success",
    "promises.published": "success",
    "promises.registered": "success",
    "promises.confirmed": "success",
    "promises.returned": "warning",
    "promises.declined": "danger",
    "promises.withdrawn": "danger",
    "promises.redacted": "warning",
}


@dataclass(frozen=True)
class Entry:
    """One event: the line of the log, the reason that somebody gave, and the tone to show it in."""

    line: Line
    reason: str = ""
    tone: str = "neutral"


def entries(events: Iterable[Event]) -> list[Entry]:
    """The events in the order given. At most one query for each kind of reason."""
    shown = list(events)
    reasons = _reasons(shown)
    return [
        Entry(
            line,
            reasons.get(event.number, ""),
            "warning" if line.refused else _TONES.get(event.action, "neutral"),
        )
        for event, line in zip(shown, lines(shown), strict=True)
    ]


def _reasons(events: list[Event]) -> dict[int, str]:
    found: dict[int, str] = {}
    for key, (model, field) in _REASONS.items():
        asked = {event.number: event.data[key] for event in events if isinstance(event.data.get(key), int)}
        if asked:
            texts = dict(model.objects.filter(pk__in=asked.values()).values_list("pk", field))
            found |= {number: texts.get(pk, "") for number, pk in asked.items()}
    return found

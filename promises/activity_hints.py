"""What the quality check says about one activity while it is being written.

The seam between the form and ``promises.quality``: the page asks here, on opening and at every pause in the typing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from promises import activity_reading, periods, quality
from promises.documents import PeriodText
from promises.models import Revision

# More places than this are in no activity; the form says so itself.
MAX_PLACES = 30


@dataclass(frozen=True)
class Hint:
    """``level``: block, warn, inform or good, as the component ``hint`` shows them. ``field`` is the form's name."""

    level: str
    text: str
    field: str = ""
    example: str = ""


def hints_for(revision: Revision, values: Mapping[str, Any]) -> list[Hint]:
    """Hints about what stands in the form now; ``values`` are the form's raw ones, by field."""
    written = {name: _text(values, name) for name in _TEXTS}
    if not written["text"].strip() and not written["scope"].strip():
        return []
    found = quality.check_activity(
        **written,
        extent=activity_reading.read(dict(values)).found,
        surroundings=quality.surroundings(revision),
        places=_places(values),
        period=_period(values),
    )
    hints = [Hint(one.level, one.message, one.field, one.example) for one in found]
    if not any(one.level in (quality.Level.BLOCK, quality.Level.WARN) for one in found):
        hints.insert(0, Hint("good", _("Det går att se vad som ska göras och att följa upp det.")))
    return hints


_TEXTS = ("text", "scope", "purpose", "time_scope", "outside_period_reason")


def _text(values: Mapping[str, Any], name: str) -> str:
    """The value as text, with the line ends that it will be stored with."""
    return str(values.get(name) or "").replace("\r\n", "\n")


def _places(values: Mapping[str, Any]) -> list[str]:
    """The places one to a line, or already a list."""
    given = values.get("places") or []
    lines = given if isinstance(given, list) else str(given).splitlines()
    return [line.strip() for line in lines[:MAX_PLACES] if line.strip()]


def _period(values: Mapping[str, Any]) -> PeriodText | None:
    """The activity's own period: its days when somebody has set them, else what its words say."""
    start, end = _day(values.get("period_start")), _day(values.get("period_end"))
    words = _text(values, "period_text").strip()
    if not (start or end) and words:
        read = periods.parse(words)
        start, end = (read.start, read.end) if read else (None, None)
    if not (start or end or words):
        return None
    return PeriodText(start.isoformat() if start else None, end.isoformat() if end else None, text=words)


def _day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError:
        return None

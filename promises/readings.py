"""What is read out of an activity's own words about its extent, and whose reading it is.

The words stay as they are. A reading is taken from the omfattning by itself, from the activity's text only when
somebody says so, or is set by hand; what cannot be read is left unread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from promises import extent
from promises.models import Activity

MAX_QUOTE = 300


class Choice(TextChoices):
    """Where the reading is to come from."""

    AUTO = "auto", _("Ur omfattningen")
    TEXT = "text", _("Ur aktivitetens text")
    MANUAL = "manual", _("Vi anger den själva")
    NONE = "none", _("Ingen läsning")


@dataclass(frozen=True)
class Quote:
    """A reading inside the activity's text: ``text[start:end]`` are the words it comes from."""

    extent: extent.Extent
    before: str
    words: str
    after: str


def in_text(text: str) -> Quote | None:
    """The one extent that the activity's own text tells of, when there is exactly one that stands out."""
    found = extent.suggest(text)
    if found is None or found.end - found.start > MAX_QUOTE:
        return None
    return Quote(found.extent, text[: found.start], text[found.start : found.end], text[found.end :])


def stored(
    text: str, scope: str, choice: str = Choice.AUTO, manual: extent.Extent | None = None
) -> dict[str, Any]:
    """The reading as the activity's row keeps it: ``extent``, ``extent_source`` and ``extent_quote``."""
    source = Activity.ExtentSource
    if choice == Choice.MANUAL and manual is not None:
        return _row(manual, source.MANUAL)
    if choice == Choice.NONE:
        return _row(None, source.MANUAL)
    if choice == Choice.TEXT:
        quote = in_text(text)
        return _row(quote.extent, source.TEXT, quote.words) if quote else _row(None, "")
    read = extent.parse(scope) if scope else None
    return _row(read, source.SCOPE if read else "")


def choice_of(activity: Activity) -> Choice:
    """Where the activity's stored reading comes from, as the form asks it."""
    if activity.extent_source == Activity.ExtentSource.TEXT:
        return Choice.TEXT
    if activity.extent_source == Activity.ExtentSource.MANUAL:
        return Choice.MANUAL if activity.extent else Choice.NONE
    return Choice.AUTO


def extent_of(activity: Activity) -> extent.Extent | None:
    """The stored reading; None when there is none, or when it comes from an older way of reading."""
    if not activity.extent:
        return None
    try:
        return extent.from_dict(activity.extent)
    except extent.ExtentError:
        return None


def words_of(activity: Activity) -> str:
    """The stored reading in plain words, or an empty string."""
    found = extent_of(activity)
    return extent.describe(found) if found else ""


def _row(read: extent.Extent | None, source: str, quote: str = "") -> dict[str, Any]:
    return {
        "extent": extent.to_dict(read) if read else None,
        "extent_source": str(source),
        "extent_quote": quote,
    }

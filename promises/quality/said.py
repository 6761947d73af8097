"""One activity as somebody has written it, saved or not, with its words read once for all the rules. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from promises import extent
from promises.documents import ActivityText, PeriodText
from promises.extent import Extent
from promises.quality.swedish import Piece, pieces, tidy
from promises.words import NUMBER_WORDS

# A form accepts no longer text; whatever else comes is cut, so that a hint never takes long to give.
MAX_TEXT = 20_000
# Longer texts are read anew each time, so that what is remembered stays small.
REMEMBERED = 1_000


@dataclass(frozen=True)
class Said:
    """``structured`` is the stored reading of the omfattning, if any; the other readings are made from the words."""

    text: str
    scope: str = ""
    structured: Extent | None = None
    places: Sequence[str] = ()
    time_scope: str = ""
    expected_effect: str = ""
    period: PeriodText | None = None
    outside_period_reason: str = ""

    @classmethod
    def of(cls, activity: ActivityText) -> Said:
        return cls(
            cleaned(activity.text),
            cleaned(activity.scope),
            extent_from(activity.extent),
            activity.places,
            cleaned(activity.time_scope),
            cleaned(activity.expected_effect),
            activity.period,
            activity.outside_period_reason,
        )

    @cached_property
    def words(self) -> list[Piece]:
        return pieces(self.text)

    @cached_property
    def scope_words(self) -> list[Piece]:
        return pieces(self.scope)

    @cached_property
    def scope_readings(self) -> tuple[Extent, ...]:
        """What the omfattning says: the whole of it, or else what can be read inside it."""
        return _read_scope(self.scope) if self.scope else ()

    @cached_property
    def text_readings(self) -> tuple[Extent, ...]:
        return _read_text(self.text)

    @cached_property
    def has_number(self) -> bool:
        """Whether the text holds a number at all, in figures or words: most do not, and need no closer reading."""
        return any(piece.text[0].isdecimal() or piece.text in NUMBER_WORDS for piece in self.words)

    @property
    def extents(self) -> Iterator[Extent]:
        """Every reading there is, the stored one first. The text is read last, and only by who comes that far."""
        if self.structured:
            yield self.structured
        yield from self.scope_readings
        yield from self.text_readings


# Remembered by the words alone: the same words are read the same way, whoever wrote them, and a page that shows sixty
# activities is asked for again and again while one of them is changed.
@lru_cache(maxsize=1024)
def _read_scope(scope: str) -> tuple[Extent, ...]:
    whole = extent.parse(scope)
    return (whole,) if whole else tuple(reading.extent for reading in extent.find(scope))


def _read_text(text: str) -> tuple[Extent, ...]:
    return _read_short(text) if len(text) <= REMEMBERED else _find(text)


@lru_cache(maxsize=1024)
def _read_short(text: str) -> tuple[Extent, ...]:
    return _find(text)


def _find(text: str) -> tuple[Extent, ...]:
    return tuple(reading.extent for reading in extent.find(text))


def cleaned(text: str) -> str:
    return tidy(text[:MAX_TEXT]).strip()


def extent_from(data: Extent | Mapping[str, Any] | None) -> Extent | None:
    """The stored reading; None when there is none, or when it comes from an older way of reading."""
    if data is None or isinstance(data, Extent):
        return data
    try:
        return extent.from_dict(data)
    except (extent.ExtentError, TypeError, AttributeError):
        return None

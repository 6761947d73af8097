"""What is known of how earlier activities went. Told by the app that follows promises up, which this one cannot ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from uuid import UUID


class Known(StrEnum):
    """``SAID``: somebody has said how it went, and what is different when it was not done."""

    NOTHING = ""
    SAID = "said"
    NOT_DONE = "not_done"


# The promise that is judged, and those to tell of → by promise and activity's key.
Source = Callable[[int, Collection[int]], Mapping[tuple[int, UUID], Known]]
_sources: list[Source] = []


def tell_outcomes_by(source: Source) -> None:
    """Let ``source`` tell how the activities of promises went. To be called once, when the app is ready."""
    if source not in _sources:
        _sources.append(source)


def known_outcomes(promise: int, told_of: Collection[int]) -> dict[tuple[int, UUID], Known]:
    """What every source knows."""
    found: dict[tuple[int, UUID], Known] = {}
    for source in _sources if told_of else ():
        found |= source(promise, told_of)
    return found

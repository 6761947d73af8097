"""Which promises a meeting can want changed. Told by the app that has the promises, which this one cannot ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from organisations.models import Group

# The group → address name and title of each promise, in the order to show them.
Source = Callable[[Group], Iterable[tuple[str, str]]]
_sources: list[Source] = []


def tell_changeable_by(source: Source) -> None:
    """Let ``source`` tell of the promises that concern a group. To be called once, when the app is ready."""
    if source not in _sources:
        _sources.append(source)


def changeable_by(group: Group) -> list[tuple[str, str]]:
    """What every source knows."""
    return [pair for source in _sources for pair in source(group)]

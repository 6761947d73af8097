"""The steps of a safety walk, as data. Pure: no queries."""

from __future__ import annotations

from lagesbild.models import SafetyWalk

State = SafetyWalk.State

# From each state, where it can go. A protocol that was published is taken back before it is changed.
TRANSITIONS: dict[str, frozenset[str]] = {
    State.PLANNED: frozenset({State.WALKED}),
    State.WALKED: frozenset({State.PLANNED, State.PUBLISHED}),
    State.PUBLISHED: frozenset({State.WALKED}),
}


def can_go(before: str, after: str) -> bool:
    """Whether a point's state may change so."""
    return after in TRANSITIONS[before]

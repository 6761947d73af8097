"""How far a draft has come: the steps of the work, each with its state, read out of the rows.

Nothing is stored: a step that somebody ticks off would soon say something else than the text.
"""

from __future__ import annotations

from promises.models import Revision
from promises.progress import readers
from promises.progress.comments import open_by_step, threads
from promises.progress.facts import Facts
from promises.progress.state import State, StepState
from promises.progress.steps import DIALOGUE_KINDS, STEPS, Step

__all__ = ["DIALOGUE_KINDS", "STEPS", "State", "Step", "StepState", "next_after", "steps", "threads"]

_READERS = {
    "basics": readers.basics,
    "sections": readers.sections,
    "dialogue": readers.dialogue,
    "activities": readers.activities,
    "follow_up": readers.follow_up,
    "signatories": readers.signatories,
    "check": readers.check,
}


def steps(revision: Revision, *, blocking: int | None = None) -> list[StepState]:
    """Every step with its state, in order. ``blocking``: how many findings of the quality check stand in the way."""
    facts = Facts.of(revision, blocking)
    comments = open_by_step(facts)
    return [StepState(STEPS[key], *read(facts), comments[key]) for key, read in _READERS.items()]


def next_after(revision: Revision, key: str) -> Step:
    """The step to go on with when ``key`` is done: the next that waits, else an earlier one, else the check."""
    states = steps(revision)
    here = [state.step.key for state in states].index(key)
    ordered = [state for state in [*states[here + 1 :], *states[:here]] if state.step.key != "check"]
    waiting = next((state for state in ordered if state.waits), None)
    return waiting.step if waiting else STEPS["check"]

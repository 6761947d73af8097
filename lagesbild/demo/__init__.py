"""The demonstration's lägesbilder: facts of the five promises in our own words, and what is invented marked as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from lagesbild.demo import dialogues, lagesbilder, meetings, places, problems, reports, statistics, walks

if TYPE_CHECKING:
    from organisations.models import User

# In the order of the work: what a later part stands on comes before it. Each writes what is not there already.
PARTS: list[Callable[[Mapping[str, User]], None]] = [
    places.load,
    reports.load,
    dialogues.load,
    walks.load,
    statistics.load,
    meetings.load,
    problems.load,
    lagesbilder.load,
]


def load(people: Mapping[str, User]) -> None:
    """Write each part that is not there yet. ``people``: accounts by login, such as ``samordnare.lekeberg``."""
    for part in PARTS:
        part(people)

"""The quality check: what blocks a promise from being signed, what is worth changing, and what is good to know.

``check`` asks the database and judges a revision; ``judge`` does the same with a ``Subject`` and no database;
``check_activity`` judges one activity while it is being written. Rules are numbered as in the field's own list, so
a number never changes its meaning.
"""

from promises.quality.facts import surroundings
from promises.quality.findings import MAX_LIX, RULES, Finding, Level, Report
from promises.quality.judging import check, check_activity, judge
from promises.quality.measures import Lix, lix
from promises.quality.rules.secrecy import pointed_out
from promises.quality.subject import (
    ActorFact,
    ActorFacts,
    Basis,
    Earlier,
    Passage,
    SignatoryFact,
    Standing,
    Subject,
    Surroundings,
)

__all__ = [
    "MAX_LIX",
    "RULES",
    "ActorFact",
    "ActorFacts",
    "Basis",
    "Earlier",
    "Finding",
    "Level",
    "Lix",
    "Passage",
    "Report",
    "SignatoryFact",
    "Standing",
    "Subject",
    "Surroundings",
    "check",
    "check_activity",
    "judge",
    "lix",
    "pointed_out",
    "surroundings",
]

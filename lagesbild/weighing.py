"""The matrix of problems × criteria: sums by one rule, and where the parties differ. Pure.

The rule: the score of each criterion times its weight, added up. In the joint matrix a criterion without a joint score
counts with the mean of the parties' scores. A problem that lacks scores gets the sum of those it has, and the number
that is missing is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

# From this difference between two parties on, it is said in words.
FAR_APART = 2
JOINT = None

# (problem, criterion, party or None for both together) → score
Scores = Mapping[tuple[int, int, int | None], int]


@dataclass(frozen=True)
class Difference:
    """Two parties that see a problem differently by one criterion."""

    problem: Any
    criterion: Any
    scores: tuple[tuple[str, int], ...]

    @property
    def apart(self) -> int:
        values = [value for _party, value in self.scores]
        return max(values) - min(values)


@dataclass(frozen=True)
class Weighed:
    """A problem's sum; ``missing``: how many criteria that count have no score."""

    total: Decimal
    missing: int
    most: int

    @property
    def is_whole(self) -> bool:
        return not self.missing


def weigh(
    problem: int, criteria: Sequence[Any], scores: Scores, party: int | None, parties: Iterable[int]
) -> Weighed:
    """The weighted sum of one problem, for a party or (None) for both together."""
    total, missing = Decimal(0), 0
    for criterion in criteria:
        score = _score(problem, criterion.pk, scores, party, parties)
        if score is None:
            missing += 1 if criterion.weight else 0
        else:
            total += score * criterion.weight
    most = sum(5 * criterion.weight for criterion in criteria)
    return Weighed(total.quantize(Decimal("0.1"), ROUND_HALF_UP), missing, most)


def _score(
    problem: int, criterion: int, scores: Scores, party: int | None, parties: Iterable[int]
) -> Decimal | None:
    own = scores.get((problem, criterion, party))
    if own is not None or party is not JOINT:
        return Decimal(own) if own is not None else None
    given = [scores[key] for one in parties if (key := (problem, criterion, one)) in scores]
    return Decimal(sum(given)) / len(given) if given else None


def differences(
    problems: Sequence[Any], criteria: Sequence[Any], scores: Scores, parties: Sequence[Any]
) -> list[Difference]:
    """Where two parties are two steps or more apart, the furthest first."""
    found = []
    for problem in problems:
        for criterion in criteria:
            given = tuple(
                (str(party), scores[key])
                for party in parties
                if (key := (problem.pk, criterion.pk, party.pk)) in scores
            )
            if len(given) > 1 and max(v for _p, v in given) - min(v for _p, v in given) >= FAR_APART:
                found.append(Difference(problem, criterion, given))
    return sorted(found, key=lambda one: -one.apart)

"""What chance gives: the strongest cylinder when the days have been shuffled among the places, many times over."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lagesbild.scan.cylinders import Data
from lagesbild.scan.grid import Floats, Ints
from lagesbild.scan.strength import fewest_to_reach, strength_of

# Shuffles that are searched in full; the others only where they can beat a bound that these give.
_TRIED_FIRST = 19
_BOUND = 0.8


def strongest_of_shuffled(data: Data, random: np.random.Generator, permutations: int) -> Floats:
    """The strength of the strongest cylinder in each shuffle.

    After a few shuffles it is known what the strongest usually is. Of the rest only cylinders with so many reports
    that they can reach that bound are looked at, which a table of whole numbers tells; a shuffle without any is
    searched in full. So the answer is exact, and quick.
    """
    strongest = np.zeros(permutations)
    expected = [data.expected(length) for length in data.lengths]
    tried = min(_TRIED_FIRST, permutations)
    for number in range(tried):
        strongest[number] = _strongest(data, data.running(random.permutation(data.steps)), expected)
    bound = _BOUND * float(strongest[:tried].min(initial=np.inf)) if tried else 0.0
    needed = [fewest_to_reach(one, data.total, bound) for one in expected] if bound > 0 else []
    for number in range(tried, permutations):
        sums = data.running(random.permutation(data.steps))
        best = _strongest_above(data, sums, expected, needed) if needed else 0.0
        strongest[number] = best or _strongest(data, sums, expected)
    return strongest


def _strongest(data: Data, sums: Ints, expected: list[Floats]) -> float:
    return max(
        float(strength_of(sums[:, :, length:] - sums[:, :, :-length], one, data.total).max())
        for length, one in zip(data.lengths, expected, strict=True)
    )


def _strongest_above(
    data: Data, sums: Ints, expected: list[Floats], needed: list[NDArray[np.int16]]
) -> float:
    """The strongest of the cylinders that have what is needed to reach the bound; 0 when none has."""
    best = 0.0
    for length, one, least in zip(data.lengths, expected, needed, strict=True):
        counts = sums[:, :, length:] - sums[:, :, :-length]
        enough = np.flatnonzero(counts >= least)
        if len(enough):
            reached = strength_of(counts.ravel()[enough], one.ravel()[enough], data.total)
            best = max(best, float(reached.max()))
    return best

"""How strong a cylinder is (log Λ of the source), and with how many reports it reaches a given strength."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lagesbild.scan.grid import Floats, Ints

FEWEST = 5
_NEVER = 32_767


def strength_of(counts: Ints, expected: Floats, total: int) -> Floats:
    """log Λ for each cylinder; 0 where there are no more than expected or too few to speak of."""
    result = np.zeros(counts.shape)
    more = (counts > expected) & (counts >= FEWEST)
    c, mu = counts[more].astype(float), expected[more]
    rest = total - c
    outside = np.where(rest > 0, rest * np.log(np.maximum(rest, 1e-12) / (total - mu)), 0.0)
    result[more] = c * np.log(c / mu) + outside
    return result


def fewest_to_reach(expected: Floats, total: int, bound: float) -> NDArray[np.int16]:
    """The fewest reports with which each cylinder is as strong as ``bound``.

    Strength falls as the expected number rises. So for each number of reports there is one expected number at which
    it just reaches the bound (found by halving), and these rise with the number of reports.
    """
    finite = expected[np.isfinite(expected)]
    most = min(total - 1, int(finite.max(initial=0) + 6 * np.sqrt(finite.max(initial=0) + 1) * bound + 10))
    counts = np.arange(FEWEST, max(most, FEWEST) + 1, dtype=np.int32)
    low, high = np.zeros(len(counts)), counts.astype(float)
    for _halving in range(60):
        middle = (low + high) / 2
        enough = strength_of(counts, np.maximum(middle, 1e-300), total) >= bound
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    # One less, so that rounding never hides a cylinder.
    place = np.searchsorted(np.maximum.accumulate(low), expected)
    found = np.where(place < len(counts), np.maximum(FEWEST, place + FEWEST - 1), most)
    found[~np.isfinite(expected)] = _NEVER
    return np.minimum(found, _NEVER).astype(np.int16)

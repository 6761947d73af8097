"""Whether two counts differ by more than chance. Pure.

The conditional binomial test of two Poisson counts: Przyborowski J, Wilenski H (1940). Homogeneity of results in
testing samples from Poisson series. Biometrika 31: 313–323. Of ``x + y`` events over two periods of ``s`` and ``t``
days, if the rate was the same in both, ``x`` is binomial with the share s / (s + t). The interval is the exact one of
Clopper and Pearson (1934, Biometrika 26: 404–413) for that share, turned into a ratio of rates by
share / (1 − share) × t / s; and p is twice the smaller tail, so that p < 0.05 says the same as an interval without 1.

Limits. Events that trigger each other (a fire a night by the same persons) vary more than Poisson counts, so the
interval is then too narrow. And of twenty comparisons where nothing has changed, one comes out on average.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf, lgamma, log

LEVEL = 0.95
_HALVINGS = 30


@dataclass(frozen=True)
class Comparison:
    """``ratio``: of rates a day, now to then; None when there was nothing then. ``low``, ``high``: its interval."""

    now: int
    then: int
    ratio: float | None
    low: float
    high: float
    p_value: float

    @property
    def is_more(self) -> bool:
        """More than chance alone gives."""
        return self.low > 1

    @property
    def is_fewer(self) -> bool:
        return self.high < 1


@lru_cache(maxsize=4096)
def compare(now: int, then: int, days_now: int, days_then: int, level: float = LEVEL) -> Comparison:
    """The counts of two periods of so many days, at the level of confidence."""
    both = now + then
    if both == 0:
        return Comparison(0, 0, None, 0.0, inf, 1.0)
    share = days_now / (days_now + days_then)
    tail = (1 - level) / 2
    low = _share_where(now, both, tail) if now else 0.0
    high = 1 - _share_where(then, both, tail) if then else 1.0
    longer = days_then / days_now
    return Comparison(
        now=now,
        then=then,
        ratio=now / then * longer if then else None,
        low=low / (1 - low) * longer,
        high=high / (1 - high) * longer if high < 1 else inf,
        p_value=min(1.0, 2 * min(at_least(now, both, share), at_least(then, both, 1 - share))),
    )


def at_least(count: int, tries: int, share: float) -> float:
    """The chance of at least ``count`` out of ``tries``, each with the chance ``share``."""
    if count <= 0:
        return 1.0
    if count < tries * share:
        # The other tail is the shorter sum.
        return 1 - _from(tries - count + 1, tries, 1 - share)
    return _from(count, tries, share)


def _from(count: int, tries: int, share: float) -> float:
    """The sum from ``count`` on, which lies above the mean: each term is smaller than the one before."""
    if count > tries:
        return 0.0
    term = exp(
        lgamma(tries + 1)
        - lgamma(count + 1)
        - lgamma(tries - count + 1)
        + count * log(share)
        + (tries - count) * log(1 - share)
    )
    total, odds = 0.0, share / (1 - share)
    while term > total * 1e-16 and count <= tries:
        total += term
        term *= (tries - count) / (count + 1) * odds
        count += 1
    return total


def _share_where(count: int, tries: int, tail: float) -> float:
    """The share at which ``count`` or more has the chance ``tail``: it rises with the share, so by halving."""
    low, high = 0.0, count / tries
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        if at_least(count, tries, middle) < tail:
            low = middle
        else:
            high = middle
    return (low + high) / 2

"""The space–time permutation scan statistic: circles and stretches of time with more reports than chance gives. Pure.

Method: Kulldorff M, Heffernan R, Hartman J, Assunção R, Mostashari F (2005). A space–time permutation scan statistic
for disease outbreak detection. PLoS Medicine 2(3): e59. The null is that time and place are independent given how
many reports each place has over the whole period and how many each day has over the whole municipality. A town
centre that always has many reports is therefore no hot spot, nor is a Friday; a place that has more than its share of
just some weeks is. For a cylinder (a circle and a stretch of days) with ``c`` reports, out of ``N``,

    expected  μ = (reports in the circle, whole period) × (reports in the days, whole area) / N
    ratio  log Λ = c·ln(c/μ) + (N − c)·ln((N − c)/(N − μ))      where c > μ, else 0

The strongest of all cylinders is compared with the strongest in data where the days have been shuffled among the
places: p = (1 + shuffles at least as strong) / (1 + shuffles). That one comparison covers all cylinders searched.
Weaker clusters are held against the same strongest shuffled ones, which is cautious; none overlaps a stronger one.

Choices. A stretch may end any day, not only the last one: the page describes a period that is over, and a cluster
that has passed is knowledge too. Circles are centred on the mean position of the reports in a square of a grid of
``SQUARE`` metres, at most ``MOST_CENTRES`` of them, those with the most reports; their radii are ``RADII``, and a
report counts where the middle of its square does. Time is counted in days up to ``MOST_STEPS`` of them, in weeks for
longer periods. A cluster has at least ``FEWEST`` reports.

False alarms, measured: with 500 reports in 92 days and no cluster, at p ≤ 0.05, something was found in 8 of 200 sets
scattered evenly (4 %), and in 11 of 200 with a strong constant town centre and lively weekends (5.5 %).

Limits. It finds what changes in time, not what is always so: constant problems are seen in the counts by place. A
burst that is most of the period's reports hides itself, so search a longer period than the burst may have lasted. If
reporting grows faster in one part of the municipality than in another (a new group of reporters), that part can come
out as a cluster. One event told by several people counts several times. Circles fit streets badly. The answer says
where to look, not why.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from lagesbild.scan.cylinders import Cluster, Data, Point
from lagesbild.scan.grid import DEGREE
from lagesbild.scan.shuffling import strongest_of_shuffled
from lagesbild.scan.strength import FEWEST

__all__ = ["DEGREE", "FEWEST", "SIGNIFICANT", "Cluster", "Point", "scan"]

SIGNIFICANT = 0.05


def scan(
    points: Sequence[Point],
    starts_on: date,
    ends_on: date,
    *,
    seed: int,
    permutations: int = 999,
    alpha: float = SIGNIFICANT,
) -> list[Cluster]:
    """The clusters with p at most ``alpha``, the strongest first. The same seed gives the same answer."""
    if len(points) < 2 * FEWEST:
        return []
    data = Data.of(points, starts_on, ends_on)
    found = list(data.strongest(data.steps))
    if not found:
        return []
    shuffled = strongest_of_shuffled(data, np.random.default_rng(seed), permutations)
    clusters = []
    for strength, cylinder in found:
        p_value = (1 + int((shuffled >= strength - 1e-9).sum())) / (1 + permutations)
        if p_value > alpha:
            break
        clusters.append(data.cluster(cylinder, strength, p_value))
    return clusters

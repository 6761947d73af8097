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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

SQUARE = 100.0
MOST_CENTRES = 2000
RADII = (75, 150, 250, 375, 500)
MOST_STEPS = 100
LENGTHS_IN_DAYS = (1, 2, 3, 5, 7, 14, 28, 42)
LENGTHS_IN_WEEKS = (1, 2, 3, 4, 6, 8)
FEWEST = 5
SIGNIFICANT = 0.05
MOST_SPOTS = 10
# Metres in a degree of latitude.
DEGREE = 111_195.0
# Shuffles that are searched in full; the others only where they can beat a bound that these give.
_TRIED_FIRST = 19
_BOUND = 0.8
_NEVER = 32_767

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Point:
    """One report: degrees in WGS 84 and its day."""

    latitude: float
    longitude: float
    day: date


@dataclass(frozen=True)
class Cluster:
    """``radius`` in metres. ``expected``: what chance gives there and then."""

    latitude: float
    longitude: float
    radius: int
    starts_on: date
    ends_on: date
    observed: int
    expected: float
    strength: float
    p_value: float


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
    data = _Data.of(points, starts_on, ends_on)
    found = list(data.strongest(data.steps))
    if not found:
        return []
    shuffled = _strongest_of_shuffled(data, np.random.default_rng(seed), permutations)
    clusters = []
    for strength, cylinder in found:
        p_value = (1 + int((shuffled >= strength - 1e-9).sum())) / (1 + permutations)
        if p_value > alpha:
            break
        clusters.append(data.cluster(cylinder, strength, p_value))
    return clusters


@dataclass(frozen=True)
class _Cylinder:
    centre: int
    ring: int
    length: int
    first: int
    observed: int
    expected: float


@dataclass
class _Data:
    """The points as numbers: whose square, which step of time, and which circles they lie in."""

    starts_on: date
    ends_on: date
    days_a_step: int
    lengths: tuple[int, ...]
    latitudes: Floats
    longitudes: Floats
    # Of each centre, in metres from the middle of all points.
    middles: Floats
    # The step of each point.
    steps: Ints
    step_count: int
    # Each pair of a point and a centre that has it within its largest circle, as the point and where its row begins.
    pair_points: Ints
    pair_rows: Ints
    circle_totals: Floats
    step_totals: Floats

    @classmethod
    def of(cls, points: Sequence[Point], starts_on: date, ends_on: date) -> _Data:
        days = (ends_on - starts_on).days + 1
        a_step = 1 if days <= MOST_STEPS else 7
        latitudes = np.array([point.latitude for point in points])
        longitudes = np.array([point.longitude for point in points])
        steps = np.array([(point.day - starts_on).days // a_step for point in points], dtype=np.int32)
        step_count = -(-days // a_step)
        metres = _metres(latitudes, longitudes)
        squares = _squares(metres)
        held = np.bincount(squares)
        middles = np.stack([np.bincount(squares, metres[:, axis]) / held for axis in (0, 1)], axis=1)
        centres = np.sort(np.argsort(-held, kind="stable")[:MOST_CENTRES]).astype(np.int32)
        pair_points, pair_circles = _pairs(squares, middles, centres)
        circles = np.bincount(pair_circles, minlength=len(centres) * len(RADII))
        totals = circles.reshape(len(centres), len(RADII)).cumsum(axis=1).astype(float)
        return cls(
            starts_on=starts_on,
            ends_on=ends_on,
            days_a_step=a_step,
            lengths=tuple(
                n
                for n in (LENGTHS_IN_DAYS if a_step == 1 else LENGTHS_IN_WEEKS)
                if n <= max(step_count // 2, 1)
            ),
            latitudes=(np.bincount(squares, latitudes) / held)[centres],
            longitudes=(np.bincount(squares, longitudes) / held)[centres],
            middles=middles[centres],
            steps=steps,
            step_count=step_count,
            pair_points=pair_points,
            pair_rows=(pair_circles * step_count).astype(np.int32),
            circle_totals=totals,
            step_totals=np.bincount(steps, minlength=step_count).astype(float),
        )

    @property
    def total(self) -> int:
        return len(self.steps)

    def running(self, steps: Ints) -> Ints:
        """Reports in each circle before each step: centre × radius × step."""
        shape = (len(self.middles), len(RADII), self.step_count)
        rows = self.pair_rows + steps[self.pair_points]
        held = np.bincount(rows, minlength=shape[0] * shape[1] * shape[2]).astype(np.int32).reshape(shape)
        held.cumsum(axis=1, out=held)
        sums = np.zeros((shape[0], shape[1], shape[2] + 1), dtype=np.int32)
        held.cumsum(axis=2, out=sums[:, :, 1:])
        return sums

    def expected(self, length: int) -> Floats:
        """What chance gives in each circle during each stretch."""
        before = np.concatenate([[0.0], self.step_totals.cumsum()])
        in_days = before[length:] - before[:-length]
        expected: Floats = self.circle_totals[:, :, None] * in_days[None, None, :] / self.total
        # A circle with too few can never be a cluster.
        expected[self.circle_totals < FEWEST] = np.inf
        return expected

    def strongest(self, steps: Ints) -> Iterator[tuple[float, _Cylinder]]:
        """The strongest cylinder, then the strongest whose circle meets none of those before it, and so on."""
        sums = self.running(steps)
        free = np.ones(self.circle_totals.shape, dtype=bool)
        best = [self._best_of_length(sums, length) for length in self.lengths]
        for _number in range(MOST_SPOTS):
            candidates = [
                self._pick(strengths, firsts, free, n) for n, (strengths, firsts) in enumerate(best)
            ]
            strength, centre, ring, number, first = max(candidates)
            if strength <= 0:
                return
            length = self.lengths[number]
            observed = int(sums[centre, ring, first + length] - sums[centre, ring, first])
            expected = float(self.expected(length)[centre, ring, first])
            yield strength, _Cylinder(centre, ring, length, first, observed, expected)
            free &= ~self._meets(centre, ring)

    def _best_of_length(self, sums: Ints, length: int) -> tuple[Floats, Ints]:
        """For each circle the strength of its strongest stretch of that length, and its first step."""
        strengths = _strength(sums[:, :, length:] - sums[:, :, :-length], self.expected(length), self.total)
        firsts = strengths.argmax(axis=2)
        return np.take_along_axis(strengths, firsts[:, :, None], axis=2)[:, :, 0], firsts.astype(np.int32)

    def _pick(
        self, strengths: Floats, firsts: Ints, free: NDArray[np.bool_], number: int
    ) -> tuple[float, int, int, int, int]:
        allowed = np.where(free, strengths, 0.0)
        centre, ring = np.unravel_index(int(allowed.argmax()), allowed.shape)
        return float(allowed[centre, ring]), int(centre), int(ring), number, int(firsts[centre, ring])

    def _meets(self, centre: int, ring: int) -> NDArray[np.bool_]:
        away = np.hypot(*(self.middles - self.middles[centre]).T)
        met: NDArray[np.bool_] = away[:, None] < np.array(RADII)[None, :] + RADII[ring]
        return met

    def cluster(self, cylinder: _Cylinder, strength: float, p_value: float) -> Cluster:
        first = self.starts_on + timedelta(days=cylinder.first * self.days_a_step)
        last = first + timedelta(days=cylinder.length * self.days_a_step - 1)
        return Cluster(
            latitude=float(self.latitudes[cylinder.centre]),
            longitude=float(self.longitudes[cylinder.centre]),
            radius=RADII[cylinder.ring],
            starts_on=first,
            ends_on=min(last, self.ends_on),
            observed=cylinder.observed,
            expected=cylinder.expected,
            strength=strength,
            p_value=p_value,
        )


def _strongest_of_shuffled(data: _Data, random: np.random.Generator, permutations: int) -> Floats:
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
    needed = [_needed(one, data.total, bound) for one in expected] if bound > 0 else []
    for number in range(tried, permutations):
        sums = data.running(random.permutation(data.steps))
        best = _strongest_above(data, sums, expected, needed) if needed else 0.0
        strongest[number] = best or _strongest(data, sums, expected)
    return strongest


def _strongest(data: _Data, sums: Ints, expected: list[Floats]) -> float:
    return max(
        float(_strength(sums[:, :, length:] - sums[:, :, :-length], one, data.total).max())
        for length, one in zip(data.lengths, expected, strict=True)
    )


def _strongest_above(
    data: _Data, sums: Ints, expected: list[Floats], needed: list[NDArray[np.int16]]
) -> float:
    """The strongest of the cylinders that have what is needed to reach the bound; 0 when none has."""
    best = 0.0
    for length, one, least in zip(data.lengths, expected, needed, strict=True):
        counts = sums[:, :, length:] - sums[:, :, :-length]
        enough = np.flatnonzero(counts >= least)
        if len(enough):
            reached = _strength(counts.ravel()[enough], one.ravel()[enough], data.total)
            best = max(best, float(reached.max()))
    return best


def _strength(counts: Ints, expected: Floats, total: int) -> Floats:
    """log Λ for each cylinder; 0 where there are no more than expected or too few to speak of."""
    result = np.zeros(counts.shape)
    more = (counts > expected) & (counts >= FEWEST)
    c, mu = counts[more].astype(float), expected[more]
    rest = total - c
    outside = np.where(rest > 0, rest * np.log(np.maximum(rest, 1e-12) / (total - mu)), 0.0)
    result[more] = c * np.log(c / mu) + outside
    return result


def _needed(expected: Floats, total: int, bound: float) -> NDArray[np.int16]:
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
        enough = _strength(counts, np.maximum(middle, 1e-300), total) >= bound
        low, high = np.where(enough, middle, low), np.where(enough, high, middle)
    # One less, so that rounding never hides a cylinder.
    place = np.searchsorted(np.maximum.accumulate(low), expected)
    found = np.where(place < len(counts), np.maximum(FEWEST, place + FEWEST - 1), most)
    found[~np.isfinite(expected)] = _NEVER
    return np.minimum(found, _NEVER).astype(np.int16)


def _metres(latitudes: Floats, longitudes: Floats) -> Floats:
    """Metres east and north of the middle: flat, which is right to a few metres in a thousand within a municipality."""
    middle = float(latitudes.mean())
    east = (longitudes - longitudes.mean()) * DEGREE * np.cos(np.radians(middle))
    return np.stack([east, (latitudes - middle) * DEGREE], axis=1)


def _squares(metres: Floats) -> Ints:
    """The number of the square that each point lies in."""
    columns = np.floor(metres / SQUARE).astype(np.int64)
    _kept, numbers = np.unique(columns[:, 0] * 10_000_000 + columns[:, 1], return_inverse=True)
    return numbers.astype(np.int32)


def _pairs(squares: Ints, middles: Floats, centres: Ints) -> tuple[Ints, Ints]:
    """Each point with each centre near it, and the smallest circle round that centre that holds its square."""
    order = np.argsort(squares, kind="stable").astype(np.int32)
    begins = np.searchsorted(squares[order], np.arange(len(middles) + 1))
    points: list[Ints] = []
    circles: list[Ints] = []
    for number, centre in enumerate(centres):
        away = np.hypot(*(middles - middles[centre]).T)
        near = np.flatnonzero(away <= RADII[-1])
        rings = np.searchsorted(np.array(RADII), away[near])
        points.append(np.concatenate([order[begins[n] : begins[n + 1]] for n in near]))
        circles.append(np.repeat(number * len(RADII) + rings, begins[near + 1] - begins[near]))
    return np.concatenate(points), np.concatenate(circles).astype(np.int32)

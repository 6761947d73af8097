"""Circles and stretches of time: how many reports each holds, how many chance would give, and which are strongest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from lagesbild.scan.grid import RADII, Circles, Floats, Ints
from lagesbild.scan.strength import FEWEST, strength_of

MOST_STEPS = 100
LENGTHS_IN_DAYS = (1, 2, 3, 5, 7, 14, 28, 42)
LENGTHS_IN_WEEKS = (1, 2, 3, 4, 6, 8)
MOST_SPOTS = 10


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


@dataclass(frozen=True)
class Cylinder:
    """A circle, as the numbers of its centre and radius, and a stretch of ``length`` steps from step ``first``."""

    centre: int
    ring: int
    length: int
    first: int
    observed: int
    expected: float


@dataclass(frozen=True)
class Data:
    """The points as numbers: the circles among them, and the step of time that each lies in.

    A step is ``days_a_step`` days; ``lengths`` are the stretches searched, in steps. ``steps``: of each point.
    ``step_totals``: the reports of each step, in the whole municipality.
    """

    starts_on: date
    ends_on: date
    days_a_step: int
    lengths: tuple[int, ...]
    circles: Circles
    steps: Ints
    step_totals: Floats
    # Of each pair of a point and a circle: where the circle's row of steps begins.
    pair_rows: Ints

    @classmethod
    def of(cls, points: Sequence[Point], starts_on: date, ends_on: date) -> Data:
        """The points of a period, both its days included."""
        days = (ends_on - starts_on).days + 1
        a_step, lengths = (1, LENGTHS_IN_DAYS) if days <= MOST_STEPS else (7, LENGTHS_IN_WEEKS)
        step_count = -(-days // a_step)
        steps = np.array([(point.day - starts_on).days // a_step for point in points], dtype=np.int32)
        circles = Circles.among(
            np.array([point.latitude for point in points]), np.array([point.longitude for point in points])
        )
        return cls(
            starts_on=starts_on,
            ends_on=ends_on,
            days_a_step=a_step,
            lengths=tuple(length for length in lengths if length <= max(step_count // 2, 1)),
            circles=circles,
            steps=steps,
            step_totals=np.bincount(steps, minlength=step_count).astype(float),
            pair_rows=(circles.pair_circles * step_count).astype(np.int32),
        )

    @property
    def total(self) -> int:
        """N of the source: all reports."""
        return len(self.steps)

    def running(self, steps: Ints) -> Ints:
        """Reports in each circle before each step: centre × radius × step."""
        shape = (*self.circles.totals.shape, len(self.step_totals))
        rows = self.pair_rows + steps[self.circles.pair_points]
        held = np.bincount(rows, minlength=shape[0] * shape[1] * shape[2]).astype(np.int32).reshape(shape)
        held.cumsum(axis=1, out=held)
        sums = np.zeros((shape[0], shape[1], shape[2] + 1), dtype=np.int32)
        held.cumsum(axis=2, out=sums[:, :, 1:])
        return sums

    def expected(self, length: int) -> Floats:
        """What chance gives in each circle during each stretch."""
        before = np.concatenate([[0.0], self.step_totals.cumsum()])
        in_days = before[length:] - before[:-length]
        expected: Floats = self.circles.totals[:, :, None] * in_days[None, None, :] / self.total
        # A circle with too few can never be a cluster.
        expected[self.circles.totals < FEWEST] = np.inf
        return expected

    def strongest(self, steps: Ints) -> Iterator[tuple[float, Cylinder]]:
        """The strongest cylinder, then the strongest whose circle meets none of those before it, and so on."""
        sums = self.running(steps)
        free = np.ones(self.circles.totals.shape, dtype=bool)
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
            yield strength, Cylinder(centre, ring, length, first, observed, expected)
            free &= ~self.circles.met_by(centre, ring)

    def _best_of_length(self, sums: Ints, length: int) -> tuple[Floats, Ints]:
        """For each circle the strength of its strongest stretch of that length, and its first step."""
        strengths = strength_of(sums[:, :, length:] - sums[:, :, :-length], self.expected(length), self.total)
        firsts = strengths.argmax(axis=2)
        return np.take_along_axis(strengths, firsts[:, :, None], axis=2)[:, :, 0], firsts.astype(np.int32)

    def _pick(
        self, strengths: Floats, firsts: Ints, free: NDArray[np.bool_], number: int
    ) -> tuple[float, int, int, int, int]:
        allowed = np.where(free, strengths, 0.0)
        centre, ring = np.unravel_index(int(allowed.argmax()), allowed.shape)
        return float(allowed[centre, ring]), int(centre), int(ring), number, int(firsts[centre, ring])

    def cluster(self, cylinder: Cylinder, strength: float, p_value: float) -> Cluster:
        """The cylinder in degrees, metres and days."""
        first = self.starts_on + timedelta(days=cylinder.first * self.days_a_step)
        last = first + timedelta(days=cylinder.length * self.days_a_step - 1)
        return Cluster(
            latitude=float(self.circles.latitudes[cylinder.centre]),
            longitude=float(self.circles.longitudes[cylinder.centre]),
            radius=RADII[cylinder.ring],
            starts_on=first,
            ends_on=min(last, self.ends_on),
            observed=cylinder.observed,
            expected=cylinder.expected,
            strength=strength,
            p_value=p_value,
        )

"""Where the reports lie: in squares of a grid, some of them centres of circles. In metres from the middle of all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SQUARE = 100.0
MOST_CENTRES = 2000
RADII = (75, 150, 250, 375, 500)
# Metres in a degree of latitude.
DEGREE = 111_195.0

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Circles:
    """The circles that are searched: one of each of ``RADII`` round every centre.

    ``middles``: centre × 2, metres east and north of the middle of all points; ``latitudes``, ``longitudes``: of each
    centre, in degrees. ``pair_points``, ``pair_circles``: each pair of a point and a centre that has it within its
    largest circle, as the point's number and that of the smallest circle that holds it (centre × radii + radius).
    ``totals``: centre × radius, the reports of the whole period.
    """

    middles: Floats
    latitudes: Floats
    longitudes: Floats
    pair_points: Ints
    pair_circles: Ints
    totals: Floats

    @classmethod
    def among(cls, latitudes: Floats, longitudes: Floats) -> Circles:
        """The circles among points that lie there, in degrees."""
        metres = in_metres(latitudes, longitudes)
        squares = squares_of(metres)
        held = np.bincount(squares)
        middles = np.stack([np.bincount(squares, metres[:, axis]) / held for axis in (0, 1)], axis=1)
        centres = np.sort(np.argsort(-held, kind="stable")[:MOST_CENTRES]).astype(np.int32)
        pair_points, pair_circles = _pairs(squares, middles, centres)
        in_rings = np.bincount(pair_circles, minlength=len(centres) * len(RADII))
        return cls(
            middles=middles[centres],
            latitudes=(np.bincount(squares, latitudes) / held)[centres],
            longitudes=(np.bincount(squares, longitudes) / held)[centres],
            pair_points=pair_points,
            pair_circles=pair_circles,
            totals=in_rings.reshape(len(centres), len(RADII)).cumsum(axis=1).astype(float),
        )

    def met_by(self, centre: int, ring: int) -> NDArray[np.bool_]:
        """Centre × radius: the circles that the one of that centre and radius overlaps."""
        away = np.hypot(*(self.middles - self.middles[centre]).T)
        met: NDArray[np.bool_] = away[:, None] < np.array(RADII)[None, :] + RADII[ring]
        return met


def in_metres(latitudes: Floats, longitudes: Floats) -> Floats:
    """Metres east and north of the middle: flat, which is right to a few metres in a thousand within a municipality."""
    middle = float(latitudes.mean())
    east = (longitudes - longitudes.mean()) * DEGREE * np.cos(np.radians(middle))
    return np.stack([east, (latitudes - middle) * DEGREE], axis=1)


def squares_of(metres: Floats) -> Ints:
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

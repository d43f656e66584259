"""Standing: where the many starts of a cloud are at a step, counted, and how far they spread."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Box
from explorer.core.batch import ENDS
from explorer.core.many_starts import Cloud
from explorer.core.run import Stop

__all__ = ["AT", "Scatter", "Standing", "scatter_of", "standing"]

AT = 0.01  # of the box: nearer to a minimum than that, a start counts as being there
CHUNK = 200_000  # distances measured at a time

DIVERGED, UNDEFINED = ENDS.index(Stop.DIVERGED), ENDS.index(Stop.UNDEFINED)


@dataclass(frozen=True, eq=False)
class Standing:
    """How many starts of a cloud are where; together they are all."""

    counts: NDArray[np.int64]  # (k,): at each minimum, the nearest one within AT
    flown: int  # flew away
    undefined: int  # came to where the formula has no value
    outside: int  # out of the box
    elsewhere: int  # in the box, at no minimum: on the way, or at rest on other ground
    median: float  # of the values of those that have one; NaN where none has

    @property
    def total(self) -> int:
        """How many there are."""
        gone = self.flown + self.undefined + self.outside + self.elsewhere
        return int(self.counts.sum()) + gone


@dataclass(frozen=True, eq=False)
class Scatter:
    """The mean of a cloud and its standard deviations along its axes, the widest first."""

    mean: Array  # (dim,)
    axes: Array  # (dim, dim): a row a unit vector
    deviations: Array  # (dim,)
    count: int  # how many starts have a place


def standing(cloud: Cloud, step: int, minima: Array, box: Box) -> Standing:
    """Count where a cloud stands at a step, among minima (k, dim); k may be 0."""
    row = cloud.row(step)
    points, values = cloud.points[row], cloud.values[row]
    low, high = np.array(box, np.float64).T
    with np.errstate(invalid="ignore"):
        has_place, is_inside = _finite(points), ((points >= low) & (points <= high)).all(axis=1)
    has_ended = cloud.stops <= (cloud.steps if row + 1 == len(cloud.points) else row * cloud.stride)
    flown = has_ended & (cloud.ends == DIVERGED)
    undefined = has_ended & (cloud.ends == UNDEFINED)
    is_there = has_place & ~flown & ~undefined
    nearest = _nearest(points / (high - low), minima / (high - low), is_there)
    at = nearest >= 0
    known = values[np.isfinite(values) & is_there]
    return Standing(
        np.bincount(nearest[at], minlength=len(minima)),
        int(flown.sum()),
        int((undefined | ~(has_place | flown)).sum()),
        int((is_there & ~at & ~is_inside).sum()),
        int((is_there & ~at & is_inside).sum()),
        float(np.median(known)) if len(known) else float("nan"),
    )


def scatter_of(cloud: Cloud, step: int) -> Scatter | None:
    """Return mean and spread of a cloud at a step; None where fewer than two starts have a place.

    The standard deviations are the roots of the eigenvalues of the sample's covariance (n - 1).
    """
    points = cloud.points[cloud.row(step)]
    there = points[_finite(points)]
    if len(there) < 2:
        return None
    with np.errstate(over="ignore", invalid="ignore"):
        apart = there - there[0]  # exactly nothing where all are in one place
        mean = there[0] + apart.mean(axis=0)
        apart -= apart.mean(axis=0)
        covariance = apart.T @ apart / (len(there) - 1)
    if not np.isfinite(covariance).all():
        return None
    squares, axes = np.linalg.eigh(covariance)
    deviations = np.sqrt(np.maximum(squares[::-1], 0.0))
    return Scatter(mean, np.ascontiguousarray(axes.T[::-1]), deviations, len(there))


def _finite(points: Array) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(points).all(axis=1))


def _nearest(points: Array, minima: Array, wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return which minimum each point (n, dim), in shares of the box, is at; -1: at none."""
    found = np.full(len(points), -1, np.int64)
    if not len(minima):
        return found
    numbers = np.flatnonzero(wanted)
    size = max(1, CHUNK // len(minima))
    for first in range(0, len(numbers), size):
        some = numbers[first : first + size]
        squares = np.zeros((len(some), len(minima)))
        for d in range(points.shape[1]):
            squares += (points[some, d, None] - minima[None, :, d]) ** 2
        best = squares.argmin(axis=1)
        is_at = squares[np.arange(len(some)), best] <= AT * AT
        found[some[is_at]] = best[is_at]
    return found

"""A plane through the space of the weights, and how far from it the truth lies."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.core.array import Array

__all__ = ["WeightPlane"]


@dataclass(frozen=True, eq=False)
class WeightPlane:
    """All weights origin + a · directions[0] + b · directions[1]; with one direction, a line.

    Directions may have any length and angle, but are not parallel.
    """

    origin: Array  # (dim,)
    directions: Array  # (1 or 2, dim)
    words: str  # for the corner of the map: "plane through start and end"
    axes: tuple[str, ...]  # a label each
    # How far around the origin a map shows at least, in coordinates; 0: as far as the paths go.
    reach: float = 0.0
    shown: tuple[Array, ...] = ()  # weights (dim,) that a map has room for, beside the paths

    @cached_property
    def _inverse(self) -> Array:
        return np.asarray(np.linalg.pinv(self.directions), dtype=np.float64)

    def weights(self, coordinates: Array) -> Array:
        """Return the weights (n, dim) at coordinates (n, 1 or 2)."""
        return self.origin + coordinates @ self.directions

    def project(self, points: Array) -> tuple[Array, Array]:
        """Return the nearest coordinates (n, 1 or 2) of weights (n, dim), and how far off (n,)."""
        away = points - self.origin
        with np.errstate(over="ignore", invalid="ignore"):  # what flew away is infinitely far off
            coordinates = away @ self._inverse
            off = np.linalg.norm(away - coordinates @ self.directions, axis=1)
        return coordinates, np.asarray(off, dtype=np.float64)

    def coordinates(self, points: Array) -> Array:
        """Return the nearest coordinates alone, in a fraction of the time, to draw long paths."""
        places: Array = points @ self._inverse - self.origin @ self._inverse
        return places

    def share(self, points: Array) -> float:
        """Return the share, 0 to 1, of the variance of a path (n, dim) that lies in the plane.

        A path that does not move lies in it wholly.
        """
        spread = points - points.mean(axis=0)
        inside = spread @ self._inverse @ self.directions
        total = float((spread**2).sum())
        return float((inside**2).sum()) / total if total > 0 else 1.0

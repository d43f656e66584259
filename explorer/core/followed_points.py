"""Minima, saddles and hilltops that are followed while a land is pulled about, in a millisecond."""

from collections.abc import Iterable, Sequence

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.critical_point import CriticalKind, CriticalPoint
from explorer.core.kernels import ready
from explorer.core.landscape import Landscape
from explorer.core.newton_search import SAME, distinct, newton_step
from explorer.core.shares import Shares

__all__ = ["followed_points"]

STEPS = 5  # of Newton's method
LONGEST = 0.03  # of the box: a step
FARTHEST = 0.1  # of the box: what has come farther is another one
ARRIVED = 1e-4  # of the box: the last step
MOST = 80  # followed at once
ORDER: dict[CriticalKind, int] = {"minimum": 0, "degenerate": 1, "saddle": 2, "maximum": 3}


class _QuickShares(Shares):
    """The same from compiled kernels, where there are some."""

    def slope(self, shares: Array) -> Array:
        """Return the gradients (n, dim): the change of height over a width of the box."""
        kernels, land = ready(self.landscape), self.landscape
        if kernels is None:
            return super().slope(shares)
        columns = np.ascontiguousarray(self.places(shares).T)
        gradient = np.empty_like(columns)
        kernels.slope(columns, land.constant_values, np.empty(len(shares)), gradient)
        return np.asarray(gradient.T * (self.unit * self.width))

    def bend(self, shares: Array) -> Array:
        """Return the Hessians (n, dim, dim), for steps of a width of the box."""
        kernels, land = ready(self.landscape), self.landscape
        if kernels is None:
            return super().bend(shares)
        columns = np.ascontiguousarray(self.places(shares).T)
        hessian = np.empty((self.dim, *columns.shape))
        kernels.curvature(columns, land.constant_values, hessian)
        bend = np.moveaxis(hessian, -1, 0) * self.unit
        return np.asarray(bend * self.width[:, None] * self.width)


def followed_points(
    landscape: Landscape, known: Sequence[CriticalPoint], others: Iterable[Point] = ()
) -> tuple[CriticalPoint, ...]:
    """Return where critical points of a land before have gone, as far as that is seen at once.

    They are looked for near those `known` and near `others`. Only those with curvature are
    followed, and new ones are not found: `critical_points` finds them all.
    """
    land = _QuickShares(landscape)
    near = [one.point for one in known if one.form == "curved"][:MOST]
    seeds = np.array([*near, *others], dtype=np.float64).reshape(-1, landscape.dim)
    if not len(seeds):
        return ()
    seeds = (seeds - land.low) / land.width
    places, length = seeds, np.zeros(len(seeds))
    with np.errstate(all="ignore"):
        for _ in range(STEPS):
            step, _ = newton_step(land, places)
            length = np.linalg.norm(step, axis=1)
            shorter = LONGEST / np.maximum(length, LONGEST)
            places = places + step * shorter[:, None]
        stays = (length <= ARRIVED) & (np.abs(places - seeds).max(axis=1) <= FARTHEST)
        places = places[stays & ((places > 0.0) & (places < 1.0)).all(axis=1)]
        places = places[distinct(places, 10.0 * SAME)]
        points = land.places(places)
        values = landscape.calm_value(points)
        curvatures = np.linalg.eigvalsh(np.nan_to_num(landscape.hessian(points)))
    found = [
        CriticalPoint(tuple(point), value, _kind(bends), tuple(bends))
        for point, value, bends in zip(
            points.tolist(), values.tolist(), curvatures.tolist(), strict=True
        )
        if all(bends) and value == value
    ]
    return tuple(sorted(found, key=lambda one: (ORDER[one.kind], one.value)))


def _kind(curvatures: Sequence[float]) -> CriticalKind:
    """Return what kind of place it is; `curvatures` ascend, and none is 0."""
    if curvatures[0] > 0:
        return "minimum"
    return "maximum" if curvatures[-1] < 0 else "saddle"

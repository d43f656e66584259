"""Say what kind of place it is where the slope of a landscape vanishes, or breaks.

The curvatures tell, where there are any. Elsewhere the heights on rings around the place do.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.bends import bends
from explorer.core.critical_point import CriticalForm, CriticalKind, CriticalPoint
from explorer.core.newton_search import thinned
from explorer.core.rings import LEVEL, Rings, rings
from explorer.core.shares import Shares
from explorer.core.walls import is_torn

__all__ = ["classified", "is_kink"]

RADII = (1e-5, 1e-4, 1e-3, 1e-2)  # of the rings, in shares of the box
BREAK = 0.03  # of the change of the slope over 1e-5 of the box: more over 1e-7 is a kink
GENTLE = 0.01  # of the rise beside a line of level places: more along it is another matter
FLAT = 0.03  # of the curvature 1e-3 of the box away: less counts as none

Sort = tuple[CriticalKind, CriticalForm]


def is_kink(land: Shares, shares: Array) -> NDArray[np.bool_]:
    """Tell at which places (n, dim) the slope breaks."""
    return _Shape.at(land, shares).is_kink


def classified(land: Shares, shares: Array) -> list[CriticalPoint]:
    """Return what the places (n, dim) are; what is only level ground or a slope is left out."""
    if not len(shares):
        return []
    here = bends(land, shares)
    sorts: list[Sort | None] = [
        ("minimum" if low > 0 else "maximum" if high < 0 else "saddle", "curved")
        for low, high in here.curvatures[:, [0, -1]].tolist()
    ]
    vague = np.flatnonzero(~here.is_plain)
    for index in vague:
        sorts[index] = None
    vague = thinned(shares, vague)
    for index, sort in zip(vague, _by_heights(land, shares[vague]), strict=True):
        sorts[index] = sort
    points = land.places(shares)
    values, curvatures = land.height(points), _curvatures(land, points)
    return [
        CriticalPoint(tuple(c + 0.0 for c in point), value, sort[0], tuple(eigenvalues), sort[1])
        for point, value, eigenvalues, sort in zip(
            points.tolist(), values.tolist(), curvatures.tolist(), sorts, strict=True
        )
        if sort is not None
    ]


def _curvatures(land: Shares, points: Array) -> Array:
    hessian = land.landscape.hessian(points)
    sound = np.isfinite(hessian).all(axis=(1, 2))
    hessian[~sound] = 0.0
    found = np.linalg.eigvalsh(hessian)
    found[~sound] = np.nan
    return np.asarray(found)


def _by_heights(land: Shares, places: Array) -> list[Sort | None]:
    """Return what places (n, dim) are from the smallest rings that show it."""
    sorts: list[Sort | None] = [None] * len(places)
    sides = [np.inf] * len(places)  # how far it rises or falls beside a line of level places
    shape, undecided = _Shape.at(land, places), list(range(len(places)))
    for radius in RADII:
        if not undecided:
            break
        around = rings(land, places[undecided], radius)
        looked, undecided = undecided, []
        for k, index in enumerate(looked):
            sort, is_final = _read(around, k, shape, index)
            gentle = min(abs(around.low[k]), abs(around.high[k])) < GENTLE * sides[index]
            if gentle and (sort is not None or is_final):
                sorts[index] = sort
            if not is_final:
                undecided.append(index)
                if sort is not None:
                    sides[index] = min(sides[index], max(around.high[k], -around.low[k]))
    return sorts


def _read(around: Rings, k: int, shape: "_Shape", index: int) -> tuple[Sort | None, bool]:
    """Return what ring k shows, and whether a wider ring need not be looked at."""
    low, high = around.low[k], around.high[k]
    falls, rises = low < -around.low_noise[k], high > around.high_noise[k]
    form = shape.form(index)
    if not np.isfinite(low + high):
        return None, True  # the edge of where the formula is defined
    if around.level[k] > LEVEL:
        return None, False
    if low > around.low_noise[k]:
        return ("minimum", form), True
    if high < -around.high_noise[k]:
        return ("maximum", form), True
    if falls and rises:
        if not shape.is_level[index]:
            return None, True
        if around.ways_down[k] > 1:
            return ("saddle", form), True
        return (None if form == "kink" else ("degenerate", "inflection")), True
    if falls or rises:
        return ("degenerate", "floor" if rises else "ridge"), False
    return None, False


@dataclass(frozen=True, eq=False)
class _Shape:
    """What the slopes around places say: whether they break, vanish in truth, or hardly curve."""

    is_kink: NDArray[np.bool_]
    is_level: NDArray[np.bool_]
    is_flat: NDArray[np.bool_]

    def form(self, index: int) -> CriticalForm:
        """Return the form of a place that is lowest, highest or a saddle."""
        return "kink" if self.is_kink[index] else "flat" if self.is_flat[index] else "curved"

    @classmethod
    def at(cls, land: Shares, places: Array) -> "_Shape":
        bend = land.bend(places)
        sound = np.isfinite(bend).all(axis=(1, 2))
        bend[~sound] = 0.0
        curvatures, axes = np.linalg.eigh(bend)
        size, row = np.abs(curvatures), np.arange(len(places))
        weak = axes[row, :, size.argmin(axis=1)]
        jump = [np.zeros(len(places)), np.zeros(len(places))]
        steepest, faintest = np.zeros(len(places)), np.full(len(places), np.inf)
        for k in range(land.dim):
            way = axes[:, :, k]
            for which, far in ((1, 1e-5), (0, 1e-7)):
                ahead, behind = land.slope(places + far * way), land.slope(places - far * way)
                change = np.linalg.norm(ahead - behind, axis=1)
                jump[which] = np.maximum(jump[which], change)
                steep = _along(ahead, behind, way) / far
            near = np.fmax(size[:, k], steep)
            ahead, behind = land.slope(places + 1e-3 * way), land.slope(places - 1e-3 * way)
            faintest = np.fmin(faintest, near / (_along(ahead, behind, way) / 1e-3))
            steepest = np.fmax(steepest, np.linalg.norm(ahead - behind, axis=1))
        is_kink = ~(jump[0] <= BREAK * jump[1]) & ~(jump[1] <= 1e-9 * steepest)
        is_kink |= is_torn(land, places)
        slopes = [
            np.abs(np.einsum("ni,ni->n", land.slope(places + far * weak), weak))
            for far in (0.0, 1e-3, -1e-3)
        ]
        is_level = slopes[0] <= 1e-3 * np.fmax(slopes[1], slopes[2])
        is_flat = faintest < FLAT
        return cls(is_kink, is_level, is_flat)


def _along(ahead: Array, behind: Array, way: Array) -> Array:
    """Return how steep it is along a way (n, dim), on the steeper of both sides (n,)."""
    one, other = np.einsum("ni,ni->n", ahead, way), np.einsum("ni,ni->n", behind, way)
    return np.asarray(np.fmax(np.abs(one), np.abs(other)))

"""Say what kind of place it is where the slope of a landscape vanishes, or breaks.

The curvatures tell, where there are any. Elsewhere the heights on rings around the place do.
"""

from dataclasses import dataclass, replace

import numpy as np

from explorer.core.array import Array
from explorer.core.bends import bends
from explorer.core.breaks import breaks, is_steady
from explorer.core.critical_point import CriticalForm, CriticalKind, CriticalPoint
from explorer.core.newton_search import thinned
from explorer.core.rings import Rings, rings
from explorer.core.shares import Shares
from explorer.core.tears import LEVEL

__all__ = ["classified"]

RADII = (1e-5, 1e-4, 1e-3, 1e-2)  # of the rings, in shares of the box
GENTLE = 0.01  # of the rise beside a line of level places: more along it is another matter
SURE = 3.0  # times the rounding: so far it must fall and rise to be a saddle or an inflection
CLEAR = 100.0  # times the rounding: so far it must rise or fall beside a line to be a measure
FASTER = 20.0  # times as far an inflection falls ten times as far off, and a slope ten times

Sort = tuple[CriticalKind, CriticalForm, bool]  # and whether it is smooth


def classified(land: Shares, shares: Array, most: int) -> list[CriticalPoint]:
    """Return what the places (n, dim) are; what is only level ground or a slope is left out.

    At most so many are judged by the heights around them.
    """
    if not len(shares):
        return []
    here = bends(land, shares)
    sorts: list[Sort | None] = [
        ("minimum" if low > 0 else "maximum" if high < 0 else "saddle", "curved", True)
        for low, high in here.curvatures[:, [0, -1]].tolist()
    ]
    level = np.abs(here.curvatures).max(axis=1) <= land.least
    for index in [*here.vague, *np.flatnonzero(level)]:
        sorts[index] = None
    vague = thinned(shares, here.vague, most)
    for index, sort in zip(vague, _by_heights(land, shares[vague]), strict=True):
        sorts[index] = sort
    points = land.places(shares)
    values, curvatures = land.landscape.calm_value(points), _curvatures(land, points)
    return [
        CriticalPoint(tuple(c + 0.0 for c in point), value, sort[0], tuple(eigenvalues), *sort[1:])
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
    shape = breaks(land, places)
    readings = [
        _Reading("kink" if kink else "flat" if flat else "curved")
        for kink, flat in zip(shape.is_kink.tolist(), shape.is_flat.tolist(), strict=True)
    ]
    for radius in RADII:
        undecided = [index for index, one in enumerate(readings) if not one.is_final]
        if not undecided:
            break
        around = rings(land, places[undecided], radius)
        for k, index in enumerate(undecided):
            readings[index].look(around, k)
    kinks = [k for k, one in enumerate(readings) if one.form == "kink" and one.sort is not None]
    for sign, kind in ((1.0, "minimum"), (-1.0, "maximum")):
        which = [k for k in kinks if (readings[k].sort or ("",))[0] == kind]
        steady = is_steady(replace(land, sign=sign * land.sign), places[which])
        for k in np.array(which, dtype=np.intp)[~steady].tolist():
            readings[k].sort = None
    return [one.sort for one in readings]


@dataclass
class _Reading:
    """What the rings around a place have shown so far."""

    form: CriticalForm
    sort: Sort | None = None
    is_final: bool = False
    side: float = np.inf  # how far it rises or falls beside a line of level places
    fall: float = 0.0  # how far it falls, where one way leads down

    def look(self, around: Rings, k: int) -> None:
        """Read the next wider ring, number k of `around`."""
        low, high = float(around.low[k]), float(around.high[k])
        falls, rises = low < -SURE * around.low_noise[k], high > SURE * around.high_noise[k]
        if not np.isfinite(low + high):
            self.sort, self.is_final = None, True  # the edge of where the formula is defined
        elif around.level[k] > LEVEL or not min(abs(low), abs(high)) < GENTLE * self.side:
            return
        elif low > around.low_noise[k]:
            self._tell("minimum", self.form)
        elif high < -around.high_noise[k]:
            self._tell("maximum", self.form)
        elif falls and rises:
            self._fall(-low, int(around.ways_down[k]))
        elif falls or rises:
            self._tell("degenerate", "floor" if rises else "ridge", False)
            if max(high / around.high_noise[k], -low / around.low_noise[k]) > CLEAR:
                self.side = min(self.side, max(high, -low))

    def _fall(self, fall: float, ways: int) -> None:
        """Tell a saddle from an inflection, and that from a mere slope: it falls ever faster."""
        if ways > 1:
            self._tell("saddle", self.form)
        elif self.form != "kink" and self.fall and fall > FASTER * self.fall:
            self._tell("degenerate", "inflection")
        else:
            self.is_final = self.form == "kink" or self.fall > 0
            self.sort, self.fall = None, fall

    def _tell(self, kind: CriticalKind, form: CriticalForm, is_final: bool = True) -> None:
        self.sort, self.is_final = (kind, form, self.form != "kink"), is_final

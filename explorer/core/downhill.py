"""Downhill: in which basin a point lies, that is, to which bottom water would run from it."""

from collections.abc import Callable, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point
from explorer.core.critical_point import CriticalPoint
from explorer.core.landscape import Landscape

__all__ = ["NOWHERE", "Downhill", "Numbers", "Pass"]

NOWHERE = -1  # the basin of a point from which the way leads out of the map, or to no bottom
GAMMA = 1.0 - sqrt(0.5)
ERROR = 3e-4  # of the box that a step may err by
LONGEST = 0.06  # of the box: a longer step might leap over a ridge
TURNS = 400  # steps at most, tried and taken
FAR = 1.0  # widths beyond the edge of the box: nobody comes back from there
CATCH = 0.05  # of the way to the next critical point: so near to a bottom it is as good as there
WIDEST = 0.01  # of the box, the same
BOTTOM = 1e-5  # of the box: so near to where the slope vanishes, below curvatures that rise
FIRM = 1e-9  # of the largest curvature: with a smaller one a bottom is no single place
SAME = 1e-3  # of the box: bottoms so near to each other are one
ASIDE = 1e-3  # of the box: how far beside a pass the water is let go

Pass = tuple[CriticalPoint, frozenset[int]]  # a saddle and the two basins that it joins
Numbers = NDArray[np.intp]


class Downhill:
    """Follows x' = −∇f(x) on a landscape of one or two variables.

    Steps are those of ROS2, a Rosenbrock method that stays stable along the bottom of a steep
    valley, with an error estimate by its first stage (Verwer, Spee, Blom and Hundsdorfer 1999).
    Bottoms that are not among the known critical points are added as they are come to. A point
    that lies nearer than ERROR to the edge of its basin may be counted to the next one.
    """

    def __init__(
        self,
        landscape: Landscape,
        known: Sequence[CriticalPoint] = (),
        cancelled: Callable[[], bool] = lambda: False,
    ) -> None:
        self.landscape, self._known, self._cancelled = landscape, tuple(known), cancelled
        self._low = np.array([low for low, _ in landscape.box])
        self.width = np.array([high - low for low, high in landscape.box])
        places = [c.point for c in known if c.kind == "minimum"]
        places += landscape.minima if landscape.knows_its_minima else ()
        self.bottoms: list[Point] = []
        self._reach: list[float] = []
        for place in places:
            self._number(place)
        self._reach = [self._catch(place) for place in self.bottoms]

    def basins(self, points: Array) -> Numbers:
        """Return for points (n, dim) the numbers of their bottoms (n,); NOWHERE: there is none."""
        found = np.full(len(points), NOWHERE, dtype=np.intp)
        with np.errstate(all="ignore"):
            self._flow(np.array(points, dtype=np.float64), found)
        return found

    def passes(self) -> tuple[Pass, ...]:
        """Return the known saddles (on a curve: hilltops) between two basins, with these two."""
        kind = "maximum" if self.landscape.dim == 1 else "saddle"
        tops = [c for c in self._known if c.kind == kind and c.form in ("curved", "kink")]
        sides = [side for top in tops for side in self._both_sides(top)]
        if not sides:
            return ()
        pairs = self.basins(np.array(sides)).reshape(-1, 2).tolist()
        joined = [(top, frozenset(pair)) for top, pair in zip(tops, pairs, strict=True)]
        return tuple((top, pair) for top, pair in joined if len(pair) == 2 and NOWHERE not in pair)

    def _both_sides(self, top: CriticalPoint) -> tuple[Array, Array]:
        """Return the points beside a saddle along the way that falls away."""
        at = np.array(top.point)
        way = np.ones(1)
        if self.landscape.dim == 2:
            bend = self.landscape.hessian(at[None])[0]
            sound = bool(np.isfinite(bend).all())
            way = np.linalg.eigh(bend)[1][:, 0] if sound else np.array([1.0, 0.0])
        aside = ASIDE * way / np.linalg.norm(way / self.width)
        return at + aside, at - aside

    def _flow(self, x: Array, found: Numbers) -> None:
        """Let every point run down until it is known which basin it lies in."""
        places = np.arange(len(x))
        slope = self.landscape.gradient(x)
        time = 0.01 / np.maximum(self.size(slope), 1e-300)
        for _ in range(TURNS):
            going = self._still_going(x, slope, places, found)
            x, slope, time, places = x[going], slope[going], time[going], places[going]
            if not len(x) or self._cancelled():
                return
            bend = self.landscape.hessian(x)
            going = ~self._at_bottom(x, slope, bend, places, found)
            x, slope, time = x[going], slope[going], time[going]
            places, bend = places[going], bend[going]
            time = np.minimum(time, 0.5 / (GAMMA * np.maximum(-_least(bend), 1e-300)))
            first = _solved(bend, -slope, GAMMA * time)
            ahead = self.landscape.gradient(x + time[:, None] * first)
            second = _solved(bend, -ahead - 2.0 * first, GAMMA * time)
            move = time[:, None] * (1.5 * first + 0.5 * second)
            error = self.size(0.5 * time[:, None] * (first + second))
            good = (error <= ERROR) & (self.size(move) <= LONGEST)
            x = np.where(good[:, None], x + move, x)
            slope = np.where(good[:, None], self.landscape.gradient(x), slope)
            grow = 0.85 * np.sqrt(ERROR / np.maximum(error, 1e-300))
            grow = np.where(np.isfinite(grow), np.clip(grow, 0.2, 4.0), 0.2)
            time *= np.where(good | (error > ERROR), grow, 0.4)

    def _still_going(
        self, x: Array, slope: Array, places: Numbers, found: Numbers
    ) -> NDArray[np.bool_]:
        """Note which points have come to a known bottom; tell which ones (n,) are on the way."""
        shares = (x - self._low) / self.width
        lost = ~np.isfinite(slope).all(axis=1) | (np.abs(shares - 0.5) > 0.5 + FAR).any(axis=1)
        going = ~lost
        for number, (place, reach) in enumerate(zip(self.bottoms, self._reach, strict=True)):
            there = going & (self.size(x - np.array(place)) <= reach)
            found[places[there]] = number
            going &= ~there
        return np.asarray(going)

    def _at_bottom(
        self, x: Array, slope: Array, bend: Array, places: Numbers, found: Numbers
    ) -> NDArray[np.bool_]:
        """Note which points have come to a bottom that is not known yet; tell which ones (n,)."""
        least, most = _least(bend), _most(bend)
        step = _solved(bend, -slope)
        there = (least > FIRM * most) & (self.size(step) <= BOTTOM)
        for k in np.flatnonzero(there):
            found[places[k]] = self._number(tuple((x[k] + step[k]).tolist()))
        return np.asarray(there)

    def _number(self, place: Point) -> int:
        """Return the number of the bottom at a place, a new one where none is near."""
        for number, bottom in enumerate(self.bottoms):
            if self.size(np.array([place]) - np.array(bottom))[0] <= SAME:
                return number
        self.bottoms.append(place)
        self._reach.append(BOTTOM)
        return len(self.bottoms) - 1

    def _catch(self, place: Point) -> float:
        """Return how near to a known bottom a point is as good as there, in shares of the box."""
        others = [c.point for c in self._known] + self.bottoms
        away = self.size(np.array(others) - np.array(place))
        return float(min(WIDEST, CATCH * min(away[away > SAME], default=1.0)))

    def size(self, way: Array) -> Array:
        """Return the lengths (n,) of ways (n, dim) in shares of the box."""
        return np.asarray(np.linalg.norm(way / self.width, axis=1))


def _solved(bend: Array, right: Array, time: Array | None = None) -> Array:
    """Return the solutions (n, dim) of (I + time · bend) y = right; without time of bend y = right.

    `bend` is (n, dim, dim), `right` (n, dim), `time` (n,).
    """
    whole = 0.0 if time is None else 1.0
    matrix = bend if time is None else bend * time[:, None, None]
    if bend.shape[1] == 1:
        return np.asarray(right / (matrix[:, 0] + whole))
    a, b, c = matrix[:, 0, 0] + whole, matrix[:, 0, 1], matrix[:, 1, 1] + whole
    determinant = a * c - b * b
    one = (c * right[:, 0] - b * right[:, 1]) / determinant
    other = (a * right[:, 1] - b * right[:, 0]) / determinant
    return np.stack([one, other], axis=1)


def _least(bend: Array) -> Array:
    """Return the smallest curvature (n,) of Hessians (n, dim, dim)."""
    return _curvatures(bend, -1.0)


def _most(bend: Array) -> Array:
    """Return the largest curvature (n,) of Hessians (n, dim, dim)."""
    return _curvatures(bend, 1.0)


def _curvatures(bend: Array, sign: float) -> Array:
    if bend.shape[1] == 1:
        return np.asarray(bend[:, 0, 0])
    middle = 0.5 * (bend[:, 0, 0] + bend[:, 1, 1])
    return np.asarray(
        middle + sign * np.hypot(0.5 * (bend[:, 0, 0] - bend[:, 1, 1]), bend[:, 0, 1])
    )

"""The ground around a point: slope and curvature there, measured in shares of the box.

In these units one threshold serves a box of width 1 and a box of width 1000.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import atan2, cos, hypot, inf, isfinite, pi, sin

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.landscape import Landscape

__all__ = ["Ground", "Rise", "ground", "is_level", "rise_around", "typical_range"]

SINGULAR = 1e-7  # of the largest curvature: a smaller one counts as none
LEAST = 1e-14  # of the typical range: by less the ground does not rise
FLOOR = 1e-10  # of the rise: by less a valley floor is not lower
CLEARLY = 1e-6  # of the fall
CLOSER = 6  # times that it is looked four times as closely where a ring dips


@dataclass(frozen=True, slots=True)
class Ground:
    """Slope and curvature at a point, and what the quadratic model makes of them.

    `bends` are the curvatures in shares of the box, ascending, and `axes` their directions.
    `distance` is how far Newton's method sees the critical point, as a share of the box, `step`
    the way there in the landscape's own units; directions without curvature are left out of both,
    and `unexplained` is the slope along them.
    """

    slope: float  # change of the value over one box width, along the gradient
    bends: tuple[float, ...]
    axes: list[list[float]]
    distance: float
    step: Point
    drop: float  # how much lower the critical point lies
    unexplained: float
    curvatures: tuple[float, ...]  # eigenvalues of the Hessian itself, ascending

    @property
    def is_known(self) -> bool:
        """Whether slope and curvature are numbers."""
        return isfinite(self.slope) and all(isfinite(b) for b in self.bends)

    @property
    def signs(self) -> tuple[int, ...]:
        """The sign of each curvature, 0 where it counts as none."""
        least = SINGULAR * max(abs(b) for b in self.bends)
        return tuple(0 if abs(b) <= least else 1 if b > 0 else -1 for b in self.bends)


@dataclass(frozen=True, slots=True)
class Rise:
    """How the values around a point compare with its own.

    One way down is a slope, two or more with higher ground between them make a saddle.
    """

    ways_down: int
    rises: bool
    is_pit: bool  # every place around is higher
    is_tip: bool  # every place around is clearly lower


def ground(gradient: Point, hessian: list[list[float]], widths: Point) -> Ground:
    """Return the ground from the gradient and the Hessian at a point; NaN makes it unknown."""
    numbers = [*gradient, *(h for row in hessian for h in row)]
    if not all(isfinite(n) for n in numbers):
        nothing = (float("nan"),) * len(gradient)
        return Ground(inf, nothing, [], inf, gradient, 0.0, inf, nothing)
    slope = [g * w for g, w in zip(gradient, widths, strict=True)]
    scaled = [
        [h * w * v for h, v in zip(row, widths, strict=True)]
        for row, w in zip(hessian, widths, strict=True)
    ]
    bends, axes = _eigen(scaled)
    least = max(SINGULAR * max(abs(b) for b in bends), 1e-300)
    step, drop, unexplained = [0.0] * len(slope), 0.0, 0.0
    for bend, axis in zip(bends, axes, strict=True):
        along = sum(a * s for a, s in zip(axis, slope, strict=True))
        if abs(bend) <= least:
            unexplained = max(unexplained, abs(along))
            continue
        drop += 0.5 * along * along / bend
        for i, a in enumerate(axis):
            step[i] -= along / bend * a
    return Ground(
        slope=hypot(*slope),
        bends=tuple(bends),
        axes=axes,
        distance=hypot(*step),
        step=tuple(s * w for s, w in zip(step, widths, strict=True)),
        drop=drop,
        unexplained=unexplained,
        curvatures=tuple(_eigen(hessian)[0]),
    )


def _eigen(matrix: list[list[float]]) -> tuple[list[float], list[list[float]]]:
    """Return eigenvalues, ascending, and their unit vectors, of a symmetric matrix."""
    if len(matrix) == 1:
        return [matrix[0][0]], [[1.0]]
    if len(matrix) > 2:
        values, vectors = np.linalg.eigh(np.array(matrix))
        return values.tolist(), vectors.T.tolist()
    (a, b), (_, c) = matrix
    mean, radius = a / 2 + c / 2, hypot(a / 2 - c / 2, b)
    low, high = mean - radius, mean + radius
    # The smaller one from the determinant: the difference would lose its digits.
    if mean > 0 and high > 0:
        low = (a / high) * c - (b / high) * b
    elif mean < 0 and low < 0:
        high = (a / low) * c - (b / low) * b
    angle = 0.5 * atan2(2 * b, a - c)
    return [low, high], [[-sin(angle), cos(angle)], [cos(angle), sin(angle)]]


def rise_around(
    landscape: Landscape,
    point: Point,
    axes: list[list[float]],
    radii: tuple[float, ...],
    is_close: bool = False,
) -> Rise | None:
    """Compare a point with rings around it (radii in shares); None where they are undefined.

    The rings hold the directions `axes` exactly, so that a narrow way down is not overlooked. Along
    a crease or a bent valley it may lie between the directions: with `is_close` it is looked for
    there as well, wherever the first ring dips.
    """
    angles = _angles(axes) if landscape.dim == 2 else []
    ways = _ways(landscape.dim, axes, angles)
    widths = np.array([high - low for low, high in landscape.box])
    centre = np.array([point])
    rings = [centre] + [centre + radius * widths * ways for radius in radii]
    values = landscape.calm_value(np.concatenate(rings)).tolist()
    if not all(isfinite(v) for v in values):
        return None
    here, count = values[0], len(ways)
    noise = 1e-14 * max(abs(here), 1e-3 * typical_range(landscape))
    ways_down, rises = 0, max(values) > here + max(noise, LEAST * typical_range(landscape))
    for ring in range(len(radii)):
        lower = [v < here - noise for v in values[1 + ring * count : 1 + (ring + 1) * count]]
        starts = sum(low and not before for before, low in pairwise([lower[-1], *lower]))
        ways_down = max(ways_down, starts or int(all(lower)))
    lowest = min(values[1:])
    if is_close and angles and rises and not ways_down:
        dips = _dips(landscape, centre, radii[0] * widths, angles, values[1 : 1 + count])
        noise = max(noise, FLOOR * (max(values) - here))
        ways_down, lowest = int(np.count_nonzero(dips < here - noise)), float(dips.min())
    is_tip = max(values[1:]) < here - noise - CLEARLY * (here - lowest)
    return Rise(ways_down, rises, lowest > here + noise, is_tip)


def _dips(
    landscape: Landscape, centre: Array, reach: Array, angles: list[float], values: list[float]
) -> Array:
    """Return the lowest values of a ring near each place where those at `angles` dip."""
    beside = [(angles[k - 1], angles[k], angles[(k + 1) % len(angles)]) for k in range(len(angles))]
    low = [
        (before - 2 * pi if before > angle else before, after + 2 * pi if after < angle else after)
        for k, (before, angle, after) in enumerate(beside)
        if values[k] <= min(values[k - 1], values[(k + 1) % len(angles)])
    ]
    first, last = (np.array(ends) for ends in zip(*low, strict=True))
    found = np.full(len(low), inf)
    for _ in range(CLOSER):
        tried = first[:, None] + (last - first)[:, None] * np.linspace(0.0, 1.0, 9)
        ring = np.stack([np.cos(tried), np.sin(tried)], axis=-1).reshape(-1, 2)
        heights = landscape.calm_value(centre + reach * ring).reshape(tried.shape)
        best = heights.argmin(axis=1)
        found = np.minimum(found, heights.min(axis=1))
        each, step = np.arange(len(low)), (last - first) / 8
        first, last = tried[each, best] - step, tried[each, best] + step
    return found


def is_level(landscape: Landscape, point: Point, here: Ground, radius: float) -> bool:
    """Tell whether the slope is exactly 0, here and on most of a ring: flat ground, no bottom.

    A bottom as flat as that of x^4 rises around it; behind a kink the ground may not rise at all.
    """
    if here.slope > 0.0 or any(here.bends):
        return False
    widths = np.array([high - low for low, high in landscape.box])
    ring = np.array([point]) + radius * widths * _ways(landscape.dim, here.axes, _angles(here.axes))
    still = (landscape.gradient(ring) == 0.0).all(axis=1)
    return 2 * int(np.count_nonzero(still)) >= len(ring)


def _ways(dim: int, axes: list[list[float]], angles: list[float]) -> Array:
    """Return directions to look in, as unit vectors (n, dim); in the plane at these angles."""
    if dim == 1:
        return np.array([[-1.0], [1.0]])
    if dim > 2:
        return np.concatenate([np.array(axes), -np.array(axes)])
    return np.array([[cos(a), sin(a)] for a in angles])


def _angles(axes: list[list[float]]) -> list[float]:
    """Return angles all around, ascending, among them those of the axes of the plane."""
    angles = [0.1 + 2 * pi * k / 32 for k in range(32)]
    angles += [atan2(s * axis[-1], s * axis[0]) % (2 * pi) for axis in axes for s in (-1, 1)]
    return sorted(angles)


@lru_cache(maxsize=256)
def typical_range(landscape: Landscape) -> float:
    """Return how far the values in the box usually range: the lowest to the median; 1 if flat."""
    count = {1: 401, 2: 25}.get(landscape.dim, 3)
    axes = [np.linspace(low, high, count) for low, high in landscape.box]
    mesh = np.stack([m.ravel() for m in np.meshgrid(*axes, indexing="ij")], axis=1)
    values = landscape.calm_value(mesh)
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 1.0
    lowest = float(finite.min())
    spread = float(np.median(finite)) - lowest or float(finite.max()) - lowest
    return spread if isfinite(spread) and spread > 0 else 1.0

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
    landscape: Landscape, point: Point, axes: list[list[float]], radii: tuple[float, ...]
) -> Rise | None:
    """Compare a point with rings around it (radii in shares); None where they are undefined.

    The rings hold the directions `axes` exactly, so that a narrow way down is not overlooked.
    """
    ways = _ways(landscape.dim, axes)
    widths = np.array([high - low for low, high in landscape.box])
    centre = np.array([point])
    rings = [centre] + [centre + radius * widths * ways for radius in radii]
    values = landscape.value(np.concatenate(rings)).tolist()
    if not all(isfinite(v) for v in values):
        return None
    here, count = values[0], len(ways)
    noise = 1e-14 * max(abs(here), 1e-3 * typical_range(landscape))
    ways_down, rises = 0, max(values) > here + noise
    for ring in range(len(radii)):
        lower = [v < here - noise for v in values[1 + ring * count : 1 + (ring + 1) * count]]
        starts = sum(low and not before for before, low in pairwise([lower[-1], *lower]))
        ways_down = max(ways_down, starts or int(all(lower)))
    return Rise(ways_down, rises)


def is_level(landscape: Landscape, point: Point, here: Ground, radius: float) -> bool:
    """Tell whether the slope is exactly 0, here and on most of a ring: flat ground, no bottom.

    A bottom as flat as that of x^4 rises around it; behind a kink the ground may not rise at all.
    """
    if here.slope > 0.0 or any(here.bends):
        return False
    widths = np.array([high - low for low, high in landscape.box])
    ring = np.array([point]) + radius * widths * _ways(landscape.dim, here.axes)
    still = (landscape.gradient(ring) == 0.0).all(axis=1)
    return 2 * int(np.count_nonzero(still)) >= len(ring)


def _ways(dim: int, axes: list[list[float]]) -> Array:
    """Return directions to look in, as unit vectors (n, dim), in turning order in the plane."""
    if dim == 1:
        return np.array([[-1.0], [1.0]])
    if dim > 2:
        return np.concatenate([np.array(axes), -np.array(axes)])
    angles = [0.1 + 2 * pi * k / 32 for k in range(32)]
    angles += [atan2(s * y, s * x) % (2 * pi) for x, y in axes for s in (-1, 1)]
    return np.array([[cos(a), sin(a)] for a in sorted(angles)])


@lru_cache(maxsize=256)
def typical_range(landscape: Landscape) -> float:
    """Return how far the values in the box usually range: the lowest to the median; 1 if flat."""
    count = {1: 401, 2: 25}.get(landscape.dim, 3)
    axes = [np.linspace(low, high, count) for low, high in landscape.box]
    mesh = np.stack([m.ravel() for m in np.meshgrid(*axes, indexing="ij")], axis=1)
    values = landscape.value(mesh)
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 1.0
    lowest = float(finite.min())
    spread = float(np.median(finite)) - lowest or float(finite.max()) - lowest
    return spread if isfinite(spread) and spread > 0 else 1.0

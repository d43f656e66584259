"""What the landscape is like under the pointer: value, slope and curvature, and a word for it."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Point
from explorer.core.landscape import Landscape

__all__ = ["Reading", "read_at"]

_FLAT = 1e-9  # curvature and slope below this share of the value's own size count as none


@dataclass(frozen=True)
class Reading:
    """The landscape at one point; `curvatures` are the Hessian's eigenvalues, ascending.

    Where the formula is not defined the numbers are NaN and `words` says so.
    """

    point: Point
    value: float
    gradient: Point
    curvatures: tuple[float, ...]
    words: str


def read_at(landscape: Landscape, point: Point) -> Reading:
    """Return the reading of a landscape at a point."""
    at = np.array([point], dtype=np.float64)
    value = float(landscape.value(at)[0])
    gradient = landscape.gradient(at)[0]
    hessian = landscape.hessian(at)[0]
    if np.isfinite(hessian).all():
        curvatures = tuple(float(c) for c in np.linalg.eigvalsh(hessian))
    else:
        curvatures = (float("nan"),) * len(point)
    slope = tuple(float(g) for g in gradient)
    return Reading(point, value, slope, curvatures, _words(value, slope, curvatures))


def _words(value: float, gradient: Point, curvatures: tuple[float, ...]) -> str:
    if not np.isfinite(value):
        return "undefined here"
    if not np.isfinite((*gradient, *curvatures)).all():
        return "no slope here"
    flat = _FLAT * max(1.0, abs(value))
    down = sum(c < -flat for c in curvatures)
    up = sum(c > flat for c in curvatures)
    if up and down:
        return "saddle-like"
    if not up and not down:
        return "flat" if max(abs(g) for g in gradient) <= flat else "even slope"
    if up:
        return "bowl" if up == len(curvatures) else "trough"
    return "hill" if down == len(curvatures) else "ridge"

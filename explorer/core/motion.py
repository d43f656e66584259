"""How a run moved at its end: settled, or still on its way."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from explorer.core.array import Array, Point

__all__ = ["Motion", "motion"]

SHORTEST, LONGEST = 8, 64  # steps looked at: the last quarter of the run, within these


@dataclass(frozen=True, slots=True)
class Motion:
    """The last part of a run, in shares of the box."""

    extent: float  # the diagonal of the box that it fills
    recent: float  # the last step
    climbs: bool  # it moves, and not always downhill
    fall: float  # how much the value fell per step


def motion(points: Array, values: Array, widths: Point) -> Motion:
    """Return how the run (n + 1, dim) moved in its last quarter."""
    steps = len(points) - 1
    count = min(steps, max(SHORTEST, min(LONGEST, steps // 4)))
    if not count:
        return Motion(0.0, 0.0, False, 0.0)
    tail, heights = points[-count - 1 :], values[-count - 1 :]
    with np.errstate(all="ignore"):
        covered = ((tail.max(axis=0) - tail.min(axis=0)) / widths).tolist()
        extent = sqrt(sum(c * c for c in covered))
        last = ((tail[-1] - tail[-2]) / widths).tolist()
        rises = heights[1:] >= heights[:-1]
        climbs = bool((rises & (tail[1:] != tail[:-1]).any(axis=1)).any())
        fall = float(heights[0] - heights[-1]) / count
    return Motion(extent, sqrt(sum(c * c for c in last)), climbs, fall)

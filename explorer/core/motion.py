"""How a run moved at its end: settled, bouncing, or still on its way."""

from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np

from explorer.core.array import Array, Point

__all__ = ["Motion", "motion"]

SHORTEST, LONGEST = 8, 64  # steps looked at: the last quarter of the run, within these


@dataclass(frozen=True, slots=True)
class Motion:
    """The last part of a run, in shares of the box."""

    extent: float  # the diagonal of the box that it fills
    recent: float  # the last step
    bounces: bool  # back and forth, without getting smaller or lower
    centre: Point  # the middle of it, in the landscape's own units
    fall: float  # how much the value fell per step


def motion(points: Array, values: Array, widths: Point) -> Motion:
    """Return how the run (n + 1, dim) moved in its last quarter.

    It bounces if its path there is at least three times as long as what it covers, the steps of
    the second half are at least half as long as those of the first, and the mean value of the
    second half is not lower by more than a quarter of the values' range.
    """
    steps = len(points) - 1
    count = min(steps, max(SHORTEST, min(LONGEST, steps // 4)))
    tail, heights = points[-count - 1 :], values[-count - 1 :]
    with np.errstate(all="ignore"):
        low, high = tail.min(axis=0), tail.max(axis=0)
        covered = ((high - low) / widths).tolist()
        extent = sqrt(sum(c * c for c in covered))
        middle = tuple((low / 2 + high / 2).tolist())
        if not count:
            return Motion(0.0, 0.0, False, middle, 0.0)
        moves = (tail[1:] - tail[:-1]) / widths
        lengths = np.sqrt((moves * moves).sum(axis=1))
        fall = float(heights[0] - heights[-1]) / count
    recent = float(lengths[-1])
    if count < SHORTEST or not isfinite(extent):
        return Motion(extent, recent, False, middle, fall)
    half = count // 2
    with np.errstate(all="ignore"):
        first, second = float(lengths[:half].sum()) / half, float(lengths[half:].sum())
        turns = first * half + second >= 3 * extent > 0
        keeps_its_pace = second / (count - half) >= 0.5 * first
        before, after = float(heights[:half].mean()), float(heights[half:].mean())
        no_lower = after >= before - 0.25 * float(heights.max() - heights.min())
    return Motion(extent, recent, turns and keeps_its_pace and no_lower, middle, fall)

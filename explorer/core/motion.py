"""How a run moved at its end: settled, bouncing, or still on its way."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot, isfinite
from statistics import fmean

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
    tail: list[list[float]] = points[-count - 1 :].tolist()
    heights: list[float] = values[-count - 1 :].tolist()
    columns = list(zip(*tail, strict=True))
    middle = tuple(min(c) / 2 + max(c) / 2 for c in columns)
    extent = hypot(*((max(c) - min(c)) / w for c, w in zip(columns, widths, strict=True)))
    lengths = [
        hypot(*((b - a) / w for a, b, w in zip(p, q, widths, strict=True)))
        for p, q in pairwise(tail)
    ]
    recent = lengths[-1] if lengths else 0.0
    fall = (heights[0] - heights[-1]) / count if count else 0.0
    if count < SHORTEST or not isfinite(extent):
        return Motion(extent, recent, False, middle, fall)
    half = count // 2
    turns = sum(lengths) >= 3 * extent > 0
    keeps_its_pace = fmean(lengths[half:]) >= 0.5 * fmean(lengths[:half])
    spread = max(heights) - min(heights)
    no_lower = fmean(heights[half:]) >= fmean(heights[:half]) - 0.25 * spread
    return Motion(extent, recent, turns and keeps_its_pace and no_lower, middle, fall)

"""Where all points of a box land when two goals are measured there, one across and one up."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Box
from explorer.core.compromise import Weighing, best_compromises, weighing
from explorer.core.landscape import Landscape

__all__ = ["GoalsCloud"]

SIDE = 121  # points along each side of the box
WIDEST = 2.5  # sizes of the front: farther out, goals are bad and of little interest
MARGIN = 0.05  # of the range, so that nothing lies on the frame
SAMPLE = 37  # a score is compared with its goals at every so many points


class GoalsCloud:
    """The points of a grid over the box of a landscape with two goals, and their goals."""

    def __init__(self, landscape: Landscape, before: "GoalsCloud | None" = None) -> None:
        """Measure them anew; `before` lends what is the same, when only the score has changed."""
        self.landscape = landscape
        self.names = landscape.goal_names
        (left, right), (low, high) = landscape.box
        across, up = np.meshgrid(np.linspace(left, right, SIDE), np.linspace(low, high, SIDE))
        self.points: Array = np.column_stack([across.ravel(), up.ravel()])
        self.goals = self.measure(self.points)
        if before is not None and np.array_equal(self.goals, before.goals, equal_nan=True):
            self.goals, self.front, self.box = before.goals, before.front, before.box

    def measure(self, points: Array) -> Array:
        """Return both goals at points (n, 2) as rows (n, 2); NaN where undefined."""
        return np.ascontiguousarray(self.landscape.goal_values(points).T)

    def better(self, goals: Array) -> float:
        """Return which share of the points is better than goals (2,) in both of them."""
        with np.errstate(invalid="ignore"):
            return float((self.goals < goals).all(axis=1).mean())

    @cached_property
    def front(self) -> NDArray[np.intp]:
        """The rows of the best compromises, by goal 1 rising."""
        return best_compromises(self.goals)

    @cached_property
    def weighing(self) -> Weighing | None:
        """How the height of the map is made of the goals; None where it is made otherwise."""
        rows = slice(None, None, SAMPLE)
        return weighing(self.goals[rows], self.landscape.value(self.points[rows]))

    @cached_property
    def box(self) -> Box:
        """The ranges of both goals that are worth seeing: the whole front and a good way beyond."""
        finite = self.goals[np.isfinite(self.goals).all(axis=1)]
        if not len(finite):
            return (0.0, 1.0), (0.0, 1.0)
        front = self.goals[self.front]
        ranges = []
        for k in (0, 1):
            low, high = float(finite[:, k].min()), float(finite[:, k].max())
            size = float(np.ptp(front[:, k]))
            if size > 0:
                high = min(high, low + WIDEST * size)
            pad = MARGIN * (high - low) or 0.5
            ranges.append((low - pad, high + pad))
        return ranges[0], ranges[1]

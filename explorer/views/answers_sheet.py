"""The sheet: which two numbers of an example lie across and up, and where an example is on it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.core.array import Array, Box, Point
from explorer.views.answers_learner import Answered, Learner
from explorer.views.camera import Camera

__all__ = ["Sheet", "framed", "kept"]

MARGIN = 0.09  # of the examples' reach, on every side
MOST_UNEQUAL = 2.5  # axes whose reach differs more than that get scales of their own
SMALLEST = 0.55  # examples that fill less of the picture than that are shown larger


@dataclass(frozen=True, eq=False)
class Sheet:
    """Two inputs of a learner, or its one input with the answer upwards."""

    learner: Learner
    across: int = 0
    up: int = 1

    @property
    def is_curve(self) -> bool:
        """Whether the answer itself is drawn upwards."""
        return len(self.learner.features) == 1

    @property
    def is_value_curve(self) -> bool:
        """Whether it is a curve of values, not of chances."""
        return self.is_curve and not self.learner.classes

    @property
    def names(self) -> tuple[str, str]:
        """What lies across and up."""
        one = self.learner
        if not self.is_curve:
            return one.features[self.across], one.features[self.up]
        if not one.classes:
            return one.features[0], one.target
        kind = "chance" if one.tells_chances else "score"
        return one.features[0], f"{kind} of {one.classes[1]}" if len(one.classes) == 2 else kind

    @property
    def others(self) -> int:
        """How many inputs are not shown."""
        return max(len(self.learner.features) - 2, 0)

    @property
    def moves_targets(self) -> bool:
        """Whether moving an example up gives it another target."""
        return self.is_curve and len(self.learner.classes) < 3

    def points(self, answered: Answered | None) -> Array:
        """Return where the examples lie, (n, 2); several classes on a curve lie on their chance."""
        one = self.learner
        if not self.is_curve:
            return one.inputs[:, [self.across, self.up]]
        ups = one.targets
        if len(one.classes) > 2:
            rows = one.targets.astype(np.intp)
            ups = (
                np.zeros(len(rows)) if answered is None else answered.shares[rows, range(len(rows))]
            )
        return np.column_stack([one.inputs[:, 0], ups])

    def inputs(self, points: Array) -> Array:
        """Return the inputs (n, features) at points (n, 2): what is not shown is at its mean."""
        if self.is_curve:
            return points[:, :1]
        full = np.tile(self.learner.middle, (len(points), 1))
        full[:, [self.across, self.up]] = points
        return full

    def moved(self, row: int, point: Point) -> tuple[Point, float | None]:
        """Return inputs and target (None: as before) of an example that is moved to a point."""
        if self.is_curve:
            return (point[0],), self._target(point[1]) if self.moves_targets else None
        inputs = self.learner.inputs[row].tolist()
        inputs[self.across], inputs[self.up] = point
        return tuple(inputs), None

    def made(self, point: Point, kind: int | None, nearest: int) -> tuple[Point, float]:
        """Return inputs and target of a new example: of a class, or like the nearest one."""
        inputs = tuple(self.inputs(np.array([point]))[0].tolist())
        if kind is not None:
            return inputs, float(kind)
        if self.moves_targets:
            return inputs, self._target(point[1])
        return inputs, float(self.learner.targets[nearest])

    @cached_property
    def box(self) -> Box:
        """The reach of the examples, and on a curve all chances."""
        points = self.points(None)
        if self.is_curve and self.learner.classes:
            points = np.concatenate([points, [[points[0, 0], 0.0], [points[0, 0], 1.0]]])
        points = points[np.isfinite(points).all(axis=1)]
        if not len(points):
            return ((-1.0, 1.0), (-1.0, 1.0))
        (left, low), (right, high) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return _wide(left, right), _wide(low, high)

    def _target(self, up: float) -> float:
        return float(up > 0.5) if self.learner.classes else up


def framed(
    sheet: Sheet, box: Box, width: int, height: int, top: float = 0.0, bottom: float = 0.0
) -> Camera:
    """Return the camera that shows a box, with so many pixels free above and below it."""
    top, bottom = min(top, height / 3), min(bottom, height / 4)
    (left, right), (low, high) = box
    across, up = (right - left) * (1 + 2 * MARGIN), (high - low) * (1 + 2 * MARGIN)
    unit_across, unit_up = across / width, up / max(height - top - bottom, 1.0)
    if not sheet.is_curve and 1 / MOST_UNEQUAL < across / up < MOST_UNEQUAL:
        unit_across = unit_up = max(unit_across, unit_up)
    x, y = (left + right) / 2, (low + high) / 2
    y += (top - bottom) / 2 * unit_up
    wide, tall = unit_across * width / 2, unit_up * height / 2
    return Camera(x - wide, x + wide, y - tall, y + tall, width, height)


def kept(before: Box, now: Box) -> Box:
    """Return the reach to show: as before while that still suits, so that nothing jumps."""
    for (low, high), (lower, higher) in zip(before, now, strict=True):
        room = MARGIN * (high - low)
        if lower < low - room or higher > high + room or higher - lower < SMALLEST * (high - low):
            return now
    return before


def _wide(low: float, high: float) -> tuple[float, float]:
    """Return a reach that is not empty."""
    least = max(abs(low), abs(high), 1.0) * 1e-6
    return (low, high) if high - low > least else (low - 1.0, high + 1.0)

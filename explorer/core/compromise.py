"""Two goals at once: the best compromises between them, and what a score makes of both."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array

__all__ = ["Weighing", "best_compromises", "weighing"]

EXACT = 1e-9  # of the spread of scores: less is rounding
ENOUGH = 3  # points with finite goals that tell one weighing from another


@dataclass(frozen=True)
class Weighing:
    """How a score is made of two goals: a weighted sum, or the worse of the two weighted goals.

    `first` and `second` are the weights; `constant` is added to a sum.
    """

    is_sum: bool
    first: float
    second: float
    constant: float = 0.0

    def score(self, goals: Array) -> Array:
        """Return the scores of goals (n, 2), (n,)."""
        one, other = self.first * goals[:, 0], self.second * goals[:, 1]
        found: Array = one + other + self.constant if self.is_sum else np.maximum(one, other)
        return found

    def equals(self, score: float, low: Array, high: Array) -> Array:
        """Return the line of all goals with this score as corners (n, 2), goal 1 across.

        It runs beyond the rectangle from `low` (2,) to `high` (2,); where no goals have the
        score it is empty.
        """
        weights = np.array([self.first, self.second])
        if self.is_sum:
            return _straight(weights, score - self.constant, low, high)
        if not (weights > 0).all():
            return np.empty((0, 2))
        # Beyond the corner one goal alone decides, and the other may be as good as it likes.
        corner, far = score / weights, low - (high - low)
        return np.array([(corner[0], far[1]), corner, (far[0], corner[1])])


def best_compromises(goals: Array) -> NDArray[np.intp]:
    """Return the rows of goals (n, 2) that no other row beats, by goal 1 rising.

    A row beats another when it is lower in one goal and not higher in the other: the front named
    after Pareto. Of equal rows the first is kept; rows that are not finite are left out.
    """
    rows = np.flatnonzero(np.isfinite(goals).all(axis=1))
    order = rows[np.lexsort((goals[rows, 1], goals[rows, 0]))]
    second = goals[order, 1]
    lowest = np.minimum.accumulate(np.concatenate([[np.inf], second]))[:-1]
    kept: NDArray[np.intp] = order[second < lowest]
    return kept


def weighing(goals: Array, scores: Array) -> Weighing | None:
    """Return how scores (n,) are made of goals (n, 2); None where it is neither of both ways.

    It is read off the numbers: a weighing is returned only if it gives every score again.
    """
    known = np.isfinite(goals).all(axis=1) & np.isfinite(scores)
    goals, scores = goals[known], scores[known]
    if len(scores) < ENOUGH:
        return None
    columns = np.column_stack([goals, np.ones(len(goals))])
    first, second, constant = np.linalg.lstsq(columns, scores, rcond=None)[0].tolist()
    tried = [Weighing(True, first, second, constant)]
    if (goals >= 0).all():
        tried.append(Weighing(False, *(_share(scores, goals[:, k]) for k in (0, 1))))
    allowed = EXACT * max(float(np.ptp(scores)), 1e-300)
    return next((one for one in tried if np.abs(one.score(goals) - scores).max() <= allowed), None)


def _share(scores: Array, goal: Array) -> float:
    """Return the largest weight with which a goal is never above the scores."""
    known = goal > EXACT * goal.max(initial=0.0)
    return float((scores[known] / goal[known]).min(initial=np.inf)) if known.any() else 0.0


def _straight(weights: Array, level: float, low: Array, high: Array) -> Array:
    """Return two ends of the line `weights` · goals = `level`, both beyond the rectangle."""
    size = float(weights @ weights)
    if not size > 0:
        return np.empty((0, 2))
    middle = 0.5 * (low + high)
    foot = middle + weights * (level - float(weights @ middle)) / size
    along = np.array([-weights[1], weights[0]]) / np.sqrt(size)
    reach = 2.0 * float(np.linalg.norm(high - low))
    return np.array([foot - reach * along, foot + reach * along])

"""Trials: the places that a rule tried in a step, and which of them it kept."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point
from explorer.core.marks import Arrow, Dots, Mark, Moment

__all__ = ["Trial", "trials"]


@dataclass(frozen=True, slots=True)
class Trial:
    """A place that was looked at: kept is where the step led, and what the rule carries on."""

    point: Point
    is_kept: bool


def trials(moment: Moment, drawn: Sequence[Mark]) -> tuple[Trial, ...]:
    """Return the places looked at in a step but those that a mark already shows.

    A mark says what such a place is for, as the point to which SAM climbs: it was no candidate.
    """
    if not len(moment.looks):
        return ()
    points = moment.looks[:, 1:]
    shown = _points(drawn, moment.point.size)
    carried = np.concatenate([moment.next, *moment.after.values()])
    kept = _is_among(points, np.lib.stride_tricks.sliding_window_view(carried, points.shape[1]))
    is_new = kept & (points == moment.next).all(axis=1) | ~_is_among(points, shown)
    return tuple(
        Trial(tuple(point), is_kept)
        for point, is_kept in zip(points[is_new].tolist(), kept[is_new].tolist(), strict=True)
    )


def _points(drawn: Sequence[Mark], dim: int) -> Array:
    found: list[Point] = []
    for mark in drawn:
        if isinstance(mark, Dots):
            found += mark.points
        elif isinstance(mark, Arrow):
            found.append(mark.end)
    return np.array(found).reshape(-1, dim)


def _is_among(points: Array, others: Array) -> NDArray[np.bool_]:
    """Tell of each of the points (n, dim) whether it is one of the others (m, dim): (n,)."""
    same: NDArray[np.bool_] = (points[:, None, :] == others[None, :, :]).all(axis=2).any(axis=1)
    return same

"""Marks: what can be drawn on the map of the inside of a step - arrows, rings, corners."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Point

__all__ = ["Arrow", "Dots", "Mark", "Moment", "Outline", "Ring", "against", "circle"]


@dataclass(frozen=True, eq=False)
class Moment:
    """One step of a run, seen from inside.

    Memory is given by the names that the rule declares: (dim,) for elementwise rules and (1,) for
    what is shared, flat arrays for others.
    """

    step: int  # from 1
    settings: Mapping[str, float]  # as they were in this step: a schedule moves the learning rate
    point: Array  # (dim,) where the step began
    next: Array  # (dim,) where it led
    gradient: Array  # (dim,) the true one at `point`
    before: Mapping[str, Array]  # what the rule carried into the step
    after: Mapping[str, Array]  # and out of it
    looks: Array  # (m, 1 + dim): value and point of each look that the rule took by itself
    slopes: NDArray[np.bool_]  # (m,): whether it also took the slope there


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow, as the velocity of a heavy ball."""

    begin: Point
    end: Point
    words: str  # what it is, for the key and the tooltip


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse: middle + √(matrix) · unit circle, as a trust region or a covariance."""

    middle: Point
    matrix: tuple[Point, ...]  # (dim, dim), symmetric, not negative
    words: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed line through corners, as a simplex."""

    corners: tuple[Point, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Dots:
    """Single points, as another of a rule's sequences or the members of a population."""

    points: tuple[Point, ...]
    words: str


Mark = Arrow | Ring | Outline | Dots


def against(moment: Moment, name: str) -> tuple[Mark, ...]:
    """Return an arrow as long as the step, from where it began against a memory of slopes."""
    way, length = -moment.after[name], float(np.linalg.norm(moment.next - moment.point))
    size = float(np.linalg.norm(way))
    if not (0.0 < size < np.inf and 0.0 < length < np.inf):
        return ()
    end = moment.point + length / size * way
    begin = tuple(moment.point.tolist())
    return (Arrow(begin, tuple(end.tolist()), "against the mean of the slopes"),)


def circle(middle: Array, radius: float, words: str) -> Ring:
    """Return a ring that is as wide in all directions, around a point (dim,)."""
    dim, square = middle.size, radius * radius
    rows = tuple(tuple(square if i == k else 0.0 for i in range(dim)) for k in range(dim))
    return Ring(tuple(middle.tolist()), rows, words)

"""Paths laid over the ground of a surface: bent to it, and cut off at the edge of the box."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.views.surface_survey import Surface

__all__ = ["Draped", "draped"]

PIECE = 1 / 96  # of the box: longer steps are bent to the ground
MOST = 400  # pieces of one step


@dataclass(frozen=True, eq=False)
class Draped:
    """A path laid on the ground."""

    points: Array  # (m, 3), NaN where it is beside the field
    at: NDArray[np.intp]  # (n + 1,): which of them each step has reached


def draped(surface: Surface, path: Array) -> Draped:
    """Return a path (n + 1, 2) of the plane laid on the ground, cut off at the edge of the box."""
    shares = surface.shares(path)
    if len(shares) < 2:
        return Draped(surface.field.points(shares), np.zeros(1, dtype=np.intp))
    inner, outer = _inside(shares)
    with np.errstate(invalid="ignore", over="ignore"):
        step = np.diff(shares, axis=0)
        first, way = shares[:-1] + inner[:, None] * step, (outer - inner)[:, None] * step
    is_in = outer > inner
    length = np.where(is_in, np.abs(np.where(is_in[:, None], way, 0.0)).max(axis=1), 0.0)
    pieces = np.clip(np.ceil(length / PIECE), 1, MOST).astype(np.intp)
    # A step that begins outside gets two points more: a gap, and where it comes in.
    more = 2 * (is_in & (inner > 0.0))
    ends = np.cumsum(pieces + more)
    owner = np.repeat(np.arange(len(pieces)), pieces + more)
    number = np.arange(ends[-1]) - (ends - pieces - more)[owner] + 1 - more[owner]
    found = first[owner] + (number / pieces[owner])[:, None] * way[owner]
    found[~is_in[owner] | (number < 0)] = np.nan
    points = surface.field.points(np.concatenate([shares[:1], found]))
    return Draped(points, np.concatenate([[0], ends]).astype(np.intp))


def _inside(shares: Array) -> tuple[Array, Array]:
    """Return which parts (from, to) of the steps lie in the box (Liang and Barsky 1984)."""
    near, step = shares[:-1], np.empty((len(shares) - 1, 2))
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        step[:] = np.diff(shares, axis=0)
        enter, leave = np.zeros(len(step)), np.ones(len(step))
        for axis in (0, 1):
            low, high = -near[:, axis] / step[:, axis], (1.0 - near[:, axis]) / step[:, axis]
            still = step[:, axis] == 0
            stays = (near[:, axis] >= 0) & (near[:, axis] <= 1)
            first = np.where(still, np.where(stays, 0.0, 2.0), np.minimum(low, high))
            last = np.where(still, np.where(stays, 1.0, -1.0), np.maximum(low, high))
            enter, leave = np.maximum(enter, first), np.minimum(leave, last)
    is_bad = ~np.isfinite(step).all(axis=1) | ~np.isfinite(enter) | ~np.isfinite(leave)
    return np.where(is_bad, 0.0, enter), np.where(is_bad, -1.0, leave)

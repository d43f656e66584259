"""Recurrence: whether the end of a run keeps coming back to where it was, and how exactly."""

from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt

import numpy as np

from explorer.core.array import Array, Point

__all__ = ["LONGEST_CYCLE", "Recurrence", "recurrence"]

SHORTEST, LONGEST = 8, 512  # steps looked at: the last half of the run, within these
LONGEST_CYCLE = 64  # steps
WINDING = 2.5  # times as long as what it covers must a path be that goes to and fro
REPEATS = 1e-9  # of what the cycle covers: repeated to rounding
NEARLY = 1e-2  # of what the cycle covers: worth a closer look
CLOSED_IN = 1e-4  # of what the cycle covers: near enough, where it still gets nearer
LEFT = 1e-3  # of what the cycle covers: how much more it may move until it repeats
BLOCKS = 6  # parts whose widths are compared
CHANGED = 0.99  # a steady change of the swings by more than this is one
WIDER = 2.5  # times as wide as the first half, or as narrow, the second is another motion
LINEAR = 1e-6  # of what it covers: so exactly each step follows from the two before it
NEUTRAL = 1e-6  # a smaller growth in a step is none


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How the last part of a run goes to and fro.

    It has a `period`, or lasts without one, or its swings get wider or narrower.
    """

    steps: int  # how many were looked at
    period: int  # in steps; 0: none
    error: float  # share of the box by which it misses where it was a period before
    extent: float  # the diagonal of what it covers now, as a share of that of the box
    low: Point  # the corners of what it covers, in the landscape's own units
    high: Point
    change: float  # how many times as wide the swings get in a step

    @property
    def lasts(self) -> bool:
        """Whether it goes on for ever: with a period, or getting no narrower and no wider."""
        return self.period > 0 or self.change == 1.0

    @property
    def centre(self) -> Point:
        """The middle of what it covers."""
        return tuple(0.5 * (a + b) for a, b in zip(self.low, self.high, strict=True))


def recurrence(points: Array, values: Array, widths: Point) -> Recurrence | None:
    """Return how the run (n + 1, dim) goes to and fro in its last half; None where it does not.

    It has the period p, the smallest of 2 to 64, if it repeats after p steps: to rounding, or
    coming nearer to that at a steady pace and being all but there. A spiral that slowly closes
    has no period: what it repeats gets smaller as fast as the error.

    It lasts if it does not get lower, slower or steadily narrower or wider. On a parabola the
    factor is exact, however close to 1.
    """
    steps = len(points) - 1
    count = min(steps, max(SHORTEST, min(LONGEST, steps // 2)))
    if count < SHORTEST:
        return None
    tail = points[-count - 1 :] / widths
    moves = tail[1:] - tail[:-1]
    lengths = np.sqrt((moves * moves).sum(axis=1))
    extent = _diagonal(tail)
    if not float(lengths.sum()) >= WINDING * extent > 0.0:
        return None
    period, error = _period(tail, extent)
    if period:
        cycle = tail[-period:]
        return Recurrence(count, period, error, _diagonal(cycle), *_corners(cycle, widths), 1.0)
    change, now = _change(tail)
    if change == 1.0:
        if not _is_steady(tail, lengths, values[-count - 1 :]):
            return None
        change, now = _growth(tail), extent
    return Recurrence(count, 0, 0.0, now, *_corners(tail, widths), change)


def _corners(points: Array, widths: Point) -> tuple[Point, Point]:
    low, high = points.min(axis=0) * widths, points.max(axis=0) * widths
    return tuple(low.tolist()), tuple(high.tolist())


def _is_steady(tail: Array, lengths: Array, heights: Array) -> bool:
    """Tell whether the second half is about as fast and as wide as the first, and no lower."""
    half = len(lengths) // 2
    pace = float(lengths[half:].mean()) / float(lengths[:half].mean() or 1.0)
    wider = _diagonal(tail[half:]) / (_diagonal(tail[: half + 1]) or 1.0)
    before, after = float(heights[:half].mean()), float(heights[half:].mean())
    no_lower = after >= before - 0.25 * float(np.ptp(heights))
    return 0.5 <= pace <= 2.0 and 1.0 / WIDER <= wider <= WIDER and no_lower


def _diagonal(points: Array) -> float:
    covered = (points.max(axis=0) - points.min(axis=0)).tolist()
    return sqrt(sum(c * c for c in covered))


def _period(tail: Array, extent: float) -> tuple[int, float]:
    """Return the period and how far it is missed; 0 where there is none."""
    most = min(LONGEST_CYCLE, len(tail) // 3)
    back = np.abs(tail[-1] - tail[-1 - most : -1]).max(axis=1)[::-1]
    for near in np.flatnonzero(back <= NEARLY * extent).tolist():
        period = near + 1
        cycle = _diagonal(tail[-period:])
        if period < 2 or cycle < 0.2 * extent:
            continue
        missed = np.abs(tail[period:] - tail[:-period]).max(axis=1)
        length = max(period, 4)
        apart = max(1, (len(missed) - length) // 2 // period * period)
        now, before, first = (
            float(missed[max(0, end - length) : end].max(initial=0.0))
            for end in (len(missed), len(missed) - apart, len(missed) - 2 * apart)
        )
        if float(missed[-apart - length :].max()) <= REPEATS * cycle:
            return period, now
        if now > NEARLY * cycle or now >= 0.9 * before:
            continue
        # It repeats more and more exactly: this is the period, or the run is on its way to rest.
        ratio = now / before
        is_steady = before <= REPEATS * cycle or first > before >= ratio / 1.5 * first
        shrinking = ratio ** (period / apart)
        left = now * shrinking / (1.0 - shrinking)
        is_closed = now <= CLOSED_IN * cycle and left <= LEFT * cycle
        return (period, now) if is_steady and is_closed else (0, 0.0)
    return 0, 0.0


def _change(tail: Array) -> tuple[float, float]:
    """Return how many times as wide the swings get in a step, and how wide they are now.

    1 where they do not steadily get wider or narrower from each part of the run to the next.
    """
    blocks = min(BLOCKS, len(tail) // 3)
    size = len(tail) // blocks
    last = tail[-blocks * size :]
    off = last - 0.5 * (last.max(axis=0) + last.min(axis=0))
    radii = np.sqrt((off * off).sum(axis=1)).reshape(blocks, size).max(axis=1).tolist()
    steady = [b / a for a, b in pairwise(radii) if a > 0.0]
    if len(steady) < blocks - 1 or not (max(steady) < 1.0 or min(steady) > 1.0):
        return 1.0, 0.0
    ratio = radii[-1] / radii[0]
    if CHANGED < ratio < 1.0 / CHANGED:
        return 1.0, 0.0
    return exp(log(ratio) / ((blocks - 1) * size)), 2.0 * radii[-1]


def _growth(tail: Array) -> float:
    """Return how many times as wide the swings get in a step, where steps are a linear map.

    So they are on a parabola, where each point follows from the two before it; 1 elsewhere. The
    factor is the largest eigenvalue of that map. Of the many maps that fit a run with few modes,
    the shortest is taken, which adds none that grow (Kumaresan and Tufts 1982).
    """
    dim = tail.shape[1]
    middle = tail.mean(axis=0)
    known = np.hstack([tail[1:-1] - middle, tail[:-2] - middle, np.ones((len(tail) - 2, 1))])
    fit = np.linalg.lstsq(known, tail[2:] - middle, rcond=1e-10)[0]
    missed = float(np.abs(known @ fit - (tail[2:] - middle)).max())
    if not missed <= LINEAR * _diagonal(tail):
        return 1.0
    step = np.zeros((2 * dim, 2 * dim))
    step[:dim] = fit[: 2 * dim].T
    step[dim:, :dim] = np.eye(dim)
    growth = float(np.abs(np.linalg.eigvals(step)).max())
    return 1.0 if abs(growth - 1.0) <= NEUTRAL else growth

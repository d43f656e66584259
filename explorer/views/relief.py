"""How high is high: turns values into heights from 0 (low, dark) to 1 (high, pale)."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from explorer.core.array import Array

__all__ = ["SCALES", "SMALLEST", "TOP", "Relief", "Scale", "levels", "relief"]

Scale = Literal["balanced", "linear", "log", "quantile"]
"""How values become heights: in equal steps of the value itself, of the logarithm of how far it is
above the lowest, of its rank in the box, or half by rank and half by logarithm."""

SCALES: tuple[Scale, ...] = get_args(Scale)

LEVELS = 20  # isolines over the whole relief
FEWEST = 7  # isolines in a view; fewer, and they are halved
TOP = 0.86  # the height of the highest value in the box; what lies beyond shares the rest
TOWERING = 50.0  # times the usual values: a linear scale leaves the tops of such towers out
KNOTS = 257  # of a logarithmic table: a row is so short that nobody sees it is straight
SMALLEST = 1e-280  # a difference that can still be divided by a large number
FINEST = 1e-9  # of the usual values: what the logarithm takes for the lowest


@dataclass(frozen=True, eq=False)
class Relief:
    """A rising table from values to heights. Infinite values are its ends, undefined stay NaN."""

    values: Array  # (k,) rising strictly
    heights: Array  # (k,) rising from 0 to 1

    def height(self, values: Array) -> Array:
        """Return the heights of values, of the same shape."""
        if len(self.values) == 1:
            return np.where(np.isnan(values), np.nan, self.heights[0])
        row = np.searchsorted(self.values, values, side="right") - 1
        row = np.clip(row, 0, len(self.values) - 2)
        low, high = self.values[row], self.values[row + 1]
        with np.errstate(invalid="ignore", over="ignore"):  # the last row may reach infinity
            share = np.clip((values - low) / (high - low), 0.0, 1.0)
        share = np.where(np.isnan(share) & ~np.isnan(values), 1.0, share)
        # np.interp may overshoot the end of a row by a rounding, and fall again in the next.
        found = self.heights[row] + share * (self.heights[row + 1] - self.heights[row])
        return np.minimum(found, self.heights[row + 1])

    def value(self, heights: Array) -> Array:
        """Return the values at heights from 0 to 1, of the same shape: what stands on a key."""
        found: Array = np.interp(heights, self.heights, self.values)
        return found


def relief(values: Array, lowest: float | None = None, scale: Scale = "balanced") -> Relief:
    """Return the relief of sampled values; `lowest` is a value known to lie below all of them.

    A balanced one keeps valleys visible: half of the height is the value's rank among the samples,
    so that no huge value can flatten the rest; half is logarithmic above the lowest, so that rings
    round a minimum stay rings.
    """
    known = np.sort(np.clip(values[np.isfinite(values)], -1e300, 1e300), axis=None)
    if not len(known):
        return Relief(np.array([0.0]), np.array([0.5]))
    low = min(known[0], lowest) if lowest is not None and np.isfinite(lowest) else known[0]
    if known[-1] - low <= max(1e-12 * max(abs(low), abs(known[-1])), SMALLEST):
        return Relief(np.array([low]), np.array([0.5]))
    knots, heights = _TABLES[scale](known, float(low))
    beyond = low + max(known[-1] - low, knots[-1] - low) * np.array([2.0, 5.0, 20.0, 100.0])
    return Relief(
        np.concatenate([[low], knots, beyond]),
        np.concatenate([[0.0], TOP * heights, [0.91, 0.95, 0.98, 1.0]]),
    )


def _balanced(known: Array, low: float) -> tuple[Array, Array]:
    knots, ranks = _quantile(known, low)
    # Measured against the usual values: a single huge one must not shrink the others to nothing.
    usual = _usual(known, low)
    unit = max((np.median(known) - low) / 8, usual * 1e-12)
    logs = np.log1p(np.minimum(knots - low, usual) / unit) / np.log1p(usual / unit)
    return knots, 0.5 * ranks + 0.5 * logs


def _quantile(known: Array, low: float) -> tuple[Array, Array]:
    share = np.concatenate([np.geomspace(1 / len(known), 0.02, 12), np.linspace(0.04, 1, 97)])
    knots = np.unique(np.quantile(known, share))
    knots = knots[knots > low]
    first = np.searchsorted(known, knots, side="left")
    last = np.searchsorted(known, knots, side="right")
    ranks = (first + last) / (2 * len(known))
    return knots, ranks / ranks[-1]


def _linear(known: Array, low: float) -> tuple[Array, Array]:
    span, usual = known[-1] - low, _usual(known, low)
    if span <= TOWERING * usual:
        return known[-1:], np.ones(1)
    return np.array([low + 2 * usual, known[-1]]), np.array([0.94, 1.0])


def _log(known: Array, low: float) -> tuple[Array, Array]:
    span = known[-1] - low
    gaps = known[known > low] - low
    unit = max(float(np.quantile(gaps, 0.002)), FINEST * _usual(known, low))
    heights = np.linspace(0, 1, KNOTS)[1:]
    knots = low + unit * np.expm1(heights * np.log1p(span / unit))
    is_new = np.diff(np.concatenate([[low], knots])) > 0  # next to a huge value small steps vanish
    return knots[is_new], heights[is_new]


def _usual(known: Array, low: float) -> float:
    """Return how far the usual values reach above the lowest: all but one in fifty."""
    return float((np.quantile(known, 0.98) - low) or (known[-1] - low))


_TABLES = {"balanced": _balanced, "linear": _linear, "log": _log, "quantile": _quantile}


def levels(heights: Array) -> Array:
    """Return the heights of the isolines of a view: evenly spaced, halved until there are enough.

    Halving keeps the lines that were there, so that none jumps while one zooms.
    """
    known = heights[np.isfinite(heights)]
    if not len(known):
        return np.empty(0)
    low, high = float(known.min()), float(known.max())
    step = 1 / LEVELS
    for _ in range(24):
        if (high - low) / step >= FEWEST:
            break
        step /= 2
    else:
        return np.empty(0)
    marks = np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step
    return marks[(marks > low) & (marks < high)][: 4 * LEVELS]

"""Parting: how fast runs that are next to each other part, late on; exponentially in chaos.

Beside each run goes a second one that differs by a billionth of the box, and every few steps their
distance is noted and set back (Benettin, Galgani, Giorgilli and Strelcyn 1980).
"""

from math import log

import numpy as np

from explorer.core.array import Array
from explorer.core.walkers import Walkers

__all__ = ["LEG", "is_chaos", "partings"]

APART = 1e-9  # how far apart two runs begin: of the box, and of what the rule carries
LEG = 10  # steps until the distance is set back
CHAOTIC = log(1e3)  # growth in all; what is not chaotic grows with the steps, not faster
GROWING = 0.8  # share of the legs in which the distance grows
LASTING = 0.4  # of the mean growth, in each third of the legs
WAY = (1.0, 0.6180339887498949)  # along no axis and no diagonal


def partings(both: Walkers, legs: int) -> Array:
    """Return the growth of the distance in each leg, as a logarithm, (runs, legs).

    `both` are the runs and then the same once more, at the same places; they go on. NaN where one
    of them ended.
    """
    points, memory = both.batch.points, both.batch.memory
    count = points.shape[1] // 2
    widths = np.array([[high - low] for low, high in both.landscape.box])
    way = APART * widths * np.array(WAY)[: len(widths), None]
    points[:, count:] = points[:, :count] + way
    memory[:, count:] *= 1.0 + APART
    growths = np.empty((count, legs))
    apart = _distance(points, widths)
    for leg in range(legs):
        both.go(LEG)
        now = _distance(points, widths)
        with np.errstate(all="ignore"):
            growths[:, leg] = np.log(np.maximum(now, 1e-30) / apart)
            share = np.where(now > 0.0, APART / now, 0.0)
            for state in (points, memory):
                state[:, count:] = state[:, :count] + share * (state[:, count:] - state[:, :count])
        met = now == 0.0
        points[:, count:][:, met] += way
        apart = _distance(points, widths)
    growths[both.have_ended.reshape(2, count).any(axis=0)] = np.nan
    return growths


def is_chaos(growths: Array) -> bool:
    """Tell from the growth in each leg whether runs part exponentially, and all the time."""
    mean = float(growths.mean())
    thirds = [float(third.mean()) for third in np.array_split(growths, 3)]
    grows = float((growths > 0.005 * LEG).mean())
    return float(growths.sum()) >= CHAOTIC and grows >= GROWING and min(thirds) >= LASTING * mean


def _distance(points: Array, widths: Array) -> Array:
    """Return how far the second half of the points is from the first, in shares of the box."""
    count = points.shape[1] // 2
    with np.errstate(all="ignore"):
        return np.asarray(np.linalg.norm((points[:, count:] - points[:, :count]) / widths, axis=0))

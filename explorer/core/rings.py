"""Rings around places: how much higher or lower the ground lies there, looked at by height alone.

On each ring the lowest and the highest spot are searched, so that a sharp, curved valley is not
taken for a row of minima.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.shares import Shares
from explorer.core.tears import LEVEL, compass, is_torn

Flags = NDArray[np.bool_]

__all__ = ["Rings", "lowest_around", "rings", "rounding"]

DIRECTIONS = 72
HALVINGS = 40  # of the angle between two of these
KEPT = 6  # angles that are looked at more closely
ROUNDING = 5.0  # times the spread of heights over the last digits of a place


@dataclass(frozen=True, eq=False)
class Rings:
    """Rings of one radius around n places; heights are over those of the places.

    `low` and `high` are the lowest and the highest on each ring (n,), NaN where part of it is
    undefined. What is less than `low_noise`, `high_noise` (n,) is rounding. `ways_down` counts the
    ways that lead down, `level` is the share of the ring that is neither higher nor lower.
    """

    low: Array
    high: Array
    low_noise: Array
    high_noise: Array
    ways_down: NDArray[np.intp]
    level: Array


def rings(land: Shares, places: Array, radius: float) -> Rings:
    """Look around shares (n, dim) of the box."""
    ways, torn = compass(land.dim, DIRECTIONS), is_torn(land, places)
    here, low_noise = rounding(land, places, torn)
    _, high_noise = rounding(land, places, torn, -1.0)
    rise = land.value((places[:, None] + radius * ways).reshape(-1, land.dim))
    rise = rise.reshape(len(places), len(ways)) - here[:, None]
    lower, level = rise < -low_noise[:, None], (np.abs(rise) <= low_noise[:, None]).mean(axis=1)
    ways_down = lower.sum(axis=1)
    if land.dim == 2:
        ways_down = (lower & ~np.roll(lower, 1, axis=1)).sum(axis=1) + lower.all(axis=1)
    found = Rings(rise.min(axis=1), rise.max(axis=1), low_noise, high_noise, ways_down, level)
    if land.dim == 2 and (level <= LEVEL).any():
        _look_closer(land, places, radius, torn, found, np.flatnonzero(level <= LEVEL))
    return found


def _look_closer(
    land: Shares, places: Array, radius: float, torn: Flags, found: Rings, rows: NDArray[np.intp]
) -> None:
    """Search the lowest and the highest spot on some of the rings, and write them into `found`."""
    places, torn = places[rows], torn[rows]
    here = land.value(places)
    lowest, angle = lowest_around(land, places, radius)
    other, _ = lowest_around(land, places, radius, beside=angle)
    highest, top = lowest_around(land, places, radius, sign=-1.0)
    for noise, at, sign in ((found.low_noise, angle, 1.0), (found.high_noise, top, -1.0)):
        # No spot can be hit more exactly than its last digit.
        spots = places + radius * np.stack([np.cos(at), np.sin(at)], axis=1)
        noise[rows] = np.fmax(noise[rows], rounding(land, spots, torn, sign)[1])
    found.low[rows], found.high[rows] = lowest - here, -highest - here
    narrow = (found.low[rows] < -found.low_noise[rows]).astype(np.intp)
    narrow += other - here < -found.low_noise[rows]
    found.ways_down[rows] = np.where(found.ways_down[rows] == 0, narrow, found.ways_down[rows])


def lowest_around(
    land: Shares, places: Array, radius: Array | float, beside: Array | None = None, sign: float = 1
) -> tuple[Array, Array]:
    """Return the lowest height on a ring around each place (n, 2), and its angle (n,).

    Heights are taken `sign` times. With `beside`, angles (n,), it is looked for at least a sixth
    of the ring away from these.
    """
    angle = np.linspace(0.0, 2 * np.pi, DIRECTIONS, endpoint=False)
    angles = np.tile(angle, (len(places), 1))
    if beside is not None:
        angles = beside[:, None] + np.linspace(np.pi / 3, 5 * np.pi / 3, 2 * DIRECTIONS // 3)
    reach, far = angle[1], np.broadcast_to(np.asarray(radius, dtype=np.float64), len(places))
    row = np.arange(len(places))
    lowest, at = np.full(len(places), np.inf), np.zeros(len(places))
    for _ in range(HALVINGS):
        ways = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        around = places[:, None] + far[:, None, None] * ways
        heights = sign * land.value(around.reshape(-1, 2)).reshape(angles.shape)
        order = np.argsort(heights, axis=1)[:, :KEPT]
        best = angles[row[:, None], order]
        least = heights[row, order[:, 0]]
        at = np.where(least < lowest, best[:, 0], at)
        lowest = np.where(np.isnan(heights).any(axis=1), np.nan, np.minimum(lowest, least))
        reach /= 2
        angles = np.concatenate([best, best - reach, best + reach], axis=1)
    return lowest, at


def rounding(land: Shares, places: Array, torn: Flags, sign: float = 1.0) -> tuple[Array, Array]:
    """Return the heights (n,) at places (n, dim), and how much of a difference is rounding (n,).

    With `sign` 1 of a difference to something lower, with -1 to something higher. Where it is
    `torn`, the height of the wall is no rounding.
    """
    last = np.array(list(product((0.0, -1.0, 1.0, -4.0, 4.0), repeat=land.dim)))
    digits = np.spacing(np.maximum(np.abs(land.low), np.abs(land.low + land.width))) * last
    points = land.places(places)[:, None] + digits
    heights = land.height(points.reshape(-1, land.dim)).reshape(points.shape[:2])
    here, heights = heights[:, 0], np.sort(sign * heights, axis=1)
    foot = heights[:, len(last) // 4] - heights[:, 0]
    spread = np.where(torn, foot, heights[:, -1] - heights[:, 0])
    last_digit = np.spacing(np.abs(here / land.unit)) * land.unit
    return here, np.asarray(ROUNDING * (spread + last_digit) + land.least)

"""Follow a crease of the ground, where the slope breaks along a line, down to its lowest point.

Heights alone cannot: beside a sharp crease they rise so fast that rounding hides how it descends.
The crease itself is where the slope across changes its sign, and what the slopes of its two sides
have in common is the slope along it.
"""

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.newton_search import Cancelled
from explorer.core.shares import Shares
from explorer.core.tears import compass

__all__ = ["bottom", "highest_of_creases", "lowest_of_creases"]

STEPS = 150
LONGEST, SHORTEST = 0.03, 1e-11  # steps along a crease, in shares of the box
SPLIT = np.arange(1, 16) / 16.0  # of the width in which the crease is looked for
ROUNDS, CLOSE = 14, 2e-17  # till that is so wide
ACROSS = 1e-7  # of the box: so far around a place the direction of the crease is felt
DIRECTIONS = 16
START, RING = 1e-3, 360  # of the box, and places on it: there creases are looked for round a kink


def lowest_of_creases(land: Shares, places: Array, cancelled: Cancelled) -> Array:
    """Return where the creases through or beside shares (n, 2) lead down to, (n, 2).

    What lies on no crease stays, and what leaves the box stays where it left.
    """
    if not len(places):
        return places
    along = _direction(land, places)
    here, slope = _on_crease(land, places, along, np.full(len(places), ACROSS))
    on_crease = np.asarray(np.isfinite(slope).all(axis=1))
    along[_dot(slope, along) > 0] *= -1.0
    return _followed(land, np.where(on_crease[:, None], here, places), along, 1.0, cancelled)


def highest_of_creases(land: Shares, places: Array, cancelled: Cancelled) -> Array:
    """Return how far up the creases lead that meet at kinks (n, 2) which are lowest, (m, 2)."""
    if not len(places):
        return places
    ring = compass(2, RING)
    around = (places[:, None] + START * ring).reshape(-1, 2)
    heights = land.value(around).reshape(len(places), RING)
    before, after = np.roll(heights, 1, axis=1), np.roll(heights, -1, axis=1)
    centre, way = np.nonzero((heights < before) & (heights <= after))
    along = ring[way]
    here, slope = _on_crease(
        land, places[centre] + START * along, along, np.full(len(way), START / 4)
    )
    rises = _dot(slope, along) > 0
    return _followed(land, here[rises], along[rises], -1.0, cancelled)


def _followed(land: Shares, here: Array, along: Array, sign: float, cancelled: Cancelled) -> Array:
    """Return where creases lead from places (n, 2) on them, beginning `along` (n, 2).

    With `sign` 1 they are followed while they fall, with -1 while they rise.
    """
    here, along = here.copy(), along.copy()
    moving, has_turned = np.ones(len(here), dtype=np.bool_), np.zeros(len(here), dtype=np.bool_)
    stride = np.full(len(here), 1e-3)
    for _ in range(STEPS):
        going = np.flatnonzero(moving)
        if not len(going) or cancelled():
            break
        way, far = along[going], stride[going]
        there, slope = _on_crease(land, here[going] + far[:, None] * way, way, far / 4)
        descent = -sign * _dot(slope, way)  # NaN where no crease was met
        goes_on = np.asarray(descent > 0)
        has_turned[going] |= descent <= 0
        gone, ahead = going[goes_on], there[goes_on] - here[going[goes_on]]
        along[gone] = ahead / np.linalg.norm(ahead, axis=1, keepdims=True)
        here[gone] = there[goes_on]
        grown = np.minimum(1.5 * far, LONGEST)
        stride[going] = np.where(~goes_on, far / 2, np.where(has_turned[going], far / 2, grown))
        inside = ((here[going] > 0) & (here[going] < 1)).all(axis=1)
        moving[going] = inside & (stride[going] > SHORTEST)
    return here


def _direction(land: Shares, places: Array) -> Array:
    """Return along which direction the slope is the same on both sides, (n, 2)."""
    ways = compass(2, DIRECTIONS)
    slopes = land.slope((places[:, None] + ACROSS * ways).reshape(-1, 2))
    slopes = slopes.reshape(len(places), DIRECTIONS, 2)
    breaks = (slopes[:, :, None] - slopes[:, None]).reshape(len(places), -1, 2)
    size = np.nan_to_num(np.linalg.norm(breaks, axis=2))
    across = breaks[np.arange(len(places)), size.argmax(axis=1)]
    across = across / np.linalg.norm(across, axis=1, keepdims=True)
    return np.stack([-across[:, 1], across[:, 0]], axis=1)


def _on_crease(land: Shares, places: Array, along: Array, reach: Array) -> tuple[Array, Array]:
    """Return the nearest spots (n, 2) of the creases across, and the slopes along them (n, 2).

    The slope is NaN where within `reach` no side slopes towards the other.
    """
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    left, right = bottom(land, places, across, reach)
    one = land.slope(places + left[:, None] * across)
    other = land.slope(places + right[:, None] * across)
    return places + ((left + right) / 2)[:, None] * across, _common(one, other, across)


def bottom(land: Shares, places: Array, ways: Array, reach: Array) -> tuple[Array, Array]:
    """Return how far along `ways` (n, 2) it falls last and rises first, (n,) each.

    They lie within `reach` (n,) to both sides and differ in the last digit.
    """
    row, left, right = np.arange(len(places)), -reach, reach
    for _ in range(ROUNDS):
        if not np.any(right - left > CLOSE):
            break
        far = left[:, None] + (right - left)[:, None] * SPLIT
        spots = places[:, None] + far[:, :, None] * ways[:, None]
        slope = land.slope(spots.reshape(-1, 2)).reshape(spots.shape)
        rises = ~(np.einsum("nki,ni->nk", slope, ways) < 0)
        first = np.where(rises.any(axis=1), rises.argmax(axis=1), len(SPLIT))
        ends = np.concatenate([left[:, None], far, right[:, None]], axis=1)
        left, right = ends[row, first], ends[row, first + 1]
    return left, right


def _common(one: Array, other: Array, across: Array) -> Array:
    """Return the shortest mean of the slopes of two sides (n, 2), NaN where they do not face."""
    facing = _dot(one, across) < 0, _dot(other, across) >= 0
    change = other - one
    share = np.clip(_dot(other, change) / _dot(change, change), 0.0, 1.0)
    mean = other - share[:, None] * change
    mean[~(facing[0] & facing[1])] = np.nan
    return np.asarray(mean)


def _dot(one: Array, other: Array) -> NDArray[np.float64]:
    return np.asarray(np.einsum("ni,ni->n", one, other))

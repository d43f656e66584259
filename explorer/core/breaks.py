"""Whether the slope of a landscape breaks at a place, and whether it hardly bends there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.bends import principal
from explorer.core.rings import rings
from explorer.core.shares import Shares
from explorer.core.tears import is_torn

__all__ = ["Breaks", "breaks", "is_steady"]

BREAK = 0.03  # of the change of the slope over 1e-5 of the box: more over 1e-7 is a kink
ROUGH = 3e-8  # of the change over 1e-3: a smaller one may be rounding
FLAT = 0.03  # of the curvature 1e-3 of the box away: less counts as none
CLOSE = (1e-8, 1e-7, 1e-6, 1e-5)  # radii: between them a kink stays what it is
WIDER, POLE = (1e-4, 1e-3), 0.8  # of the rise there: more on the closest ring, and it is a pole


@dataclass(frozen=True, eq=False)
class Breaks:
    """What the slopes around n places say."""

    is_kink: NDArray[np.bool_]
    is_flat: NDArray[np.bool_]


def breaks(land: Shares, places: Array) -> Breaks:
    """Look at the slopes around shares (n, dim) of the box."""
    bend = land.bend(places)
    bend[~np.isfinite(bend).all(axis=(1, 2))] = 0.0
    _, ways = principal(bend)
    ways = ways / np.linalg.norm(ways, axis=1)[:, None]
    changes = np.zeros((3, len(places)))
    faintest = np.full(len(places), np.inf)
    for k in range(land.dim):
        way, steep = ways[:, :, k], []
        for number, far in enumerate((1e-7, 1e-5, 1e-3)):
            ahead, behind = land.slope(places + far * way), land.slope(places - far * way)
            change = np.linalg.norm(ahead - behind, axis=1)
            changes[number] = np.maximum(changes[number], change)
            both = np.abs([np.einsum("ni,ni->n", side, way) for side in (ahead, behind)])
            steep.append(np.fmax(*both) / far)
        here = np.abs(np.einsum("ni,nij,nj->n", way, bend, way))
        faintest = np.fmin(faintest, np.fmax(here, steep[0]) / steep[2])
    is_kink = ~(changes[0] <= BREAK * changes[1]) & ~(changes[1] <= ROUGH * changes[2])
    return Breaks(is_kink | is_torn(land, places), faintest < FLAT)


def is_steady(land: Shares, places: Array) -> NDArray[np.bool_]:
    """Tell which places (n, dim) are lowest on all close rings, and higher the wider these are.

    Where the ground varies faster than the digits tell, a place only seems to be lowest.
    """
    steady, lows = np.ones(len(places), dtype=bool), [np.zeros(len(places))]
    for radius in CLOSE + WIDER:
        around = rings(land, places, radius)
        if radius in CLOSE:
            steady &= around.low >= lows[-1] - around.low_noise
        lows.append(np.maximum(around.low, 0.0))
    return np.asarray(steady & (lows[1] < POLE * np.maximum.reduce(lows)))

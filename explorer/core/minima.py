"""Find the minima, saddles and hilltops of a landscape inside its box.

Where the slope may vanish, Newton's method finds where it does (`slope_zeros`), and the curvatures
or, where there are none, the heights around say what was found (`critical_kind`). Kinks, at which
no slope vanishes, are found by height alone (`kinks`). The edge of the box is the edge of the map,
never a minimum; level ground is no minimum either. Noise has no slope: it is left out.
"""

from threading import Lock

import numpy as np

from explorer.core.array import Array
from explorer.core.bends import bends
from explorer.core.critical_kind import classified
from explorer.core.critical_point import CriticalForm, CriticalKind, CriticalPoint
from explorer.core.kinks import NEAR, kinks, low_places
from explorer.core.landscape import Landscape
from explorer.core.newton_search import SAME, Cancelled, distinct, newton
from explorer.core.shares import Shares
from explorer.core.slope_zeros import slope_zeros

__all__ = [
    "CriticalForm",
    "CriticalKind",
    "CriticalPoint",
    "critical_points",
    "known_critical_points",
]

KEPT = 64  # landscapes remembered
CURVE = 24  # points kept of whole lines of critical points
ORDER = {"minimum": 0, "degenerate": 1, "saddle": 2, "maximum": 3}

_found: dict[Landscape, tuple[CriticalPoint, ...]] = {}
_lock = Lock()


def critical_points(
    landscape: Landscape, cancelled: Cancelled = lambda: False
) -> tuple[CriticalPoint, ...]:
    """Return the critical points inside the box: minima first, deepest first, then the others.

    Takes 0.05 to 3 s the first time and is remembered. Empty, and not remembered, if cancelled.
    """
    if (known := known_critical_points(landscape)) is not None:
        return known
    with np.errstate(all="ignore"):
        found = _search(Shares(landscape), cancelled)
    if cancelled():
        return ()
    with _lock:
        while len(_found) >= KEPT:
            del _found[next(iter(_found))]
        _found[landscape] = found
    return found


def known_critical_points(landscape: Landscape) -> tuple[CriticalPoint, ...] | None:
    """Return the critical points if they have been searched for already, at no cost."""
    return _found.get(landscape)


def _search(land: Shares, cancelled: Cancelled) -> tuple[CriticalPoint, ...]:
    level = slope_zeros(land, cancelled).shares
    broken: list[CriticalPoint] = []
    for side, kind in ((land, "minimum"), (Shares(land.landscape, -1.0), "maximum")):
        if cancelled():
            return ()
        lows = low_places(side, _no_higher(side, level), cancelled)
        level = np.concatenate([level, newton(land, lows, cancelled)])
        level = level[distinct(level, SAME)]
        lows = kinks(side, _apart(lows, level), cancelled)
        broken += [c for c in classified(land, _apart(lows, level)) if c.kind == kind]
    found = [*_thinned(classified(land, level)), *broken]
    return tuple(sorted(found, key=lambda c: (ORDER[c.kind], c.value)))


def _no_higher(side: Shares, level: Array) -> Array:
    """Return the level places that are no saddle and no hilltop, for all that is known of them."""
    here = bends(side, level)
    return np.asarray(level[~(here.is_plain & (here.curvatures < 0).any(axis=1))])


def _apart(places: Array, level: Array) -> Array:
    """Return the places (n, dim) that are not as good as one of the others (m, dim)."""
    if not len(places) or not len(level):
        return places
    near = [bool((np.abs(level - place) < NEAR).all(axis=1).any()) for place in places]
    return np.asarray(places[~np.array(near)])


def _thinned(found: list[CriticalPoint]) -> list[CriticalPoint]:
    """Return what was found, of whole lines only some points."""
    lines = [c for c in found if c.form in ("floor", "ridge")]
    rest = [c for c in found if c.form not in ("floor", "ridge")]
    return rest + lines[:: -(-len(lines) // CURVE) or 1]

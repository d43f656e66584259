"""Find the minima, saddles and hilltops of a landscape inside its box.

Where the slope may vanish, Newton's method finds where it does (`slope_zeros`), and the curvatures
or, where there are none, the heights around say what was found (`critical_kind`). Kinks, at which
no slope vanishes, are found by height alone (`kinks`). The edge of the box is the edge of the map,
never a minimum; level ground is no minimum either. Noise has no slope: it is left out.
"""

from dataclasses import dataclass
from threading import Lock

import numpy as np

from explorer.core.array import Array
from explorer.core.bends import bends
from explorer.core.critical_kind import classified
from explorer.core.critical_point import CriticalForm, CriticalKind, CriticalPoint
from explorer.core.kinks import MOST, NEAR, followed, low_places
from explorer.core.landscape import Landscape
from explorer.core.newton_search import SAME, Cancelled, distinct, newton
from explorer.core.shares import Shares
from explorer.core.slope_zeros import slope_zeros
from explorer.core.tears import is_torn

__all__ = [
    "CriticalForm",
    "CriticalKind",
    "CriticalPoint",
    "critical_points",
    "has_more",
    "known_critical_points",
]

KEPT = 64  # landscapes remembered
LEVEL = 60  # places without curvature that are looked at more closely
CURVE = 24  # points kept of whole lines of critical points
ORDER = {"minimum": 0, "degenerate": 1, "saddle": 2, "maximum": 3}


@dataclass(frozen=True)
class _Found:
    points: tuple[CriticalPoint, ...]
    is_whole: bool


_found: dict[Landscape, _Found] = {}
_lock = Lock()


def critical_points(
    landscape: Landscape, cancelled: Cancelled = lambda: False
) -> tuple[CriticalPoint, ...]:
    """Return the critical points inside the box: minima first, deepest first, then the others.

    A needle thinner than 1/300 of the box may be missed, and a saddle at a kink. Takes 0.05 to 3 s
    the first time and is remembered. Empty, and not remembered, if cancelled.
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
    return found.points


def known_critical_points(landscape: Landscape) -> tuple[CriticalPoint, ...] | None:
    """Return the critical points if they have been searched for already, at no cost."""
    found = _found.get(landscape)
    return None if found is None else found.points


def has_more(landscape: Landscape) -> bool:
    """Tell whether the last look at it still found new ones: too many, or too fine, to find all."""
    found = _found.get(landscape)
    return found is not None and not found.is_whole


def _search(land: Shares, cancelled: Cancelled) -> _Found:
    zeros = slope_zeros(land, cancelled)
    level = zeros.shares
    broken: list[CriticalPoint] = []
    for side, kind in ((land, "minimum"), (Shares(land.landscape, -1.0), "maximum")):
        if cancelled():
            return _Found((), False)
        lows = low_places(side, _no_higher(side, level), cancelled)
        if kind == "maximum":
            lows = lows[~is_torn(side, lows)]  # the brink of a wall is no hilltop
        level = np.concatenate([level, newton(land, lows, cancelled)])
        level = level[distinct(level, SAME)]
        lows = _apart(followed(side, _apart(lows, level), cancelled), level)
        places = classified(land, lows, MOST[land.dim])
        broken += [c for c in places if c.kind == kind and c.form in ("kink", "flat")]
    found = _joined(land, [*_thinned(classified(land, level, LEVEL)), *broken])
    ordered = sorted(found, key=lambda c: (ORDER[c.kind], c.value))
    return _Found(tuple(ordered), zeros.is_whole)


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


def _joined(land: Shares, found: list[CriticalPoint]) -> list[CriticalPoint]:
    """Return what was found, with one place for a bottom so flat that several were found on it."""
    flat = [c for c in found if c.form == "flat" and c.kind in ("minimum", "maximum")]
    kept: list[CriticalPoint] = []
    for one in flat:
        way = np.linspace(0.0, 1.0, 9)[:, None]
        between = [
            np.array(one.point) + way * (np.array(other.point) - np.array(one.point))
            for other in kept
        ]
        if not any((land.landscape.calm_value(path) == one.value).all() for path in between):
            kept.append(one)
    return [c for c in found if c not in flat or c in kept]

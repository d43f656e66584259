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
from explorer.core.breaks import breaks
from explorer.core.creases import highest_of_creases
from explorer.core.critical_kind import classified
from explorer.core.critical_point import CriticalForm, CriticalKind, CriticalPoint
from explorer.core.kinks import MOST, NEAR, followed, low_places
from explorer.core.landscape import Landscape
from explorer.core.newton_search import SAME, Cancelled, distinct, newton, thinned
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

    A needle thinner than 1/300 of the box may be missed; of saddles at kinks those are found that
    lie between extremes at kinks, or where the mean of the slopes vanishes. Takes 0.05 to 3 s the
    first time and is remembered. Empty, and not remembered, if cancelled.
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
    smooth, creased = _parted(land, zeros.shares)
    found: list[CriticalPoint] = []
    for side, kind in ((land, "minimum"), (Shares(land.landscape, -1.0), "maximum")):
        if cancelled():
            return _Found((), False)
        lows = low_places(side, _no_higher(side, smooth), cancelled)
        if kind == "maximum":
            lows = lows[~is_torn(side, lows)]  # the brink of a wall is no hilltop
        fresh, _ = _parted(side, newton(side, lows, cancelled))
        smooth = np.concatenate([smooth, fresh])
        smooth = smooth[distinct(smooth, SAME)]
        lows = followed(side, _apart(np.concatenate([lows, creased]), smooth), cancelled)
        told = classified(land, _apart(lows, smooth), MOST[land.dim])
        told = [c for c in told if c.kind == kind and c.form in ("kink", "flat")]
        found += told + _between(side, told, cancelled)
    found += [c for c in classified(land, creased, LEVEL) if c.kind in ("saddle", "degenerate")]
    found = _joined(land, [*classified(land, smooth, LEVEL), *_distinct(land, found)])
    ordered = sorted(_thinned(land, found), key=lambda c: (ORDER[c.kind], c.value))
    return _Found(tuple(ordered), zeros.is_whole)


def _parted(land: Shares, level: Array) -> tuple[Array, Array]:
    """Return the level places where the slope is smooth, and those where it breaks."""
    is_kink = np.zeros(len(level), dtype=bool)
    vague = bends(land, level).vague
    is_kink[vague] = breaks(land, level[vague]).is_kink
    return level[~is_kink], level[is_kink]


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


def _between(side: Shares, told: list[CriticalPoint], cancelled: Cancelled) -> list[CriticalPoint]:
    """Return the saddles on the creases between extremes at kinks, each once."""
    corners = _shares(side, [c for c in told if c.form == "kink"])
    if side.dim == 1 or not len(corners):
        return []
    tops = highest_of_creases(side, corners, cancelled)
    tops = tops[((tops > SAME) & (tops < 1.0 - SAME)).all(axis=1)]
    saddles = classified(Shares(side.landscape), tops[distinct(tops, NEAR)], MOST[2])
    return [c for c in saddles if c.kind == "saddle" and c.form == "kink"]


def _shares(land: Shares, found: list[CriticalPoint]) -> Array:
    points = np.array([c.point for c in found]).reshape(-1, land.dim)
    return np.asarray((points - land.low) / land.width)


def _distinct(land: Shares, found: list[CriticalPoint]) -> list[CriticalPoint]:
    return [found[k] for k in distinct(_shares(land, found), NEAR)]


def _thinned(land: Shares, found: list[CriticalPoint]) -> list[CriticalPoint]:
    """Return what was found, of whole lines only some points."""
    on_line = np.array([c.form in ("floor", "ridge") for c in found], dtype=bool)
    kept = thinned(_shares(land, found), np.flatnonzero(on_line), CURVE)
    return [found[k] for k in [*np.flatnonzero(~on_line), *kept]]


def _joined(land: Shares, found: list[CriticalPoint]) -> list[CriticalPoint]:
    """Return what was found, with one place for a bottom so flat that several were found on it."""
    flat = [c for c in found if c.form == "flat" and c.kind in ("minimum", "maximum")]
    kept: list[CriticalPoint] = []
    way = np.linspace(0.0, 1.0, 9)[:, None]
    for one in flat:
        start = np.array(one.point)
        between = [start + way * (np.array(other.point) - start) for other in kept]
        if not any((land.landscape.calm_value(path) == one.value).all() for path in between):
            kept.append(one)
    return [c for c in found if c not in flat or c in kept]

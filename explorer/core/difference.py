"""Difference: where two paths part for good, and why, as far as that is certain."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.critical_point import CriticalPoint
from explorer.core.difference_words import (
    Crossing,
    Racer,
    Side,
    crossing_words,
    ends_words,
    flight_words,
    rest_words,
    same_words,
    starts_words,
)
from explorer.core.downhill import NOWHERE, Downhill, Pass
from explorer.core.landscape import Landscape
from explorer.core.local_model import LocalModel, local_model
from explorer.core.parted import Basins, apart, lasting, steps_in_common, way_in_common

__all__ = ["Difference", "Racer", "differences"]

HALVES, PARTS = 2, 32  # a step is divided so often into so many, to find where it leaves a basin
THERE = 1e-3  # of the box: as near as that to a bottom, it is reached
AT_PASS = 0.05  # of the box: farther off, one says that it crossed the ridge
FIRST = 6  # steps of a flight that are looked at for its cause
ROUNDING = 1e-9  # of a height


@dataclass(frozen=True)
class Difference:
    """What sets one path apart from another, in a sentence, with the evidence for it.

    `step` is the one at which they part, None where they do not; `place` is where one of them
    leaves the basin that both were in, and `leaver` which: 0 the reference, 1 the other.
    """

    words: str
    evidence: str
    step: int | None = None
    place: Point | None = None
    leaver: int = 1


def differences(
    landscape: Landscape,
    known: tuple[CriticalPoint, ...],
    reference: Racer,
    others: Sequence[Racer],
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Difference, ...]:
    """Say of each of the others how its path differs from that of the reference.

    `known` are the critical points of the landscape as far as they are known. Paths are in two
    basins when plain downhill flow from them leads to two bottoms, and part for good at the first
    step from which on they are always in two. Empty if cancelled.
    """
    racers = (reference, *others)
    land = Downhill(landscape, known, cancelled)
    with np.errstate(all="ignore"):
        basins = Basins(land, [racer.trace.points for racer in racers], cancelled)
        if cancelled():
            return ()
        sides = [_side(land, racer, basins.last(k)) for k, racer in enumerate(racers)]
        found = {k: _unparted(land, basins, sides[0], sides[k], k) for k in range(1, len(racers))}
        parted = [k for k, difference in found.items() if difference is None]
        leavings = [_Leaving.of(basins, sides, k) for k in parted]
        crossings = _crossings(land, known, leavings) if leavings else []
    for k, leaving, crossing in zip(parted, leavings, crossings, strict=True):
        same = steps_in_common(sides[0].racer.trace.points, sides[k].racer.trace.points)
        words = crossing_words(sides[0], sides[k], crossing, leaving.who, leaving.both, same)
        found[k] = Difference(*words, leaving.step, crossing.place, leaving.who)
    return () if cancelled() else tuple(one for one in found.values() if one is not None)


def _side(land: Downhill, racer: Racer, basin: int) -> Side:
    """Return what is to be known of how a path ends."""
    points = racer.trace.points
    there = None
    if basin != NOWHERE:
        there = lasting(land.size(points - np.array(land.bottoms[basin])) <= THERE)
    low, high = np.array(land.landscape.box).T
    return Side(racer, basin, there, lasting(~((points >= low) & (points <= high)).all(axis=1)))


def _unparted(land: Downhill, basins: Basins, one: Side, other: Side, k: int) -> Difference | None:
    """Return how path number k differs from the first one; None: it parts from it on the way."""
    points, others = one.racer.trace.points, other.racer.trace.points
    same = steps_in_common(points, others)
    if same == len(points) - 1 == len(others) - 1:
        return Difference(*same_words(one, same))
    if one.has_flown or other.has_flown:
        models = [_models(land.landscape, side) for side in (one, other)]
        left = [s.left for s in (one, other) if s.has_flown and s.left is not None]
        return Difference(*flight_words(one, other, models), min(left, default=None))
    if NOWHERE in (one.basin, other.basin):
        step = apart(land, points, others)
        return Difference(*ends_words(one, other, step), step)
    if one.basin == other.basin:
        way = way_in_common(land, points, others) if same >= 0 else None
        starts_apart = basins.first(0) != basins.first(k)
        return Difference(*rest_words(one, other, same, way, began_apart=starts_apart), way)
    if basins.parting(k) > 0:
        return None
    here, there = basins.first(0), basins.first(k)
    if NOWHERE in (here, there):
        step = apart(land, points, others)
        return Difference(*ends_words(one, other, step), step)
    return Difference(*starts_words(one, other, land.bottoms[here], land.bottoms[there]), 0)


def _models(landscape: Landscape, side: Side) -> list[LocalModel]:
    """Return the land at the first steps from which on a path that flies away only rises."""
    if not side.has_flown:
        return []
    trace = side.racer.trace
    count = trace.steps - side.is_undefined
    falls = np.flatnonzero(~(trace.values[1 : count + 1] > trace.values[:count]))
    first = int(falls[-1]) + 1 if len(falls) else 0
    places = trace.points[first : first + FIRST]
    return [local_model(landscape, tuple(place)) for place in places.tolist()]


@dataclass(frozen=True, eq=False)
class _Leaving:
    """A step with which a path leaves the basin that two paths were in."""

    step: int
    begin: Array
    way: Array
    home: int
    who: int  # 0 the first path, 1 the other
    both: bool  # whether the other one leaves it as well

    @classmethod
    def of(cls, basins: Basins, sides: Sequence[Side], k: int) -> "_Leaving":
        """Return the step with which path number k and the first one part."""
        step = basins.parting(k)
        home = basins.at(0, step - 1)
        left = [basins.at(path, step) != home for path in (0, k)]
        points = sides[k if left[1] else 0].racer.trace.points
        way = points[step] - points[step - 1]
        return cls(step, points[step - 1], way, home, int(left[1]), all(left))


def _crossings(
    land: Downhill, known: tuple[CriticalPoint, ...], leavings: Sequence[_Leaving]
) -> list[Crossing]:
    """Return where and how each step leaves its basin."""
    begin, way = np.array([one.begin for one in leavings]), np.array([o.way for o in leavings])
    home = np.array([one.home for one in leavings])
    low, high, each = np.zeros(len(home)), np.ones(len(home)), np.arange(len(home))
    basin = home
    for _ in range(HALVES):
        shares = low[:, None] + (high - low)[:, None] * np.linspace(0.0, 1.0, PARTS + 1)
        places = begin[:, None] + shares[:, :, None] * way[:, None]
        numbers = land.basins(places.reshape(-1, land.landscape.dim)).reshape(shares.shape)
        beyond = numbers != home[:, None]
        beyond[:, 0], beyond[:, -1] = False, True  # known before
        first = beyond.argmax(axis=1)
        low, high, basin = shares[each, first - 1], shares[each, first], numbers[each, first]
    joined = _passes(land.landscape, known)
    at = begin + low[:, None] * way
    return [_crossing(land, joined, one, at[k], int(basin[k])) for k, one in enumerate(leavings)]


def _crossing(
    land: Downhill, joined: tuple[Pass, ...], leaving: _Leaving, at: Array, basin: int
) -> Crossing:
    height = float(land.landscape.calm_value(at[None])[0])
    begins = float(land.landscape.calm_value(leaving.begin[None])[0])
    pair = frozenset((leaving.home, basin))
    # The ridge comes down to a pass: none that is higher belongs to this place of it.
    lower = [top for top, two in joined if two == pair and top.value <= _rounded_up(height)]
    away = [float(land.size(np.array([top.point]) - at)[0]) for top in lower]
    downhill = -land.landscape.gradient(leaving.begin[None])[0]
    long = float(np.linalg.norm(leaving.way) * np.linalg.norm(downhill))
    turn = np.clip(leaving.way @ downhill / long, -1.0, 1.0) if long > 0.0 else np.nan
    return Crossing(
        step=leaving.step,
        place=tuple(at.tolist()),
        height=height,
        rise=height - begins,
        climbs=float(land.landscape.gradient(at[None])[0] @ leaving.way) > 0.0,
        over=lower[int(np.argmin(away))] if lower else None,
        is_at_pass=bool(away) and min(away) <= AT_PASS,
        model=local_model(land.landscape, tuple(leaving.begin.tolist())),
        turn=float(np.degrees(np.arccos(turn))),
        share=float(land.size(leaving.way[None])[0]),
    )


def _rounded_up(height: float) -> float:
    return height + ROUNDING * (1.0 + abs(height))


@lru_cache(maxsize=4)
def _passes(landscape: Landscape, known: tuple[CriticalPoint, ...]) -> tuple[Pass, ...]:
    """Return the passes of a landscape, with the numbers that its bottoms always have."""
    land = Downhill(landscape, known)
    count = len(land.bottoms)
    return tuple((top, pair) for top, pair in land.passes() if max(pair) < count)

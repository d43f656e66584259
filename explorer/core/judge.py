"""Judge how a run ended, and by what evidence.

The rules, in order. Lengths are shares of the box, so that they mean what the eye sees. Of a forked
run only what came after its last change tells how it moved.

1. Flown away, or no value there: diverged. Stopped at the edge of the box: left the box.
2. The last half goes to and fro over more than NEAR, no narrower, no wider and no lower: a cycle
   where it repeats after 2 to 64 steps, else wandering where chance moves it, else oscillating,
   which is chaos where runs next to each other part (parting.py). See restless.py.
3. By the exact quadratic model the slope vanishes within NEAR, and the run has settled. A known
   minimum there settles it, and so do two clear curvatures of opposite sign: a saddle. All else
   is polished and checked against the values around: no way down is a minimum, one a plateau
   (the slope goes on beyond), more with higher ground between them a saddle, down on every side
   a hilltop. Ground that is exactly flat around has no bottom: rule 5 says what it is.
4. A kink: a known minimum within NEAR, or higher values all around a settled end.
5. Outside the box: left the box. Next to no slope and no curvature: plateau. Held by the edge of
   the box, which is no minimum: at the edge. Otherwise the run is still going, or the method
   stopped itself.
"""

from dataclasses import replace
from math import hypot, isfinite

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.ending import NEAR, Ending, spelled
from explorer.core.ground import Ground, ground, is_level, rise_around, typical_range
from explorer.core.known import KnownMinimum, lowest_known, nearest_known
from explorer.core.landscape import Landscape
from explorer.core.legs import last_leg
from explorer.core.motion import motion
from explorer.core.restless import restless
from explorer.core.run import Run, Stop
from explorer.core.verdict import Verdict

__all__ = ["judge"]

SETTLED = 1e-2  # a longer last step is no rest
LEAPT = 1e-6  # so close to the point that a long last step was a leap onto it
DOUBTFUL = 1e-3  # of the largest curvature: the sign of a smaller one is checked
EXACT = 1e-8  # so close to where the slope vanishes that the curvatures there are known
ROUNDING = 1e-11  # of the largest curvature: a smaller one may be rounding
POLISHES = 8  # Newton steps at most
SHARP = 10.0  # times the typical range over one box width: so steep is no place to rest
FLAT_SLOPE = 5e-3  # of the typical range of values, over one box width
FLAT_BEND = 5e-2  # of the typical range of values
LEVEL = 1e-4  # of the typical range: so little slope is level whatever the curvature
BESIDE = 0.05  # level ground this close to a minimum belongs to it
RINGS = (1e-3, 1e-2)  # radii at which the values around are compared
KINK_RINGS = (2e-3, 4e-3)
CREASE_RING = 1e-4


def judge(
    run: Run,
    points: Array,
    values: Array,
    gradients: Array,
    stop: Stop,
    hessian: Array | None = None,
) -> Verdict:
    """Say how a run ended: points (n + 1, dim), values (n + 1,), gradients (n + 1, dim).

    `hessian` (dim, dim) is that at the last point; without it, it is evaluated here.
    """
    landscape = run.landscape
    assert isinstance(landscape, Landscape)  # nets have verdicts of their own
    widths = tuple(high - low for low, high in landscape.box)
    if hessian is None:
        hessian = landscape.hessian(points[-1:])[0]
    gradient = tuple(gradients[-1].tolist())
    since = last_leg(run, len(points) - 1).begin
    end = Ending(
        run=run,
        landscape=landscape,
        widths=widths,
        points=points,
        values=values,
        point=tuple(points[-1].tolist()),
        value=float(values[-1]),
        norm=hypot(*gradient),
        ground=ground(gradient, hessian.tolist(), widths),
        motion=motion(points[since:], values[since:], widths),
        stop=stop.name,
        since=since,
    )
    return _lost(end) or restless(end) or _at_rest(end) or _at_kink(end) or _on_the_way(end)


def _lost(end: Ending) -> Verdict | None:
    if end.stop == "LEFT_BOX":
        how = f"It stepped out of the box at {spelled(end.point)} after {end.after}."
        return end.says("left-box", "left the box", how)
    if end.stop == "UNDEFINED" and end.landscape.contains(end.point):
        where = f"After {end.after} the formula has no value at the next point."
        return end.says("diverged", "undefined", where)
    lost = end.stop in ("UNDEFINED", "DIVERGED") or not isfinite(end.value)
    if lost or not all(map(isfinite, end.point)):
        reached = f"reached {end.value:.3g}" if isfinite(end.value) else "passed all bounds"
        how = f"It flew away after {end.after}: the value {reached}."
        return end.says("diverged", "diverged", how)
    return None


def _at_rest(end: Ending) -> Verdict | None:
    here, usual = end.ground, typical_range(end.landscape)
    if not here.is_known or here.distance > NEAR or not _has_settled(end):
        return None
    if here.unexplained > 1e-6 * usual or here.slope > SHARP * usual:
        return None
    signs, place = here.signs, _sum(end.point, here.step)
    if min(signs) >= 0 and (known := nearest_known(end.landscape, place, NEAR)):
        return _at_known(end, known)
    # Beside a curve of minima curvatures have opposite signs, too: look where the slope vanishes.
    place, bottom, here, is_sure = _polished(end)
    if here.bends[0] < 0 and is_sure and (found := _by_signs(end, place, here)):
        return found
    if is_level(end.landscape, end.point, end.ground, RINGS[0]):
        return None
    if here.distance > NEAR:
        return None
    is_doubtful = _is_doubtful(here)
    rings = RINGS if is_doubtful else RINGS[:1]
    is_close = is_doubtful or here.bends[0] < 0 or here.distance > LEAPT
    rise = rise_around(end.landscape, place, here.axes, rings, is_close)
    if rise is None or not (rise.ways_down or rise.rises):
        return None
    if not rise.ways_down:
        known = nearest_known(end.landscape, place, NEAR)
        return _minimum(end, place, bottom, None) if known is None else _at_known(end, known)
    if not rise.rises:
        return _hilltop(end)
    if rise.ways_down > 1:
        return _saddle(end)
    beyond = f"The slope fades here, but lower ground lies beyond: {end.figures}."
    return end.says("plateau", "plateau", beyond)


def _saddle(end: Ending) -> Verdict:
    both = f"It rises one way and falls another: {end.figures}."
    return end.says("saddle", "saddle", both)


def _hilltop(end: Ending) -> Verdict:
    falls = f"The ground falls on every side: {end.figures}."
    return end.says("maximum", "hilltop", falls)


def _by_signs(end: Ending, place: Point, here: Ground) -> Verdict | None:
    """Say what a place is whose curvatures are known; on a crease the heights overrule them."""
    rise = rise_around(end.landscape, place, here.axes, (CREASE_RING,), is_close=True)
    if rise is None or rise.is_pit:
        return None
    is_top = rise.is_tip if here.bends[-1] > 0 else not rise.rises
    return _hilltop(end) if is_top else _saddle(end)


def _is_doubtful(here: Ground) -> bool:
    bends = [abs(b) for b in here.bends]
    return min(bends) <= DOUBTFUL * max(bends)


def _has_settled(end: Ending) -> bool:
    leapt = end.ground.distance <= LEAPT and end.ground.unexplained == 0
    return end.stop in ("FLAT", "FINISHED") or leapt or end.motion.recent <= SETTLED


def _polished(end: Ending) -> tuple[Point, float, Ground, bool]:
    """Return the critical point that Newton's method comes to, its value and the ground there.

    And whether the signs of the curvatures there are sure: the last step changed none by half.
    """
    here, place = end.ground, end.point
    is_sure = here.slope == 0.0
    for step in range(POLISHES):
        is_doubtful = here.bends[0] < 0 or _is_doubtful(here)
        if is_sure or (not is_doubtful and (here.distance <= LEAPT or step > 1)):
            break
        moved = _sum(place, here.step)
        at = np.array([moved])
        slope, bend = end.landscape.gradient(at)[0], end.landscape.hessian(at)[0]
        there = ground(tuple(slope.tolist()), bend.tolist(), end.widths)
        if not there.is_known or there.distance > NEAR:
            break
        pairs = zip(here.bends, there.bends, strict=True)
        is_sure = there.distance <= EXACT and all(abs(b - a) <= 0.5 * abs(b) for a, b in pairs)
        place, here = moved, there
    is_sure = is_sure and min(map(abs, here.bends)) > ROUNDING * max(map(abs, here.bends))
    # What is left to go is so short that the parabola is exact, or else too long to be trusted.
    if here.distance <= LEAPT or place == end.point:
        place = _sum(place, here.step)
    return place, float(end.landscape.calm_value(np.array([place]))[0]), here, is_sure


def _at_known(end: Ending, known: KnownMinimum) -> Verdict:
    return _minimum(end, known.point, known.value, known)


def _minimum(end: Ending, place: Point, bottom: float, known: KnownMinimum | None) -> Verdict:
    apart = hypot(*(a - b for a, b in zip(end.point, place, strict=True)))
    what = f"the known minimum {spelled(place)}" if known else f"a minimum at {spelled(place)}"
    where = f"At {what}" if apart == 0 else f"{apart:.2g} from {what}"
    evidence = f"{where}; {end.figures}."
    is_global, lowest = None, lowest_known(end.landscape)
    if lowest is not None:
        # Where heights range over many powers of ten, a share of the range would hide a minimum.
        slack = min(1e-9 * typical_range(end.landscape), 1e-7 * max(1.0, abs(lowest)))
        higher = bottom > lowest + slack + 1e-12 * abs(lowest)
        inside = end.landscape.contains(place)
        listed = end.landscape.knows_its_minima
        is_global = False if higher else True if listed and inside else None
        if higher:
            evidence += f" The lowest known value is {lowest:.6g}, here it is {end.value:.6g}."
        elif not inside:
            evidence += " It lies outside the box."
    words = {True: "global minimum", False: "local minimum", None: "minimum"}[is_global]
    found = end.says("minimum", words, evidence)
    return replace(found, is_global=is_global, minimum=place)


def _at_kink(end: Ending) -> Verdict | None:
    if not _has_settled(end) and end.norm > 0:
        return None
    if known := nearest_known(end.landscape, end.point, NEAR):
        return _at_known(end, known)
    if end.norm == 0 or end.motion.extent > NEAR:
        return None
    # Beside a round bottom farther off the wider rings rise as well, the narrow one does not.
    is_round = end.ground.is_known and min(end.ground.signs) > 0
    rings = (CREASE_RING, *KINK_RINGS) if is_round else KINK_RINGS
    rise = rise_around(end.landscape, end.point, end.ground.axes, rings, is_close=True)
    if rise is None or rise.ways_down or not rise.rises:
        return None
    return _minimum(end, end.point, end.value, None)


def _on_the_way(end: Ending) -> Verdict:
    if not end.landscape.contains(end.point):
        outside = f"It ended outside the box, at {spelled(end.point)}; {end.slope}."
        return end.says("left-box", "left the box", outside)
    usual = typical_range(end.landscape)
    bend = max(map(abs, end.ground.bends))
    slight = end.ground.slope <= FLAT_SLOPE * usual and bend <= FLAT_BEND * usual
    level = slight or end.ground.slope <= LEVEL * usual
    if level and not nearest_known(end.landscape, end.point, BESIDE):
        return end.says("plateau", "plateau", f"Nearly level ground: {end.figures}.")
    if end.stop in ("FLAT", "FINISHED"):
        stopped = f"The method stopped by itself after {end.after} on a slope: {end.slope}."
        return end.says("budget", "stopped", stopped)
    if edge := _edge(end):
        held = f"The edge of the box, {edge}, holds it on a slope: {end.slope}."
        return end.says("budget", "at the edge", held)
    swings, fall = end.recurrence, end.motion.fall
    if swings is not None and swings.change != 1.0:
        way = "smaller" if swings.change < 1.0 else "wider"
        share = abs(swings.change - 1.0)
        change = f"its swings, now {swings.extent:.2%} of the box, get {way} by {share:.2g} a step"
    elif fall > 0:
        change = f"still falling by {fall:.2g} a step"
    else:
        change = "no longer falling"
    if min(end.ground.bends) > 0 and end.ground.distance < BESIDE:
        change += f"; the curvature puts the lowest point {hypot(*end.ground.step):.2g} away"
    return end.says("budget", "still going", f"After {end.after}: {end.slope}, {change}.")


def _edge(end: Ending) -> str:
    """Name the edge of the box at which a run rests that may not leave it; empty: none."""
    if end.run.boundary != "clamp" or end.motion.recent > NEAR:
        return ""
    axes = zip("xy", end.point, end.landscape.box, strict=False)
    return ", ".join(f"{name} = {c:.4g}" for name, c, ends in axes if c in ends)


def _sum(point: Point, step: Point) -> Point:
    return tuple(a + b for a, b in zip(point, step, strict=True))

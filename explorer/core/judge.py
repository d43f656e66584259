"""Judge how a run ended, and by what evidence.

The rules, in order. Lengths are shares of the box, so that they mean what the eye sees.

1. Flown away, or no value there: diverged. Stopped at the edge of the box: left the box.
2. The last quarter goes to and fro over more than NEAR, no smaller and no lower: oscillating.
3. By the exact quadratic model the slope vanishes within NEAR, and the run has settled. A known
   minimum there settles it, and so do two clear curvatures of opposite sign: a saddle. All else
   is polished and checked against the values around: no way down is a minimum, one a plateau
   (the slope goes on beyond), more with higher ground between them a saddle, down on every side
   a hilltop. Ground that is exactly flat around has no bottom: rule 5 says what it is.
4. A kink: a known minimum within NEAR, or higher values all around a settled end.
5. Outside the box: left the box. Next to no slope and no curvature: plateau. Otherwise the run
   is still going, or the method stopped itself.
"""

from dataclasses import dataclass, replace
from math import hypot, isfinite

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.ground import Ground, ground, is_level, rise_around, typical_range
from explorer.core.known import KnownMinimum, lowest_known, nearest_known
from explorer.core.landscape import Landscape
from explorer.core.motion import Motion, motion
from explorer.core.run import Run, Stop
from explorer.core.verdict import Kind, Verdict

__all__ = ["judge"]


NEAR = 1e-3  # arrived, as far as the eye can tell
SETTLED = 1e-2  # a longer last step is no rest
LEAPT = 1e-6  # so close to the point that a long last step was a leap onto it
DOUBTFUL = 1e-3  # of the largest curvature: the sign of a smaller one is checked
SHARP = 10.0  # times the typical range over one box width: so steep is no place to rest
FLAT_SLOPE = 5e-3  # of the typical range of values, over one box width
FLAT_BEND = 5e-2  # of the typical range of values
LEVEL = 1e-4  # of the typical range: so little slope is level whatever the curvature
AROUND = 0.25  # a wider to and fro is around no minimum in particular
BESIDE = 0.05  # level ground this close to a minimum belongs to it
RINGS = (1e-3, 1e-2)  # radii at which the values around are compared
KINK_RINGS = (2e-3, 4e-3)
CREASE_RING = 1e-4


@dataclass(frozen=True, slots=True)
class _End:
    """All that the rules look at."""

    landscape: Landscape
    widths: Point
    point: Point
    value: float
    norm: float
    ground: Ground
    motion: Motion
    stop: str
    steps: int

    def says(self, kind: Kind, words: str, evidence: str) -> Verdict:
        curvatures = self.ground.curvatures
        return Verdict(
            kind, None, self.point, self.value, self.norm, curvatures, None, words, evidence
        )


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
    end = _End(
        landscape=landscape,
        widths=widths,
        point=tuple(points[-1].tolist()),
        value=float(values[-1]),
        norm=hypot(*gradient),
        ground=ground(gradient, hessian.tolist(), widths),
        motion=motion(points, values, widths),
        stop=stop.name,
        steps=len(points) - 1,
    )
    return _lost(end) or _bouncing(end) or _at_rest(end) or _at_kink(end) or _on_the_way(end)


def _lost(end: _End) -> Verdict | None:
    if end.stop == "LEFT_BOX":
        how = f"It stepped out of the box at {_spell(end.point)} after {_steps(end)}."
        return end.says("left-box", "left the box", how)
    if end.stop == "UNDEFINED" and end.landscape.contains(end.point):
        where = f"After {_steps(end)} the formula has no value at the next point."
        return end.says("diverged", "undefined", where)
    lost = end.stop in ("UNDEFINED", "DIVERGED") or not isfinite(end.value)
    if lost or not all(map(isfinite, end.point)):
        reached = f"reached {end.value:.3g}" if isfinite(end.value) else "passed all bounds"
        how = f"It flew away after {_steps(end)}: the value {reached}."
        return end.says("diverged", "diverged", how)
    return None


def _bouncing(end: _End) -> Verdict | None:
    extent = end.motion.extent
    if end.stop == "FLAT" or not end.motion.bounces or extent <= NEAR:
        return None
    minimum = nearest_known(end.landscape, end.motion.centre, min(extent, AROUND))
    around = f" around the known minimum {_spell(minimum.point)}" if minimum else ""
    evidence = (
        f"The last steps go to and fro{around} across {extent:.2%} of the box and do not get "
        f"smaller; gradient norm {end.norm:.2g}. Smaller steps may settle it."
    )
    return end.says("oscillating", "oscillating", evidence)


def _at_rest(end: _End) -> Verdict | None:
    here, usual = end.ground, typical_range(end.landscape)
    if not here.is_known or here.distance > NEAR or not _has_settled(end):
        return None
    if here.unexplained > 1e-6 * usual or here.slope > SHARP * usual:
        return None
    signs, place = here.signs, _sum(end.point, here.step)
    if min(signs) >= 0 and (known := nearest_known(end.landscape, place, NEAR)):
        return _minimum(end, known.point, known.value, known)
    # Beside a curve of minima curvatures have opposite signs, too: look where the slope vanishes.
    if _is_clear_saddle(here) and _is_clear_saddle(_polished(end)[2]) and not _is_pit(end):
        return _saddle(end)
    if is_level(end.landscape, end.point, here, RINGS[0]):
        return None
    place, bottom, here = _polished(end)
    rings = RINGS if _is_doubtful(here) else RINGS[:1]
    rise = rise_around(end.landscape, place, here.axes, rings)
    if rise is None or not (rise.ways_down or rise.rises):
        return None
    if not rise.ways_down:
        return _minimum(end, place, bottom, None)
    if not rise.rises:
        falls = f"The ground falls on every side: {_figures(end)}."
        return end.says("maximum", "hilltop", falls)
    if rise.ways_down > 1:
        return _saddle(end)
    beyond = f"The slope fades here, but lower ground lies beyond: {_figures(end)}."
    return end.says("plateau", "plateau", beyond)


def _saddle(end: _End) -> Verdict:
    both = f"It rises one way and falls another: {_figures(end)}."
    return end.says("saddle", "saddle", both)


def _is_clear_saddle(here: Ground) -> bool:
    return min(here.signs) < 0 < max(here.signs) and not _is_doubtful(here)


def _is_pit(end: _End) -> bool:
    """Tell whether it rises all around, whatever the curvatures: so it does on a crease."""
    rise = rise_around(end.landscape, end.point, end.ground.axes, (CREASE_RING,))
    return rise is not None and rise.rises and not rise.ways_down


def _is_doubtful(here: Ground) -> bool:
    bends = [abs(b) for b in here.bends]
    return min(bends) <= DOUBTFUL * max(bends)


def _has_settled(end: _End) -> bool:
    leapt = end.ground.distance <= LEAPT and end.ground.unexplained == 0
    return end.stop in ("FLAT", "FINISHED") or leapt or end.motion.recent <= SETTLED


def _polished(end: _End) -> tuple[Point, float, Ground]:
    """Return the critical point up to two Newton steps on, its value and the ground there."""
    here, place = end.ground, end.point
    for _ in range(2):
        if here.distance <= LEAPT:
            break
        moved = _sum(place, here.step)
        at = np.array([moved])
        slope, bend = end.landscape.gradient(at)[0], end.landscape.hessian(at)[0]
        there = ground(tuple(slope.tolist()), bend.tolist(), end.widths)
        if not there.is_known or there.distance > NEAR:
            break
        place, here = moved, there
    if place == end.point:
        return _sum(place, here.step), end.value - here.drop, here
    return place, float(end.landscape.value(np.array([place]))[0]), here


def _minimum(end: _End, place: Point, bottom: float, known: KnownMinimum | None) -> Verdict:
    apart = hypot(*(a - b for a, b in zip(end.point, place, strict=True)))
    what = f"the known minimum {_spell(place)}" if known else f"a minimum at {_spell(place)}"
    where = f"At {what}" if apart == 0 else f"{apart:.2g} from {what}"
    evidence = f"{where}; {_figures(end)}."
    is_global, lowest = None, lowest_known(end.landscape)
    if lowest is not None:
        higher = bottom > lowest + 1e-9 * typical_range(end.landscape) + 1e-12 * abs(lowest)
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


def _at_kink(end: _End) -> Verdict | None:
    if not _has_settled(end) and end.norm > 0:
        return None
    smooth = end.ground.is_known and min(end.ground.signs) > 0
    known = None if smooth else nearest_known(end.landscape, end.point, NEAR)
    if known:
        return _minimum(end, known.point, known.value, known)
    if end.norm == 0 or smooth or end.motion.extent > NEAR:
        return None
    rise = rise_around(end.landscape, end.point, end.ground.axes, KINK_RINGS)
    if rise is None or rise.ways_down or not rise.rises:
        return None
    return _minimum(end, end.point, end.value, None)


def _on_the_way(end: _End) -> Verdict:
    slope = f"gradient norm {end.norm:.2g}"
    if not end.landscape.contains(end.point):
        outside = f"It ended outside the box, at {_spell(end.point)}; {slope}."
        return end.says("left-box", "left the box", outside)
    usual = typical_range(end.landscape)
    bend = max(map(abs, end.ground.bends))
    slight = end.ground.slope <= FLAT_SLOPE * usual and bend <= FLAT_BEND * usual
    level = slight or end.ground.slope <= LEVEL * usual
    if level and not nearest_known(end.landscape, end.point, BESIDE):
        return end.says("plateau", "plateau", f"Nearly level ground: {_figures(end)}.")
    if end.stop in ("FLAT", "FINISHED"):
        stopped = f"The method stopped by itself after {_steps(end)} on a slope: {slope}."
        return end.says("budget", "stopped", stopped)
    fall = end.motion.fall
    change = f"still falling by {fall:.2g} a step" if fall > 0 else "no longer falling"
    if min(end.ground.bends) > 0 and end.ground.distance < BESIDE:
        change += f"; the curvature puts the lowest point {hypot(*end.ground.step):.2g} away"
    return end.says("budget", "still going", f"After {_steps(end)}: {slope}, {change}.")


def _sum(point: Point, step: Point) -> Point:
    return tuple(a + b for a, b in zip(point, step, strict=True))


def _steps(end: _End) -> str:
    return "1 step" if end.steps == 1 else f"{end.steps:,} steps"


def _spell(point: Point) -> str:
    numbers = ", ".join(f"{0.0 if abs(c) < 5e-13 else c:.4g}" for c in point)
    return f"({numbers})" if len(point) > 1 else numbers


def _figures(end: _End) -> str:
    curvatures = end.ground.curvatures
    word = "curvature" if len(curvatures) == 1 else "curvatures"
    return f"gradient norm {end.norm:.2g}, {word} {' and '.join(f'{c:.2g}' for c in curvatures)}"

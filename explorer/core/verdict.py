"""How a run ended, in one word and with its evidence.

The rules, in order. Lengths are shares of the box, so that they mean what the eye sees.

1. Flown away, or no value there: diverged. Stopped at the edge of the box: left the box.
2. The last quarter goes to and fro over more than NEAR, no smaller and no lower: oscillating.
3. By the exact quadratic model the slope vanishes within NEAR, and the run has settled. The
   curvatures decide: all up, a minimum; all down, a hilltop; both, a saddle. A minimum that is
   not a known one, or any point with a curvature near zero, is checked against the values
   around: what lies lower somewhere is never called a minimum.
4. A kink: a known minimum within NEAR, or higher values all around a settled end.
5. Outside the box: left the box. Next to no slope and no curvature: plateau. Otherwise the run
   is still going, or the method stopped itself.
"""

from dataclasses import dataclass, replace
from math import hypot, isfinite
from typing import TYPE_CHECKING, Literal

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.ground import Ground, ground, rise_around, typical_range
from explorer.core.known import KnownMinimum, lowest_known, nearest_known
from explorer.core.landscape import Landscape
from explorer.core.motion import Motion, motion

if TYPE_CHECKING:  # a trace holds its verdict, so the import goes the other way
    from explorer.core.run import Run, Stop

__all__ = ["Kind", "Verdict", "judge"]

Kind = Literal[
    "minimum", "saddle", "maximum", "plateau", "oscillating", "diverged", "left-box", "budget"
]

NEAR = 1e-3  # arrived, as far as the eye can tell
SETTLED = 1e-2  # a longer last step is no rest
LEAPT = 1e-6  # this close to the point, a long last step was a leap onto it
DOUBTFUL = 1e-3  # of the largest curvature: the sign of a smaller one is checked
FLAT_SLOPE = 1e-3  # of the typical range of values, over one box width
FLAT_BEND = 5e-2  # of the typical range of values
RINGS = (1e-3, 1e-2)  # radii at which the values around are compared
KINK_RINGS = (2e-3, 4e-3)


@dataclass(frozen=True)
class Verdict:
    """Where a run ended and how we know.

    `is_global` is True or False where that is known, None where it is not (or not a minimum).
    `curvatures` are the eigenvalues of the exact Hessian at `point`, ascending.
    """

    kind: Kind
    is_global: bool | None
    point: Point
    value: float
    gradient_norm: float
    curvatures: tuple[float, ...]
    minimum: Point | None  # the known or polished minimum it ended at
    words: str  # for the table: "global minimum", "local minimum", "saddle", ...
    evidence: str  # one or two sentences for the tooltip


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
    run: "Run",
    points: Array,
    values: Array,
    gradients: Array,
    stop: "Stop",
    hessian: Array | None = None,
) -> Verdict:
    """Say how a run ended: points (n + 1, dim), values (n + 1,), gradients (n + 1, dim).

    `hessian` (dim, dim) is that at the last point; without it, it is evaluated here.
    """
    landscape = run.landscape
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
    if end.stop == "UNDEFINED":
        where = f"After {_steps(end)} the formula has no value at the next point."
        return end.says("diverged", "undefined", where)
    if end.stop == "DIVERGED" or not isfinite(end.value) or not all(map(isfinite, end.point)):
        how = f"It flew away after {_steps(end)}: the value reached {end.value:.3g}."
        return end.says("diverged", "diverged", how)
    if end.stop == "LEFT_BOX":
        how = f"It stepped out of the box at {_spell(end.point)} after {_steps(end)}."
        return end.says("left-box", "left the box", how)
    return None


def _bouncing(end: _End) -> Verdict | None:
    extent = end.motion.extent
    if end.stop == "FLAT" or not end.motion.bounces or extent <= NEAR:
        return None
    minimum = nearest_known(end.landscape, end.motion.centre, extent)
    around = f" around the known minimum {_spell(minimum.point)}" if minimum else ""
    evidence = (
        f"The last steps go to and fro{around} across {extent:.2%} of the box and do not get "
        f"smaller; gradient norm {end.norm:.2g}. Smaller steps may settle it."
    )
    return end.says("oscillating", "oscillating", evidence)


def _at_rest(end: _End) -> Verdict | None:
    here = end.ground
    if not here.is_known or here.distance > NEAR or not _has_settled(end):
        return None
    if here.unexplained > 1e-6 * typical_range(end.landscape):
        return None
    signs, place, bottom = here.signs, _sum(end.point, here.step), end.value - here.drop
    known = nearest_known(end.landscape, place, NEAR) if min(signs) >= 0 else None
    if known:
        return _minimum(end, known.point, known.value, known)
    bends = [abs(b) for b in here.bends]
    if min(signs) > 0 or min(bends) < DOUBTFUL * max(bends):
        place, bottom, signs = _polished(end)
    if min(signs) > 0 or 0 in signs:
        rise = rise_around(end.landscape, place, RINGS[:1] if min(signs) > 0 else RINGS)
        if rise is None or not (rise.falls or rise.rises):
            return None
        if not rise.falls:
            return _minimum(end, place, bottom, None)
        if end.landscape.dim == 1 and rise.rises:
            still = f"The slope fades to {end.norm:.2g} here, but lower ground lies beyond."
            return end.says("plateau", "plateau", still)
        signs = (-1, 1) if rise.rises else (-1,)
    bent = f"gradient norm {end.norm:.2g}, curvatures {_list(here.curvatures)}"
    if max(signs) > 0:
        return end.says("saddle", "saddle", f"It rises one way and falls another: {bent}.")
    return end.says("maximum", "hilltop", f"The ground falls on every side: {bent}.")


def _has_settled(end: _End) -> bool:
    leapt = end.ground.distance <= LEAPT and end.ground.unexplained == 0
    return end.stop in ("FLAT", "FINISHED") or leapt or end.motion.recent <= SETTLED


def _polished(end: _End) -> tuple[Point, float, tuple[int, ...]]:
    """Return the critical point two Newton steps on, its value and the signs of its curvatures."""
    here, place = end.ground, end.point
    for _ in range(2):
        place = _sum(place, here.step)
        at = np.array([place])
        slope, bend = end.landscape.gradient(at)[0], end.landscape.hessian(at)[0]
        moved = ground(tuple(slope.tolist()), bend.tolist(), end.widths)
        if not moved.is_known or moved.distance > NEAR:
            break
        here = moved
    return place, float(end.landscape.value(np.array([place]))[0]), here.signs


def _minimum(end: _End, place: Point, bottom: float, known: KnownMinimum | None) -> Verdict:
    apart = hypot(*(a - b for a, b in zip(end.point, place, strict=True)))
    what = f"the known minimum {_spell(place)}" if known else f"a minimum at {_spell(place)}"
    where = f"At {what}" if apart == 0 else f"{apart:.2g} from {what}"
    evidence = f"{where}; gradient norm {end.norm:.2g}, curvatures {_list(end.ground.curvatures)}."
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
    rise = rise_around(end.landscape, end.point, KINK_RINGS)
    if rise is None or rise.falls or not rise.rises:
        return None
    return _minimum(end, end.point, end.value, None)


def _on_the_way(end: _End) -> Verdict:
    slope = f"gradient norm {end.norm:.2g}"
    if not end.landscape.contains(end.point):
        outside = f"It ended outside the box, at {_spell(end.point)}; {slope}."
        return end.says("left-box", "left the box", outside)
    usual = typical_range(end.landscape)
    bend = max(map(abs, end.ground.bends))
    if end.ground.slope <= FLAT_SLOPE * usual and bend <= FLAT_BEND * usual:
        flat = f"Nearly level ground: {slope}, curvatures {_list(end.ground.curvatures)}."
        return end.says("plateau", "plateau", flat)
    if end.stop in ("FLAT", "FINISHED"):
        stopped = f"The method stopped by itself after {_steps(end)}, though the {slope}."
        return end.says("budget", "stopped", stopped)
    fall = end.motion.fall
    change = f"still falling by {fall:.2g} a step" if fall > 0 else "no longer falling"
    return end.says("budget", "still going", f"After {_steps(end)}: {slope}, {change}.")


def _sum(point: Point, step: Point) -> Point:
    return tuple(a + b for a, b in zip(point, step, strict=True))


def _steps(end: _End) -> str:
    return "1 step" if end.steps == 1 else f"{end.steps:,} steps"


def _spell(point: Point) -> str:
    numbers = ", ".join(f"{0.0 if abs(c) < 5e-13 else c:.4g}" for c in point)
    return f"({numbers})" if len(point) > 1 else numbers


def _list(numbers: tuple[float, ...]) -> str:
    return " and ".join(f"{n:.2g}" for n in numbers)

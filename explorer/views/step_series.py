"""What the charts draw of single steps: how steep it is, how far they go, and which way."""

from collections.abc import Callable
from dataclasses import replace
from weakref import WeakKeyDictionary

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.batches import batches_per_epoch
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.run import Trace
from explorer.session.race import Race
from explorer.views.plot import Axes, Plot
from explorer.views.series import lines_of, width_of

__all__ = ["angle", "angles", "lengths", "slope", "step_length", "work_of"]

LARGE = 1_000_000  # numbers that are taken at a time: a net has many weights
SAFE = 1e-280, 1e280  # squares between these are neither cut off nor too large
STRAIGHT, BACK = -4.0, 184.0  # degrees: a little more than there can be, so that lines are seen

Kept = WeakKeyDictionary[Trace, Array]
_slopes: Kept = WeakKeyDictionary()
_lengths: Kept = WeakKeyDictionary()
_angles: Kept = WeakKeyDictionary()


def slope(race: Race, axes: Axes) -> Plot:
    """Return how steep it is where each path stands: the length of the gradient."""
    lines = lines_of(race, axes, _kept(_slopes, lambda trace: lengths(trace.gradients)))
    land = race.document.landscape
    is_part = isinstance(land, TinyNet) and batches_per_epoch(land) > 1
    label = "length of the gradient, of each batch" if is_part else "length of the gradient"
    return Plot.of(lines, label, axes, width_of(lines, race, axes))


def step_length(race: Race, axes: Axes) -> Plot:
    """Return how far each path moves at each step, the first step first."""
    find = _kept(_lengths, _moved)

    def measure(trace: Trace) -> Array:
        moved = find(trace)
        # A logarithmic line would fall to the floor wherever a method stands still.
        return np.where(moved > 0, moved, np.nan) if axes.log else moved

    lines = lines_of(race, axes, measure, first=1)
    return Plot.of(lines, "step size", axes, width_of(lines, race, axes))


def angle(race: Race, axes: Axes) -> Plot:
    """Return how far each step turns from straight downhill, in degrees, on a plain height."""
    axes = replace(axes, log=False, log_across=False)
    lines = lines_of(race, axes, _kept(_angles, angles), first=1)
    plot = Plot.of(lines, "angle to downhill", axes, width_of(lines, race, axes))
    goal = None if plot.goal is None else (STRAIGHT, BACK)
    return replace(plot, goal=goal, level=90.0, is_angle=True)


def angles(trace: Trace) -> Array:
    """Return the angle of each step to the downhill gradient where it began, (n,) in degrees.

    0 is straight downhill, above 90 leads uphill. NaN where there was no step or no slope. The
    formula keeps its digits near 0 and 180 (Kahan 2006, "How futile are mindless assessments of
    roundoff", section 12).
    """
    found = np.empty(max(len(trace.points) - 1, 0))
    for begin, end in _chunks(trace):
        way = _unit(np.diff(trace.points[begin : end + 1], axis=0))
        downhill = _unit(-trace.gradients[begin:end])
        found[begin:end] = 2 * np.arctan2(lengths(way - downhill), lengths(way + downhill))
    degrees: Array = np.degrees(found)
    return degrees


def lengths(vectors: Array) -> Array:
    """Return the lengths of vectors (n, dim) as (n,), also where their squares are too large."""
    with np.errstate(all="ignore"):
        squares = np.einsum("nd,nd->n", vectors, vectors)
        found: Array = np.sqrt(squares)
        unsafe = ~((squares > SAFE[0]) & (squares < SAFE[1]))
        if unsafe.any():
            part = vectors[unsafe]
            size = np.abs(part).max(axis=1, initial=0.0)
            scale = np.where((size > 0) & np.isfinite(size), size, 1.0)[:, None]
            part = part / scale
            found[unsafe] = scale[:, 0] * np.sqrt(np.einsum("nd,nd->n", part, part))
    return found


def work_of(drawing: Callable[[Race, Axes], Plot]) -> Callable[[Race], int]:
    """Return what tells how many numbers slope, step_length or angle has to look at in a race.

    What they found of a trace is kept as long as the trace.
    """
    kept: dict[Callable[[Race, Axes], Plot], Kept] = {
        slope: _slopes,
        step_length: _lengths,
        angle: _angles,
    }
    known = kept[drawing]

    def work(race: Race) -> int:
        traces = (trace for row in race.traces for trace in row if trace is not None)
        return sum(trace.points.size for trace in traces if trace not in known)

    return work


def _moved(trace: Trace) -> Array:
    found = np.empty(max(len(trace.points) - 1, 0))
    for begin, end in _chunks(trace):
        found[begin:end] = lengths(np.diff(trace.points[begin : end + 1], axis=0))
    return found


def _chunks(trace: Trace) -> list[tuple[int, int]]:
    """Return the first step of each chunk, and the one after its last."""
    size, steps = max(1, LARGE // max(trace.points.shape[1], 1)), len(trace.points) - 1
    return [(begin, min(begin + size, steps)) for begin in range(0, steps, size)]


def _unit(vectors: Array) -> Array:
    """Return vectors (n, dim) of length 1; NaN for those that lead nowhere."""
    with np.errstate(all="ignore"):
        size = np.abs(vectors).max(axis=1, keepdims=True)
        vectors = vectors / np.where(size > 0, size, np.nan)
        unit: Array = vectors / lengths(vectors)[:, None]
    return unit


def _kept(known: Kept, measure: Callable[[Trace], Array]) -> Callable[[Trace], Array]:
    """Return the measure, which looks at each trace only once."""

    def measured(trace: Trace) -> Array:
        found = known.get(trace)
        if found is None:
            known[trace] = found = measure(trace)
        return found

    return measured

"""What the charts draw of a race: loss, distance to a minimum, step length, as lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.objective import Objective
from explorer.core.restarts import Restarts
from explorer.core.run import Trace
from explorer.session.document import Document
from explorer.session.race import Race
from explorer.views.chart_scale import Range, wanted

__all__ = [
    "Across", "Axes", "Key", "Line", "Plot", "best_so_far", "distance", "lines_of", "loss",
    "step_length", "width_of",
]  # fmt: skip

Across = Literal["steps", "evaluations"]
Key = tuple[int, int]  # start, entrant


@dataclass(frozen=True)
class Axes:
    """How a chart is drawn: a logarithmic or plain height, against steps or evaluations."""

    log: bool = True
    across: Across = "steps"


@dataclass(frozen=True, eq=False)
class Line:
    """One path as a line. `y` is in axis units: exponents of ten where the axis is logarithmic.

    Row i belongs to step `first` + i. The leading `counted` rows decide the range of the chart:
    all of them, or those before the path left the box.
    """

    key: Key
    slot: int  # of its colour, marker and dash
    name: str
    x: Array  # (n,)
    y: Array  # (n,)
    counted: int
    first: int = 0
    dash: tuple[float, ...] | None = None  # in line widths; None: that of the slot

    def row(self, step: int) -> int:
        """Return the row that the play head at `step` stands on; a line that ended stays put."""
        return min(max(step - self.first, 0), len(self.x) - 1)


@dataclass(frozen=True, eq=False)
class Plot:
    """All that a chart draws, apart from colours."""

    lines: tuple[Line, ...]
    label: str  # of the height
    across: str  # of the width
    log: bool
    width: float  # the last step or evaluation
    goal: Range | None  # the range that would show it best, None where nothing can be shown
    log_across: bool = False  # whether x holds exponents of ten
    first: float = 0.0  # what stands at the left
    is_counted: bool = True  # whether x holds whole numbers

    @classmethod
    def of(cls, lines: tuple[Line, ...], label: str, axes: Axes, width: float) -> "Plot":
        """Return the plot of lines whose heights are in plain units; turn them to axis units."""
        if axes.log:
            lines = tuple(_logarithmic(line) for line in lines)
        goal = wanted([line.y[: line.counted] for line in lines], axes.log)
        return cls(lines, label, axes.across, axes.log, max(1.0, width), goal)


def loss(race: Race, axes: Axes) -> Plot:
    """Return the loss of every path.

    A logarithmic height needs numbers above zero. Where the lowest value of the landscape is
    known, the loss above it is drawn; else the loss itself while it stays above zero, else the
    loss above the lowest seen in this race.
    """
    lines = lines_of(race, axes, lambda trace: trace.values)
    if not axes.log:
        return Plot.of(lines, "loss", axes, width_of(lines, race, axes))
    seen = [line.y[: line.counted] for line in lines]
    base, label = _zero(race.document.landscape, seen, "loss")
    with np.errstate(invalid="ignore"):  # infinite values have no height above each other
        raised = tuple(replace(line, y=line.y - base) for line in lines)
    return Plot.of(raised, label, axes, width_of(lines, race, axes))


def distance(race: Race, axes: Axes, minima: tuple[Point, ...]) -> Plot:
    """Return how far each path is from the minimum nearest to it at that moment."""
    places = np.array(minima, dtype=np.float64).reshape(-1, race.document.landscape.dim)

    def measure(trace: Trace) -> Array:
        nearest = np.full(len(trace.points), np.inf)
        for place in places:
            np.minimum(nearest, np.linalg.norm(trace.points - place, axis=1), out=nearest)
        return nearest

    lines = lines_of(race, axes, measure) if len(places) else ()
    return Plot.of(lines, "distance", axes, width_of(lines, race, axes))


def step_length(race: Race, axes: Axes) -> Plot:
    """Return how far each path moves at each step, the first step first."""

    def measure(trace: Trace) -> Array:
        moved = np.linalg.norm(np.diff(trace.points, axis=0), axis=1)
        # A logarithmic line would fall to the floor wherever a method stands still.
        return np.where(moved > 0, moved, np.nan) if axes.log else moved

    lines = lines_of(race, axes, measure, first=1)
    return Plot.of(lines, "step size", axes, width_of(lines, race, axes))


def lines_of(
    race: Race,
    axes: Axes,
    measure: Callable[[Trace], Array],
    first: int = 0,
    dash: tuple[float, ...] | None = None,
) -> tuple[Line, ...]:
    """Return a line for every trace there is; row i of a measure belongs to step `first` + i."""
    landscape = race.document.landscape
    lines = []
    for key, trace in _traces(race):
        if len(trace.points) <= first:
            continue
        across = _across(trace, axes)[first:]
        with np.errstate(over="ignore", invalid="ignore"):
            height = measure(trace)
        counted = max(1, _inside(landscape, trace) - first)
        entrant = race.document.entrants[key[1]]
        name = entrant.optimizer.name
        lines.append(Line(key, entrant.colour, name, across, height, counted, first, dash))
    return tuple(lines)


def _traces(race: Race) -> Iterator[tuple[Key, Trace]]:
    for start, row in enumerate(race.traces):
        for entrant, trace in enumerate(row):
            if trace is not None:
                yield (start, entrant), trace


def _across(trace: Trace, axes: Axes) -> Array:
    if axes.across == "steps":
        return np.arange(len(trace.points), dtype=np.float64)
    spent: Array = trace.costs.sum(axis=1).astype(np.float64)
    return spent


def width_of(lines: tuple[Line, ...], race: Race, axes: Axes) -> float:
    """Return the last step of a race, or the last evaluation of its lines."""
    if axes.across == "steps":
        return float(race.length)
    return max((float(line.x[-1]) for line in lines), default=1.0)


def _inside(landscape: Objective, trace: Trace) -> int:
    """Count the leading points in the box, or all where the path did not run away."""
    if trace.verdict.kind not in ("diverged", "left-box"):
        return len(trace.points)
    low, high = np.array(landscape.box).T
    outside = ~((trace.points >= low) & (trace.points <= high)).all(axis=1)
    return int(np.argmax(outside)) if outside.any() else len(trace.points)


def _zero(landscape: Objective, heights: Sequence[Array], what: str) -> tuple[float, str]:
    """Return what to take off values before their logarithm, and what that leaves, in words."""
    seen = min((float(np.nanmin(y)) for y in heights if np.isfinite(y).any()), default=0.0)
    if landscape.knows_its_minima and landscape.lowest is not None:
        base = landscape.lowest
        if seen >= base - 1e-9 * max(1.0, abs(base)):
            return base, what if base == 0 else f"{what} above the lowest known"
    elif seen > 0:
        return 0.0, what
    return seen, f"{what} above the lowest seen"


def _logarithmic(line: Line) -> Line:
    with np.errstate(divide="ignore", invalid="ignore"):
        height = np.log10(np.maximum(line.y, 0.0))
    return replace(line, y=height)


def best_so_far(document: Document, results: Sequence[Restarts | None]) -> Plot:
    """Return the best value found in random restarts against the evaluations spent.

    In powers of ten across: a slow method spends a hundred times what a quick one does.
    """
    axes = Axes(log=True, across="evaluations")
    heights = [r.best_so_far[:, 1] for r in results if r is not None and len(r.best_so_far)]
    base, label = _zero(document.landscape, heights, "best so far")
    lines = []
    for k, (entrant, found) in enumerate(zip(document.entrants, results, strict=True)):
        if found is None or not len(found.best_so_far):
            continue
        spent, best = found.best_so_far.T
        # A staircase: the best holds until a better one is found.
        x, y = np.log10(np.repeat(np.maximum(spent, 1.0), 2)[1:]), np.repeat(best, 2)[:-1]
        name = entrant.optimizer.name
        lines.append(Line((0, k), entrant.colour, name, x, y - base, len(x)))
    width = max((float(line.x[-1]) for line in lines), default=1.0)
    return replace(Plot.of(tuple(lines), label, axes, width), log_across=True)

"""What the charts draw of heights and places: loss, gap to the lowest, distance to a minimum."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.bare_walk import work
from explorer.core.known import lowest_known
from explorer.core.landscape import Landscape
from explorer.core.objective import Objective
from explorer.core.restarts import Restarts
from explorer.core.run import Trace
from explorer.session.document import Document
from explorer.session.naming import entrant_names
from explorer.session.race import Race
from explorer.session.timing import Paces
from explorer.views.bands import Clouds, banded, middles
from explorer.views.plot import Axes, Band, Key, Line, Plot

__all__ = ["best_so_far", "distance", "gap", "lines_of", "loss", "width_of"]

LARGE = 2_000_000  # numbers that are compared at a time


def loss(race: Race, axes: Axes, clouds: Clouds = ()) -> Plot:
    """Return the loss of every path, or of clouds of many as bands.

    A logarithmic height needs numbers above zero. Where the lowest value of the landscape is
    known, the loss above it is drawn; else the loss itself while it stays above zero, else the
    loss above the lowest seen in this race.
    """
    lines, bands = _heights(race, axes, clouds)
    base, label = 0.0, "loss"
    if axes.log:
        base, label = _zero(race.document.landscape, _seen(lines, bands), "loss")
    return _plot(race, axes, clouds, _raised(lines, base), _lifted(bands, base), label)


def gap(race: Race, axes: Axes, clouds: Clouds = ()) -> Plot:
    """Return how far the value of every path is above the lowest known, or the lowest seen.

    Known is what is listed with the landscape or was found in its box; a path that is lower than
    that, or on a landscape where nothing is known, shows that lower places are.
    """
    lines, bands = _heights(race, axes, clouds)
    landscape, seen = race.document.landscape, _lowest(_seen(lines, bands))
    known = lowest_known(landscape) if isinstance(landscape, Landscape) else None
    if known is None or seen < known - 1e-9 * max(1.0, abs(known)):
        base, label = seen, "above the lowest seen in this race"
    elif landscape.knows_its_minima:
        base, label = known, "above the lowest known"
    else:
        base, label = known, "above the lowest found"
    return _plot(race, axes, clouds, _raised(lines, base), _lifted(bands, base), label)


def distance(race: Race, axes: Axes, minima: tuple[Point, ...], clouds: Clouds = ()) -> Plot:
    """Return how far each path is from the minimum nearest to it at that moment."""
    places = np.array(minima, dtype=np.float64).reshape(-1, race.document.landscape.dim)

    def measure(points: Array) -> Array:
        return _to_nearest(points.reshape(-1, points.shape[-1]), places).reshape(points.shape[:-1])

    bands: tuple[Band, ...] = ()
    lines = lines_of(race, axes, lambda trace: measure(trace.points)) if len(places) else ()
    if clouds and len(places):
        middle, bands = banded(race, clouds, minima, lambda cloud: measure(cloud.points))
        lines = (*middle, *_without(clouds, lines))
    return _plot(race, axes, clouds, lines, bands, "distance")


def lines_of(
    race: Race,
    axes: Axes,
    measure: Callable[[Trace], Array],
    first: int = 0,
    dash: tuple[float, ...] | None = None,
) -> tuple[Line, ...]:
    """Return a line for every trace there is; row i of a measure belongs to step `first` + i.

    Against milliseconds those are left out whose optimizer has not been timed.
    """
    landscape = race.document.landscape
    has_several, names = len(race.traces) > 1, entrant_names(race.document)
    lines = []
    for key, trace in _traces(race):
        across = _across(race, key, trace, axes)
        if len(trace.points) <= first or across is None:
            continue
        with np.errstate(over="ignore", invalid="ignore"):
            height = measure(trace)
        counted = max(1, _inside(landscape, trace) - first)
        entrant = race.document.entrants[key[1]]
        name = names[key[1]].whole
        name = f"{name}, start {key[0] + 1}" if has_several else name
        lines.append(Line(key, entrant.colour, name, across[first:], height, counted, first, dash))
    return tuple(lines)


def width_of(lines: tuple[Line, ...], race: Race, axes: Axes) -> float:
    """Return the last step of a race, or the last evaluation or millisecond of its lines."""
    if axes.across == "steps":
        return float(race.length)
    return max((float(line.x[-1]) for line in lines), default=1.0)


def _heights(race: Race, axes: Axes, clouds: Clouds) -> tuple[tuple[Line, ...], tuple[Band, ...]]:
    lines = lines_of(race, axes, lambda trace: trace.values)
    if not clouds:
        return lines, ()
    middle, bands = banded(race, clouds, "values", lambda cloud: cloud.values)
    return (*middle, *_without(clouds, lines)), bands


def _without(clouds: Clouds, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines of optimizers that have no cloud: of forks, or while it is computed."""
    yield from (line for line in lines if clouds[line.key[1]] is None)


def _plot(
    race: Race,
    axes: Axes,
    clouds: Clouds,
    lines: tuple[Line, ...],
    bands: tuple[Band, ...],
    label: str,
) -> Plot:
    width = width_of(lines, race, axes)
    if clouds:
        width = max((float(line.x[-1]) for line in lines), default=width)
        label = f"{label} · {middles(clouds)}"
    return Plot.of(lines, label, axes, width, bands)


def _traces(race: Race) -> Iterator[tuple[Key, Trace]]:
    for start, row in enumerate(race.traces):
        for entrant, trace in enumerate(row):
            if trace is not None:
                yield (start, entrant), trace


def _across(race: Race, key: Key, trace: Trace, axes: Axes) -> Array | None:
    if axes.across == "steps":
        return np.arange(len(trace.points), dtype=np.float64)
    if axes.across == "milliseconds":
        return None if axes.paces is None else _clock(race, key, trace, axes.paces)
    spent: Array = trace.costs.sum(axis=1).astype(np.float64)
    return spent


def _clock(race: Race, key: Key, trace: Trace, paces: Paces) -> Array | None:
    """Return the milliseconds since the start; each stretch of a forked run at its own pace."""
    entrant = race.document.entrants[key[1]]
    each = np.diff(work(trace.costs), prepend=0.0)
    begin = 1
    for optimizer, end in (
        *((stretch.optimizer, stretch.until) for stretch in entrant.past),
        (entrant.optimizer, len(each)),
    ):
        pace = paces.of(optimizer)
        if pace is None:
            return None
        each[begin : end + 1] *= pace
        begin = max(begin, end + 1)
    spent: Array = np.cumsum(each)
    return spent


def _inside(landscape: Objective, trace: Trace) -> int:
    """Count the leading points in the box, or all where the path did not run away."""
    if trace.verdict.kind not in ("diverged", "left-box"):
        return len(trace.points)
    low, high = np.array(landscape.box).T
    outside = ~((trace.points >= low) & (trace.points <= high)).all(axis=1)
    return int(np.argmax(outside)) if outside.any() else len(trace.points)


def _to_nearest(points: Array, places: Array) -> Array:
    """Return the distances of points (n, dim) to the nearest of places (m, dim), as (n,)."""
    nearest = np.empty(len(points))
    size = max(1, LARGE // places.size)
    with np.errstate(over="ignore", invalid="ignore"):
        for begin in range(0, len(points), size):
            apart = points[begin : begin + size, None] - places
            nearest[begin : begin + size] = np.sqrt(np.einsum("nmd,nmd->nm", apart, apart).min(1))
    return nearest


def _seen(lines: Sequence[Line], bands: Sequence[Band]) -> list[Array]:
    return [line.y[: line.counted] for line in lines] + [band.low for band in bands]


def _lowest(heights: Sequence[Array]) -> float:
    return min((float(y[np.isfinite(y)].min()) for y in heights if np.isfinite(y).any()), default=0)


def _zero(landscape: Objective, heights: Sequence[Array], what: str) -> tuple[float, str]:
    """Return what to take off values before their logarithm, and what that leaves, in words."""
    seen = _lowest(heights)
    if landscape.knows_its_minima and landscape.lowest is not None:
        base = landscape.lowest
        if seen >= base - 1e-9 * max(1.0, abs(base)):
            return base, what if base == 0 else f"{what} above the lowest known"
    elif seen > 0:
        return 0.0, what
    return seen, f"{what} above the lowest seen"


def _raised(lines: Sequence[Line], base: float) -> tuple[Line, ...]:
    with np.errstate(invalid="ignore", over="ignore"):  # infinite values, none above another
        return tuple(replace(line, y=line.y - base) for line in lines)


def _lifted(bands: Sequence[Band], base: float) -> tuple[Band, ...]:
    with np.errstate(invalid="ignore", over="ignore"):
        return tuple(replace(b, low=b.low - base, high=b.high - base) for b in bands)


def best_so_far(document: Document, results: Sequence[Restarts | None]) -> Plot:
    """Return the best value found in random restarts against the evaluations spent.

    In powers of ten across: a slow method spends a hundred times what a quick one does.
    """
    axes = Axes(log=True, across="evaluations", log_across=True)
    heights = [r.best_so_far[:, 1] for r in results if r is not None and len(r.best_so_far)]
    base, label = _zero(document.landscape, heights, "best so far")
    lines = []
    for k, (entrant, found) in enumerate(zip(document.entrants, results, strict=True)):
        if found is None or not len(found.best_so_far):
            continue
        spent, best = found.best_so_far.T
        # A staircase: the best holds until a better one is found.
        x, y = np.repeat(np.maximum(spent, 1.0), 2)[1:], np.repeat(best, 2)[:-1]
        name = entrant_names(document)[k].whole
        lines.append(Line((0, k), entrant.colour, name, x, y - base, len(x)))
    width = max((float(line.x[-1]) for line in lines), default=1.0)
    return Plot.of(tuple(lines), label, axes, width)

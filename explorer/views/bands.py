"""Bands: where most of many paths are at each step, and the one in the middle."""

from collections.abc import Callable, Hashable, Sequence
from weakref import WeakKeyDictionary

import numpy as np

from explorer.core.array import Array
from explorer.core.many_starts import Cloud
from explorer.core.run import Trace
from explorer.session.race import Race
from explorer.views.plot import Band, Line

__all__ = ["FEWEST", "Clouds", "banded", "clouds_of", "is_known", "middles", "quantiles"]

Clouds = Sequence[Cloud | None]  # one an entrant

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9  # shares of the paths that are below
FEWEST = 3  # ordinary starts that can be drawn as a band
Three = tuple[Array, Array, Array]

_known: WeakKeyDictionary[Cloud, dict[Hashable, Three]] = WeakKeyDictionary()


def banded(
    race: Race, clouds: Clouds, what: Hashable, measure: Callable[[Cloud], Array]
) -> tuple[tuple[Line, ...], tuple[Band, ...]]:
    """Return the middle line and the band of each cloud, in plain units.

    `measure` returns (rows, n) numbers of a cloud, and `what` says which: what was found of a
    cloud is kept as long as the cloud.
    """
    lines, bands = [], []
    for k, (entrant, cloud) in enumerate(zip(race.document.entrants, clouds, strict=False)):
        if cloud is None or not entrant.visible:
            continue
        kept = _known.setdefault(cloud, {})
        if what not in kept:
            kept[what] = quantiles(measure(cloud))
        low, middle, high = kept[what]
        rows = min(-(-cloud.length // cloud.stride), len(cloud.points) - 1) + 1  # then all rest
        x = np.minimum(np.arange(rows, dtype=np.float64) * cloud.stride, cloud.steps)
        name, slot = entrant.optimizer.name, entrant.colour
        middle, last = middle[:rows], int(x[-1])
        lines.append(Line((0, k), slot, name, x, middle, rows, stride=cloud.stride, last=last))
        bands.append(Band(slot, x, low[:rows], high[:rows]))
    return tuple(lines), tuple(bands)


def is_known(cloud: Cloud, what: Hashable) -> bool:
    """Tell whether the band of a cloud was found before."""
    return what in _known.get(cloud, ())


def quantiles(numbers: Array) -> Three:
    """Return the lowest tenth, the middle and the highest tenth of each row of (rows, n).

    They are numbers of the row, the first that so many do not exceed: between a path that flew
    away and one that did not lies nothing. What is not a number counts as higher than all.
    """
    count = numbers.shape[1]
    places = [max(0, int(np.ceil(share * count - 1e-9)) - 1) for share in (LOW, MIDDLE, HIGH)]
    ranked = np.partition(np.where(np.isnan(numbers), np.inf, numbers), places, axis=1)
    low, middle, high = (np.ascontiguousarray(ranked[:, place]) for place in places)
    return low, middle, high


def middles(clouds: Clouds) -> str:
    """Say what line and band are."""
    count = max((len(cloud.stops) for cloud in clouds if cloud is not None), default=0)
    return f"middle of {count:,} starts, 8 in 10 around it"


def clouds_of(race: Race) -> Clouds:
    """Return the ordinary starts of a race as clouds; none where they are too few."""
    if len(race.traces) < FEWEST:
        return ()
    columns = zip(*race.traces, strict=True)
    return [_cloud([trace for trace in column if trace is not None]) for column in columns]


def _cloud(traces: Sequence[Trace]) -> Cloud | None:
    if len(traces) < FEWEST:
        return None
    steps = max(trace.steps for trace in traces)
    rows = [np.minimum(np.arange(steps + 1), trace.steps) for trace in traces]
    return Cloud(
        np.stack([trace.points[row] for trace, row in zip(traces, rows, strict=True)], axis=1),
        np.stack([trace.values[row] for trace, row in zip(traces, rows, strict=True)], axis=1),
        np.array([trace.steps for trace in traces]),
        np.zeros(len(traces), np.int64),  # how they ended is not asked here
        steps=steps,
    )

"""Landscapes: how often the lowest place is found, and what another landscape says of a point."""

from dataclasses import dataclass
from functools import lru_cache
from math import comb
from typing import NamedTuple

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.formula import FormulaError
from explorer.core.landscape import Landscape
from explorer.core.landscapes import landscape as resolved
from explorer.core.measures.subjects import OfLandscape
from explorer.core.param import SettingError, param
from explorer.core.restarts import MOST_RESTARTS, restart
from explorer.core.run import Run, Trace

__all__ = ["ON_LANDSCAPES"]


@dataclass(frozen=True)
class Success(OfLandscape):
    """The share of random starts whose run ends in the lowest minimum of the box.

    With `attempts` above 1, the share of all sets of so many among these starts that hold at
    least one such run: how likely the best of so many random restarts is the lowest. The runs have
    the optimizer, the steps and the boundary of the run in question, and take them all: `step`
    does not matter.
    """

    key = "success"
    name = "share of starts that succeed"
    line = "How many of many random starts end in the lowest minimum."
    unit = "share"

    starts: int = param(1000, 1, MOST_RESTARTS, "How many random starts", whole=True, log=True)
    attempts: int = param(1, 1, 1000, "How many of them one may try, to keep the best", whole=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.attempts > self.starts:
            raise SettingError(
                f"Of {self.starts:,} starts, no more than {self.starts:,} can be tried together."
            )

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        failures = self.starts - _restarted(run, self.starts).successes
        every = comb(self.starts, self.attempts)
        return (every - comb(failures, self.attempts)) / every


class _Restarted(NamedTuple):
    """What is kept of many restarts: how many succeeded, and where the lowest ended."""

    successes: int
    best: Point
    lowest: float


@lru_cache(maxsize=64)
def _restarted(run: Run, starts: int) -> _Restarted:
    assert isinstance(run.landscape, Landscape)
    found = restart(
        *(run.landscape, run.optimizer, starts, 0),
        *(run.seed, run.steps, run.tolerance, run.boundary),
    )
    best = tuple(found.best.points[-1].tolist())
    return _Restarted(round(found.success * starts), best, float(found.best.values[-1]))


@dataclass(frozen=True)
class RestartsLowest(OfLandscape):
    """The lowest value at which one of many random restarts ends.

    The runs are as those of `success`.
    """

    key = "restarts-lowest"
    name = "best of many restarts"
    line = "The lowest end of runs from many random starts: the one that would be kept."
    unit = "loss"

    starts: int = param(10, 1, MOST_RESTARTS, "How many random starts", whole=True, log=True)

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        return _restarted(run, self.starts).lowest


@dataclass(frozen=True)
class OfOtherLandscape(OfLandscape):
    """A measure that asks another landscape of the catalogue, or a formula, about the same point.

    Both have as many variables.
    """

    landscape: str = ""

    def other(self, ground: Landscape) -> Landscape:
        """Return the other landscape. Raises SettingError where it does not fit."""
        if not self.landscape:
            raise SettingError(f"Say which other landscape “{self.name}” is about.")
        try:
            other = resolved(self.landscape)
        except FormulaError as problem:
            raise SettingError(f"There is no landscape {self.landscape!r}: {problem}") from None
        if other.dim != ground.dim:
            raise SettingError(
                f"{other.name} has {_variables(other.dim)} and {ground.name} {ground.dim}."
            )
        return other


@dataclass(frozen=True)
class HeightElsewhere(OfOtherLandscape):
    """The value of another landscape at the point where the run stands."""

    key = "height-elsewhere"
    name = "height on another landscape"
    line = "How high the same point lies on another landscape."
    unit = "loss"

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        return float(self.other(ground).value(trace.points[step : step + 1])[0])


@dataclass(frozen=True)
class BestElsewhere(OfOtherLandscape):
    """The lowest value of another landscape along the path."""

    key = "best-elsewhere"
    name = "lowest on another landscape"
    line = "The lowest place of another landscape that the path comes by."
    unit = "loss"

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        return float(_lowest(self.other(ground).value(trace.points[: step + 1])))


@dataclass(frozen=True)
class BestElsewhereStep(OfOtherLandscape):
    """The step at which the path comes lowest on another landscape; the first where several do."""

    key = "best-elsewhere-step"
    name = "step of the lowest on another landscape"
    line = "When the path comes by the lowest place of another landscape."
    unit = "count"

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        values = self.other(ground).value(trace.points[: step + 1])
        lowest = _lowest(values)
        return float(np.argmax(values == lowest)) if lowest == lowest else lowest


@dataclass(frozen=True)
class RestartsLowestElsewhere(OfOtherLandscape):
    """The value of another landscape where the lowest of many random restarts ends."""

    key = "restarts-lowest-elsewhere"
    name = "height elsewhere of the best restart"
    line = "How high the end of the best of many restarts lies on another landscape."
    unit = "loss"

    starts: int = param(10, 1, MOST_RESTARTS, "How many random starts", whole=True, log=True)

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        best = np.array([_restarted(run, self.starts).best])
        return float(self.other(ground).value(best)[0])


@dataclass(frozen=True)
class MapLowest(OfLandscape):
    """The lowest value on a grid of points over the whole box, its edges among them."""

    key = "map-lowest"
    name = "lowest on the map"
    line = "The lowest place of the whole map, whoever finds it."
    unit = "loss"

    across: int = param(101, 2, 1001, "Points of the map along each side", whole=True, log=True)

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        return float(_lowest(ground.value(_grid(ground, self.across))))


@dataclass(frozen=True)
class MapLowestElsewhere(OfOtherLandscape):
    """The value of another landscape where the map is lowest."""

    key = "map-lowest-elsewhere"
    name = "height elsewhere of the map's lowest point"
    line = "How high the lowest place of the map lies on another landscape."
    unit = "loss"

    across: int = param(101, 2, 1001, "Points of the map along each side", whole=True, log=True)

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        grid = _grid(ground, self.across)
        values = ground.value(grid)
        there = grid[values == _lowest(values)][:1]
        return float(self.other(ground).value(there)[0]) if len(there) else float("nan")


@dataclass(frozen=True)
class MapShareBelow(OfLandscape):
    """The share of a grid of points over the box whose value is below `value`."""

    key = "map-share-below"
    name = "share of the map below a height"
    line = "How much of the map lies lower than a height."
    unit = "share"

    value: float = param(0.0, -1e12, 1e12, "The height that is not reached", label="height")
    across: int = param(101, 2, 1001, "Points of the map along each side", whole=True, log=True)

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        return float((ground.value(_grid(ground, self.across)) < self.value).mean())


@dataclass(frozen=True)
class Goal1(OfLandscape):
    """The first goal of a landscape that scores two, at the point where the run stands."""

    key = "goal-1"
    name = "first goal"
    line = "What the first of the two goals of this landscape comes to; lower is better."
    unit = "loss"

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        return float(ground.goal_values(trace.points[step : step + 1])[0, 0])


@dataclass(frozen=True)
class Goal2(OfLandscape):
    """The second goal of a landscape that scores two, at the point where the run stands."""

    key = "goal-2"
    name = "second goal"
    line = "What the second of the two goals of this landscape comes to; lower is better."
    unit = "loss"

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        return float(ground.goal_values(trace.points[step : step + 1])[1, 0])


def _grid(ground: Landscape, across: int) -> Array:
    """Return the points (n, dim) of a grid over the box, edges included."""
    axes = [np.linspace(low, high, across) for low, high in ground.box]
    return np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)


def _lowest(values: Array) -> float:
    """Return the lowest of values (n,) that are defined; NaN where none is."""
    defined = values[~np.isnan(values)]
    return float(defined.min()) if len(defined) else float("nan")


def _variables(count: int) -> str:
    return "1 variable" if count == 1 else f"{count} variables"


ON_LANDSCAPES = (
    *(Success, RestartsLowest, RestartsLowestElsewhere),
    *(HeightElsewhere, BestElsewhere, BestElsewhereStep),
    *(MapLowest, MapLowestElsewhere, MapShareBelow),
    *(Goal1, Goal2),
)

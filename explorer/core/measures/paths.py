"""Paths: how high, how far and how straight any run went, on a landscape or in a net."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.ground import typical_range
from explorer.core.landscape import Landscape
from explorer.core.measures.subjects import OfLandscape, OfRun
from explorer.core.minima import critical_points
from explorer.core.nets.spectrum import MOST_WEIGHTS
from explorer.core.param import SettingError, param
from explorer.core.run import Run, Trace

__all__ = ["PATHS"]

ROUNDING = 1e-12  # of the objective: a smaller rise is none


@dataclass(frozen=True)
class Height(OfRun):
    """The objective; for a net with its penalties, on all training examples."""

    key = "height"
    name = "height"
    line = "How high the run stands: the number that it tries to make small."
    unit = "loss"

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        return float(trace.values[step])


@dataclass(frozen=True)
class Coordinate(OfRun):
    """One coordinate of the point, or one weight of a net."""

    key = "coordinate"
    name = "coordinate"
    line = "Where the run stands, along one of its variables."

    index: int = param(0, 0, 5000, "Which variable, counted from 0", whole=True)

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        dim = trace.points.shape[1]
        if self.index >= dim:
            there = "variable 0 alone" if dim == 1 else f"variables 0 to {dim - 1}"
            raise SettingError(f"This run has {there}; there is no variable {self.index}.")
        return float(trace.points[step, self.index])


@dataclass(frozen=True)
class Steps(OfRun):
    """Steps taken."""

    key = "steps"
    name = "number of steps"
    line = "How many steps were taken before the run ended by itself, or had no more."
    unit = "count"

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        return step


@dataclass(frozen=True)
class Evaluations(OfRun):
    """Values, gradients and Hessians asked for."""

    key = "evaluations"
    name = "number of evaluations"
    line = "How often a value, a slope or a table of curvatures was asked for, all together."
    unit = "count"

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        return int(trace.costs[step].sum())


@dataclass(frozen=True)
class GradientNorm(OfRun):
    """The length of the gradient of the whole objective, not of one batch."""

    key = "gradient-norm"
    name = "gradient norm"
    line = "How steep it is where the run stands; 0 on level ground."

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        return float(np.linalg.norm(run.landscape.gradient(trace.points[step : step + 1])[0]))


@dataclass(frozen=True)
class ConditionNumber(OfRun):
    """The largest curvature over the smallest, signs left out; infinite where one vanishes.

    Of the whole objective, from its exact Hessian. Raises SettingError for nets of more than 700
    weights, whose curvatures are too many to find them all.
    """

    key = "condition-number"
    name = "condition number"
    line = "How many times more the land curves one way than another; a round bowl has 1."

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        if trace.points.shape[1] > MOST_WEIGHTS:
            raise SettingError(f"All curvatures are found of up to {MOST_WEIGHTS} weights.")
        hessian = run.landscape.hessian(trace.points[step : step + 1])[0]
        if not np.isfinite(hessian).all():
            return float("nan")
        sizes = np.abs(np.linalg.eigvalsh(hessian))
        least = float(sizes.min())
        if least <= np.finfo(float).eps * float(sizes.max()):
            return float("inf")
        return float(sizes.max()) / least


@dataclass(frozen=True)
class Travelled(OfRun):
    """The sum of the lengths of all steps."""

    key = "travelled"
    name = "distance travelled"
    line = "How long the path is, step by step."
    unit = "length"

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        return float(_lengths(np.diff(trace.points[: step + 1], axis=0)).sum())


@dataclass(frozen=True)
class DistanceToBest(OfLandscape):
    """The straight distance to the nearest of the deepest known minima."""

    key = "distance-to-best"
    name = "distance to the best"
    line = "How far the run is from the lowest place that is known in the box."
    unit = "length"

    def _read(self, ground: Landscape, run: Run, trace: Trace, step: int) -> float:
        best = _deepest(ground)
        if not len(best):
            raise SettingError("No minimum is known in this box, so there is no distance to it.")
        return float(_lengths(best - trace.points[step]).min())


@dataclass(frozen=True)
class DistanceFromStart(OfRun):
    """The straight distance from the start."""

    key = "distance-from-start"
    name = "distance from the start"
    line = "How far the run is from where it began, as the crow flies."
    unit = "length"

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        return float(_lengths(trace.points[step : step + 1] - trace.points[0])[0])


@dataclass(frozen=True)
class UphillShare(OfRun):
    """The share of the steps after `after` that made the objective larger; NaN of no steps.

    For a net it is the objective on all training examples, whatever the batch.
    """

    key = "uphill-share"
    name = "share of steps uphill"
    line = "How many of the steps led up instead of down."
    unit = "share"

    after: int = param(0, 0, 1_000_000, "Steps up to this one are left out", whole=True)

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        values = trace.values[self.after : step + 1]
        if len(values) < 2:
            return float("nan")
        # On level ground values differ by rounding: that is no way up.
        return float((np.diff(values) > ROUNDING * np.abs(values[1:])).mean())


@dataclass(frozen=True)
class Jitter(OfRun):
    """The standard deviation of the objective from step `after` on."""

    key = "jitter"
    name = "jitter"
    line = "How much the height goes up and down from step to step: its standard deviation."
    unit = "loss"

    after: int = param(0, 0, 1_000_000, "Steps before this one are left out", whole=True)

    def _read(self, run: Run, trace: Trace, step: int) -> float:
        values = trace.values[self.after : step + 1]
        return float(values.std()) if len(values) else float("nan")


def _lengths(rows: Array) -> Array:
    """Return the lengths of rows (n, dim); those beyond all numbers are infinite."""
    return np.asarray(np.linalg.norm(rows, axis=1))


def _deepest(ground: Landscape) -> Array:
    """Return the minima (n, dim) that no other known one is deeper than."""
    if ground.knows_its_minima and ground.minima:
        points = np.array(ground.minima)
    else:
        found = [c.point for c in critical_points(ground) if c.kind == "minimum"]
        points = np.array(found, np.float64).reshape(-1, ground.dim)
    values = ground.value(points)
    lowest = values.min(initial=np.inf)
    slack = 1e-9 * typical_range(ground) + 1e-12 * abs(lowest)
    return np.asarray(points[values <= lowest + slack])


PATHS = (
    *(Height, Coordinate, Steps, Evaluations, GradientNorm, ConditionNumber),
    *(Travelled, DistanceToBest, DistanceFromStart, UphillShare, Jitter),
)

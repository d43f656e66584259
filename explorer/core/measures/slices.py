"""Slices: what a map of two directions shows of a net, and how far that is from the truth."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.measure import Ended, Measure
from explorer.core.measures.subjects import OfNet, net_of
from explorer.core.nets.honesty import Honesty, honesty
from explorer.core.nets.planes import plane
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.surface import layer_values
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError, param

__all__ = ["OF_SLICES"]

ACROSS = 41  # points along each side, at each of the looks
LOOKS = 8  # the first over everything, each of the others around the best of the one before


def _weight(index: int, words: str) -> Any:
    return param(index, 0, 5000, words, whole=True)


@dataclass(frozen=True)
class OfSlice(Measure):
    """A measure of a slice through the weights, laid as the window lays it.

    `kind` is one of the slices in explorer.core.nets.slice_plan; `first` and `second` choose two
    weights, `seed` random directions. The plane is laid through the whole path of the first run,
    whatever the step; more runs of the same net may follow, for the slice through three ends.
    """

    kind: str = "anchored"
    first: int = _weight(0, "Of a slice of two weights: the one along the map, counted from 0")
    second: int = _weight(1, "Of a slice of two weights: the one up the map")
    seed: int = param(0, 0, 2**31 - 1, "Which random directions", whole=True, main=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        assert self.plan  # raises where there is no such slice

    @property
    def plan(self) -> SlicePlan:
        """The slice as the window has it."""
        kind: Any = self.kind
        return SlicePlan(kind, "train", self.first, self.second, self.seed)

    def of(self, ended: Sequence[Ended]) -> float:
        """Return the number; NaN or infinity where the run flew away. Raises SettingError."""
        one = self.only(ended[:1])
        net, step = net_of(self, one), self.at(one)
        if any(other.run.landscape != net for other in ended):
            raise SettingError("A slice goes through paths of one and the same net.")
        paths = [each.trace.points for each in ended]
        with np.errstate(all="ignore"):
            laid = plane(net, self.plan, paths, 0, step)
            return float(self._read(honesty(net, laid, "train", paths[0], step)))

    def _read(self, meter: Honesty) -> float:
        raise NotImplementedError


@dataclass(frozen=True)
class SliceHeight(OfSlice):
    """The height of the slice where the weights are projected to, at a step."""

    key = "slice-height"
    name = "height of the slice"
    line = "What the map shows under the dot that stands for the net."
    unit = "loss"

    def _read(self, meter: Honesty) -> float:
        return meter.surface


@dataclass(frozen=True)
class SliceGap(OfSlice):
    """The difference, without its sign, between the height of the slice and the true height."""

    key = "slice-gap"
    name = "gap between slice and truth"
    line = "How far what the map shows under the dot is from the true height of the net."
    unit = "loss"

    def _read(self, meter: Honesty) -> float:
        return abs(meter.surface - meter.true)


@dataclass(frozen=True)
class PathInPlane(OfSlice):
    """The share of the variance of the whole path that lies in the plane of the slice."""

    key = "path-in-plane"
    name = "share of the path in the plane"
    line = "How much of the path the map can show at all."
    unit = "share"

    def _read(self, meter: Honesty) -> float:
        return meter.share


@dataclass(frozen=True)
class OfLowest(OfNet):
    """A measure of the lowest point that is found by moving two weights and no other.

    They move by up to `reach` either way from where they are at the step.
    """

    first: int = _weight(0, "The first of the two weights, counted from 0")
    second: int = _weight(1, "The second of the two weights")
    reach: float = param(3.0, 1e-3, 1e3, "How far the weights may move either way", log=True)

    def _read(self, net: TinyNet, weights: Array) -> float:
        two = self.first, self.second
        if max(two) >= net.dim or self.first == self.second:
            raise SettingError(f"Choose two different weights of 0 to {net.dim - 1}.")
        return self._of(_lowest(net, tuple(weights.tolist()), two, self.reach))

    def _of(self, lowest: "_Lowest") -> float:
        raise NotImplementedError


class _Lowest(NamedTuple):
    """The lowest point of a slice: its height, and the slope along the two weights and across."""

    height: float
    inside: float
    outside: float


@lru_cache(maxsize=16)
def _lowest(net: TinyNet, weights: Point, two: tuple[int, int], reach: float) -> _Lowest:
    """Look at a grid of places, then closer and closer around the best, never beyond the reach."""
    begun, moving = np.array(weights), list(two)
    middle, half = begun[moving], reach
    low, high = middle - reach, middle + reach
    for _ in range(LOOKS):
        axes = [
            np.clip(np.linspace(m - half, m + half, ACROSS), a, b)
            for m, a, b in zip(middle, low, high, strict=True)
        ]
        places = np.stack([axis.ravel() for axis in np.meshgrid(*axes)], axis=1)
        points = np.repeat(begun[None], len(places), axis=0)
        points[:, moving] = places
        heights = layer_values(net, "train", points)
        middle = places[int(np.argmin(np.where(np.isnan(heights), np.inf, heights)))]
        half *= 4.0 / (ACROSS - 1)  # two places of the grid either way
    begun[moving] = middle
    slope = net.gradient(begun[None])[0]
    inside = np.linalg.norm(slope[moving])
    slope[moving] = 0.0
    height = float(layer_values(net, "train", begun[None])[0])
    return _Lowest(height, float(inside), float(np.linalg.norm(slope)))


@dataclass(frozen=True)
class SliceLowest(OfLowest):
    """The height of that point."""

    key = "slice-lowest"
    name = "lowest point of a slice"
    line = "The lowest that two weights alone can bring the objective to."
    unit = "loss"

    def _of(self, lowest: _Lowest) -> float:
        return lowest.height


@dataclass(frozen=True)
class SliceLowestSlopeInside(OfLowest):
    """The length of the slope along the two weights, at that point."""

    key = "slice-lowest-slope-inside"
    name = "slope within the slice at its lowest point"
    line = "How steep it is on the map at its lowest point: hardly at all."

    def _of(self, lowest: _Lowest) -> float:
        return lowest.inside


@dataclass(frozen=True)
class SliceLowestSlopeOutside(OfLowest):
    """The length of the slope along all the other weights, at that point."""

    key = "slice-lowest-slope-outside"
    name = "slope across the slice at its lowest point"
    line = "How steep it is there in the directions the map does not show."

    def _of(self, lowest: _Lowest) -> float:
        return lowest.outside


OF_SLICES = (
    *(SliceHeight, SliceGap, PathInPlane),
    *(SliceLowest, SliceLowestSlopeInside, SliceLowestSlopeOutside),
)

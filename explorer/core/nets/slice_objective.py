"""A slice as an objective of one or two variables: for whoever draws objectives."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from explorer.core.array import Array, Box, Point
from explorer.core.nets.slice_plan import MapLayer
from explorer.core.nets.surface import layer_values
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane

__all__ = ["SliceObjective"]

STEP = 1e-5  # of the box, for differences


@dataclass(frozen=True, eq=False)
class SliceObjective:
    """The heights of a layer over a plane of weights; its minima are not those of the net."""

    net: TinyNet
    plane: WeightPlane
    layer: MapLayer
    box: Box

    key: ClassVar[str] = "slice"
    minima: ClassVar[tuple[Point, ...]] = ()
    lowest: ClassVar[float | None] = None
    knows_its_minima: ClassVar[bool] = False
    is_typed: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """The net and the plane."""
        return f"{self.net.name} · {self.plane.words}"

    @property
    def formula(self) -> str:
        """The layers of the net."""
        return self.net.formula

    @property
    def shown_formula(self) -> str:
        """The layers of the net."""
        return self.net.formula

    @property
    def dim(self) -> int:
        """How many directions: 1 or 2."""
        return len(self.plane.directions)

    @property
    def suggested_start(self) -> Point:
        """The middle of the plane."""
        return (0.0,) * self.dim

    def value(self, points: Array) -> Array:
        """Return the heights at coordinates (n, dim) as (n,)."""
        return layer_values(self.net, self.layer, self.plane.weights(points))

    def gradient(self, points: Array) -> Array:
        """Return the slopes at coordinates (n, dim), by central differences."""
        columns = []
        for d, (low, high) in enumerate(self.box):
            away = np.zeros(self.dim)
            away[d] = STEP * (high - low)
            columns.append((self.value(points + away) - self.value(points - away)) / 2 / away[d])
        return np.stack(columns, axis=1)

    def hessian(self, points: Array) -> Array:
        """Return the curvatures at coordinates (n, dim), by differences of slopes."""
        rows = []
        for d, (low, high) in enumerate(self.box):
            away = np.zeros(self.dim)
            away[d] = STEP * (high - low)
            slopes = self.gradient(points + away) - self.gradient(points - away)
            rows.append(slopes / 2 / away[d])
        return np.stack(rows, axis=1)

    def contains(self, point: Iterable[float]) -> bool:
        """Tell whether coordinates lie in the box."""
        return all(low <= c <= high for c, (low, high) in zip(point, self.box, strict=True))

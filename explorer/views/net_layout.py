"""Where the units of a net lie in a picture, and what is under a pixel."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, isqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from explorer.core.array import Array
from explorer.core.nets.network import Layer, chained

__all__ = ["LONGEST_COLUMN", "NetLayout", "Unit"]

LONGEST_COLUMN = 16  # more inputs than this are drawn as a grid, like the pixels they may be
SPREAD = 60.0  # pixels at most from one unit of a column to the next
RADII = 2.5, 11.0  # pixels
REACH = 5.0  # pixels beside a line or a unit that still belong to it
STRONGEST = 4  # weights of each unit that are drawn when the inputs are a grid

Unit = tuple[int, int]  # column, the inputs 0; place in it
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class NetLayout:
    """Columns of units in a rectangle; many inputs lie in a grid."""

    sizes: tuple[int, ...]
    rect: QRectF

    @property
    def has_grid(self) -> bool:
        """Whether the inputs are a grid."""
        return self.sizes[0] > LONGEST_COLUMN

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """Where each layer lies in the vector of weights."""
        return chained(self.sizes)

    @cached_property
    def radius(self) -> float:
        """The radius of every unit, in pixels; half a cell in a grid may be less."""
        longest = max(self.sizes[1:] if self.has_grid else self.sizes)
        return float(min(max(0.4 * self.rect.height() / longest, RADII[0]), RADII[1]))

    @cached_property
    def cell(self) -> float:
        """The side of a cell of the grid, in pixels."""
        rows = ceil(self.sizes[0] / self._across)
        room = min(0.36 * self.rect.width() / self._across, self.rect.height() / rows)
        return float(max(2.0, min(room, 16.0)))

    @cached_property
    def places(self) -> tuple[Array, ...]:
        """The middles of the units, (n, 2) a column."""
        first = self._grid() if self.has_grid else None
        left, right = self.rect.left() + self.radius, self.rect.right() - self.radius
        count = len(self.sizes)
        if first is not None:
            # The first column begins where the grid ends.
            edge = float(first[:, 0].max()) + 0.5 * self.cell
            across = np.concatenate([[left], np.linspace(edge, right, count)[1:]])
        else:
            across = np.linspace(left, right, count)
        columns = [self._column(n, x) for n, x in zip(self.sizes, across, strict=True)]
        if first is not None:
            columns[0] = first
        return tuple(columns)

    @cached_property
    def lines(self) -> Array:
        """The line of each weight that is no bias, (m, 4): x0 y0 x1 y1."""
        parts = []
        for k, layer in enumerate(self.layers):
            start, end = self.places[k], self.places[k + 1]
            froms = np.tile(start, (layer.outputs, 1))
            parts.append(np.hstack([froms, np.repeat(end, layer.inputs, axis=0)]))
        return np.vstack(parts)

    @cached_property
    def numbers(self) -> Numbers:
        """The place of each line in the vector of weights, (m,)."""
        everything = np.arange(self.layers[-1].biases.stop, dtype=np.int64)
        return np.concatenate([everything[layer.weights] for layer in self.layers])

    @cached_property
    def ends(self) -> Numbers:
        """The units that each line joins, (m, 3): column of its left end, left, right."""
        parts = [
            np.column_stack([
                np.full(layer.inputs * layer.outputs, k),
                np.tile(np.arange(layer.inputs), layer.outputs),
                np.repeat(np.arange(layer.outputs), layer.inputs),
            ])
            for k, layer in enumerate(self.layers)
        ]  # fmt: skip
        return np.vstack(parts)

    def touching(self, unit: Unit) -> NDArray[np.bool_]:
        """Tell which lines begin or end at a unit, (m,)."""
        column, place = unit
        k, left, right = self.ends.T
        touches: NDArray[np.bool_] = ((k == column) & (left == place)) | (
            (k == column - 1) & (right == place)
        )
        return touches

    def drawn(self, weights: Array, chosen: Unit | None) -> NDArray[np.bool_]:
        """Tell which lines are drawn, (m,): all, but from a grid the strongest of each unit.

        Those of the chosen unit are always all drawn.
        """
        shown = np.ones(len(self.lines), dtype=bool)
        if not self.has_grid:
            return shown
        layer = self.layers[0]
        size = np.abs(weights[layer.weights]).reshape(layer.outputs, layer.inputs)
        least = np.sort(np.nan_to_num(size, nan=np.inf), axis=1)[:, -STRONGEST, None]
        shown[: size.size] = ~(size < least).ravel()
        if chosen is not None:
            shown |= self.touching(chosen)
        return shown

    def bias(self, unit: Unit) -> int | None:
        """Return the place of a unit's bias in the vector of weights; inputs have none."""
        column, place = unit
        return None if column == 0 else self.layers[column - 1].biases.start + place

    def into(self, unit: Unit) -> tuple[int, ...]:
        """Return the places of all weights into a unit in the vector, its bias last."""
        column, place = unit
        if column == 0:
            return ()
        layer = self.layers[column - 1]
        first = layer.weights.start + place * layer.inputs
        return (*range(first, first + layer.inputs), layer.biases.start + place)

    def line_of(self, number: int) -> int | None:
        """Return the row of a weight's line; None for a bias."""
        row = int(np.searchsorted(self.numbers, number))
        return row if row < len(self.numbers) and self.numbers[row] == number else None

    def unit_of(self, number: int) -> Unit | None:
        """Return the unit whose bias a place in the vector is; None for a weight."""
        for k, layer in enumerate(self.layers):
            if layer.biases.start <= number < layer.biases.stop:
                return k + 1, number - layer.biases.start
        return None

    def unit_at(self, at: QPointF) -> Unit | None:
        """Return the unit under a pixel."""
        for column, places in enumerate(self.places):
            reach = 0.5 * self.cell if column == 0 and self.has_grid else self.radius + 2.0
            gaps = np.abs(places - (at.x(), at.y())).max(axis=1)
            if gaps.min() <= reach:
                return column, int(gaps.argmin())
        return None

    def line_at(self, at: QPointF, shown: NDArray[np.bool_]) -> int | None:
        """Return the row of the drawn line nearest to a pixel, or None."""
        x0, y0, x1, y1 = self.lines.T
        run, rise = x1 - x0, y1 - y0
        length = np.maximum(run**2 + rise**2, 1e-9)
        along = np.clip(((at.x() - x0) * run + (at.y() - y0) * rise) / length, 0.0, 1.0)
        gaps = np.hypot(x0 + along * run - at.x(), y0 + along * rise - at.y())
        gaps[~shown] = np.inf
        row = int(gaps.argmin())
        return row if gaps[row] <= REACH else None

    @property
    def _across(self) -> int:
        """Return how many cells the grid is wide."""
        side = isqrt(self.sizes[0])
        return side if side * side == self.sizes[0] else side + 1

    def _grid(self) -> Array:
        count, across = self.sizes[0], self._across
        row, column = np.divmod(np.arange(count), across)
        top = self.rect.center().y() - 0.5 * self.cell * (row.max() + 1)
        x = self.rect.left() + self.cell * (column + 0.5)
        return np.column_stack([x, top + self.cell * (row + 0.5)])

    def _column(self, count: int, across: float) -> Array:
        room = self.rect.height() - 2 * self.radius
        gap = min(SPREAD, room / (count - 1)) if count > 1 else 0.0
        up = self.rect.center().y() + gap * (np.arange(count) - 0.5 * (count - 1))
        return np.column_stack([np.full(count, across), up])

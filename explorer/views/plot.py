"""What a chart draws: lines and bands in the units of its axes, and how these are divided."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Literal

import numpy as np

from explorer.core.array import Array
from explorer.session.timing import Paces
from explorer.views.chart_scale import Range, wanted

__all__ = ["ACROSS", "ZERO_APART", "Across", "Axes", "Band", "Key", "Line", "Plot"]

Across = Literal["steps", "evaluations", "milliseconds"]
ACROSS: tuple[Across, ...] = ("steps", "evaluations", "milliseconds")
Key = tuple[int, int]  # start, entrant

ZERO_APART = 0.5  # of a decade: how far below the first power of ten nothing at all is drawn


@dataclass(frozen=True)
class Axes:
    """How a chart is drawn: logarithmic or plain upwards and across, and against what.

    `band` is whether many paths are drawn as a band; None: where there is a cloud of them.
    `paces` say how long an evaluation takes, once that has been measured.
    """

    log: bool = True
    across: Across = "steps"
    log_across: bool = False
    band: bool | None = None
    paces: Paces | None = None


@dataclass(frozen=True, eq=False)
class Line:
    """One path as a line. `x` and `y` are in axis units: exponents of ten where logarithmic.

    Row i belongs to step `first` + i · `stride`, the last to the last step. The leading `counted`
    rows decide the range of the chart: all of them, or those before the path left the box.
    """

    key: Key
    slot: int  # of its colour, marker and dash
    name: str
    x: Array  # (n,), never falling
    y: Array  # (n,)
    counted: int
    first: int = 0
    dash: tuple[float, ...] | None = None  # in line widths; None: that of the slot
    stride: int = 1
    last: int | None = None  # the step of the last row, where that is no whole stride

    def row(self, step: int) -> int:
        """Return the row that the play head at `step` stands on; a line that ended stays put."""
        if self.last is not None and step >= self.last:
            return len(self.x) - 1
        return min(max(step - self.first, 0) // self.stride, len(self.x) - 1)

    def row_at(self, x: float) -> int:
        """Return the last row that is no farther than `x`, or the first."""
        return max(int(self.x.searchsorted(x, side="right")) - 1, 0)


@dataclass(frozen=True, eq=False)
class Band:
    """Where most of many paths are, in axis units: from `low` to `high`, around a line."""

    slot: int  # of its colour
    x: Array  # (n,)
    low: Array  # (n,)
    high: Array  # (n,)


@dataclass(frozen=True, eq=False)
class Plot:
    """All that a chart draws, apart from colours."""

    lines: tuple[Line, ...]
    label: str  # of the height
    across: str  # of the width
    log: bool
    width: float  # the last step or evaluation, in axis units
    goal: Range | None  # the range that would show it best, None where nothing can be shown
    log_across: bool = False  # whether x holds exponents of ten
    first: float = 0.0  # what stands at the left, in axis units
    is_counted: bool = True  # whether x holds whole numbers
    bands: tuple[Band, ...] = ()
    zero: float | None = None  # where nothing at all stands on a logarithmic width
    level: float | None = None  # a height that is marked
    is_angle: bool = False  # whether heights are degrees

    @classmethod
    def of(
        cls,
        lines: tuple[Line, ...],
        label: str,
        axes: Axes,
        width: float,
        bands: tuple[Band, ...] = (),
    ) -> "Plot":
        """Return the plot of lines and bands in plain units; turn them to axis units."""
        first, zero = 0.0, None
        if axes.log_across:
            first, zero = _beginning([line.x for line in lines])
            width = max(log10(width) if width > 0 else 0.0, first + 1.0)
        else:
            width = max(width, 1.0) if axes.across != "milliseconds" else width or 1.0

        def across(x: Array) -> Array:
            return _exponents(x, first) if axes.log_across else x

        def up(y: Array) -> Array:
            return _exponents(y, -np.inf) if axes.log else y

        lines = tuple(replace(line, x=across(line.x), y=up(line.y)) for line in lines)
        bands = tuple(
            replace(band, x=across(band.x), low=up(band.low), high=up(band.high)) for band in bands
        )
        parts = [line.y[: line.counted] for line in lines]
        parts += [edge for band in bands for edge in (band.low, band.high)]
        return cls(
            *(lines, label, axes.across, axes.log, width, wanted(parts, axes.log)),
            log_across=axes.log_across,
            first=first,
            is_counted=axes.across != "milliseconds",
            bands=bands,
            zero=zero,
        )

    def place(self, plain: float) -> float:
        """Return where a number of steps or evaluations stands across, in axis units."""
        if not self.log_across:
            return plain
        return max(log10(plain), self.first) if plain > 0 else self.first

    def plain(self, place: float) -> float:
        """Return what stands at a place across."""
        if not self.log_across:
            return place
        if self.zero is not None and place < self.zero + 0.5 * ZERO_APART:
            return 0.0
        return float(10.0 ** min(place, 300.0))

    def height(self, y: float) -> float:
        """Return a height in plain units."""
        if not self.log:
            return y
        with np.errstate(over="ignore"):
            return float(np.power(10.0, y))


def _beginning(parts: Sequence[Array]) -> tuple[float, float | None]:
    """Return what stands at the left of a logarithmic width, and where zero does, if there is one.

    Zero has no logarithm, but the start of a path is worth seeing: it gets a place of its own.
    """
    whole = np.concatenate([*parts, np.empty(0)])
    positive = whole[(whole > 0) & np.isfinite(whole)]
    first = float(floor(log10(positive.min()))) if len(positive) else 0.0
    return (first - ZERO_APART,) * 2 if (whole <= 0).any() else (first, None)


def _exponents(numbers: Array, least: float) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Array = np.maximum(np.log10(np.maximum(numbers, 0.0)), least)
    return found

"""A recorded slice: the land around somebody's own training run, as it was measured elsewhere."""

import io
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from explorer.core import spline
from explorer.core.array import Array, Box
from explorer.core.handmade import Handmade
from explorer.core.landscape import Landscape
from explorer.core.param import SettingError

__all__ = ["ARRAYS", "MOST_ACROSS", "MOST_STEPS", "RecordedSlice", "Recording", "recorded"]

# What a file of a slice holds.
ARRAYS = ("heights", "box", "path", "losses", "off", "share", "weights", "words", "name")
MOST_ACROSS = 401  # rows or columns of heights
MOST_STEPS = 100_000  # of the recorded path


@dataclass(frozen=True)
class Recording:
    """What was measured: heights on a grid, the path in its plane, and the truth beside it.

    `heights` are rows, the low one first. A path of n points has n places in the plane, n true
    losses and n distances off the plane; `share` of its variance, 0 to 1, lies in the plane.
    """

    heights: tuple[tuple[float, ...], ...]
    path: tuple[tuple[float, float], ...]
    losses: tuple[float, ...]
    off: tuple[float, ...]
    share: float
    weights: int  # how many weights the net has
    words: str = "a plane through the weights"

    def __post_init__(self) -> None:
        rows, columns = len(self.heights), len(self.heights[0]) if self.heights else 0
        if any(len(row) != columns for row in self.heights):
            raise SettingError("The rows of heights must be equally long.")
        if not (4 <= rows <= MOST_ACROSS and 4 <= columns <= MOST_ACROSS):
            raise SettingError(f"The heights need from 4 to {MOST_ACROSS} rows and columns.")
        if not np.isfinite(self.heights).any():
            raise SettingError("None of the heights is a number.")
        if not 1 <= len(self.path) <= MOST_STEPS:
            raise SettingError(f"The path needs from 1 to {MOST_STEPS:,} points.")
        if not len(self.path) == len(self.losses) == len(self.off):
            raise SettingError("Path, losses and distances off the plane must be equally many.")
        if not np.isfinite(self.path).all():
            raise SettingError("The path must be made of finite numbers.")


@dataclass(frozen=True)
class RecordedSlice(Landscape):
    """A landscape of two variables through measured heights, smooth between them.

    It ends where nothing was measured. Heights that are no numbers are as high as the highest.
    """

    recording: Recording = field(kw_only=True)

    def __post_init__(self) -> None:
        if len(self.box) != 2 or any(not low < high for low, high in self.box):
            raise SettingError("A recorded slice has two ranges, the lower end first.")

    def __hash__(self) -> int:
        return hash((self.name, self.box, self.recording.losses[-1], len(self.recording.path)))

    @property
    def handmade(self) -> Handmade:
        """The kernels of the surface."""
        return spline.SPLINE

    @property
    def written(self) -> str:
        """What it is, in words."""
        rows, columns = len(self.recording.heights), len(self.recording.heights[0])
        net = f"loss of a net of {self.recording.weights:,} weights"
        return f"{net}, measured at {columns} × {rows} points"

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The surface as the kernels read it."""
        return tuple(self.constant_values.tolist())

    @cached_property
    def constant_values(self) -> Array:
        """The surface as the kernels read it, see spline.py."""
        heights = np.array(self.recording.heights, dtype=np.float64)
        known = np.isfinite(heights)
        return spline.packed(np.where(known, heights, heights[known].max()), self.box)

    def value(self, points: Array) -> Array:
        """Return the heights at points (n, 2) as (n,); NaN where nothing was measured."""
        heights: Array = self._surface(points)[0]
        return heights

    def gradient(self, points: Array) -> Array:
        """Return the gradients at points (n, 2) as (n, 2)."""
        return np.ascontiguousarray(self._surface(points)[1:3].T)

    def hessian(self, points: Array) -> Array:
        """Return the Hessians at points (n, 2) as (n, 2, 2)."""
        _, _, _, xx, xy, yy = self._surface(points)
        return np.ascontiguousarray(np.moveaxis(np.array([[xx, xy], [xy, yy]]), -1, 0))

    def with_box(self, box: Iterable[tuple[float, float]]) -> "RecordedSlice":
        """Refuse: there is nothing beyond the box."""
        raise SettingError("A recorded slice ends where it was measured.")

    def save(self, path: str | Path) -> None:
        """Write it to an .npz file that the app opens: whole or, with an OSError, not at all."""
        record, held = self.recording, io.BytesIO()
        arrays = (
            *(record.heights, self.box, record.path, record.losses, record.off, record.share),
            *(record.weights, record.words, self.name),
        )
        named: dict[str, Any] = dict(zip(ARRAYS, map(np.array, arrays), strict=True))
        np.savez_compressed(held, **named)
        handle, temporary = tempfile.mkstemp(dir=Path(path).parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(held.getvalue())
            os.replace(temporary, path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise

    def _surface(self, points: Array) -> Array:
        """Return value, slopes and curvatures at points (n, 2) as (6, n)."""
        return spline.surface(self.constant_values, self._columns(points))


def recorded(name: str, box: Box, recording: Recording) -> RecordedSlice:
    """Return the landscape of a recording; a race on it begins where the path did."""
    return RecordedSlice(
        key="recorded",
        name=name,
        formula="",
        box=box,
        line=recording.words,
        source="measured elsewhere",
        start=recording.path[0],
        recording=recording,
    )

"""The paths on a surface: laid over the ground, with dots where a hill hides them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.core.array import Array
from explorer.core.height_field import Frame
from explorer.core.trail_compiling import is_compiled
from explorer.session.selection import Selection
from explorer.views.paths import Path
from explorer.views.strokes import clipped, draw_segments
from explorer.views.surface_draping import Draped, draped
from explorer.views.surface_survey import Surface
from explorer.views.theme import Theme
from explorer.views.trail_line import strung
from explorer.views.trail_painting import CASING, Beads, Stroke
from explorer.views.trail_sheet import TrailSheet
from explorer.views.trails import BEAD, DIMMED, WIDTH, is_dimmed

__all__ = ["COARSE", "THIN", "SurfaceTrails"]

THIN, COARSE = 0.7, 3.0  # pixels: points closer than that are left out, at rest and in motion
DOT, DOT_GAP, FAINT = 2.2, 6.5, 0.6  # pixels, and opacity of what is hidden


class SurfaceTrails:
    """Draws only the steps that are new; a moved camera or other paths are drawn all anew."""

    def __init__(self) -> None:
        self._key: object = None
        self._sheet = TrailSheet()
        self._done = -1
        self._draped: dict[int, tuple[Path, Draped]] = {}  # by the address of their points
        self._surface: Surface | None = None
        self._lines: list[_Line] = []

    def sheet(
        self,
        frame: Frame,
        surface: Surface,
        paths: Sequence[Path],
        step: int,
        selection: Selection | None,
        look: Theme,
        ratio: float = 1.0,
        gap: float = THIN,
    ) -> TrailSheet:
        """Return the paths up to `step` on a sheet of the size of the frame's panel.

        Points closer than `gap` pixels are left out.
        """
        key = (frame, look.name, ratio, selection, tuple(paths), gap, is_compiled())
        if key != self._key or step < self._done:
            self._key, self._done = key, 0
            self._sheet.begin(frame.eye.width, frame.eye.height, ratio)
            self._look(frame, surface, paths)
        if step > self._done:
            strokes, beads = self._new(step, selection, gap)
            self._sheet.paint(strokes, beads, look, is_compiled())
            self._done = step
        return self._sheet

    def paint(
        self,
        painter: QPainter,
        frame: Frame,
        surface: Surface,
        paths: Sequence[Path],
        step: int,
        look: Theme,
    ) -> None:
        """Paint the paths up to `step` as shapes, for a vector drawing."""
        self._look(frame, surface, paths)
        self._key, self._done = None, 0
        strokes, _ = self._new(step, None)
        size = frame.eye.width, frame.eye.height
        pieces = [(one, clipped(one.corners, *size)) for one in strokes]
        for one, segments in pieces:
            if one.is_cased:
                painter.setPen(_pen(look.ink("casing"), one.width + 2 * CASING))
                draw_segments(painter, segments)
        for one, segments in pieces:
            painter.setOpacity(one.opacity)
            painter.setPen(_pen(look.colour(one.slot), one.width))
            draw_segments(painter, segments)
        painter.setOpacity(1.0)

    def _look(self, frame: Frame, surface: Surface, paths: Sequence[Path]) -> None:
        known = self._draped if surface is self._surface else {}
        self._surface, self._draped = surface, {}
        for path in paths:
            found = known.get(id(path.points))
            if found is None or found[0].points is not path.points:
                found = (path, draped(surface, path.points))
            self._draped[id(path.points)] = found
        laid = [self._draped[id(path.points)][1] for path in paths]
        self._lines = []
        if not laid:
            return
        # All at once: to look eight times takes longer than to look at eight times as much.
        pixels, seen = frame.look(np.concatenate([one.points for one in laid]))
        lengths = np.nan_to_num(np.hypot(*np.diff(pixels, axis=0).T))
        along = np.concatenate([[0.0], np.cumsum(np.minimum(lengths, 1e5))])
        size, end = (frame.eye.width, frame.eye.height), 0
        for path, one in zip(paths, laid, strict=True):
            own = slice(end, end := end + len(one.points))
            begun = along[own] - along[own][0]
            self._lines.append(_Line(path, one.at, size, pixels[own], seen[own], begun))

    def _new(
        self, step: int, selection: Selection | None, gap: float = THIN
    ) -> tuple[list[Stroke], list[Beads]]:
        """Return what is to be drawn up to a step, selected paths last: they lie on top."""
        strokes, beads = [], []
        for line in sorted(self._lines, key=lambda one: not is_dimmed(one.path, selection)):
            path = line.path
            first, last = path.step(self._done), path.step(step)
            if path.is_shared:  # the path it was forked from shows the rest
                first = max(first, path.fork)
            if last > first:
                opacity = DIMMED if is_dimmed(path, selection) else 1.0
                seen, dots = line.stretch(first, last, gap)
                if len(dots):
                    strokes.append(Stroke(dots, path.slot, FAINT * opacity, DOT, False))
                strokes.append(Stroke(seen, path.slot, opacity, WIDTH, True))
                rows = line.beads(first, last)
                if len(rows):
                    beads.append(Beads(line.stops, rows, path.slot, opacity, BEAD))
        return strokes, beads


@dataclass(eq=False)
class _Line:
    """One path as it is seen in a frame."""

    path: Path
    _at: NDArray[np.intp]  # (n + 1,): which of the pixels each step has reached
    _size: tuple[int, int]  # of the panel
    _pixels: Array  # (m, 2)
    _seen: NDArray[np.bool_]  # (m,)
    _along: Array  # (m,): how far along the path, in pixels: dots keep their places when it grows
    _beads: NDArray[np.intp] | None = None

    def stretch(self, first: int, last: int, gap: float = THIN) -> tuple[Array, Array]:
        """Return what is seen from one step to another, and dots for what is hidden.

        Both are broken lines of pixels (n, 2), with NaN where they are broken; points closer than
        `gap` pixels are left out.
        """
        begin, end = int(self._at[first]), int(self._at[last]) + 1
        # One point back, so that the joint with what is drawn already is closed.
        begin = max(begin - 1, 0) if first else begin
        pixels, seen, along = self._pixels[begin:end], self._seen[begin:end], self._along[begin:end]
        kept = np.ones(len(pixels), dtype=bool)
        mark = np.floor(along / gap)
        kept[1:-1] = (
            (np.diff(mark)[:-1] != 0) | (seen[1:-1] != seen[:-2]) | (seen[1:-1] != seen[2:])
        )
        broken = ~np.isfinite(pixels[:, 0])
        kept[1:] |= broken[:-1]
        kept[:-1] |= broken[1:]
        kept |= broken
        pixels, seen, along = pixels[kept], seen[kept], along[kept]
        is_hidden = ~(seen[:-1] & seen[1:])
        corners = np.insert(pixels, np.flatnonzero(is_hidden) + 1, np.nan, axis=0)
        return corners, self._dots(pixels, along, is_hidden)

    def _dots(self, pixels: Array, along: Array, is_hidden: NDArray[np.bool_]) -> Array:
        if not is_hidden.any():
            return np.empty((0, 2))
        marks = DOT_GAP * np.arange(np.ceil(along[0] / DOT_GAP), np.floor(along[-1] / DOT_GAP) + 1)
        row = np.clip(np.searchsorted(along, marks, side="right") - 1, 0, len(is_hidden) - 1)
        marks, row = marks[is_hidden[row]], row[is_hidden[row]]
        reach = along[row + 1] - along[row]
        share = np.divide(marks - along[row], reach, out=np.zeros(len(row)), where=reach > 0)
        found = pixels[row] + share[:, None] * (pixels[row + 1] - pixels[row])
        near = np.isfinite(found).all(axis=1) & (found > -9).all(axis=1)
        found = found[near & (found < np.array(self._size) + 9.0).all(axis=1)]
        broken = np.full_like(found, np.nan)
        # A dot is a piece of line that has no length to speak of.
        return np.stack([found, found + 0.01, broken], axis=1).reshape(-1, 2)

    @cached_property
    def stops(self) -> Array:
        """Where each step is seen, pixels (n + 1, 2)."""
        return self._pixels[self._at]

    def beads(self, first: int, last: int) -> NDArray[np.intp]:
        """Return the steps after `first`, up to `last`, that carry a bead, and are not hidden."""
        if self._beads is None:
            self._beads = strung(self.stops, self.path.fork if self.path.is_shared else 0)
        steps = self._beads[slice(*np.searchsorted(self._beads, (first, last), "right"))]
        return steps[self._seen[self._at[steps]]]


def _pen(ink: QColor, width: float) -> QPen:
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return pen

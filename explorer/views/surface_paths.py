"""The paths on a surface: laid over the ground, with dots where a hill hides them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from explorer.core.array import Array
from explorer.core.height_field import Frame
from explorer.session.selection import Selection
from explorer.views.marks import stamp
from explorer.views.paths import Path
from explorer.views.strokes import draw_segments
from explorer.views.surface_draping import Draped, draped
from explorer.views.surface_survey import Surface
from explorer.views.theme import Theme
from explorer.views.trail_line import strung
from explorer.views.trails import BEAD, CASING, DIMMED, WIDTH, is_dimmed

__all__ = ["SurfaceTrails"]

FAR = 8192.0  # pixels
THIN, COARSE = 0.7, 3.0  # pixels: points closer than that are left out, at rest and in a sketch
DOT, DOT_GAP, FAINT = 2.2, 6.5, 0.6  # pixels, and opacity of what is hidden


class SurfaceTrails:
    """Draws only the steps that are new; a moved camera or other paths are drawn all anew."""

    def __init__(self) -> None:
        self._key: object = None
        self._image = QImage()
        self._done = -1
        self._draped: dict[int, tuple[Path, Draped]] = {}  # by the address of their points
        self._surface: Surface | None = None
        self._lines: list[_Line] = []

    def picture(
        self,
        frame: Frame,
        surface: Surface,
        paths: Sequence[Path],
        step: int,
        selection: Selection | None,
        look: Theme,
        ratio: float = 1.0,
    ) -> QImage:
        """Return the paths up to `step` as a clear picture of the size of the frame's panel."""
        key = (frame, look.name, ratio, selection, tuple(paths))
        if key != self._key or step < self._done:
            self._key, self._done = key, 0
            self._clear(frame, ratio)
            self._look(frame, surface, paths)
        if step > self._done:
            painter = QPainter(self._image)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw(painter, step, selection, look, ratio)
            painter.end()
            self._done = step
        return self._image

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
        _draw_on_ground(painter, self._new(step, None), look)

    def sketch(
        self,
        painter: QPainter,
        frame: Frame,
        surface: Surface,
        paths: Sequence[Path],
        step: int,
        selection: Selection | None,
        look: Theme,
        ratio: float = 1.0,
    ) -> None:
        """Paint the paths up to `step`, with fewer points, in a frame that is seen but once.

        That is quicker than a picture of them that is laid over it.
        """
        self._look(frame, surface, paths)
        self._key, self._done = None, 0
        new = self._new(step, selection, COARSE)
        _draw_on_ground(painter, new, look)
        _draw_beads(painter, new, look, ratio)

    def _clear(self, frame: Frame, ratio: float) -> None:
        width, height = round(frame.eye.width * ratio), round(frame.eye.height * ratio)
        if (self._image.width(), self._image.height()) != (width, height):
            kind = QImage.Format.Format_ARGB32_Premultiplied
            self._image = QImage(max(width, 1), max(height, 1), kind)
        self._image.setDevicePixelRatio(ratio)
        self._image.fill(Qt.GlobalColor.transparent)

    def _look(self, frame: Frame, surface: Surface, paths: Sequence[Path]) -> None:
        known = self._draped if surface is self._surface else {}
        self._surface, self._draped, self._lines = surface, {}, []
        for path in paths:
            found = known.get(id(path.points))
            if found is None or found[0].points is not path.points:
                found = (path, draped(surface, path.points))
            self._draped[id(path.points)] = found
            self._lines.append(_Line(path, found[1], frame))

    def _new(self, step: int, selection: Selection | None, gap: float = THIN) -> list["_Stretch"]:
        """Return what is to be drawn up to a step, selected paths last: they lie on top."""
        new = []
        for line in sorted(self._lines, key=lambda one: not is_dimmed(one.path, selection)):
            first, last = line.path.step(self._done), line.path.step(step)
            if line.path.is_shared:  # the path it was forked from shows the rest
                first = max(first, line.path.fork)
            if last > first:
                opacity = DIMMED if is_dimmed(line.path, selection) else 1.0
                new.append(_Stretch(line, first, last, *line.stretch(first, last, gap), opacity))
        return new

    def _draw(
        self, painter: QPainter, step: int, selection: Selection | None, look: Theme, ratio: float
    ) -> None:
        new = self._new(step, selection)
        _draw_lines(painter, new, look)
        # Under what is there: casings never cut a line, however the picture has grown.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
        _draw_casings(painter, new, look)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        _draw_beads(painter, new, look, ratio)


class _Line:
    """One path as it is seen in a frame."""

    def __init__(self, path: Path, laid: Draped, frame: Frame) -> None:
        self.path, self._at = path, laid.at
        self._size = frame.eye.width, frame.eye.height
        self._pixels, self._seen = frame.look(laid.points)
        lengths = (
            np.hypot(*np.diff(self._pixels, axis=0).T) if len(laid.points) > 1 else np.empty(0)
        )
        # How far along the path, in pixels: dots keep their places when it grows.
        self._along = np.concatenate([[0.0], np.cumsum(np.minimum(np.nan_to_num(lengths), 1e5))])
        self._beads: NDArray[np.intp] | None = None

    def stretch(self, first: int, last: int, gap: float = THIN) -> tuple[Array, Array]:
        """Return what is seen from one step to another, segments (m, 4), and dots (k, 2).

        Points closer than `gap` pixels are left out.
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
        is_shown = seen[:-1] & seen[1:]
        segments = np.hstack([pixels[:-1], pixels[1:]])[is_shown]
        # What is farther off is not in the picture, and NaN is a gap.
        segments = segments[(np.abs(segments) < FAR).all(axis=1)]
        return segments, self._dots(pixels, along, ~is_shown)

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
        kept: Array = found[near & (found < np.array(self._size) + 9.0).all(axis=1)]
        return kept

    def beads(self, first: int, last: int) -> list[tuple[float, float]]:
        """Return where beads go among the steps after `first`, up to `last`."""
        pixels = self._pixels[self._at]
        if self._beads is None:
            self._beads = strung(pixels, self.path.fork if self.path.is_shared else 0)
        steps = self._beads[slice(*np.searchsorted(self._beads, (first, last), "right"))]
        found: list[tuple[float, float]] = pixels[steps[self._seen[self._at[steps]]]].tolist()
        return found


@dataclass(frozen=True, eq=False)
class _Stretch:
    """A part of a path that is to be drawn."""

    line: _Line
    first: int
    last: int
    seen: Array  # segments (m, 4)
    dots: Array  # (k, 2)
    opacity: float


def _draw_on_ground(painter: QPainter, new: Sequence[_Stretch], look: Theme) -> None:
    _draw_casings(painter, new, look)
    _draw_lines(painter, new, look)


def _draw_casings(painter: QPainter, new: Sequence[_Stretch], look: Theme) -> None:
    for one in new:
        painter.setOpacity(one.opacity)
        _stroke(painter, look, one.line.path.slot, one.seen, True)
    painter.setOpacity(1.0)


def _draw_lines(painter: QPainter, new: Sequence[_Stretch], look: Theme) -> None:
    for one in new:
        painter.setOpacity(one.opacity)
        _dot(painter, look, one.line.path.slot, one.dots)
        _stroke(painter, look, one.line.path.slot, one.seen, False)
    painter.setOpacity(1.0)


def _draw_beads(painter: QPainter, new: Sequence[_Stretch], look: Theme, ratio: float) -> None:
    for one in new:
        painter.setOpacity(one.opacity)
        image = stamp(look, one.line.path.slot, BEAD, ratio)
        half = image.width() / ratio / 2
        for x, y in one.line.beads(one.first, one.last):
            painter.drawImage(QPointF(x - half, y - half), image)
    painter.setOpacity(1.0)


def _stroke(painter: QPainter, look: Theme, slot: int, segments: Array, is_casing: bool) -> None:
    width = WIDTH + 2 * CASING if is_casing else WIDTH
    pen = look.pen(look.ink("casing") if is_casing else look.colour(slot), width)
    # Half the time of round caps, and at this width the eye sees no difference.
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    draw_segments(painter, segments)


def _dot(painter: QPainter, look: Theme, slot: int, dots: Array) -> None:
    ink = look.colour(slot)
    ink.setAlphaF(FAINT)
    painter.setPen(look.pen(ink, DOT))
    draw_segments(painter, np.hstack([dots, dots + 0.01]))

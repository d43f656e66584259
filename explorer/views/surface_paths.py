"""The paths on a surface: laid over the ground, with dots where a hill hides them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

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
from explorer.views.surface_survey import Surface
from explorer.views.theme import Theme
from explorer.views.trails import BEAD, BEAD_GAP, CASING, DIMMED, WIDTH, bead_steps, is_dimmed

__all__ = ["SurfaceTrails", "draped"]

PIECE = 1 / 96  # of the box: longer steps are bent to the ground
MOST = 400  # pieces of one step
FAR = 8192.0  # pixels
THIN = 0.7  # pixels: points closer than that are left out
DOT, DOT_GAP, FAINT = 2.2, 6.5, 0.6  # pixels, and opacity of what is hidden


@dataclass(frozen=True, eq=False)
class Draped:
    """A path laid on the ground."""

    points: Array  # (m, 3), NaN where it is beside the field
    at: NDArray[np.intp]  # (n + 1,): which of them each step has reached


def draped(surface: Surface, path: Array) -> Draped:
    """Return a path (n + 1, 2) of the plane laid on the ground, cut off at the edge of the box."""
    shares = surface.shares(path)
    if len(shares) < 2:
        return Draped(surface.field.points(shares), np.zeros(1, dtype=np.intp))
    inner, outer = _inside(shares)
    with np.errstate(invalid="ignore", over="ignore"):
        step = np.diff(shares, axis=0)
        first, way = shares[:-1] + inner[:, None] * step, (outer - inner)[:, None] * step
    is_in = outer > inner
    length = np.where(is_in, np.abs(np.where(is_in[:, None], way, 0.0)).max(axis=1), 0.0)
    pieces = np.clip(np.ceil(length / PIECE), 1, MOST).astype(np.intp)
    # A step that begins outside gets two points more: a gap, and where it comes in.
    more = 2 * (is_in & (inner > 0.0))
    ends = np.cumsum(pieces + more)
    owner = np.repeat(np.arange(len(pieces)), pieces + more)
    number = np.arange(ends[-1]) - (ends - pieces - more)[owner] + 1 - more[owner]
    found = first[owner] + (number / pieces[owner])[:, None] * way[owner]
    found[~is_in[owner] | (number < 0)] = np.nan
    points = surface.field.points(np.concatenate([shares[:1], found]))
    return Draped(points, np.concatenate([[0], ends]).astype(np.intp))


def _inside(shares: Array) -> tuple[Array, Array]:
    """Return which parts (from, to) of the steps lie in the box (Liang and Barsky 1984)."""
    near, step = shares[:-1], np.empty((len(shares) - 1, 2))
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        step[:] = np.diff(shares, axis=0)
        enter, leave = np.zeros(len(step)), np.ones(len(step))
        for axis in (0, 1):
            low, high = -near[:, axis] / step[:, axis], (1.0 - near[:, axis]) / step[:, axis]
            still = step[:, axis] == 0
            stays = (near[:, axis] >= 0) & (near[:, axis] <= 1)
            first = np.where(still, np.where(stays, 0.0, 2.0), np.minimum(low, high))
            last = np.where(still, np.where(stays, 1.0, -1.0), np.maximum(low, high))
            enter, leave = np.maximum(enter, first), np.minimum(leave, last)
    is_bad = ~np.isfinite(step).all(axis=1) | ~np.isfinite(enter) | ~np.isfinite(leave)
    return np.where(is_bad, 0.0, enter), np.where(is_bad, -1.0, leave)


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
        for is_casing in (True, False):
            for line in self._lines:
                seen, dots = line.stretch(0, line.path.step(step))
                _stroke(painter, look, line.path.slot, seen, is_casing)
                if not is_casing:
                    _dot(painter, look, line.path.slot, dots)

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

    def _draw(
        self, painter: QPainter, step: int, selection: Selection | None, look: Theme, ratio: float
    ) -> None:
        new = []
        # Selected paths last, so that they lie on top.
        for line in sorted(self._lines, key=lambda one: not is_dimmed(one.path, selection)):
            first, last = line.path.step(self._done), line.path.step(step)
            if line.path.is_shared:  # the path it was forked from shows the rest
                first = max(first, line.path.fork)
            if last > first:
                opacity = DIMMED if is_dimmed(line.path, selection) else 1.0
                new.append((line, first, last, *line.stretch(first, last), opacity))
        for line, _, _, seen, dots, opacity in new:
            painter.setOpacity(opacity)
            _dot(painter, look, line.path.slot, dots)
            _stroke(painter, look, line.path.slot, seen, False)
        # Under what is there: casings never cut a line, however the picture has grown.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
        for line, _, _, seen, _, opacity in new:
            painter.setOpacity(opacity)
            _stroke(painter, look, line.path.slot, seen, True)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for line, first, last, _, _, opacity in new:
            painter.setOpacity(opacity)
            image = stamp(look, line.path.slot, BEAD, ratio)
            half = image.width() / ratio / 2
            for x, y in line.beads(first, last):
                painter.drawImage(QPointF(x - half, y - half), image)


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
        self._bead = -1e9, -1e9

    def stretch(self, first: int, last: int) -> tuple[Array, Array]:
        """Return what is seen from one step to another, segments (m, 4), and dots (k, 2)."""
        begin, end = int(self._at[first]), int(self._at[last]) + 1
        # One point back, so that the joint with what is drawn already is closed.
        begin = max(begin - 1, 0) if first else begin
        pixels, seen, along = self._pixels[begin:end], self._seen[begin:end], self._along[begin:end]
        kept = np.ones(len(pixels), dtype=bool)
        mark = np.floor(along / THIN)
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
        pixels, seen, found = self._pixels[self._at], self._seen[self._at], []
        steps = bead_steps(pixels, first, last)
        for (x, y), is_seen in zip(pixels[steps].tolist(), seen[steps].tolist(), strict=True):
            if hypot(x - self._bead[0], y - self._bead[1]) >= BEAD_GAP:
                self._bead = x, y
                if is_seen:
                    found.append((x, y))
        return found


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

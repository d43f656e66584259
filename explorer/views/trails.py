"""Trails: the paths up to the play head, kept as one picture that grows step by step."""

from collections.abc import Sequence
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from explorer.core.array import Array
from explorer.session.selection import Selection
from explorer.views.camera import Camera
from explorer.views.marks import stamp
from explorer.views.paths import Path
from explorer.views.strokes import clipped, draw_segments, thinned
from explorer.views.theme import Theme

__all__ = ["BEAD", "BEAD_GAP", "CASING", "WIDTH", "Trails", "bead_steps", "is_dimmed"]

WIDTH, CASING = 2.4, 1.3  # pixels: the line, and its edge on either side
BEAD = 5.5  # pixels across
BEAD_EVERY = 5  # steps
BEAD_GAP = 11.0  # pixels: beads closer than that are left out
DIMMED = 0.22  # opacity of the paths that are not selected


def is_dimmed(path: Path, selection: Selection | None) -> bool:
    """Tell whether another path is selected."""
    return selection is not None and selection != (path.start, path.entrant)


class Trails:
    """Draws only the steps that are new; anything else that changes draws all anew."""

    def __init__(self, width: float = WIDTH, bead: float = BEAD) -> None:
        self._width, self._bead_size = width, bead
        self._key: object = None
        self._image = QImage()
        self._done = -1
        self._pixels: list[Array] = []
        self._beads: list[tuple[float, float]] = []  # the last bead of each path

    def picture(
        self,
        camera: Camera,
        paths: Sequence[Path],
        step: int,
        selection: Selection | None,
        look: Theme,
        ratio: float = 1.0,
    ) -> QImage:
        """Return the trails up to `step` as a clear picture of the camera's size."""
        # The paths themselves, not their addresses: another path may come to lie at the same.
        key = (camera, look.name, ratio, selection, tuple(paths))
        if key != self._key or step < self._done:
            self._begin(camera, paths, ratio)
            self._key = key
        if step > self._done:
            self._draw(camera, paths, step, selection, look, ratio)
            self._done = step
        return self._image

    def _begin(self, camera: Camera, paths: Sequence[Path], ratio: float) -> None:
        width = max(round(camera.width * ratio), 1)
        height = max(round(camera.height * ratio), 1)
        if self._image.width() != width or self._image.height() != height:
            self._image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.setDevicePixelRatio(ratio)
        self._image.fill(Qt.GlobalColor.transparent)
        self._pixels = [camera.to_pixels(path.points) for path in paths]
        self._beads = [(-1e9, -1e9)] * len(paths)
        self._done = 0

    def _draw(
        self,
        camera: Camera,
        paths: Sequence[Path],
        step: int,
        selection: Selection | None,
        look: Theme,
        ratio: float,
    ) -> None:
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        new = []
        # Selected paths last, so that they lie on top.
        for k in sorted(range(len(paths)), key=lambda k: not is_dimmed(paths[k], selection)):
            path = paths[k]
            first, last = path.step(self._done), path.step(step)
            if last > first:
                # One step back, so that the joint with what is drawn already is closed.
                line = thinned(self._pixels[k][max(first - 1, 0) : last + 1])
                segments = clipped(line, camera.width, camera.height)
                opacity = DIMMED if is_dimmed(path, selection) else 1.0
                new.append((k, first, last, segments, opacity))
        for k, _, _, segments, opacity in new:
            painter.setOpacity(opacity)
            painter.setPen(_stroke(look, look.colour(paths[k].slot), self._width))
            draw_segments(painter, segments)
        # Under what is there: casings never cut a line, however the picture has grown.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
        for _, _, _, segments, opacity in new:
            painter.setOpacity(opacity)
            painter.setPen(_stroke(look, look.ink("casing"), self._width + 2 * CASING))
            draw_segments(painter, segments)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for k, first, last, _, opacity in new:
            painter.setOpacity(opacity)
            self._draw_beads(painter, k, paths[k].slot, first, last, look, ratio)
        painter.end()

    def _draw_beads(
        self, painter: QPainter, k: int, slot: int, first: int, last: int, look: Theme, ratio: float
    ) -> None:
        pixels = self._pixels[k]
        image = stamp(look, slot, self._bead_size, ratio)
        half = image.width() / ratio / 2
        x0, y0 = self._beads[k]
        for step in bead_steps(pixels, first, last):
            x, y = float(pixels[step, 0]), float(pixels[step, 1])
            if hypot(x - x0, y - y0) >= BEAD_GAP:
                x0, y0 = x, y
                painter.drawImage(QPointF(x - half, y - half), image)
        self._beads[k] = (x0, y0)


def _stroke(look: Theme, colour: QColor, width: float) -> QPen:
    pen = look.pen(colour, width)
    # Half the time of round caps, and at this width the eye sees no difference.
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    return pen


def bead_steps(pixels: Array, first: int, last: int) -> list[int]:
    """Return the steps in (first, last] that may carry a bead: each fifth, and after long jumps."""
    steps = np.arange(first + 1, last + 1)
    with np.errstate(invalid="ignore", over="ignore"):
        jump = np.abs(pixels[first + 1 : last + 1] - pixels[first:last]).max(axis=1, initial=0.0)
    spots = pixels[steps]
    near = np.isfinite(spots).all(axis=1) & (np.abs(spots) < 1e5).all(axis=1)
    return list(steps[near & ((steps % BEAD_EVERY == 0) | (jump > 2 * BEAD_GAP))])

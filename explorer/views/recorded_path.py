"""The path of somebody's own training run, drawn on the slice it came with."""

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from explorer.core.array import Array
from explorer.core.nets.honesty import Honesty
from explorer.core.recorded_slice import RecordedSlice
from explorer.views.camera import Camera
from explorer.views.strokes import clipped, draw_segments, thinned
from explorer.views.theme import Theme

__all__ = ["paint_recorded_path", "recorded_honesty"]

WIDTH, CASING = 1.8, 1.5
DOT = 5.0  # pixels, radius


def paint_recorded_path(
    painter: QPainter, camera: Camera, look: Theme, found: RecordedSlice, step: int
) -> None:
    """Paint the whole path in the ink of the text, and a dot where it was at a step."""
    pixels = camera.to_pixels(np.array(found.recording.path))
    line = clipped(thinned(pixels), camera.width, camera.height)
    for ink, width in (("casing", WIDTH + 2 * CASING), ("text", WIDTH)):
        painter.setPen(look.pen(ink, width))
        draw_segments(painter, line)
    painter.setBrush(look.ink("panel"))
    painter.setPen(look.pen("text", WIDTH))
    for spot, radius in ((pixels[0], 0.6 * DOT), (pixels[-1], 0.6 * DOT), (_at(pixels, step), DOT)):
        painter.drawEllipse(QPointF(float(spot[0]), float(spot[1])), radius, radius)


def recorded_honesty(found: RecordedSlice, step: int) -> Honesty:
    """Return what the map shows where the path was at a step, beside what was true there."""
    record = found.recording
    step = min(step, len(record.path) - 1)
    dot = np.array(record.path[step])
    surface = float(found.value(dot[None])[0])
    return Honesty(surface, record.losses[step], record.off[step], record.share, dot)


def _at(pixels: Array, step: int) -> Array:
    spot: Array = pixels[min(step, len(pixels) - 1)]
    return np.clip(spot, -1e6, 1e6)

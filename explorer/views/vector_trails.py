"""Trails for a vector drawing: lines and beads as shapes, which stay sharp at any size."""

from collections.abc import Sequence
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from explorer.views.camera import Camera
from explorer.views.marks import paint_marker
from explorer.views.paths import Path
from explorer.views.strokes import clipped, draw_segments, thinned
from explorer.views.theme import Theme
from explorer.views.trails import BEAD, BEAD_GAP, CASING, PAST, WIDTH, bead_steps

__all__ = ["paint_vector_trails"]


def paint_vector_trails(
    painter: QPainter, camera: Camera, look: Theme, paths: Sequence[Path], step: int
) -> None:
    """Paint the paths up to `step`: what only forks show of their past, casings, lines, beads."""
    drawn = []
    for path in paths:
        pixels = camera.to_pixels(path.points[: path.step(step) + 1])
        if path.fork and not path.is_shared:
            past = thinned(pixels[: path.fork + 1])
            painter.setPen(look.pen(look.colour(path.slot), PAST))
            draw_segments(painter, clipped(past, camera.width, camera.height))
        pixels = pixels[path.fork :]
        line = clipped(thinned(pixels), camera.width, camera.height)
        drawn.append((path, pixels, line))
    for _, _, line in drawn:
        painter.setPen(look.pen("casing", WIDTH + 2 * CASING))
        draw_segments(painter, line)
    for path, _, line in drawn:
        painter.setPen(look.pen(look.colour(path.slot), WIDTH))
        draw_segments(painter, line)
    for path, pixels, _ in drawn:
        x0 = y0 = -1e9
        for x, y in pixels[bead_steps(pixels, 0, len(pixels) - 1)].tolist():
            if hypot(x - x0, y - y0) >= BEAD_GAP:
                paint_marker(painter, QPointF(x, y), look, path.slot, BEAD, 1.0)
                x0, y0 = x, y

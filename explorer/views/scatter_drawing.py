"""How far chance has spread a cloud, drawn: one and two standard deviations about the mean."""

from math import pi

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.core.array import Array
from explorer.core.standing import Scatter
from explorer.views.camera import Camera
from explorer.views.strokes import clipped, draw_segments
from explorer.views.theme import Theme

__all__ = ["draw_outlines", "outlines", "paint_bands", "paint_ellipses"]

CORNERS = 48  # of an ellipse
BAND = 0.14  # opacity
FAR = 1e5  # pixels: Qt draws no farther


def outlines(found: Scatter) -> tuple[Array, Array]:
    """Return the ellipses of two and of one standard deviation as closed lines (n, 2)."""
    turn = np.linspace(0.0, 2.0 * pi, CORNERS + 1)[:, None]
    ways = np.hstack([np.cos(turn), np.sin(turn)]) * found.deviations @ found.axes
    return found.mean + 2.0 * ways, found.mean + ways


def paint_ellipses(
    painter: QPainter, camera: Camera, look: Theme, slot: int, found: Scatter
) -> None:
    """Paint the ellipses of one and two standard deviations of a cloud on a map."""
    lines = [camera.to_pixels(line) for line in outlines(found)]
    segments = np.vstack([clipped(line, camera.width, camera.height) for line in lines])
    draw_outlines(painter, look, slot, segments)


def draw_outlines(painter: QPainter, look: Theme, slot: int, segments: Array) -> None:
    """Draw segments (m, 4) of ellipses, in the colour of an optimizer with a casing."""
    for pen in (look.pen("casing", 3.4), look.pen(look.colour(slot), 1.6)):
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)  # as quick as can be, and no gaps at the joints
        painter.setPen(pen)
        draw_segments(painter, segments)


def paint_bands(painter: QPainter, camera: Camera, look: Theme, slot: int, found: Scatter) -> None:
    """Paint how far one and two standard deviations of a cloud on a curve reach."""
    colour = look.colour(slot)
    colour.setAlphaF(BAND)
    for times in (2.0, 1.0):
        reach = times * found.deviations[0]
        ends = np.array([[found.mean[0] - reach, 0.0], [found.mean[0] + reach, 0.0]])
        (left, _), (right, _) = np.clip(camera.to_pixels(ends), -FAR, FAR).tolist()
        painter.fillRect(QRectF(left, 0.0, right - left, camera.height), colour)

"""The answers of a net with one input: a curve, or the chances of its classes."""

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter

from explorer.core.array import Array
from explorer.views.answers_sheet import Sheet
from explorer.views.camera import Camera
from explorer.views.strokes import clipped, draw_segments
from explorer.views.theme import Theme
from explorer.views.ticks import ticks

__all__ = ["curve_values", "paint_curve", "paint_grid"]


def paint_curve(
    painter: QPainter, sheet: Sheet, weights: Array, camera: Camera, look: Theme
) -> None:
    """Paint the answers over all that the camera sees."""
    xs = np.linspace(camera.left, camera.right, 2 * camera.width + 1)
    curves = curve_values(sheet, weights, xs)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for k, values in enumerate(curves):
        pixels = camera.to_pixels(np.column_stack([xs, values]))
        line = clipped(pixels, camera.width, camera.height)
        ink = look.class_colour(k) if len(curves) > 1 else look.ink("text")
        halo = look.ink("casing")
        halo.setAlpha(255)  # a casing that shines through would show every joint
        for pen in (look.pen(halo, 3.8), look.pen(ink, 2.0)):
            painter.setPen(pen)
            draw_segments(painter, line)


def curve_values(sheet: Sheet, weights: Array, xs: Array) -> Array:
    """Return the curves to draw over inputs (n,): values, the second's chance, or each class's."""
    one = sheet.learner
    raw = one.raw(weights, xs[:, None])
    if not one.classes:
        return raw
    shares = one.shares(raw)
    return shares[1:] if len(one.classes) == 2 else shares


def paint_grid(painter: QPainter, camera: Camera, look: Theme) -> None:
    """Paint lines at round numbers."""
    ink = look.ink("muted")
    ink.setAlpha(46)
    painter.setPen(look.pen(ink))
    for value in ticks(camera.low, camera.high, camera.height / 70):
        y = (camera.high - value) / camera.per_pixel[1]
        painter.drawLine(QLineF(0, y, camera.width, y))
    for value in ticks(camera.left, camera.right, camera.width / 110):
        x = (value - camera.left) / camera.per_pixel[0]
        painter.drawLine(QLineF(x, 0, x, camera.height))

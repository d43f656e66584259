"""How a slice is drawn: heat and isolines, or a curve, and stems from its surface to the truth."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath

from explorer.core.array import Array
from explorer.views.background import paint_heat, paint_isolines
from explorer.views.camera import Camera
from explorer.views.curve_ground import paint_fill, paint_grid, paint_undefined
from explorer.views.hatching import hatching
from explorer.views.relief import Relief
from explorer.views.slice_terrain import SliceTerrain
from explorer.views.strokes import clipped, draw_segments
from explorer.views.theme import Theme, difference_colours, landscape_colours
from explorer.views.ticks import paint_ticks

__all__ = ["ground_picture", "paint_gauge", "paint_pole", "scale_colours"]

GAUGE = 240.0  # pixels from the lowest to the highest colour
LONGEST, LONGEST_HOLLOW = 84.0, 32.0  # pixels: a longer stem ends there
SHORTEST = 3.0  # pixels: a shorter one would hide behind the dot
BAR, CAP = 3.0, 4.2  # pixels: half the width of the stem of the followed run, radius of its end
HOLLOW_BAR, HOLLOW_CAP = 1.4, 3.2
AXES = 10  # pixels: the size of the words that name the axes
WIDE = 560  # pixels: narrower pictures leave out what the axes are
SHADES = 192
STOPS = 8


def scale_colours(layer: str) -> NDArray[np.uint8]:
    """Return the colours of a layer of the map from low to high, (n, 4) RGBA."""
    return difference_colours(SHADES) if layer == "difference" else landscape_colours(SHADES)


def ground_picture(
    layers: Sequence[SliceTerrain], camera: Camera, look: Theme, contours: bool, ratio: float
) -> QImage:
    """Return the terrains, the finest last, as a picture of the camera's size."""
    size = (max(round(camera.width * ratio), 1), max(round(camera.height * ratio), 1))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(look.ink("panel"))
    if not layers:
        return image
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if len(layers[-1].values) == 1:
        _paint_line(painter, camera, look, layers[-1], contours)
    else:
        if not all(terrain.is_whole for terrain in layers):
            painter.fillRect(QRectF(0, 0, camera.width, camera.height), hatching(look))
        for terrain in layers:
            paint_heat(painter, camera, terrain.request.camera, terrain.colours)
        if contours:
            paint_isolines(painter, camera, look, layers[-1].isolines)
    painter.drawImage(0, 0, _labels(camera, look, layers[-1].request.slice.plane.axes, ratio))
    painter.end()
    return image


def paint_gauge(
    painter: QPainter,
    at: QPointF,
    look: Theme,
    scale: Relief,
    colours: NDArray[np.uint8],
    surface: float,
    true: float,
    colour: QColor,
    is_followed: bool,
) -> None:
    """Paint a stem from a dot on the surface up, or down, to its true loss.

    Its length is the difference on the colour scale. That of the followed run is filled with the
    colours in between, the others are hollow.
    """
    low, high = (float(h) for h in scale.height(np.array([surface, true])))
    rise = (high - low) * GAUGE
    if not abs(rise) >= SHORTEST:
        return
    longest = LONGEST if is_followed else LONGEST_HOLLOW
    rise = min(max(rise, -longest), longest)
    bar, cap = (BAR, CAP) if is_followed else (HOLLOW_BAR, HOLLOW_CAP)
    top = at - QPointF(0.0, rise)
    shape = QPainterPath()
    shape.addRect(QRectF(at.x() - bar, min(at.y(), top.y()), 2 * bar, abs(rise)))
    end = QPainterPath()
    end.addEllipse(top, cap, cap)
    shape = shape.united(end)
    painter.strokePath(
        shape, look.pen("mark_edge", 4.0) if is_followed else look.pen("casing", 3.8)
    )
    painter.setPen(look.pen(look.ink("mark") if is_followed else colour, 1.6))
    if is_followed:
        painter.setBrush(_between(at, top, colours, low, high))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(shape)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_pole(
    painter: QPainter, at: QPointF, end: QPointF, look: Theme, colour: QColor, is_followed: bool
) -> None:
    """Paint the stem beside a line, where heights are losses: from the true loss to the curve."""
    if not abs(end.y() - at.y()) >= SHORTEST:
        return
    cap = CAP if is_followed else HOLLOW_CAP
    for pen in (look.pen("casing", 5.0), look.pen(colour, 2.2 if is_followed else 1.6)):
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawLine(at, end)
        if is_followed:
            painter.setBrush(pen.color())
        painter.drawEllipse(end, cap, cap)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _between(
    at: QPointF, top: QPointF, colours: NDArray[np.uint8], low: float, high: float
) -> QLinearGradient:
    gradient = QLinearGradient(at, top)
    for k in range(STOPS + 1):
        height = min(max(low + (high - low) * k / STOPS, 0.0), 1.0)
        red, green, blue, _ = (int(c) for c in colours[round(height * (len(colours) - 1))])
        gradient.setColorAt(k / STOPS, QColor(red, green, blue))
    return gradient


def _paint_line(
    painter: QPainter, camera: Camera, look: Theme, terrain: SliceTerrain, grid: bool
) -> None:
    if grid:
        paint_grid(painter, camera, look)
    pixels = camera.to_pixels(np.column_stack([terrain.xs, terrain.values[0]]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = scale_colours(terrain.request.slice.plan.layer)
    paint_fill(painter, camera, look, terrain.scale, pixels, colours)
    paint_undefined(painter, camera, look, pixels)
    if len(terrain.held_out):
        others = camera.to_pixels(np.column_stack([terrain.xs, terrain.held_out]))
        painter.setPen(look.pen("curve", 1.8, [4.0, 3.0]))
        _draw_curve(painter, camera, others)
    painter.setPen(look.pen("curve", 2.0))
    draw_segments(painter, clipped(pixels, camera.width, camera.height))


def _draw_curve(painter: QPainter, camera: Camera, pixels: Array) -> None:
    """Draw a curve as one line, so that its dashes run on from piece to piece."""
    path, is_down = QPainterPath(), False
    for x, y in np.clip(pixels, -1e4, 1e4).tolist():
        if y != y:
            is_down = False
        elif is_down:
            path.lineTo(x, y)
        else:
            path.moveTo(x, y)
            is_down = True
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


@lru_cache(maxsize=2)
def _labels(camera: Camera, look: Theme, axes: tuple[str, ...], ratio: float) -> QImage:
    """Return coordinates and axes as a clear picture: a plane that moves has always the same."""
    size = (max(round(camera.width * ratio), 1), max(round(camera.height * ratio), 1))
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_ticks(painter, camera, look)
    if camera.width >= WIDE:
        _paint_axes(painter, camera, look, axes)
    painter.end()
    return image


def _paint_axes(painter: QPainter, camera: Camera, look: Theme, axes: Sequence[str]) -> None:
    """Say in the lower right corner along what the picture goes."""
    words = f"across: {axes[0]}" + (f"   up: {axes[1]}" if len(axes) > 1 else "")
    painter.setFont(look.font(AXES))
    wide = painter.fontMetrics().horizontalAdvance(words)
    at = QPointF(camera.width - wide - 10, camera.height - 17)
    painter.setPen(look.ink("casing"))
    for x, y in ((-1, 0), (1, 0), (0, -1), (0, 1)):  # much faster than an outline
        painter.drawText(at + QPointF(x, y), words)
    painter.setPen(look.ink("text"))
    painter.drawText(at, words)

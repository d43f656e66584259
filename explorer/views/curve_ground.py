"""The ground of a landscape in one variable: its curve, filled with the colours of its heights."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QImage, QLinearGradient, QPainter, QPolygonF

from explorer.core.array import Array
from explorer.core.objective import Objective
from explorer.views.camera import Camera
from explorer.views.hatching import hatching
from explorer.views.relief import Relief, Scale
from explorer.views.scene import Mark, paint_marks
from explorer.views.strokes import clipped, draw_segments
from explorer.views.terrain import landscape_relief
from explorer.views.theme import Theme, landscape_colours
from explorer.views.ticks import paint_ticks, ticks

__all__ = [
    "ABOVE", "BELOW", "CurveGround", "curve_frame", "paint_fill", "paint_grid", "paint_undefined",
    "usual_range",
]  # fmt: skip

SAMPLES = 600  # to choose what of the second axis is seen
TOWERING = 6.0  # times the usual range: higher than that, and the top is left out
BELOW, ABOVE = 0.14, 0.10  # room under and over the curve, as shares of it
STOPS = 24


class CurveGround(QObject):
    """Draws the curve of a landscape; the same promises as the ground of a map."""

    changed = Signal()

    def __init__(self, has_ticks: bool = True) -> None:
        super().__init__()
        self._has_ticks = has_ticks
        self._landscape: Objective | None = None
        self._scale: Scale = "balanced"
        self._picture: QImage | None = None
        self._key: object = None

    def look(self, landscape: Objective, camera: Camera, scale: Scale = "balanced") -> None:
        """Show the curve of a landscape, filled with the colours of a scale."""
        self._landscape, self._scale = landscape, scale

    def picture(
        self, camera: Camera, look: Theme, contours: bool, known: tuple[Mark, ...], ratio: float = 1
    ) -> QImage:
        """Return the ground as a picture of the camera's size; `contours` are the grid lines."""
        key = (self._landscape, self._scale, camera, look, contours, known, ratio)
        if self._picture is None or key != self._key:
            self._picture = self._drawn(camera, look, contours, known, ratio)
            self._key = key
        return self._picture

    def _drawn(
        self, camera: Camera, look: Theme, contours: bool, known: tuple[Mark, ...], ratio: float
    ) -> QImage:
        size = (max(round(camera.width * ratio), 1), max(round(camera.height * ratio), 1))
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(look.ink("panel"))
        if self._landscape is None or self._landscape.dim != 1:
            return image
        painter = QPainter(image)
        if contours:
            paint_grid(painter, camera, look)
        xs = np.linspace(camera.left, camera.right, 2 * camera.width + 1)
        values = self._landscape.value(xs[:, None])
        pixels = camera.to_pixels(np.column_stack([xs, values]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        relief = landscape_relief(self._landscape, self._scale)
        paint_fill(painter, camera, look, relief, pixels)
        paint_undefined(painter, camera, look, pixels)
        painter.setPen(look.pen("curve", 2.0))
        draw_segments(painter, clipped(pixels, camera.width, camera.height))
        _paint_outside(painter, camera, look, self._landscape)
        if self._has_ticks:
            paint_ticks(painter, camera, look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_marks(painter, camera, look, self._landscape, known)
        painter.end()
        return image


def curve_frame(landscape: Objective, camera: Camera) -> Camera:
    """Return the camera with the second axis chosen so that the curve in view fills it.

    Towers of huge values are cut off rather than flattening the rest.
    """
    if landscape.dim != 1:
        return camera
    xs = np.linspace(camera.left, camera.right, SAMPLES)
    values = landscape.value(xs[:, None])
    low, high = usual_range(values[np.isfinite(values)])
    if landscape.knows_its_minima and landscape.minima:  # a narrow dip is what one looks for
        depths = landscape.value(np.array(landscape.minima))
        low, high = min(low, float(depths.min())), max(high, float(depths.max()))
    size = high - low
    return Camera(
        camera.left,
        camera.right,
        low - BELOW * size,
        high + ABOVE * size,
        camera.width,
        camera.height,
    )


def usual_range(values: Array) -> tuple[float, float]:
    """Return the range of values without their towers; some range even where they are flat."""
    if not len(values):
        return -1.0, 1.0
    values = np.clip(values, -1e300, 1e300)
    low, high = float(values.min()), float(values.max())
    under, middle, over = np.quantile(values, [0.1, 0.5, 0.9])
    spread = max(float(over - under), 0.0)
    if spread > 0 and high - over > TOWERING * spread:
        high = float(over) + 1.5 * spread
    if spread > 0 and under - low > TOWERING * spread:
        low = float(under) - 1.5 * spread
    if high - low <= 1e-12 * max(abs(low), abs(high), 1e-12):
        return float(middle) - 1.0, float(middle) + 1.0
    return low, high


def paint_fill(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    relief: Relief,
    pixels: Array,
    colours: NDArray[np.uint8] | None = None,
) -> None:
    """Fill what lies under a curve, pixels (n, 2), with the colours of its heights."""
    gradient = QLinearGradient(0, 0, 0, camera.height)
    values = np.linspace(camera.high, camera.low, STOPS)
    colours = landscape_colours(STOPS * 8) if colours is None else colours
    shades = relief.height(values) * (len(colours) - 1)
    for k, shade in enumerate(shades.astype(int)):
        red, green, blue, _ = (int(c) for c in colours[shade])
        ink = look.ink("panel")
        ink.setRgb(red, green, blue)
        gradient.setColorAt(k / (STOPS - 1), ink)
    painter.setOpacity(0.82 if look.is_dark else 0.92)
    defined = np.isfinite(pixels[:, 1])
    edges = np.flatnonzero(np.diff(np.concatenate([[False], defined, [False]]).astype(int)))
    tops = pixels.copy()
    tops[:, 1] = np.clip(tops[:, 1], -10.0, camera.height + 10.0)
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        piece = tops[first:last]
        polygon = QPolygonF([QPointF(x, y) for x, y in piece.tolist()])
        polygon.append(QPointF(piece[-1, 0], camera.height + 10.0))
        polygon.append(QPointF(piece[0, 0], camera.height + 10.0))
        painter.setPen(look.pen("panel", 0.0))
        painter.setBrush(gradient)
        painter.drawPolygon(polygon)
    painter.setOpacity(1.0)


def paint_undefined(painter: QPainter, camera: Camera, look: Theme, pixels: Array) -> None:
    """Hatch where a curve, pixels (n, 2), has no value."""
    undefined = np.isnan(pixels[:, 1])
    edges = np.flatnonzero(np.diff(np.concatenate([[False], undefined, [False]]).astype(int)))
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        left, right = pixels[first, 0], pixels[last - 1, 0]
        painter.fillRect(QRectF(left, 0, max(right - left, 1.0), camera.height), hatching(look))


def paint_grid(painter: QPainter, camera: Camera, look: Theme) -> None:
    """Paint lines at round numbers of both axes."""
    painter.setPen(look.pen("grid"))
    for value in ticks(camera.low, camera.high, camera.height / 70):
        y = (camera.high - value) / camera.per_pixel[1]
        painter.drawLine(QLineF(0, y, camera.width, y))
    for value in ticks(camera.left, camera.right, camera.width / 110):
        x = (value - camera.left) / camera.per_pixel[0]
        painter.drawLine(QLineF(x, 0, x, camera.height))


def _paint_outside(painter: QPainter, camera: Camera, look: Theme, landscape: Objective) -> None:
    low, high = landscape.box[0]
    across = camera.per_pixel[0]
    left, right = (low - camera.left) / across, (high - camera.left) / across
    shade = look.ink("shade")
    if left > 0:
        painter.fillRect(QRectF(0, 0, min(left, camera.width), camera.height), shade)
    if right < camera.width:
        right = max(right, 0.0)
        painter.fillRect(QRectF(right, 0, camera.width - right, camera.height), shade)

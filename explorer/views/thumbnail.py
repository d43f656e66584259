"""Thumbnails: each landscape as a small picture, drawn while nothing else is due."""

from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPixmap, QPolygonF

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.views.relief import relief
from explorer.views.theme import landscape_colours, theme, theme_changed

__all__ = ["HEIGHT", "WIDTH", "Thumbnails", "draw_thumbnail"]

WIDTH, HEIGHT = 56, 40  # pixels
CORNER = 5.0
SHARPNESS = 2  # samples a pixel each way, for dense screens


def draw_thumbnail(landscape: Landscape) -> QPixmap:
    """Return a picture of a landscape over its box: a heat map, or a curve in one dimension."""
    pixmap = QPixmap(WIDTH * SHARPNESS, HEIGHT * SHARPNESS)
    pixmap.setDevicePixelRatio(SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(0, 0, WIDTH, HEIGHT), CORNER, CORNER)
    painter.setClipPath(frame)
    painter.fillPath(frame, theme().ink("hatch_ground"))
    if landscape.dim == 2:
        painter.drawImage(QRectF(0, 0, WIDTH, HEIGHT), _heat(landscape))
    else:
        _draw_curve(painter, landscape)
    painter.end()
    return pixmap


class Thumbnails(QObject):
    """Keeps the thumbnails that were asked for; `drawn` says that another one is there."""

    drawn = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[Landscape, QPixmap] = {}
        self._wanted: OrderedDict[Landscape, None] = OrderedDict()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw_next)
        theme_changed.connect(self._forget)

    def get(self, landscape: Landscape) -> QPixmap | None:
        """Return a thumbnail, or None and have it drawn soon."""
        found = self._known.get(landscape)
        if found is None:
            self._wanted[landscape] = None
            if not self._timer.isActive():
                self._timer.start(0)
        return found

    def rest(self) -> None:
        """Draw no more until a thumbnail is asked for again."""
        self._timer.stop()

    def _draw_next(self) -> None:
        if not self._wanted:
            return
        landscape, _ = self._wanted.popitem(last=False)
        self._known[landscape] = draw_thumbnail(landscape)
        if self._wanted:
            self._timer.start(0)
        self.drawn.emit()

    def _forget(self, _theme: object) -> None:
        self._known.clear()
        self.drawn.emit()


def _heat(landscape: Landscape) -> QImage:
    columns, rows = WIDTH * SHARPNESS, HEIGHT * SHARPNESS
    (x_low, x_high), (y_low, y_high) = landscape.box
    x, y = np.meshgrid(np.linspace(x_low, x_high, columns), np.linspace(y_high, y_low, rows))
    values = _values(landscape, np.column_stack([x.ravel(), y.ravel()]))
    heights = relief(values, landscape.lowest).height(values)
    known = np.isfinite(heights)
    colours = landscape_colours()
    shades = np.rint(np.where(known, heights, 0.0) * (len(colours) - 1)).astype(np.intp)
    pixels = colours[shades]
    pixels[~known] = 0
    pixels = np.ascontiguousarray(pixels)
    picture = QImage(pixels.data, columns, rows, columns * 4, QImage.Format.Format_RGBA8888)
    return picture.copy()  # the array goes away


def _draw_curve(painter: QPainter, landscape: Landscape) -> None:
    look = theme()
    ((low, high),) = landscape.box
    x = np.linspace(0.0, 1.0, 2 * WIDTH)
    values = _values(landscape, (low + x * (high - low))[:, np.newaxis])
    known = np.isfinite(values)
    if not known.any():
        return
    floor, top = np.min(values[known]), np.quantile(values[known], 0.98)
    share = np.clip((values - floor) / (top - floor or 1.0), -0.1, 1.4)
    points = [
        QPointF(float(a) * WIDTH, HEIGHT - 6 - float(b) * (HEIGHT - 13))
        for a, b in zip(x[known], share[known], strict=True)
    ]
    line = QPolygonF(points)
    below = QPolygonF([QPointF(points[0].x(), HEIGHT), *points, QPointF(points[-1].x(), HEIGHT)])
    fill = look.ink("curve_fill")
    fill.setAlpha(110)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill))
    painter.drawPolygon(below)
    painter.setPen(look.pen("curve", 1.6))
    painter.drawPolyline(line)


def _values(landscape: Landscape, points: Array) -> Array:
    with np.errstate(all="ignore"):
        return landscape.value(points)

"""Thumbnails: each landscape as a small picture, measured beside the window and kept."""

from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPixmap, QPolygonF

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.session.worker import Worker
from explorer.views.relief import relief
from explorer.views.theme import landscape_colours, theme, theme_changed

__all__ = ["HEIGHT", "WIDTH", "Sketch", "Thumbnails", "paint_thumbnail", "sketch"]

WIDTH, HEIGHT = 56, 40  # pixels
CORNER = 5.0
SHARPNESS = 2  # samples a pixel each way, for dense screens
BATCH = 3  # landscapes measured at a time: some milliseconds
KEY = "thumbnails"


@dataclass(frozen=True, eq=False)
class Sketch:
    """What a thumbnail is painted from, in any theme: a heat map, or the line of a curve.

    `heat` is (rows, columns, 4) bytes, transparent where nothing is defined; `line` is (n, 2) in
    pixels. One of them is empty.
    """

    heat: NDArray[np.uint8]
    line: Array


def sketch(landscape: Landscape) -> Sketch:
    """Return the heights of a landscape over its box, ready to be painted."""
    if landscape.dim == 2:
        return Sketch(_heat(landscape), np.empty((0, 2)))
    return Sketch(np.empty((0, 0, 4), dtype=np.uint8), _line(landscape))


def paint_thumbnail(drawn: Sketch) -> QPixmap:
    """Return a sketch as a picture in the present theme."""
    pixmap = QPixmap(WIDTH * SHARPNESS, HEIGHT * SHARPNESS)
    pixmap.setDevicePixelRatio(SHARPNESS)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(0, 0, WIDTH, HEIGHT), CORNER, CORNER)
    painter.setClipPath(frame)
    painter.fillPath(frame, theme().ink("hatch_ground"))
    if drawn.heat.size:
        rows, columns, _ = drawn.heat.shape
        pixels = QImage(drawn.heat.data, columns, rows, columns * 4, QImage.Format.Format_RGBA8888)
        painter.drawImage(QRectF(0, 0, WIDTH, HEIGHT), pixels)
    elif len(drawn.line):
        _paint_curve(painter, drawn.line)
    painter.end()
    return pixmap


class Thumbnails(QObject):
    """Keeps the thumbnails that were asked for; `drawn` says that others are there."""

    drawn = Signal()

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._sketches: dict[Landscape, Sketch] = {}
        self._pictures: dict[Landscape, QPixmap] = {}
        self._wanted: OrderedDict[Landscape, None] = OrderedDict()
        worker.done.connect(self._take)
        worker.failed.connect(self._give_up)
        theme_changed.connect(self._forget)

    def get(self, landscape: Landscape) -> QPixmap | None:
        """Return a thumbnail, or None and have it measured soon."""
        if found := self._pictures.get(landscape):
            return found
        if known := self._sketches.get(landscape):
            picture = self._pictures[landscape] = paint_thumbnail(known)
            return picture
        if landscape not in self._wanted:
            self._wanted[landscape] = None
            self._ask()
        return None

    def rest(self) -> None:
        """Measure no more than what is under way, until a thumbnail is asked for again."""
        self._wanted.clear()

    def _ask(self) -> None:
        """Have the next ones measured, unless some are under way."""
        if self._wanted and not self._worker.is_busy(KEY):
            batch = tuple(self._wanted)[:BATCH]
            self._worker.want(KEY, batch, lambda _: [sketch(row) for row in batch], urgent=True)

    def _take(self, key: str, request: object, result: object) -> None:
        if key == KEY and isinstance(request, tuple) and isinstance(result, list):
            self._keep(request, result)

    def _give_up(self, key: str, request: object, _sentence: str) -> None:
        if key == KEY and isinstance(request, tuple):
            blank = Sketch(np.empty((0, 0, 4), dtype=np.uint8), np.empty((0, 2)))
            self._keep(request, [blank] * len(request))

    def _keep(self, rows: tuple[Landscape, ...], sketches: list[Sketch]) -> None:
        self._sketches.update(zip(rows, sketches, strict=True))
        for row in rows:
            self._wanted.pop(row, None)
        self.drawn.emit()
        self._ask()

    def _forget(self, _theme: object) -> None:
        self._pictures.clear()
        self.drawn.emit()


def _heat(landscape: Landscape) -> NDArray[np.uint8]:
    columns, rows = WIDTH * SHARPNESS, HEIGHT * SHARPNESS
    (x_low, x_high), (y_low, y_high) = landscape.box
    x, y = np.meshgrid(np.linspace(x_low, x_high, columns), np.linspace(y_high, y_low, rows))
    values = _values(landscape, np.column_stack([x.ravel(), y.ravel()])).reshape(rows, columns)
    heights = relief(values, landscape.lowest).height(values)
    known = np.isfinite(heights)
    colours = landscape_colours()
    shades = np.rint(np.where(known, heights, 0.0) * (len(colours) - 1)).astype(np.intp)
    pixels = colours[shades]
    pixels[~known] = 0
    return np.ascontiguousarray(pixels)


def _line(landscape: Landscape) -> Array:
    ((low, high),) = landscape.box
    x = np.linspace(0.0, 1.0, 2 * WIDTH)
    values = _values(landscape, (low + x * (high - low))[:, np.newaxis])
    known = np.isfinite(values)
    if not known.any():
        return np.empty((0, 2))
    floor, top = np.min(values[known]), np.quantile(values[known], 0.98)
    share = np.clip((values - floor) / (top - floor or 1.0), -0.1, 1.4)
    return np.column_stack([x * WIDTH, HEIGHT - 6 - share * (HEIGHT - 13)])[known]


def _paint_curve(painter: QPainter, points: Array) -> None:
    look = theme()
    corners = [QPointF(x, y) for x, y in points.tolist()]
    line = QPolygonF(corners)
    first, last = QPointF(corners[0].x(), HEIGHT), QPointF(corners[-1].x(), HEIGHT)
    below = QPolygonF([first, *corners, last])
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

"""How two goals are drawn: a quiet cloud of all that can be had, its front, and equal scores."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF

from explorer.core.array import Array
from explorer.core.compromise import Weighing
from explorer.views.camera import Camera
from explorer.views.chart_scale import linear_ticks
from explorer.views.goals_cloud import GoalsCloud
from explorer.views.theme import CAPTION, Theme

__all__ = ["paint_equal", "paint_legend", "paint_sheet", "plot_rect"]

FRONT, EQUAL = 2.4, 1.4  # pixels: how thick the lines are
DASH = [5.0, 3.0]  # of the line of equal scores
GAP = 0.06  # of the picture: a front that leaps farther is broken there
DOT, DENSE = 0.16, 0.5  # opacity of one point of the cloud, and of very many
BETTER = 0.10  # opacity of what scores better
TICKS = 66, 40  # pixels between labels, across and up
SWATCH, INDENT = 20, 12  # pixels of a line in the legend, and where it begins
LEGEND = (("best compromises", True), ("equal score · shaded: better", False))


def plot_rect(width: float, height: float, look: Theme) -> QRectF:
    """Return where the plane of the goals lies in a panel: the rest is for words and numbers."""
    left, right = look.length(38), look.length(10)
    row = look.length(16)
    top = (_legend_rows(width, look) + 1) * row + 2  # the last one names the axis
    return QRectF(left, top, max(width - left - right, 20), max(height - top - 2 * row - 4, 20))


def paint_legend(painter: QPainter, width: float, look: Theme, has_equal: bool) -> None:
    """Say above the plane what its lines are."""
    painter.setFont(look.font(CAPTION))
    metrics, row = painter.fontMetrics(), look.length(16)
    left = x = float(look.length(INDENT))
    y = row / 2.0
    for words, is_front in LEGEND if has_equal else LEGEND[:1]:
        wide = SWATCH + 6 + metrics.horizontalAdvance(words)
        if x > left and (_legend_rows(width, look) > 1 or x + wide > width):
            x, y = left, y + row
        pen = look.pen("good", FRONT) if is_front else look.pen("text", EQUAL, DASH)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(x + SWATCH, y))
        painter.setPen(look.ink("muted"))
        room = QRectF(x + SWATCH + 6, y - row / 2, width - x - SWATCH - 6, row)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        x += wide + 14


def paint_sheet(
    painter: QPainter, rect: QRectF, camera: Camera, look: Theme, cloud: GoalsCloud, ratio: float
) -> None:
    """Paint axes, cloud and front; the camera shows the plane on the pixels of `rect`."""
    _paint_axes(painter, rect, camera, look, cloud.names)
    painter.save()
    painter.setClipRect(rect)
    painter.translate(rect.topLeft())
    painter.drawImage(0, 0, _cloud_picture(camera, look, cloud.goals, ratio))
    _paint_front(painter, camera, look, cloud.goals[cloud.front])
    painter.restore()


def paint_equal(
    painter: QPainter, camera: Camera, look: Theme, way: Weighing, score: float
) -> None:
    """Paint the line along which a weighing gives this score, and shade what scores better."""
    low, high = np.array([camera.left, camera.low]), np.array([camera.right, camera.high])
    corners = way.equals(score, low, high)
    if len(corners) < 2 or not np.isfinite(corners).all():
        return
    pixels = _points(camera.to_pixels(corners))
    painter.setPen(Qt.PenStyle.NoPen)
    shade = look.ink("accent")
    shade.setAlphaF(BETTER)
    painter.setBrush(shade)
    painter.drawPolygon(QPolygonF(_points(camera.to_pixels(_better(corners, way, high - low)))))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen("text", EQUAL, DASH))
    painter.drawPolyline(pixels)


def _legend_rows(width: float, look: Theme) -> int:
    """Return how many lines the legend takes: it is 330 pixels long in ordinary letters."""
    return 1 if width >= look.length(345) else 2


def _better(corners: Array, way: Weighing, size: Array) -> Array:
    """Return a shape (n, 2) that begins along the line and covers all better scores in view."""
    if not way.is_sum:
        return np.vstack([corners, [[corners[2, 0], corners[0, 1]]]])
    downhill = -np.array([way.first, way.second])
    away = 4.0 * float(np.linalg.norm(size)) * downhill / float(np.linalg.norm(downhill))
    return np.vstack([corners, corners[::-1] + away])


def _paint_axes(
    painter: QPainter, rect: QRectF, camera: Camera, look: Theme, names: tuple[str, str]
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(look.font(CAPTION))
    metrics, row = painter.fontMetrics(), look.length(16)
    middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
    most = max(2, int(rect.width() / look.length(TICKS[0])))
    for value, label in linear_ticks(camera.left, camera.right, most):
        x = rect.left() + (value - camera.left) / camera.per_pixel[0]
        if not rect.left() <= x <= rect.right():
            continue
        painter.setPen(look.ink("grid"))
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        painter.setPen(look.ink("muted"))
        wide = metrics.horizontalAdvance(label) + 2.0
        room = QRectF(x - wide / 2, rect.bottom() + 2, wide, row)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | middle, label)
    most = max(2, int(rect.height() / look.length(TICKS[1])))
    for value, label in linear_ticks(camera.low, camera.high, most):
        y = rect.top() + (camera.high - value) / camera.per_pixel[1]
        if not rect.top() <= y <= rect.bottom():
            continue
        painter.setPen(look.ink("grid"))
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        painter.setPen(look.ink("muted"))
        painter.drawText(QRectF(0, y - row / 2, rect.left() - 5, row), right | middle, label)
    painter.setPen(look.ink("line"))
    painter.drawRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.ink("text"))
    below = QRectF(rect.left(), rect.bottom() + 2 + row, rect.width(), row)
    painter.drawText(below, right | middle, f"{names[0]} →")
    above = QRectF(rect.left(), rect.top() - row - 1, rect.width(), row)
    painter.drawText(above, Qt.AlignmentFlag.AlignLeft | middle, f"↑ {names[1]}")


def _cloud_picture(camera: Camera, look: Theme, goals: Array, ratio: float) -> QImage:
    """Return the points as a clear picture of the camera's size: the more, the denser."""
    width, height = max(round(camera.width * ratio), 1), max(round(camera.height * ratio), 1)
    with np.errstate(invalid="ignore"):
        places = np.floor(np.clip(camera.to_pixels(goals) * ratio, -9.0, 1e6))
    side = max(1, round(1.5 * ratio))
    counts = np.zeros(width * height)
    for right in range(side):
        for down in range(side):
            x, y = places[:, 0] + right, places[:, 1] + down
            seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
            rows = (y[seen] * width + x[seen]).astype(np.intp)
            counts += np.bincount(rows, minlength=len(counts))
    opacity = (DENSE * (1.0 - (1.0 - DOT / DENSE) ** counts)).reshape(height, width)
    ink: QColor = look.ink("muted")
    colour = np.array([ink.blue(), ink.green(), ink.red(), 255], dtype=np.float64)
    pixels = np.ascontiguousarray(np.rint(opacity[:, :, None] * colour), dtype=np.uint8)
    form = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(pixels.data, width, height, 4 * width, form).copy()
    image.setDevicePixelRatio(ratio)
    return image


def _paint_front(painter: QPainter, camera: Camera, look: Theme, front: Array) -> None:
    """Paint the best compromises as a line, or as single dots where there are hardly any."""
    spots = _points(camera.to_pixels(front))
    far = GAP * float(np.hypot(camera.width, camera.height))
    path = QPainterPath(spots[0]) if spots else QPainterPath()
    if spots:
        path.lineTo(spots[0])
    for before, here in pairwise(spots):
        is_leap = np.hypot(here.x() - before.x(), here.y() - before.y()) > far
        (path.moveTo if is_leap else path.lineTo)(here)
        if is_leap:
            path.lineTo(here)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen("casing", FRONT + 2.4))
    painter.drawPath(path)
    painter.setPen(look.pen("good", FRONT))
    painter.drawPath(path)


def _points(pixels: Array) -> list[QPointF]:
    return [QPointF(x, y) for x, y in np.clip(pixels, -1e6, 1e6).tolist()]

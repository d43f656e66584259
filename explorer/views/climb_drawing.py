"""How a step of a climb is drawn: as two pictures, as a path on the plane, or input by input."""

from math import isnan
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

from explorer.core.array import Array
from explorer.core.nets.climbing import Climb, reach
from explorer.core.nets.tiny_net import TinyNet
from explorer.views.answers_ground import paint_ground
from explorer.views.answers_learner import Learner
from explorer.views.answers_points import paint_points
from explorer.views.answers_sheet import Sheet, framed
from explorer.views.camera import Camera
from explorer.views.climb_words import told
from explorer.views.dots import dots
from explorer.views.numbers import number
from explorer.views.theme import GAP, Theme

__all__ = ["Shown", "paint_inputs", "paint_path", "paint_pictures", "plane"]

CLOSEST, BETWEEN = 74, 112  # pixels between two pictures, before scaling
NAME = 0.42  # the share of the width that names of inputs may take
Align = Qt.AlignmentFlag


class Shown(NamedTuple):
    """A step of a climb, and the net that climbs."""

    net: TinyNet
    one: Learner
    weights: Array
    climb: Climb
    step: int

    @property
    def words(self) -> tuple[str, str]:
        """What the net says, and how far that is from the truth."""
        return told(self.climb, self.step, self.one.classes)

    @property
    def real(self) -> Array:
        """The nearest real example of the class, (features,)."""
        return np.asarray(self.one.inputs[self.climb.rows[self.step]])


def paint_pictures(painter: QPainter, look: Theme, room: QRectF, shown: Shown) -> None:
    """Paint the picture that climbs beside the nearest real one, the distance between them."""
    line = painter.fontMetrics().height() + GAP
    tall = room.height() - line - 2
    between = min(max(room.width() - 2 * tall, look.length(CLOSEST)), look.length(BETWEEN))
    side = max(16.0, min(tall, (room.width() - between) / 2))
    left = room.left() + (room.width() - 2 * side - between) / 2
    top = room.top() + (room.height() - line - side) / 2
    low, high = (float(end[0]) for end in reach(shown.net))
    name = shown.one.classes[shown.climb.goal]
    for k, (values, words, ink) in enumerate(
        (
            (shown.climb.inputs[shown.step], shown.words[0], "text"),
            (shown.real, f"nearest real {name}", "muted"),
        )
    ):
        place = QRectF(left + k * (side + between), top, side, side)
        painter.drawImage(place, dots(values, (low, high), look, shown.one.is_photo))
        painter.setPen(look.pen("line", 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        painter.setPen(look.ink(ink))
        below = QRectF(
            room.left() + k * room.width() / 2, top + side + GAP, room.width() / 2 - 3, line
        )
        said = _fitting(painter, words, below)
        wide = painter.fontMetrics().horizontalAdvance(said)
        # Under the middle of its picture, unless that would lead out of the panel.
        x = min(max(place.center().x() - wide / 2, below.left()), below.right() - wide)
        painter.drawText(QPointF(x, below.top() + painter.fontMetrics().ascent()), said)
    gap = QRectF(left + side + 8, top, between - 16, side)
    _paint_distance(painter, look, gap, shown)


def _paint_distance(painter: QPainter, look: Theme, gap: QRectF, shown: Shown) -> None:
    """Paint a measured line, how long it is, and how long it usually is."""
    away = float(shown.climb.nearest[shown.step])
    if isnan(away):
        return
    y, tall = gap.center().y(), painter.fontMetrics().height()
    painter.setPen(look.pen("fair", 1.4))
    painter.drawLine(QPointF(gap.left(), y), QPointF(gap.right(), y))
    for x in (gap.left(), gap.right()):
        painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
    above = QRectF(gap.left(), y - tall - 4, gap.width(), tall)
    painter.drawText(above, Align.AlignCenter, f"{number(away, 3)} away")
    painter.setPen(look.ink("muted"))
    below = QRectF(gap.left(), y + 5, gap.width(), 3 * tall)
    flags = Align.AlignHCenter.value | Align.AlignTop.value | Qt.TextFlag.TextWordWrap.value
    if not isnan(shown.climb.typical):
        painter.drawText(below, flags, f"usually {number(shown.climb.typical, 3)}")


def plane(
    shown: Shown, look: Theme, width: int, height: int, ratio: float
) -> tuple[QImage, Camera]:
    """Return the answers with the examples, faint, and the camera that sees them."""
    sheet = Sheet(shown.one, 0, 1)
    camera = framed(sheet, sheet.box, width, height, 0.0, look.length(24))
    image = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(look.ink("panel"))
    painter = QPainter(image)
    paint_ground(painter, sheet, shown.weights, camera, look)
    painter.setOpacity(0.55)
    pixels = camera.to_pixels(sheet.points(None))
    none = np.zeros(len(pixels), dtype=np.bool_)
    paint_points(painter, camera, look, shown.one, pixels, none, ratio)
    painter.end()
    return image, camera


def paint_path(painter: QPainter, look: Theme, room: QRectF, shown: Shown, camera: Camera) -> None:
    """Paint the way of an example on its plane, and the nearest real one."""
    pixels = np.nan_to_num(camera.to_pixels(shown.climb.inputs[: shown.step + 1]))
    path = QPolygonF([QPointF(x, y) for x, y in pixels.tolist()])
    real = QPointF(*camera.to_pixels(shown.real[None])[0].tolist())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (look.pen("casing", 4.0), look.pen("text", 1.2, [3.0, 3.0])):
        painter.setPen(pen)
        painter.drawLine(path.last(), real)
    for pen in (look.pen("casing", 5.0), look.pen("text", 2.4)):
        painter.setPen(pen)
        painter.drawPolyline(path)
    for at, radius, ink in (
        (path.first(), 3.5, look.ink("mark")),
        (path.last(), 6.0, look.class_colour(shown.climb.goal)),
    ):
        painter.setPen(look.pen("mark_edge", 4.0))
        painter.drawEllipse(at, radius, radius)
        painter.setPen(look.pen("mark", 1.6))
        painter.setBrush(ink)
        painter.drawEllipse(at, radius, radius)
    _paint_chip(painter, look, room, " · ".join(filter(None, shown.words)))


def _paint_chip(painter: QPainter, look: Theme, room: QRectF, words: str) -> None:
    """Paint a line of words on the lower edge."""
    tall = painter.fontMetrics().height() + 2 * GAP
    words = _fitting(painter, words, room.adjusted(0, 0, -8 * GAP, 0))
    wide = painter.fontMetrics().horizontalAdvance(words) + 4 * GAP
    chip = QRectF(room.left() + 2 * GAP, room.bottom() - tall - 2 * GAP, wide, tall)
    painter.setPen(look.pen("chip_line", 1.0))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(chip, 6, 6)
    painter.setPen(look.ink("text"))
    painter.drawText(chip, Align.AlignCenter, words)


def paint_inputs(painter: QPainter, look: Theme, room: QRectF, shown: Shown) -> None:
    """Paint each input on its own line: where it began, where it is, and the nearest real one's."""
    line = painter.fontMetrics().height() + 2 * GAP
    fits = max(1, int(room.height() // line) - 1)
    names = shown.one.features[: fits if len(shown.one.features) <= fits else max(1, fits - 1)]
    left, (low, high) = room.left() + NAME * room.width(), reach(shown.net)
    words = " · ".join(filter(None, shown.words))
    head = QRectF(room.left(), room.top(), room.width(), line)
    painter.setPen(look.ink("text"))
    painter.drawText(head, Align.AlignVCenter, _fitting(painter, words, head))
    marks = (
        (shown.real, 2.5, look.ink("fair")),
        (shown.climb.inputs[0], 3.0, look.ink("muted")),
        (shown.climb.inputs[shown.step], 5.0, look.class_colour(shown.climb.goal)),
    )
    for k, name in enumerate(names):
        y = room.top() + line * (k + 1.5)
        text = QRectF(room.left(), y - line / 2, NAME * room.width() - 3 * GAP, line)
        painter.setPen(look.ink("muted"))
        painter.drawText(text, Align.AlignVCenter, _fitting(painter, name, text))
        painter.setPen(look.pen("line", 2.0))
        painter.drawLine(QPointF(left, y), QPointF(room.right() - 8, y))
        span = float(high[k] - low[k]) or 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        for values, radius, ink in marks:
            share = float(np.nan_to_num((values[k] - low[k]) / span))
            painter.setBrush(ink)
            painter.drawEllipse(
                QPointF(left + share * (room.right() - 8 - left), y), radius, radius
            )
    rest = len(shown.one.features) - len(names)
    if rest:
        painter.setPen(look.ink("muted"))
        last = QRectF(room.left(), room.top() + line * (len(names) + 1), room.width(), line)
        painter.drawText(last, Align.AlignVCenter, f"and {rest} more inputs")


def _fitting(painter: QPainter, words: str, room: QRectF) -> str:
    right = Qt.TextElideMode.ElideRight
    return painter.fontMetrics().elidedText(words, right, int(room.width()))

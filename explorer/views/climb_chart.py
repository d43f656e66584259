"""The chance and the distance along a climb: two thin lines over its steps."""

from math import isnan

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.array import Array
from explorer.core.nets.climbing import Climb
from explorer.views.climb_words import TICKS, step_at
from explorer.views.theme import CAPTION, Theme, theme, theme_changed

__all__ = ["ClimbChart"]

TALL = 60  # pixels, before scaling
EDGE = 9.0  # pixels at the sides: as much as the slider below leaves
HOW = (
    "Over the steps of the climb: filled, the chance that the net gives the class; the line, how "
    "far the nearest real example of the class is; dashed, how far real ones usually are from one "
    "another. The first steps have more room than the last."
)


class ClimbChart(QWidget):
    """Draws a climb, and a line at the step that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._climb: Climb | None = None
        self._tick = 0
        self.setAccessibleName("Chance and distance along the climb")
        self.setAccessibleDescription(HOW)
        self.setToolTip(f"<p>{HOW}</p>")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_changed.connect(self._redraw)

    def show_climb(self, climb: Climb | None, tick: int) -> None:
        """Draw a climb, or nothing, with the line at a tick of the slider."""
        if climb is not self._climb or tick != self._tick:
            self._climb, self._tick = climb, tick
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, theme().length(TALL))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme().length(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._climb is None:
            return
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(EDGE, look.length(CAPTION + 4), -EDGE, -1)
        self._paint_lines(painter, look, room, self._climb)
        self._paint_names(painter, look, room)
        x = room.left() + room.width() * self._tick / TICKS
        painter.setPen(look.pen("text", 1.0))
        painter.drawLine(QPointF(x, room.top()), QPointF(x, room.bottom()))
        painter.end()

    def _paint_lines(self, painter: QPainter, look: Theme, room: QRectF, climb: Climb) -> None:
        steps = [step_at(tick, climb.steps) for tick in range(TICKS + 1)]
        across = room.left() + room.width() * np.arange(TICKS + 1) / TICKS
        chances = np.nan_to_num(climb.chances[steps])
        line = _line(across, room.bottom() - room.height() * chances)
        area = QPolygonF(line)
        area.append(room.bottomRight())
        area.append(room.bottomLeft())
        fill = look.ink("accent")
        fill.setAlphaF(0.22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawPolygon(area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen("accent", 1.6))
        painter.drawPolyline(line)
        away = np.nan_to_num(climb.nearest[steps])
        usual = 0.0 if isnan(climb.typical) else climb.typical
        most = 1.1 * max(float(away.max()), usual) or 1.0
        painter.setPen(look.pen("fair", 1.6))
        painter.drawPolyline(_line(across, room.bottom() - room.height() * away / most))
        if usual:
            y = room.bottom() - room.height() * usual / most
            painter.setPen(look.pen("fair", 1.0, [4.0, 3.0]))
            painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))
        painter.setPen(look.pen("line", 1.0))
        painter.drawLine(room.bottomLeft(), room.bottomRight())

    def _paint_names(self, painter: QPainter, look: Theme, room: QRectF) -> None:
        painter.setFont(look.font(CAPTION))
        above = QRectF(room.left(), 0, room.width(), room.top())
        painter.setPen(look.ink("accent"))
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, "chance")
        painter.setPen(look.ink("fair"))
        names = ("distance; - - among real ones", "distance")
        wide = painter.fontMetrics().horizontalAdvance
        fits = wide("chance") + wide(names[0]) + 12 <= room.width()
        painter.drawText(above, Qt.AlignmentFlag.AlignRight, names[0 if fits else 1])

    def _redraw(self, _: object) -> None:
        self.updateGeometry()
        self.update()


def _line(across: Array, up: Array) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in zip(across.tolist(), up.tolist(), strict=True)])

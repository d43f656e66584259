"""The hills and wells one can take hold of: a sign, a ring one width away, and a knob to drag."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.core.hump import Hump
from explorer.views.camera import Camera
from explorer.views.hump_handles import Handles, handles
from explorer.views.sculpt_hand import SculptHand
from explorer.views.theme import Theme

__all__ = ["SculptLayer"]

SIGN, BAR = 7.0, 3.2  # pixels: half a sign, and half the line in it
DASH = [4.0, 3.0]
ROUND = 5.0  # pixels of the ends of a width on a curve


class SculptLayer:
    """Drawn while the tool is in the hand; the chosen one in the colour of controls."""

    def __init__(self, hand: SculptHand) -> None:
        self._hand = hand

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint what the camera sees, the chosen one on top."""
        landscape, chosen = self._hand.landscape, self._hand.chosen
        if not self._hand.is_used or landscape is None:
            return
        for index, hump in sorted(enumerate(self._hand.humps), key=lambda one: one[0] == chosen):
            found = handles(hump, landscape, camera)
            if found is not None:
                _paint_hump(painter, look, hump, found, index == chosen)


def _paint_hump(
    painter: QPainter, look: Theme, hump: Hump, found: Handles, is_chosen: bool
) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    role = "accent" if is_chosen else "mark"
    width = 1.8 if is_chosen else 1.2
    for pen in (
        look.pen("mark_edge", width + 1.8),
        look.pen(role, width, None if is_chosen else DASH),
    ):
        painter.setPen(pen)
        if found.sides:
            for side in found.sides:
                painter.drawEllipse(side, ROUND, ROUND)
        else:
            painter.drawEllipse(found.middle, found.across, found.up)
    if is_chosen:
        _paint_knob(painter, look, found)
    _paint_sign(painter, look, found.middle, hump.is_well, is_chosen)


def _paint_sign(
    painter: QPainter, look: Theme, at: QPointF, is_well: bool, is_chosen: bool
) -> None:
    """Paint a disc with a minus for a well, with a plus for a hill."""
    painter.setPen(look.pen("mark_edge", 1.4))
    painter.setBrush(look.ink("accent" if is_chosen else "mark"))
    painter.drawEllipse(at, SIGN, SIGN)
    pen = look.pen("on_accent" if is_chosen else "mark_edge", 1.8)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(at - QPointF(BAR, 0.0), at + QPointF(BAR, 0.0))
    if not is_well:
        painter.drawLine(at - QPointF(0.0, BAR), at + QPointF(0.0, BAR))


def _paint_knob(painter: QPainter, look: Theme, found: Handles) -> None:
    """Paint a stem from the middle up to a knob with an arrow up and one down."""
    knob = found.knob
    for pen in (look.pen("mark_edge", 3.4), look.pen("accent", 1.6)):
        painter.setPen(pen)
        painter.drawLine(found.middle, knob)
    painter.setPen(look.pen("mark_edge", 1.4))
    painter.setBrush(look.ink("accent"))
    painter.drawRoundedRect(QRectF(knob.x() - 6.0, knob.y() - 8.5, 12.0, 17.0), 5.0, 5.0)
    pen = look.pen("on_accent", 1.6)
    painter.setPen(pen)
    for way in (-1.0, 1.0):
        tip = knob + QPointF(0.0, 5.2 * way)
        painter.drawPolyline([tip + QPointF(-2.8, -2.8 * way), tip, tip + QPointF(2.8, -2.8 * way)])

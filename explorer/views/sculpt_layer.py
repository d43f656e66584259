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
LONGEST = 4000.0  # pixels of a ring that is dashed
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
        seen = [
            (index == chosen, hump, handles(hump, landscape, camera))
            for index, hump in enumerate(self._hand.humps)
        ]
        for is_chosen, hump, found in sorted(seen, key=lambda one: one[0]):
            if found is not None and found.is_near(camera):
                _paint_hump(painter, look, hump, found, is_chosen)


def _paint_hump(
    painter: QPainter, look: Theme, hump: Hump, found: Handles, is_chosen: bool
) -> None:
    dash = DASH if max(found.across, found.up) < LONGEST else None  # dashes out of sight take time
    ring = look.pen("accent", 1.8) if is_chosen else look.pen("mark", 1.2, dash)
    for pen in (look.pen("mark_edge", ring.widthF() + 1.6), ring):
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for side in found.sides:
            painter.drawEllipse(side, ROUND, ROUND)
        if not found.sides:
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

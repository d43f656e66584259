"""How the jumping robot is drawn: its leg, both flights, the ceiling and the energy."""

from dataclasses import dataclass
from math import cos, log10, radians, sin

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from explorer.core.array import Array
from explorer.core.simulators.jumping_robot import CEILING, ENERGY
from explorer.views.chart_scale import linear_ticks
from explorer.views.jump_pair import JumpPair, metres
from explorer.views.numbers import number
from explorer.views.theme import CAPTION, Theme

__all__ = [
    "Pose",
    "Scene",
    "paint_angle",
    "paint_flights",
    "paint_ground",
    "paint_meter",
    "paint_robot",
    "scene",
]

SPANS = (24.0, 40.0, 60.0, 100.0)  # metres across: few, so that the picture rarely changes scale
# Robot and leg are drawn in pixels, not in metres: true to scale nobody could see them.
LEG, SHORTEST = 44.0, 20.0  # a straight leg, and one bent as far as can be
BODY = 22.0, 18.0  # width and height
COILS, WIDTH = 4, 6.0  # of the spring, and how far they reach to each side
ANGLE = 30.0  # radius of the arc between ground and leg
FLAT = 25.0  # degrees: the body hides the angle of a flatter leg, which is said above it
TALL, LARGEST = 210.0, 1.6  # a scene so tall has a robot of this size; a taller one a larger
FLIGHT = 2.0  # pixels
DASH = [4.0, 3.0]
FIRM, STIFF = 1.0, 4.0  # log10 of the softest and of the stiffest leg of the catalogue


@dataclass(frozen=True)
class Scene:
    """Where metres lie in the panel: `foot` is the pixel the robot stands on at first."""

    rect: QRectF
    foot: QPointF
    scale: float  # pixels a metre
    size: float  # how much larger than in a small panel the robot is drawn

    def to_pixels(self, points: Array) -> list[QPointF]:
        """Return where points (n, 2) in metres lie."""
        far = np.clip(self.scale * points, -1e5, 1e5)
        return [QPointF(self.foot.x() + x, self.foot.y() - y) for x, y in far.tolist()]


@dataclass(frozen=True)
class Pose:
    """How the robot stands: its foot in metres from the start, its leg bent from 0 to 1."""

    foot: tuple[float, float] = (0.0, 0.0)
    bend: float = 1.0


def scene(width: float, height: float, look: Theme, pair: JumpPair | None) -> Scene:
    """Return how both jumps fit into a panel, with a metre as long up as it is across."""
    rect = QRectF(0, 0, width, height)
    foot = QPointF(look.length(22), height - look.length(20))
    far, top = CEILING, 0.0
    for one in () if pair is None else (pair.simulated, pair.real):
        far = max(far, one.distance)
        top = max(top, float(one.flight[:, 1].max()))
    span = next((s for s in SPANS if far <= 0.96 * s), 1.1 * far)
    room = max(width - foot.x() - look.length(8), 20.0)
    high = max(foot.y() - look.length(38), 20.0)
    size = look.scale * min(max(height / look.length(TALL), 1.0), LARGEST)
    return Scene(rect, foot, min(room / span, high / max(top, 1e-9)), size)


def paint_ground(painter: QPainter, view: Scene, look: Theme) -> None:
    """Paint the ground in metres, and the ceiling that no honest jump can pass."""
    _paint_metres(painter, view, look)
    _paint_ceiling(painter, view, look)


def paint_flights(painter: QPainter, view: Scene, look: Theme, pair: JumpPair) -> None:
    """Paint the way of the foot through the air, dashed as simulated and solid as it is."""
    for one, role, dash in ((pair.real, "good", None), (pair.simulated, "fair", DASH)):
        spots = view.to_pixels(one.flight)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.pen(role, FLIGHT, dash))
        painter.drawPolyline(QPolygonF(spots))
        painter.setPen(look.pen("panel", 1.5))
        painter.setBrush(look.ink(role))
        painter.drawEllipse(spots[-1], 4.0, 4.0)


def paint_robot(
    painter: QPainter,
    view: Scene,
    look: Theme,
    pair: JumpPair,
    pose: Pose,
    colour: QColor,
    is_ghost: bool = False,
) -> None:
    """Paint the robot on its leg, larger than it is; a ghost is the one of the simulator."""
    turn = radians(pair.angle)
    ahead = np.array([cos(turn), -sin(turn)])
    (foot,) = view.to_pixels(np.array([pose.foot]))
    firmness = (log10(pair.stiffness) - FIRM) / (STIFF - FIRM)
    firmness = min(max(firmness, 0.0), 1.0)
    # A soft leg is bent by more before it stores as much; bends are not drawn to scale.
    bent = LEG - (LEG - SHORTEST) * (1.0 - 0.65 * firmness)
    length = (LEG + (bent - LEG) * pose.bend) * view.size
    painter.setBrush(Qt.BrushStyle.NoBrush)
    thickness = (1.2 + 2.0 * firmness) * view.size
    painter.setPen(look.pen("fair" if is_ghost else "text", thickness))
    painter.drawPath(_spring(foot, ahead, length, WIDTH * view.size))
    body = foot + QPointF(*(ahead * (length + 0.5 * BODY[1] * view.size)))
    _paint_body(painter, look, body, view.size, colour, is_ghost)


def paint_angle(painter: QPainter, view: Scene, look: Theme, pair: JumpPair) -> None:
    """Paint the angle between the ground and the leg, below the leg."""
    radius = ANGLE * view.size
    around = QRectF(-radius, -radius, 2 * radius, 2 * radius).translated(view.foot)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen("muted"))
    painter.drawArc(around, 0, round(16 * min(max(pair.angle, -360.0), 360.0)))
    painter.setFont(look.font(CAPTION))
    text, metrics = f"{number(pair.angle, 3)}°", painter.fontMetrics()
    room = QRectF(0, 0, metrics.horizontalAdvance(text) + 4, metrics.height())
    half = radians(pair.angle / 2)
    if pair.angle < FLAT:
        room.moveBottomLeft(view.foot + QPointF(-4, -BODY[1] * view.size))
    else:
        along = QPointF(cos(half), -sin(half)) * (radius + 4)
        room.moveTopLeft(view.foot + along - QPointF(0, room.height() / 2))
    ground = QColor(look.ink("panel"))
    ground.setAlphaF(0.8)
    painter.fillRect(room, ground)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def paint_meter(painter: QPainter, rect: QRectF, look: Theme, pair: JumpPair) -> None:
    """Paint both distances beside the lines that stand for them, and the energy as bars."""
    painter.setFont(look.font(CAPTION))
    metrics, row = painter.fontMetrics(), rect.height() / 4
    given = ENERGY * pair.simulated.energy if pair.takes_off else 0.0
    longest = max(ENERGY, given)
    left = rect.left() + metrics.horizontalAdvance("energy given out") + 10
    room = max(rect.right() - left - metrics.horizontalAdvance("0,000 J") - 6, 10.0)
    rows = (
        ("simulated jump", "fair", DASH, f"{metres(pair.simulated.distance)} m", None),
        ("real jump", "good", None, f"{metres(pair.real.distance)} m", None),
        ("energy put in", "good", None, f"{ENERGY:.0f} J", ENERGY),
        ("energy given out", "fair", None, f"{given:,.0f} J", given),
    )
    for k, (name, role, dash, told, energy) in enumerate(rows):
        line = QRectF(rect.left(), rect.top() + k * row, rect.width(), row)
        middle = line.center().y()
        painter.setPen(look.ink("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        if energy is None:
            end = left + look.length(24)
            painter.setPen(look.pen(role, FLIGHT, dash))
            painter.drawLine(QPointF(left, middle), QPointF(end, middle))
        else:
            end = left + max(2.0, room * max(energy, 0.0) / longest)
            painter.fillRect(QRectF(left, line.top() + 3, end - left, row - 6), look.ink(role))
        painter.setPen(look.ink("text"))
        words = QRectF(end + 6, line.top(), rect.right() - end, row)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)


def _paint_metres(painter: QPainter, view: Scene, look: Theme) -> None:
    painter.setFont(look.font(CAPTION))
    metrics, ground = painter.fontMetrics(), view.foot.y()
    last = (view.rect.right() - view.foot.x()) / view.scale
    most = max(2, int(view.rect.width() / look.length(56)))
    for value, label in linear_ticks(0.0, last, most):
        x = view.foot.x() + view.scale * value
        text = f"{label} m" if value else "0"
        wide = metrics.horizontalAdvance(text)
        if x + wide / 2 > view.rect.right():
            continue
        painter.setPen(look.ink("line"))
        painter.drawLine(QPointF(x, ground), QPointF(x, ground + 4))
        painter.setPen(look.ink("muted"))
        painter.drawText(QPointF(x - wide / 2, ground + 5 + metrics.ascent()), text)
    painter.setPen(look.pen("muted", 1.5))
    painter.drawLine(QPointF(view.rect.left(), ground), QPointF(view.rect.right(), ground))


def _paint_ceiling(painter: QPainter, view: Scene, look: Theme) -> None:
    """Paint how far a jump can be at the very most, with the words on the roomier side."""
    x, top = view.foot.x() + view.scale * CEILING, look.length(4)
    painter.setPen(look.pen("bad", 1.4))
    painter.drawLine(QPointF(x, top), QPointF(x, view.foot.y()))
    painter.setFont(look.font(CAPTION))
    metrics = painter.fontMetrics()
    lines = ("no honest jump", f"passes {CEILING:.2f} m")
    wide = max(metrics.horizontalAdvance(words) for words in lines)
    is_right = x + 6 + wide <= view.rect.right()
    side = Qt.AlignmentFlag.AlignLeft if is_right else Qt.AlignmentFlag.AlignRight
    for k, words in enumerate(lines):
        left = x + 6 if is_right else x - 6 - wide
        painter.drawText(
            QRectF(left, top + k * metrics.height(), wide, metrics.height()), side, words
        )


def _spring(foot: QPointF, ahead: Array, length: float, width: float) -> QPainterPath:
    """Return a zigzag from the foot along `ahead`, with a straight piece at both ends."""
    aside = np.array([ahead[1], -ahead[0]])
    turns = 2 * COILS
    path = QPainterPath(foot)
    for k in range(turns + 1):
        side = 0.0 if k in (0, turns) else width * (1 if k % 2 else -1)
        path.lineTo(foot + QPointF(*(ahead * (length * (0.1 + 0.8 * k / turns)) + aside * side)))
    path.lineTo(foot + QPointF(*(ahead * length)))
    return path


def _paint_body(
    painter: QPainter, look: Theme, at: QPointF, size: float, colour: QColor, is_ghost: bool
) -> None:
    wide, tall = BODY[0] * size, BODY[1] * size
    box = QRectF(at.x() - wide / 2, at.y() - tall / 2, wide, tall)
    painter.setPen(look.pen("fair", 1.8, DASH) if is_ghost else look.pen("casing", 1.8))
    painter.setBrush(look.ink("panel") if is_ghost else colour)
    painter.drawRoundedRect(box, 5.0 * size, 5.0 * size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.ink("fair") if is_ghost else look.ink("panel"))
    for share in (-0.02, 0.28):  # two eyes that look ahead
        painter.drawEllipse(at + QPointF(wide * share, -0.08 * tall), 2.1 * size, 3.0 * size)

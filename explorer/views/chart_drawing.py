"""How a chart is drawn: faint grid, labels, and lines told apart by colour and dash."""

from collections.abc import Sequence

import numpy as np
from pyqtgraph.Qt import internals
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from explorer.core.array import Array
from explorer.views.chart_scale import Range, linear_ticks, log_ticks, thinned
from explorer.views.theme import CAPTION, theme

__all__ = [
    "LINE_WIDTH",
    "MARGINS",
    "Exit",
    "draw_exits",
    "draw_grid",
    "draw_line",
    "mixed",
    "places",
]

Exit = tuple[float, bool, QColor, str]  # pixels across, upward or not, colour, name

MARGINS = (48, 8, 14, 22)  # left, top, right, bottom: room for labels; fixed, so nothing jumps
LINE_WIDTH = 1.6
ROOM = 78, 24  # pixels between labels, across and up
FAR = 4000.0  # px; what lies farther off is drawn as if it lay there


def draw_grid(painter: QPainter, frame: QRectF, width: float, height: Range, log: bool) -> None:
    """Draw frame, grid and labels; `width` is the last step or evaluation."""
    look = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(look.font(CAPTION))
    most = max(1, int(frame.height() / ROOM[1]))
    up = log_ticks(*height, most) if log else linear_ticks(*height, most)
    for at, label in up:
        y = frame.bottom() - (at - height[0]) / (height[1] - height[0]) * frame.height()
        painter.setPen(look.ink("grid"))
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setPen(look.ink("muted"))
        room = QRectF(0, y - 8, frame.left() - 7, 16)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
    for at, label in linear_ticks(0.0, width, max(1, int(frame.width() / ROOM[0])), whole=True):
        x = frame.left() + at / width * frame.width()
        painter.setPen(look.ink("grid"))
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        painter.setPen(look.ink("muted"))
        room = QRectF(x - 40, frame.bottom() + 4, 80, 16)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, label)
    painter.setPen(look.ink("line"))
    painter.drawRect(frame)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def places(x: Array, y: Array, frame: QRectF, width: float, height: Range) -> tuple[Array, Array]:
    """Return where the points of a line lie, in pixels; undefined points are left out."""
    known = ~np.isnan(y)
    x, y = thinned(x[known], y[known], int(frame.width()))
    with np.errstate(over="ignore"):
        up = (y - height[0]) * (frame.height() / (height[1] - height[0]))
    across = frame.left() + x * (frame.width() / width)
    return across, frame.bottom() - np.clip(up, -FAR, FAR)


def draw_line(painter: QPainter, x: Array, y: Array, pen: QPen, dash: Sequence[float]) -> None:
    """Draw a line through pixel places (n,), (n,).

    As single segments: stroking the whole path at more than one pixel costs four times as much.
    """
    if len(x) == 1:
        x, y = np.array([x[0] - 1.5, x[0] + 1.5]), np.repeat(y, 2)
    if len(x) < 2:
        return
    scaled = [length * pen.widthF() for length in dash]
    ends = _dashes(x, y, scaled) if scaled else np.column_stack([x[:-1], y[:-1], x[1:], y[1:]])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if scaled else Qt.PenCapStyle.SquareCap)
    area = painter.clipBoundingRect()
    low, high = np.minimum(ends[:, 1], ends[:, 3]), np.maximum(ends[:, 1], ends[:, 3])
    ends = ends[(high >= area.top() - 2) & (low <= area.bottom() + 2)]
    if not len(ends):
        return
    lines = internals.PrimitiveArray(QLineF, 4)
    lines.resize(len(ends))
    np.copyto(lines.ndarray(), ends)
    painter.setPen(pen)
    painter.drawLines(*lines.drawargs())


def draw_exits(painter: QPainter, frame: QRectF, exits: Sequence[Exit]) -> None:
    """Mark where lines leave the chart, and say so."""
    if not exits:
        return
    for at, upward, colour, _ in exits:
        edge, sign = (frame.top() + 2, 1) if upward else (frame.bottom() - 2, -1)
        tip = QPointF(at, edge)
        left, right = QPointF(at - 5, edge + sign * 8), QPointF(at + 5, edge + sign * 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([tip, left, right]))
    first, rises, _, name = exits[0]
    words = f"{name} leaves the chart" if len(exits) == 1 else f"{len(exits)} lines leave the chart"
    painter.setFont(theme().font(CAPTION))
    painter.setPen(theme().ink("fair"))
    length = painter.fontMetrics().horizontalAdvance(words)
    x = first + 9 if first + 9 + length < frame.right() else first - 9 - length
    painter.drawText(QPointF(x, frame.top() + 12 if rises else frame.bottom() - 5), words)


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return `colour` faded into the ground: opaque, so that crossings do not show as beads."""
    kept = 1 - share
    return QColor.fromRgbF(
        share * colour.redF() + kept * ground.redF(),
        share * colour.greenF() + kept * ground.greenF(),
        share * colour.blueF() + kept * ground.blueF(),
    )


def _dashes(x: Array, y: Array, dash: Sequence[float]) -> Array:
    """Cut a line into its dashes: (m, 4) pieces; the pattern runs on round the corners."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    period = float(sum(dash))
    starts = np.arange(0.0, min(float(along[-1]), 20 * FAR), period)
    cuts = [starts, *(starts + length for length in np.cumsum(dash[:-1]))]
    stops = np.unique(np.concatenate([along, *cuts]))
    stops = stops[stops <= along[-1]]
    middle = (0.5 * (stops[1:] + stops[:-1])) % period
    is_on = np.searchsorted(np.cumsum(dash), middle, side="right") % 2 == 0
    px, py = np.interp(stops, along, x), np.interp(stops, along, y)
    pieces: Array = np.column_stack([px[:-1], py[:-1], px[1:], py[1:]])
    shown: Array = pieces[is_on]
    return shown

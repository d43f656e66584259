"""How a chart is drawn: faint grid, labels, and lines told apart by colour and dash."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from explorer.core.array import Array
from explorer.views.chart_frame import Frame
from explorer.views.chart_scale import angle_ticks, linear_ticks, log_ticks, tidy_log_ticks
from explorer.views.marks import marker_path
from explorer.views.plot import ZERO_APART, Band, Line, Plot
from explorer.views.strokes import draw_segments
from explorer.views.theme import CAPTION, theme

__all__ = [
    "draw_band", "draw_cursor", "draw_exits", "draw_grid", "draw_label", "draw_line", "draw_range",
]  # fmt: skip

LINE_WIDTH, CHOSEN_WIDTH = 1.6, 2.2
BAND_OPACITY, EDGE_OPACITY = 0.16, 0.5
FADED = 0.4  # share of its colour that a line keeps while another is chosen
HEAD = 10.0  # size of a marker at the play head, px
ROOM = 78, 24  # pixels between labels, across and up
EDGE = 13  # pixels beside the frame that a label may use
LONGEST = 80_000.0  # pixels of a line that get dashes


def draw_grid(painter: QPainter, frame: Frame, plot: Plot) -> None:
    """Draw frame, grid, the labels of both axes, and what they stand for."""
    look, rect = theme(), frame.rect
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(look.font(CAPTION))
    across, above = map(look.length, ROOM)
    most = max(1, int(rect.height() / above))
    low, high = frame.height
    tall = look.length(16)
    if plot.is_angle:
        up = angle_ticks(low, high, most)
    else:
        up = log_ticks(low, high, most) if plot.log else linear_ticks(low, high, most)
    for at, label in up:
        y = frame.up(at)
        painter.setPen(look.ink("grid"))
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        painter.setPen(look.ink("muted"))
        room = QRectF(0, y - tall / 2, rect.left() - 7, tall)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label)
    most = max(2, int(rect.width() / across))
    if plot.log_across:
        along = tidy_log_ticks(frame.first, frame.width, most)
        if plot.zero is not None:
            begins = plot.zero + ZERO_APART - 1e-9
            along = [(plot.zero, "0"), *(tick for tick in along if tick[0] >= begins)]
    else:
        along = linear_ticks(frame.first, frame.width, most, whole=plot.is_counted)
    for at, label in along:
        x = frame.across(at)
        painter.setPen(look.ink("grid"))
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        painter.setPen(look.ink("muted"))
        half = 0.5 * painter.fontMetrics().horizontalAdvance(label) + 1
        middle = min(x, rect.right() + EDGE - half)
        room = QRectF(middle - half, rect.bottom() + 4, 2 * half, tall)
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, label)
    painter.setPen(look.ink("line"))
    if plot.level is not None:
        y = frame.up(plot.level)
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    painter.drawRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def draw_label(painter: QPainter, frame: Frame, plot: Plot) -> None:
    """Say in the upper right corner what is drawn; lines fade below the words.

    A plot without a label is told of elsewhere.
    """
    if not plot.label:
        return
    look, text = theme(), f"{plot.label} · {plot.across}"
    painter.setFont(look.font(CAPTION))
    metrics, most = painter.fontMetrics(), int(frame.rect.width()) - 16
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, most)
    length, tall = metrics.horizontalAdvance(text), metrics.height()
    room = QRectF(frame.rect.right() - 8 - length, frame.rect.top() + 4, length, tall)
    ground = QColor(look.ink("panel"))
    ground.setAlphaF(0.8)
    painter.fillRect(room.adjusted(-4, -1, 4, 1), ground)
    painter.setPen(look.ink("muted"))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)


def draw_band(painter: QPainter, frame: Frame, band: Band) -> None:
    """Fill the room between the two edges of a band lightly; other bands show through."""
    low, high = frame.places(band.x, band.low), frame.places(band.x, band.high)
    if not len(low[0]) or not len(high[0]):
        return
    x = np.concatenate([low[0], high[0][::-1]])
    y = np.concatenate([low[1], high[1][::-1]])
    edge = QPolygonF([QPointF(*at) for at in zip(x.tolist(), y.tolist(), strict=True)])
    colour = theme().colour(band.slot)
    colour.setAlphaF(BAND_OPACITY)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # its edges are smooth lines
    painter.drawPolygon(edge)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour.setAlphaF(EDGE_OPACITY)
    painter.setPen(QPen(colour, 1.0))
    for across, up in (low, high):
        draw_segments(painter, _segments(across, up, ()))


def draw_line(painter: QPainter, frame: Frame, line: Line, is_chosen: bool, fades: bool) -> None:
    """Draw a line in the colour and dash of its slot, as single segments.

    Stroking it whole at more than one pixel would cost four times as much.
    """
    look, colour = theme(), theme().colour(line.slot)
    if fades:
        colour = _mixed(colour, look.ink("panel"), FADED)
    pen = QPen(colour, CHOSEN_WIDTH if is_chosen else LINE_WIDTH)
    pattern = look.dash(line.slot) if line.dash is None else line.dash
    dash = [length * pen.widthF() for length in pattern]
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.SquareCap)
    ends = _segments(*frame.places(line.x, line.y), dash)
    low, high = np.minimum(ends[:, 1], ends[:, 3]), np.maximum(ends[:, 1], ends[:, 3])
    ends = ends[(high >= frame.rect.top() - 2) & (low <= frame.rect.bottom() + 2)]
    if not len(ends):
        return
    painter.setPen(pen)
    draw_segments(painter, ends)


def draw_exits(painter: QPainter, frame: Frame, plot: Plot) -> None:
    """Mark where lines leave the chart, and say so; downwards only on a plain height.

    Below a logarithmic chart lies nothing but the minimum itself.
    """
    rect, exits = frame.rect, []
    for line in plot.lines:
        over, under = line.y > frame.height[1], (line.y < frame.height[0]) & (not plot.log)
        if (over | under).any():
            row = int((over | under).argmax())
            exits.append((line, frame.across(float(line.x[row])), bool(over[row])))
    for line, at, upward in exits:
        edge, sign = (rect.top() + 2, 1) if upward else (rect.bottom() - 2, -1)
        left, right = QPointF(at - 5, edge + sign * 8), QPointF(at + 5, edge + sign * 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(line.slot))
        painter.drawPolygon(QPolygonF([QPointF(at, edge), left, right]))
    if exits:
        line, at, upward = exits[0]
        who = f"{line.name} leaves" if len(exits) == 1 else f"{len(exits)} lines leave"
        painter.setFont(theme().font(CAPTION))
        painter.setPen(theme().ink("fair"))
        words = f"{who} the chart"
        length = painter.fontMetrics().horizontalAdvance(words)
        x = at + 9 if at + 9 + length < rect.right() else at - 9 - length
        painter.drawText(QPointF(x, rect.top() + 12 if upward else rect.bottom() - 5), words)


def draw_cursor(painter: QPainter, frame: Frame, plot: Plot, step: int) -> None:
    """Draw the play head: a line across steps, and a marker on each line."""
    rect = frame.rect
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if plot.across == "steps":
        x = frame.across(min(plot.place(step), frame.width))
        painter.setPen(QPen(theme().ink("text"), 1))
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    painter.setPen(theme().pen("panel", 1.5))
    for line in plot.lines:
        row = line.row(step)
        across, up = frame.across(float(line.x[row])), frame.up(float(line.y[row]))
        if not rect.top() - 1 <= up <= rect.bottom() + 1:  # nor where it is undefined
            continue
        painter.save()
        painter.setBrush(theme().colour(line.slot))
        painter.translate(across, up)
        painter.drawPath(marker_path(theme().marker(line.slot), HEAD))
        painter.restore()


def draw_range(painter: QPainter, frame: Frame, plot: Plot, steps: tuple[int, int]) -> None:
    """Tint the steps that are played in a loop."""
    if plot.across == "steps":
        first, last = (min(max(plot.place(k), frame.first), frame.width) for k in steps)
        left, right, rect = frame.across(first), frame.across(last), frame.rect
        tint = theme().ink("fair")
        tint.setAlphaF(0.1)
        painter.fillRect(QRectF(left, rect.top(), right - left, rect.height()), tint)


def _mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """Return `colour` faded into the ground: opaque, so that crossings do not show as beads."""
    kept = 1 - share
    return QColor.fromRgbF(
        share * colour.redF() + kept * ground.redF(),
        share * colour.greenF() + kept * ground.greenF(),
        share * colour.blueF() + kept * ground.blueF(),
    )


def _segments(x: Array, y: Array, dash: Sequence[float]) -> Array:
    """Cut a line (n,), (n,) into pieces (m, 4); a dash pattern runs on round the corners."""
    if len(x) == 1:
        x, y = np.array([x[0] - 1.5, x[0] + 1.5]), np.repeat(y, 2)
    if len(x) < 2 or not dash:
        whole: Array = np.column_stack([x[:-1], y[:-1], x[1:], y[1:]])
        return whole
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    period, edges = float(sum(dash)), np.cumsum(dash)
    starts = np.arange(0.0, min(float(along[-1]), LONGEST), period)
    stops = np.unique(np.concatenate([along, starts, *(starts + edge for edge in edges[:-1])]))
    stops = stops[stops <= along[-1]]
    middle = (0.5 * (stops[1:] + stops[:-1])) % period
    is_on = np.searchsorted(edges, middle, side="right") % 2 == 0
    px, py = np.interp(stops, along, x), np.interp(stops, along, y)
    pieces: Array = np.column_stack([px[:-1], py[:-1], px[1:], py[1:]])
    shown: Array = pieces[is_on]
    return shown

"""What a chart says under the pointer: the value of each line at that step."""

from math import isnan

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from explorer.views.chart_frame import Frame
from explorer.views.numbers import number
from explorer.views.plot import Band, Key, Line, Plot
from explorer.views.theme import CAPTION, GAP, theme

__all__ = ["MOST_LINES", "draw_hover", "hover_words", "snapped"]

MOST_LINES = 12
ROW, SAMPLE, NAME, APART = 15, 18, 130, 12  # pixels: of a row, a line before its name, the name
WIDEST_NUMBER = "\N{MINUS SIGN}0.0e-000"  # so that the box keeps its width
WIDEST_BAND = " (0.0e-00 … 0.0e-00)"
BELOW = 20  # pixels under the frame that may be covered in a low chart
COVERED, ALMOST_ALL = 0.6, 0.9  # of the width of a chart
OPACITY = 0.94


def snapped(plot: Plot, at: float) -> float:
    """Return the place of the pointer across, in plain units: steps are whole."""
    return float(round(at)) if plot.across == "steps" else at


def hover_words(plot: Plot, at: float, chosen: Key | None = None) -> list[str]:
    """Return what is told at a place across, in plain units: where it is, then line by line."""
    rows = [f"{line.name}: {_value(plot, line, at)}" for line in _told(plot, chosen)]
    return [_heading(plot, at, len(plot.lines) - len(rows)), *rows]


def draw_hover(
    painter: QPainter, frame: Frame, plot: Plot, at: float, chosen: Key | None = None
) -> None:
    """Draw a thin cursor, and beside it what the lines are there.

    Letters keep the colour of text, which is easier to read than some of the lines' own; each
    line is known by a piece of it.
    """
    look, rect = theme(), frame.rect
    x = frame.across(min(max(plot.place(at), frame.first), frame.width))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.pen("muted", 1, [2, 3]))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
    painter.setFont(look.font(CAPTION))
    metrics, row = painter.fontMetrics(), look.length(ROW)
    lines = _told(plot, chosen)
    if not lines:
        return
    tall = rect.height() + look.length(BELOW)
    deep = min(len(lines), max(1, int((tall - 2 * GAP) / row) - 1))
    column, most, is_named = _columns(plot, metrics, rect.width(), -(-len(lines) // deep))
    lines = lines[: deep * most]
    columns = -(-len(lines) // deep)
    deep = -(-len(lines) // columns)
    heading = _heading(plot, at, len(plot.lines) - len(lines))
    wide = max(columns * column, metrics.horizontalAdvance(heading)) + 2 * GAP
    tall = (1 + deep) * row + 2 * GAP
    left = x + APART if x < rect.center().x() else x - APART - wide
    left = min(max(left, rect.left() + 1), rect.right() - wide - 1)
    box = QRectF(left, rect.top() + 2, wide, tall)
    _draw_box(painter, box)
    painter.setPen(look.ink("muted"))
    centred = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(
        QRectF(box.left() + GAP, box.top() + GAP, wide - 2 * GAP, row), centred, heading
    )
    for k, line in enumerate(lines):
        across = box.left() + GAP + (k // deep) * column
        place = QRectF(across, box.top() + GAP + (1 + k % deep) * row, column - GAP, row)
        _draw_row(painter, place, line, _value(plot, line, at), is_named)


def _draw_box(painter: QPainter, box: QRectF) -> None:
    ground = QColor(theme().ink("card"))
    ground.setAlphaF(OPACITY)
    painter.setPen(theme().pen("line", 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)


def _draw_row(painter: QPainter, place: QRectF, line: Line, value: str, is_named: bool) -> None:
    look = theme()
    pen = QPen(look.colour(line.slot), 2.0)
    dash = look.dash(line.slot) if line.dash is None else list(line.dash)
    if dash:
        pen.setDashPattern(dash)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    middle, sample = place.center().y(), look.length(SAMPLE)
    painter.drawLine(QPointF(place.left(), middle), QPointF(place.left() + sample - 5, middle))
    painter.setPen(look.ink("text"))
    metrics = painter.fontMetrics()
    length = metrics.horizontalAdvance(value)
    room = place.adjusted(sample, 0, -length - GAP, 0)
    if is_named:
        name = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(place.adjusted(0, 0, -GAP, 0), right, value)


def _told(plot: Plot, chosen: Key | None) -> list[Line]:
    """Return the lines that are told of: always the same ones, in the same order."""
    if len(plot.lines) <= MOST_LINES or chosen is None:
        return list(plot.lines[:MOST_LINES])
    first = [line for line in plot.lines if line.key == chosen]
    return (first + [line for line in plot.lines if line.key != chosen])[:MOST_LINES]


def _heading(plot: Plot, at: float, left_out: int) -> str:
    if plot.across == "steps":
        where = f"step {at:,.0f}"
    elif plot.is_counted:
        where = f"{at:,.0f} {plot.across}"
    else:
        where = f"{number(at, 3)} {plot.across}"
    return f"{where} · {left_out} more" if left_out > 0 else where


def _value(plot: Plot, line: Line, at: float) -> str:
    """Return the height of a line at a place, and the band around it."""
    row = line.row(int(at)) if plot.across == "steps" else line.row_at(plot.place(at))
    value = _number(plot, float(line.y[row]))
    band = _band(plot, line)
    if band is None:
        return value
    row = min(row, len(band.x) - 1)
    low, high = (_number(plot, float(edge[row]), 2) for edge in (band.low, band.high))
    return f"{value} ({low} … {high})"


def _band(plot: Plot, line: Line) -> Band | None:
    return next((b for b in plot.bands if b.slot == line.slot and len(b.x) == len(line.x)), None)


def _number(plot: Plot, y: float, digits: int = 4) -> str:
    if isnan(y):
        return "–"
    if plot.is_angle:
        return f"{y:.1f}°"
    return number(plot.height(y), digits)


def _columns(
    plot: Plot, metrics: QFontMetrics, room: float, needed: int
) -> tuple[float, int, bool]:
    """Return how wide a column of lines is, how many there may be, and whether lines have names.

    Where the lines with their names would cover most of the chart, their pieces must do.
    """
    look = theme()
    values = metrics.horizontalAdvance(WIDEST_NUMBER + (WIDEST_BAND if plot.bands else ""))
    bare = look.length(SAMPLE) + values + 3 * GAP
    longest = max((metrics.horizontalAdvance(line.name) for line in plot.lines), default=0)
    named = bare + min(longest, look.length(NAME))
    if needed * named <= COVERED * room:
        return named, needed, True
    return bare, max(1, min(needed, int(ALMOST_ALL * room / bare))), False

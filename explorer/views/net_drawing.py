"""How a net is drawn: lines as wide as their weights, rings for biases, crosses for the dead."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from explorer.core.array import Array
from explorer.core.nets.units import UnitState
from explorer.views.net_layout import NetLayout, Unit
from explorer.views.strokes import draw_segments
from explorer.views.theme import CAPTION, Theme

__all__ = ["names_width", "paint_line", "paint_names", "paint_net", "paint_ring", "share"]

HALF = 2.0  # the weight that is drawn half as wide and as vivid as can be
WIDEST, THINNEST = 6.0, 0.5  # pixels
STEPS = 8  # widths and shades that are told apart
FADED = 0.16  # share of its colour that a line keeps while another unit is chosen
BESIDE = 6.0  # pixels between a unit and its name
DASH, GAP = 5.0, 4.0  # pixels: negative weights are dashed
States = Sequence[Sequence[UnitState]]


def share(weights: Array) -> Array:
    """Return how much of the width and the shade weights get, from 0 to 1.

    It depends on nothing but the weight itself, so that nothing swells while others grow.
    """
    size = np.abs(weights)
    with np.errstate(invalid="ignore"):
        found: Array = np.where(np.isinf(size), 1.0, size / (size + HALF))
    return found


def paint_net(
    painter: QPainter,
    look: Theme,
    layout: NetLayout,
    weights: Array,
    states: States,
    shown: NDArray[np.bool_],
    chosen: Unit | None,
) -> None:
    """Paint all lines that are `shown`, weak ones first, and over them the units."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    stands_out = layout.touching(chosen) if chosen is not None else np.ones_like(shown)
    values = weights[layout.numbers]
    for part, strength in ((shown & ~stands_out, FADED), (shown & stands_out, 1.0)):
        if part.any():
            _paint_lines(painter, look, layout, values, part, strength)
    if layout.has_grid:
        _paint_grid(painter, look, layout, weights, chosen)
    for column, places in enumerate(layout.places):
        if column == 0 and layout.has_grid:
            continue
        for place in range(len(places)):
            hidden = 0 < column < len(layout.places) - 1
            state: UnitState = states[column - 1][place] if hidden else "works"
            _paint_unit(painter, look, layout, weights, (column, place), state)


def paint_line(painter: QPainter, look: Theme, layout: NetLayout, row: int) -> None:
    """Paint a line so that it stands out: the one under the pointer."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x0, y0, x1, y1 = layout.lines[row]
    for ink, width in (("casing", 4.5), ("text", 2.0)):
        painter.setPen(look.pen(ink, width))
        painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))


def paint_ring(painter: QPainter, look: Theme, layout: NetLayout, unit: Unit) -> None:
    """Paint a ring round a unit: it is under the pointer, or chosen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.pen("text", 1.6))
    at = _at(layout, unit)
    if unit[0] == 0 and layout.has_grid:
        half = 0.5 * layout.cell + 1
        painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
    else:
        radius = layout.radius + 3.0
        painter.drawEllipse(at, radius, radius)


def names_width(look: Theme, names: Sequence[str]) -> float:
    """Return how much room names need beside the middles of their units."""
    metrics = QFontMetricsF(look.font(CAPTION))
    return max((metrics.horizontalAdvance(name) for name in names), default=0.0) + BESIDE


def paint_names(
    painter: QPainter, look: Theme, layout: NetLayout, left: Sequence[str], right: Sequence[str]
) -> None:
    """Write the names of the inputs and of the answers beside their units."""
    painter.setFont(look.font(CAPTION))
    painter.setPen(look.ink("muted"))
    metrics = painter.fontMetrics()
    flag, gap = Qt.AlignmentFlag, layout.radius + BESIDE
    width = painter.viewport().width() / painter.device().devicePixelRatio()
    for names, places, side in ((left, layout.places[0], -1), (right, layout.places[-1], 1)):
        crowded = len(places) > 1 and places[1, 1] - places[0, 1] < metrics.height() - 3
        if crowded or (side < 0 and layout.has_grid):
            continue
        for name, (x, y) in zip(names, places, strict=True):
            room = x - gap - 4 if side < 0 else width - x - gap - 4
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room))
            start = x - gap - room if side < 0 else x + gap
            box = QRectF(start, y - 10, room, 20)
            aligned = flag.AlignRight if side < 0 else flag.AlignLeft
            painter.drawText(box, aligned | flag.AlignVCenter, text)


def _paint_lines(
    painter: QPainter,
    look: Theme,
    layout: NetLayout,
    values: Array,
    part: NDArray[np.bool_],
    strength: float,
) -> None:
    """Paint lines in a few pens: some hundred single pens would cost as many times more."""
    finite = np.isfinite(values)
    step = np.ceil(STEPS * share(np.where(finite, values, 0.0))).astype(np.int64)
    crowd = min(1.0, max(0.4, layout.radius / 8.0))
    nothing = part & (step == 0) & finite
    _stroke(painter, layout.lines[nothing], _mixed(look, look.ink("muted"), 0.4 * strength), 1.0)
    for k in range(1, STEPS + 1):
        width = max(THINNEST, WIDEST * crowd * (k - 0.5) / STEPS)
        shade = strength * (0.35 + 0.65 * k / STEPS)
        for sign in (1, 0):
            rows = part & finite & (step == k) & ((values > 0) == bool(sign))
            colour = _mixed(look, look.class_colour(sign), shade)
            lines = layout.lines[rows]
            _stroke(painter, lines if sign else _dashed(lines, width), colour, width)
    wild = layout.lines[part & ~finite]
    _stroke(painter, _dashed(wild, 1.0), _mixed(look, look.ink("bad"), strength), 1.0)


def _stroke(painter: QPainter, segments: Array, colour: QColor, width: float) -> None:
    if len(segments):
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        draw_segments(painter, segments)


def _dashed(lines: Array, width: float) -> Array:
    """Cut lines (m, 4) into dashes; Qt's own dashes cost many times more."""
    if not len(lines):
        return lines
    dash, gap = DASH + width, GAP + 0.5 * width
    start, step = lines[:, :2], lines[:, 2:] - lines[:, :2]
    length = np.maximum(np.hypot(*step.T), 1e-9)
    counts = np.ceil(length / (dash + gap)).astype(np.int64)
    line = np.repeat(np.arange(len(lines)), counts)
    order = np.arange(len(line)) - np.repeat(np.cumsum(counts) - counts, counts)
    begin = order * (dash + gap)
    end = np.minimum(begin + dash, length[line])
    along = (step / length[:, None])[line]
    return np.hstack([start[line] + begin[:, None] * along, start[line] + end[:, None] * along])


def _paint_grid(
    painter: QPainter, look: Theme, layout: NetLayout, weights: Array, chosen: Unit | None
) -> None:
    """Paint the inputs as cells; of a chosen unit of the first layer they show its weights."""
    shades = np.full(layout.sizes[0], np.nan)
    if chosen is not None and chosen[0] == 1:
        shades = weights[list(layout.into(chosen))[:-1]]
    half = 0.5 * layout.cell
    painter.setPen(look.pen("line"))
    for (x, y), weight in zip(layout.places[0], shades, strict=True):
        ground = look.ink("card")
        if np.isfinite(weight):
            strength = min(1.0, 2.2 * float(share(np.array(weight))))
            ground = _mixed(look, look.class_colour(int(weight > 0)), strength)
        painter.setBrush(ground)
        painter.drawRect(QRectF(x - half, y - half, layout.cell, layout.cell))


def _paint_unit(
    painter: QPainter, look: Theme, layout: NetLayout, weights: Array, unit: Unit, state: UnitState
) -> None:
    """Paint a unit; its ring is its bias: blue and whole above zero, orange and dashed below."""
    at, radius = _at(layout, unit), layout.radius
    works = state == "works"
    painter.setBrush(look.ink("card" if works else "raised"))
    painter.setPen(look.pen("muted", 1.0))
    painter.drawEllipse(at, radius, radius)
    number = layout.bias(unit)
    bias = 0.0 if number is None else float(weights[number])
    if bias and np.isfinite(bias):
        width = 1.2 + 2.4 * float(share(np.array(bias))) * min(1.0, radius / 8.0)
        pen = look.pen(look.class_colour(int(bias > 0)), width, None if bias > 0 else [2.0, 1.4])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawEllipse(at, radius, radius)
    if works:
        return
    painter.setPen(look.pen("bad" if state in ("dead", "undefined") else "fair", 1.6))
    arm = 0.62 * radius
    if state in ("dead", "undefined"):
        painter.drawLine(at + QPointF(-arm, -arm), at + QPointF(arm, arm))
        painter.drawLine(at + QPointF(-arm, arm), at + QPointF(arm, -arm))
    else:
        painter.drawLine(at + QPointF(-arm, 0), at + QPointF(arm, 0))


def _at(layout: NetLayout, unit: Unit) -> QPointF:
    x, y = layout.places[unit[0]][unit[1]]
    return QPointF(float(x), float(y))


def _mixed(look: Theme, colour: QColor, strength: float) -> QColor:
    """Return a colour faded into the panel: opaque, so that crossings do not show as beads."""
    ground, left = look.ink("panel"), 1.0 - strength
    return QColor.fromRgbF(
        strength * colour.redF() + left * ground.redF(),
        strength * colour.greenF() + left * ground.greenF(),
        strength * colour.blueF() + left * ground.blueF(),
    )

"""The colours of heights in a blind descent: over what was seen, or those of the whole map."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter

from explorer.core.blind_descent import Probe
from explorer.core.landscape import Landscape
from explorer.views.numbers import number
from explorer.views.relief import TOP, Relief, relief
from explorer.views.terrain import landscape_relief
from explorer.views.theme import CAPTION, Theme, landscape_colours

__all__ = ["KEY_WIDTH", "HeightScale", "paint_key", "scale_of", "scale_seen"]

KEY_WIDTH = 74  # pixels, with its words
BAR, STOPS = 12, 24  # pixels; colours along the bar
LABELS = 5


@dataclass(frozen=True, eq=False)
class HeightScale:
    """Which colour a height has. `top` is the place on the relief that gets the palest colour.

    The key goes up to the share `shown` of that.
    """

    relief: Relief
    top: float
    shown: float = 1.0

    def share(self, height: float) -> float:
        """Return how pale a height is, from 0, the lowest, to 1."""
        place = float(self.relief.height(np.array([height]))[0])
        return min(place / self.top, 1.0) if self.top > 0 else 0.5

    def colour(self, height: float) -> QColor:
        """Return the colour of a height."""
        return _colour(self.share(height))

    def height(self, share: float) -> float:
        """Return the height at a place on the scale, from 0 to 1."""
        return float(np.interp(share * self.top, self.relief.heights, self.relief.values))


def scale_seen(probes: Sequence[Probe]) -> HeightScale:
    """Return the scale over the heights that were seen; it changes when others are."""
    heights = np.array([one.height for one in probes if isfinite(one.height)])
    found = relief(heights)
    top = float(found.height(heights).max(initial=0.0)) if len(found.values) > 1 else 0.0
    return HeightScale(found, top)


def scale_of(landscape: Landscape) -> HeightScale:
    """Return the scale of the whole landscape, as its map has it."""
    return HeightScale(landscape_relief(landscape), 1.0, TOP)


def paint_key(painter: QPainter, room: QRectF, scale: HeightScale, look: Theme) -> None:
    """Paint which colour is how high: a bar at the left of its room, numbers beside it."""
    painter.setFont(look.font(CAPTION))
    metrics = painter.fontMetrics()
    painter.setPen(look.ink("muted"))
    painter.drawText(QPointF(room.left(), room.top() + metrics.ascent()), "height")
    bar = QRectF(room.left(), room.top() + 1.6 * metrics.height(), BAR, 0.0)
    bar.setBottom(room.bottom() - metrics.height() / 2)
    if scale.top <= 0.0:
        painter.setPen(look.pen("line"))
        painter.setBrush(scale.colour(scale.height(0.0)))
        painter.drawRoundedRect(QRectF(bar.left(), bar.center().y() - 10, BAR, 20), 3, 3)
        _label(painter, bar, 0.5, number(scale.height(0.0), 3), look)
        return
    ramp = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    for stop in range(STOPS):
        place = stop / (STOPS - 1)
        ramp.setColorAt(place, _colour(place * scale.shown))
    painter.setPen(look.pen("line"))
    painter.setBrush(ramp)
    painter.drawRoundedRect(bar, 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for label in range(LABELS):
        share = label / (LABELS - 1)
        _label(painter, bar, share, number(scale.height(share * scale.shown), 3), look)


def _colour(share: float) -> QColor:
    colours = landscape_colours()
    return QColor(*(int(part) for part in colours[round(share * (len(colours) - 1))]))


def _label(painter: QPainter, bar: QRectF, share: float, words: str, look: Theme) -> None:
    metrics = painter.fontMetrics()
    y = bar.bottom() - share * bar.height()
    painter.setPen(look.ink("text"))
    at = QPointF(bar.right() + 7, y + (metrics.ascent() - metrics.descent()) / 2)
    painter.drawText(at, words)

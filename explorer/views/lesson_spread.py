"""How a number differs from draw to draw: a dot for each, and the lowest, median and highest."""

from collections.abc import Sequence
from math import isfinite

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.views.theme import CAPTION, theme

__all__ = ["SpreadStrip"]

DOT = 7.0  # pixels across
INSET = 8.0  # pixels beside the outermost dots
BAND = 18  # pixels for the dots


class SpreadStrip(QWidget):
    """Dots on a line from the lowest to the highest; the draw that is shown has a ring."""

    def __init__(self) -> None:
        super().__init__()
        self._values: tuple[float, ...] = ()
        self._labels = ("", "", "")
        self._shown = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def ends(self) -> tuple[float, float, float]:
        """The lowest, the median and the highest; NaN where nothing is known."""
        known = np.array([value for value in self._values if isfinite(value)])
        if not len(known):
            return (float("nan"),) * 3
        return float(known.min()), float(np.median(known)), float(known.max())

    def show_values(
        self, values: Sequence[float], labels: tuple[str, str, str], shown: int = 0
    ) -> None:
        """Show a number in each draw; `labels` are lowest, median and highest as written."""
        self._values, self._labels, self._shown = tuple(values), labels, shown
        low, middle, high = labels
        said = f"{len(values)} draws: lowest {low}, median {middle}, highest {high}"
        self.setAccessibleName("Spread over draws")
        self.setAccessibleDescription(said)
        self.setToolTip(f"<p>{said}. The ringed one is on the screen.</p>")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        tall = theme().length(BAND) + QFontMetrics(theme().font(CAPTION)).height()
        return QSize(200, tall + self.contentsMargins().bottom())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = look.length(BAND) / 2
        painter.setPen(look.pen("line", 1.5))
        painter.drawLine(QPointF(INSET, middle), QPointF(self.width() - INSET, middle))
        low, median, high = self.ends
        if isfinite(median):
            painter.setPen(look.pen("text", 1.5))
            x = self._across(median, low, high)
            painter.drawLine(QPointF(x, middle - 7), QPointF(x, middle + 7))
            self._paint_dots(painter, middle, low, high)
            self._paint_labels(painter, self._across(median, low, high))
        painter.end()

    def _paint_dots(self, painter: QPainter, middle: float, low: float, high: float) -> None:
        look = theme()
        faint = look.ink("muted")
        faint.setAlpha(150)
        for number, value in enumerate(self._values):
            if not isfinite(value) or number == self._shown:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(faint)
            at = QPointF(self._across(value, low, high), middle)
            painter.drawEllipse(at, DOT / 2, DOT / 2)
        if 0 <= self._shown < len(self._values) and isfinite(self._values[self._shown]):
            painter.setPen(look.pen("accent", 2.0))
            painter.setBrush(look.ink("panel"))
            at = QPointF(self._across(self._values[self._shown], low, high), middle)
            painter.drawEllipse(at, DOT / 2 + 1, DOT / 2 + 1)

    def _paint_labels(self, painter: QPainter, x: float) -> None:
        """Write the ends below the dots, and the median between them where there is room."""
        look = theme()
        painter.setFont(look.font(CAPTION))
        painter.setPen(look.ink("muted"))
        metrics = painter.fontMetrics()
        low, median, high = self._labels
        top = float(look.length(BAND))
        room = QRectF(0, top, self.width(), metrics.height())
        left_end, right_start = metrics.horizontalAdvance(low), 0
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, low)
        right_start = self.width() - metrics.horizontalAdvance(high)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight, high)
        words = f"median {median}"
        wide = metrics.horizontalAdvance(words)
        at = min(max(x - wide / 2, left_end + 8), right_start - 8 - wide)
        if at >= left_end + 8:
            painter.setPen(look.ink("text"))
            painter.drawText(QPointF(at, top + metrics.ascent()), words)

    def _across(self, value: float, low: float, high: float) -> float:
        """Return where a value lies, in pixels; in the middle where all are equal."""
        share = 0.5 if high <= low else (value - low) / (high - low)
        return INSET + share * (self.width() - 2 * INSET)

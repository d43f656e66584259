"""The key of the picture of the answers: which shape stands for which group of examples."""

import numpy as np
from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from explorer.views.answers_learner import Learner
from explorer.views.answers_points import TRAIN, paint_example
from explorer.views.theme import CAPTION, theme

__all__ = ["AnswersKey"]

PADDING, GAP, SIGN = 7, 12, 8.0  # pixels: at the sides, between two, and how large a sign is
BETWEEN = 5  # pixels from a sign to its name


class AnswersKey(QFrame):
    """A chip with a shape and a name each; as many on a line as there is room for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._signs: tuple[tuple[int, str], ...] = ()
        self.setProperty("role", "chip")
        self.setAccessibleName("What the shapes stand for")
        self.setToolTip(
            "<p>The shape of an example says which group it is of. The net is not told.</p>"
        )
        self.hide()

    @property
    def signs(self) -> tuple[tuple[int, str], ...]:
        """The shapes that are seen, each with the name of its group; empty where one is enough."""
        return self._signs

    def show_learner(self, one: Learner | None) -> None:
        """Name the groups of the examples that differ in shape."""
        shapes = np.empty(0) if one is None or one.is_picture else np.unique(one.shapes)
        names = one.groups if one is not None and len(shapes) > 1 else ()
        self._signs = tuple((int(k), names[int(k)]) for k in shapes) if names else ()
        self.setAccessibleDescription(", ".join(name for _, name in self._signs))
        self.update()

    def fit(self, room: int) -> None:
        """Take as few lines as fit into so many pixels of width."""
        lines = self._lines(room)
        high = QFontMetrics(theme().font(CAPTION)).height()
        width = max((end for line in lines for _, _, _, end in line), default=0.0)
        self.resize(QSize(round(width) + PADDING, len(lines) * high + PADDING))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(CAPTION))
        metrics, size = painter.fontMetrics(), float(look.length(SIGN))
        for number, line in enumerate(self._lines(self.width())):
            top = PADDING / 2 + number * metrics.height()
            for shape, name, start, _ in line:
                at = QPointF(start + size / 2, top + metrics.height() / 2)
                paint_example(painter, at, look, look.ink("text"), TRAIN, size, shape)
                painter.setPen(look.ink("text"))
                left = start + size + BETWEEN
                painter.drawText(QPointF(left, top + metrics.ascent()), name)
        painter.end()

    def _lines(self, room: int) -> list[list[tuple[int, str, float, float]]]:
        """Return the signs by lines: shape, name, and from where to where they reach."""
        look = theme()
        metrics, size = QFontMetrics(look.font(CAPTION)), look.length(SIGN)
        lines: list[list[tuple[int, str, float, float]]] = []
        x = float(PADDING)
        for shape, name in self._signs:
            wide = size + BETWEEN + metrics.horizontalAdvance(name)
            if not lines or x + wide + PADDING > room:
                lines.append([])
                x = float(PADDING)
            lines[-1].append((shape, name, x, x + wide))
            x += wide + GAP
        return lines

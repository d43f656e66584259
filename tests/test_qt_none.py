"""Painting must not wear out None: some PySide6 releases lose a reference to it at every call."""

import sys

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

REPAINTS = 1000


class Painted(QWidget):
    repaints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("navy"))
        painter.drawEllipse(QRectF(1, 1, 8, 8))
        painter.end()
        self.repaints += 1


def test_a_thousand_repaints_keep_none_true_and_false_alive(qtbot):
    widget = Painted()
    qtbot.addWidget(widget)
    widget.resize(20, 20)
    canvas = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
    canvas.fill(Qt.GlobalColor.black)
    widget.render(canvas)
    before = [sys.getrefcount(thing) for thing in (None, True, False)]
    for _ in range(REPAINTS):
        widget.render(canvas)
    after = [sys.getrefcount(thing) for thing in (None, True, False)]
    assert widget.repaints == REPAINTS + 1
    # A release that loses one a call would have lost thousands.
    assert all(late > early - 100 for early, late in zip(before, after, strict=True))

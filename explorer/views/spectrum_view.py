"""Curvature: in how many directions the land bends up, down, or hardly, at the shown weights."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.array import Array
from explorer.core.nets.spectrum import spectrum
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.session import Session
from explorer.views.curvatures import Curvatures
from explorer.views.sight import Sight
from explorer.views.strokes import draw_segments
from explorer.views.theme import CAPTION, GAP, theme, theme_changed

__all__ = ["SpectrumView"]

KEY = "spectrum"
EMPTY = "No curvature to show: choose a net under Tiny net, on the left."
WAITING = "Computing the curvatures … The very first time, this takes a while."
HOW = (
    "Each stem is one direction in the space of all weights, from the one that bends down most to "
    "the one that bends up most: the eigenvalues of the Hessian of the training loss. The axis "
    "counts in powers of ten, except close to 0."
)


class SpectrumView(QWidget):
    """The curvatures at the weights in focus; they are computed only while this can be seen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked: tuple[TinyNet, bytes] | None = None
        self._shown: tuple[TinyNet, bytes] | None = None
        self.stems = _Stems()
        self._counts, self._rate = _paragraph(""), _paragraph("muted")
        self._place()
        self._sight = Sight(session, self, self._look)
        session.worker.done.connect(self._take)
        session.worker.failed.connect(self._give_up)

    def words(self) -> tuple[str, str]:
        """Return what is said of the land and of the learning rate."""
        return self._counts.text(), self._rate.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.worker.cancel(KEY)
        self._asked = None

    def _look(self) -> None:
        """Ask for the curvatures of what is in focus.

        While those of the same net are computed, it waits for them: a play head that always
        cancelled them would keep them from ever being seen.
        """
        net, weights = self._sight.net, self._sight.weights
        if net is None or weights is None:
            self._session.worker.cancel(KEY)
            self._asked = self._shown = None
            self._tell(None, EMPTY)
            return
        request = (net, weights.tobytes())
        is_under_way = self._asked is not None and self._asked[0] == net
        if is_under_way or request in (self._asked, self._shown):
            return
        if self._shown is None or self._shown[0].sizes != net.sizes:
            self._tell(None, WAITING)
        self._asked, frozen = request, weights.copy()
        self._session.worker.want(KEY, request, lambda stop: spectrum(net, frozen, stop))

    def _take(self, key: str, request: object, result: Array | None) -> None:
        if key != KEY or request != self._asked or self._asked is None:
            return
        self._shown, self._asked = self._asked, None
        if result is not None:
            self._tell(Curvatures(np.asarray(result), self._shown[0].dim))
        self._look()

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key == KEY and request == self._asked:
            self._shown, self._asked = self._asked, None
            self._tell(None, sentence)

    def _tell(self, found: Curvatures | None, otherwise: str = "") -> None:
        words = (otherwise, "") if found is None else found.words()
        self._counts.setText(words[0])
        self._rate.setText(words[1])
        self.stems.show_curvatures(found if found is not None and found.strongest else None)
        self.stems.setAccessibleDescription(" ".join((*words, HOW)))

    def _place(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        column.addWidget(self._counts)
        column.addWidget(self._rate)
        column.addWidget(self.stems, 1)


class _Stems(QWidget):
    """A stem with a dot for each curvature: filled above zero, hollow below and close to it."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: Curvatures | None = None
        self.setAccessibleName("Curvatures")
        self.setToolTip(f"<p>{HOW}</p>")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme_changed.connect(self._redraw)

    def show_curvatures(self, found: Curvatures | None) -> None:
        """Draw these curvatures, or nothing."""
        self.shown = found
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.shown is not None:
            rect = QRectF(self.rect()).adjusted(42, 8, -6, -8)
            self._paint_axis(painter, rect, self.shown)
            self._paint_stems(painter, rect, self.shown)
        painter.end()

    def _paint_axis(self, painter: QPainter, rect: QRectF, found: Curvatures) -> None:
        look, apart = theme(), 0.5 * rect.height() / (found.decades + 1)
        painter.setFont(look.font(CAPTION))
        every = max(1, round(14.0 / max(apart, 1.0) + 0.49))
        for k, (at, label) in enumerate(found.ticks()):
            y = round(_up(rect, at)) + 0.5
            painter.setPen(look.ink("line" if k == 0 else "grid"))
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
            # Counted from the ends, which keep their labels.
            if k == 0 or (found.decades - (k - 1) // 2) % every == 0:
                painter.setPen(look.ink("muted"))
                room = QRectF(0, y - 8, rect.left() - 6, 16)
                painter.drawText(
                    room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, label
                )

    def _paint_stems(self, painter: QPainter, rect: QRectF, found: Curvatures) -> None:
        look, places = theme(), found.places()
        count = len(places)
        x = rect.left() + rect.width() * (np.arange(count) + 0.5) / count
        y = rect.center().y() - 0.5 * rect.height() * places
        zero = np.full(count, rect.center().y())
        radius = float(min(3.5, max(1.2, 0.35 * rect.width() / count)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        signs = found.signs
        for sign, colour in (
            (0, look.ink("muted")), (1, look.class_colour(1)), (-1, look.class_colour(0)),
        ):  # fmt: skip
            rows = signs == sign
            painter.setPen(look.pen(colour, max(0.8, 0.4 * radius)))
            draw_segments(painter, np.column_stack([x, zero, x, y])[rows])
            painter.setPen(look.pen(colour, 1.2))
            painter.setBrush(colour if sign > 0 else look.ink("panel"))
            for left, top in zip(x[rows].tolist(), y[rows].tolist(), strict=True):
                painter.drawEllipse(QPointF(left, top), radius, radius)

    def _redraw(self, _theme: object) -> None:
        self.update()


def _up(rect: QRectF, place: float) -> float:
    return rect.center().y() - 0.5 * rect.height() * place


def _paragraph(role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label

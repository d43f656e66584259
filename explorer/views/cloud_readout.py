"""The read-out of many starts: where they are at the play head, a line for each optimizer."""

from collections.abc import Sequence
from html import escape

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.many_starts import Cloud
from explorer.core.standing import scatter_of, standing
from explorer.session.naming import entrant_names
from explorer.session.session import Session
from explorer.views.cloud_words import (
    NEARNESS,
    counted,
    scatter_words,
    short_words,
    whole_words,
)
from explorer.views.marks import paint_marker
from explorer.views.scene import Mark, marks
from explorer.views.theme import CAPTION, theme, theme_changed

__all__ = ["CloudReadout"]

PAUSE = 100  # milliseconds from one reading to the next: faster ones nobody could read
MOST_LINES = 6
SWATCH, GAP, PAD = 9, 6, 7  # pixels
FORK = "a fork begins in the middle of one run, so it has no cloud."
POINT = 1e-9  # of the box: less spread is none

Line = tuple[int, str]  # slot of the optimizer, words


class CloudReadout(QFrame):
    """A chip that grows with its words and never shrinks while it says as many lines."""

    resized = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: tuple[Line, ...] = ()
        self._head = ""
        self._room = 0
        self._minima: tuple[object, tuple[Mark, ...], Array] | None = None
        self.setProperty("role", "chip")
        self.setAccessibleName("Where the many starts are")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._read_again)
        self._is_stale = False
        self.hide()
        session.many.changed.connect(self._read_soon)
        session.playback.moved.connect(self._read_soon)
        session.changed.connect(self._read_soon)
        session.mapped.connect(self._read_soon)
        theme_changed.connect(self._fit)

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says: how many starts there are, and then of each optimizer where its are."""
        return (self._head, *(words for _, words in self._lines))

    def fit(self, room: int) -> None:
        """Take at most so many pixels across."""
        if room != self._room:
            self._room = room
            self._fit()

    def read(self) -> None:
        """Count where the starts are now."""
        self._is_stale = False
        session = self._session
        document, land = session.document, session.document.landscape
        plan, clouds = document.many, session.many.clouds
        racing = [k for k, entrant in enumerate(document.entrants) if entrant.visible]
        if plan is None or not racing or not isinstance(land, Landscape):
            self.hide()
            return
        known, places = self._known(land)
        names = entrant_names(document)
        lowest = [mark.is_global for mark in known]
        lines, whole = list[Line](), list[str]()
        for k in racing:
            cloud = clouds[k]
            if cloud is not None:
                found = standing(cloud, session.playback.step, places, land.box)
                is_here = plan.spread == "here"
                words = self._scatter(cloud, land) if is_here else short_words(found, lowest)
                lines.append((document.entrants[k].colour, words))
                all_of_it = whole_words(found, [mark.point for mark in known], lowest)
                whole.append(f"{names[k].whole}: {all_of_it}")
            elif document.entrants[k].past:
                whole.append(f"{names[k].whole}: {FORK}")
        waiting = session.many.is_running and not lines
        self._say(f"{counted(plan.count)}{' · computing …' * waiting}", lines, whole)
        self.show()

    def _scatter(self, cloud: Cloud, land: Landscape) -> str:
        width = max(high - low for low, high in land.box)
        return scatter_words(scatter_of(cloud, self._session.playback.step), POINT * width)

    def _known(self, land: Landscape) -> tuple[tuple[Mark, ...], Array]:
        """Return the minima that are known, and their places (k, dim)."""
        key = (land, self._session.minima)
        if self._minima is None or self._minima[0] != key:
            known = tuple(m for m in marks(*key) if m.kind == "minimum")
            places = np.array([m.point for m in known], np.float64).reshape(-1, land.dim)
            self._minima = key, known, places
        return self._minima[1:]

    def _read_soon(self, _: object = None) -> None:
        if self._session.document.many is None:
            self.hide()
        elif self._pause.isActive() and not self.isHidden():
            self._is_stale = True
        else:
            self.read()
            self._pause.start()

    def _read_again(self) -> None:
        if self._is_stale:
            self.read()
            self._pause.start()

    def _say(self, head: str, lines: Sequence[Line], whole: Sequence[str]) -> None:
        more = len(lines) - MOST_LINES
        if more > 0:
            head += f" · {more} more on hover"
        said = (head, tuple(lines[:MOST_LINES]))
        plain = "\n".join([*whole, NEARNESS])
        self.setAccessibleDescription(plain)
        self.setToolTip("".join(f"<p>{escape(line)}</p>" for line in plain.splitlines()))
        if said != (self._head, self._lines):
            is_other = len(said[1]) != len(self._lines)
            self._head, self._lines = said
            self._fit(is_other=is_other)
            self.update()

    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        widths = [metrics.horizontalAdvance(words) for _, words in self._lines]
        widest = max([metrics.horizontalAdvance(self._head), *(SWATCH + GAP + w for w in widths)])
        rows = 1 + len(self._lines)
        return QSize(widest + 2 * PAD + 2, rows * self._row() + PAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, row, metrics = theme(), self._row(), self._metrics()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(CAPTION))
        cut, middle = Qt.TextElideMode.ElideRight, Qt.AlignmentFlag.AlignVCenter
        top, room = PAD / 2, self.width() - 2 * PAD
        painter.setPen(look.ink("muted"))
        painter.drawText(
            QRectF(PAD, top, room, row), middle, metrics.elidedText(self._head, cut, room)
        )
        for slot, words in self._lines:
            top += row
            at = QPointF(PAD + SWATCH / 2, top + row / 2)
            paint_marker(painter, at, look, slot, SWATCH - 1, 0.5)
            left = PAD + SWATCH + GAP
            space = self.width() - left - PAD
            painter.setPen(look.ink("text"))
            text = metrics.elidedText(words, cut, space)
            painter.drawText(QRectF(left, top, space, row), middle, text)
        painter.end()

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme().font(CAPTION))

    def _row(self) -> int:
        return self._metrics().height() + 2

    def _fit(self, _: object = None, is_other: bool = True) -> None:
        size = self.sizeHint()
        if not is_other:
            size.setWidth(max(size.width(), self.width()))
        size.setWidth(min(size.width(), self._room or size.width()))
        if size != self.size():
            self.resize(size)
            self.resized.emit()

"""A line of the difference strip: who, and in a sentence where its path parted and why."""

from html import escape

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from explorer.session.naming import Name
from explorer.views.marks import paint_marker
from explorer.views.theme import TEXT, theme

__all__ = ["DifferenceLine"]

SIDE, SWATCH, SPACE = 8, 10, 7  # pixels
TALL = 17  # pixels of a line of words
WIDE = 620  # pixels: in less, the words take two lines and the name is brief


class DifferenceLine(QAbstractButton):
    """Pressed, it shows the moment of parting. The words stay, dimmed, until newer ones come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slot, self._name, self._words = -1, Name("", "", ""), ""
        self._is_old = self._is_chosen = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def words(self) -> str:
        """The sentence."""
        return self._words

    @property
    def is_old(self) -> bool:
        """Whether newer words are awaited."""
        return self._is_old

    def show_who(self, slot: int, name: Name) -> None:
        """Show the sign and the name; a slot below 0 has no sign."""
        if (slot, name) != (self._slot, self._name):
            self._slot, self._name = slot, name
            self._tell()

    def show_words(self, words: str, evidence: str) -> None:
        """Show a sentence; the evidence is told when asked."""
        if words != self._words or evidence != self.accessibleDescription():
            self._words = words
            self.setAccessibleDescription(evidence)
            self._tell()

    def show_old(self, is_old: bool) -> None:
        """Dim the words while newer ones are awaited."""
        if is_old != self._is_old:
            self._is_old = is_old
            self.update()

    def show_chosen(self, is_chosen: bool) -> None:
        """Mark the line of the selected path."""
        if is_chosen != self._is_chosen:
            self._is_chosen = is_chosen
            self.update()

    @staticmethod
    def height_for(width: int) -> int:
        """Return how tall a line is in a strip so wide."""
        look = theme()
        return look.length(TALL) * (1 if width >= look.length(WIDE) else 2) + 4

    def sizeHint(self) -> QSize:
        return QSize(200, self.height_for(self.width()))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_chosen or self.underMouse() or self.hasFocus():
            painter.setPen(look.pen("accent") if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.ink("selection" if self._is_chosen else "raised"))
            painter.drawRoundedRect(self.rect().adjusted(3, 0, -4, -1), 5, 5)
        is_wide = self.width() >= look.length(WIDE)
        high, left = look.length(TALL), SIDE
        if self._slot >= 0:
            middle = QPointF(SIDE + SWATCH / 2, 2 + high / 2)
            paint_marker(painter, middle, look, self._slot, SWATCH, 0.5)
            left += SWATCH + SPACE
        name = self._name.whole if is_wide else self._name.brief
        bold = look.font(TEXT - 1)
        bold.setWeight(bold.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(look.ink("text"))
        room = self.width() - SIDE
        called = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, max((room - left) // 2, 20)
        )
        middle_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, 2, room - left, high), middle_left, called)
        first = left + painter.fontMetrics().horizontalAdvance(called) + SPACE + 3
        painter.setFont(look.font(TEXT - 1))
        painter.setPen(look.ink("muted" if self._is_old else "text"))
        starts = (first,) if is_wide else (first, left)
        lines = _broken(painter.fontMetrics(), self._words, [room - x for x in starts])
        for k, (x, line) in enumerate(zip(starts, lines, strict=False)):
            painter.drawText(QRect(x, 2 + k * high, room - x, high), middle_left, line)
        painter.end()

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name.whole}: {self._words}")
        evidence = self.accessibleDescription()
        self.setToolTip(
            f"<p><b>{escape(self._name.whole)}</b></p><p>{escape(self._words)}</p>"
            f"<p>{escape(evidence)}</p><p>Click to see the moment.</p>"
        )
        self.update()


def _broken(metrics: QFontMetrics, text: str, rooms: list[int]) -> list[str]:
    """Return a text broken into lines so wide; what does not fit the last one is left out."""
    lines, words = [], text.split(" ")
    for room in rooms[:-1]:
        count = 0
        while count < len(words):
            if metrics.horizontalAdvance(" ".join(words[: count + 1])) > room:
                break
            count += 1
        lines.append(" ".join(words[:count]))
        words = words[count:]
    rest = " ".join(words)
    return [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, max(rooms[-1], 0))]

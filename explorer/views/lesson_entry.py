"""A lesson in the contents: its number, its title, a line, and how far one has come."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from explorer.session.lesson_shelf import Entry
from explorer.session.progress import Progress
from explorer.views.icons import icon
from explorer.views.theme import CAPTION, TEXT, theme

__all__ = ["LessonEntry"]

LEFT, EDGE, BETWEEN = 34, 8, 2  # pixels: for the number, around the words, between their lines
TICK = 13  # pixels
_WRAP = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class LessonEntry(QAbstractButton):
    """A row to be clicked; one that cannot be opened says why instead."""

    def __init__(self, entry: Entry, progress: Progress, is_open: bool = False) -> None:
        super().__init__()
        self.entry, self._is_open = entry, is_open
        self._progress = progress
        self.setEnabled(not entry.fault)
        number = f"Lesson {entry.number}: " if entry.number else ""
        self.setAccessibleName(f"{number}{entry.title}")
        said = (entry.fault or entry.line, self.state, "open now" if is_open else "")
        self.setAccessibleDescription(". ".join(filter(None, said)))
        self.setToolTip(f"<p>{entry.fault or 'Click, or press Enter, to open this lesson.'}</p>")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if not entry.fault:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_done(self) -> bool:
        """Whether its last page was seen."""
        return self._progress.is_done

    @property
    def state(self) -> str:
        """How far one has come, in words; empty where it was never opened."""
        if self._progress.is_done:
            return "done"
        at = self._progress.furthest + 1
        return f"step {at} of {self.entry.steps}" if at else ""

    def heightForWidth(self, width: int) -> int:
        title, line = self._heights(width)
        return title + BETWEEN + line + 2 * EDGE

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(max(self.width(), 220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, theme().length(2 * TEXT) + 2 * EDGE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        title, line = self._heights(self.width())
        room = self._room(self.width())
        top = QRect(room.left(), EDGE, room.width(), title)
        self._paint_state(painter, QRect(0, EDGE, look.length(LEFT), title))
        painter.setFont(_strong())
        painter.setPen(look.ink("muted" if self.entry.fault else "text"))
        painter.drawText(top, _WRAP, self.entry.title)
        painter.setFont(look.font(CAPTION))
        painter.setPen(look.ink("fair" if self.entry.fault else "muted"))
        below = QRect(room.left(), EDGE + title + BETWEEN, room.width(), line)
        painter.drawText(below, _WRAP, self._line())
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme()
        if self._is_open or self.hasFocus() or (self.underMouse() and self.isEnabled()):
            painter.setBrush(look.ink("raised" if self.underMouse() else "card"))
            painter.setPen(look.pen("accent" if self.hasFocus() else "line", 1.3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _paint_state(self, painter: QPainter, place: QRect) -> None:
        """Draw a tick where it is done, else its number, else a small dot."""
        look = theme()
        if self._progress.is_done:
            size = look.length(TICK)
            at = place.center().x() - size // 2 + 1, place.top() + (look.length(17) - size) // 2
            painter.drawPixmap(*at, icon("check", look.ink("good")).pixmap(size, size))
            return
        painter.setFont(look.font(TEXT))
        painter.setPen(look.ink("muted"))
        if self.entry.number:
            top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(place, top, str(self.entry.number))
        else:
            painter.setBrush(look.ink("muted"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(place.center().x(), look.length(9) + EDGE), 2.2, 2.2)

    def _line(self) -> str:
        if self.entry.fault:
            return self.entry.fault
        state = self.state
        is_underway = state and not self._progress.is_done
        return f"{self.entry.line} · {state}" if is_underway else self.entry.line

    def _room(self, width: int) -> QRect:
        left = theme().length(LEFT)
        return QRect(left, 0, max(width - left - EDGE, 40), 10_000)

    def _heights(self, width: int) -> tuple[int, int]:
        room = self._room(width)
        title = QFontMetrics(_strong()).boundingRect(room, _WRAP, self.entry.title).height()
        line = QFontMetrics(theme().font(CAPTION)).boundingRect(room, _WRAP, self._line()).height()
        return title, line


def _strong() -> QFont:
    return theme().font(TEXT, QFont.Weight.DemiBold)

"""A sheet that lies over the window beside a panel, until Escape or a press beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget
from shiboken6 import Shiboken

from explorer.views.icons import icon
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["Sheet"]

WIDE, NARROW, TALL = 860, 560, 700  # pixels
EDGE = 2 * GAP  # between the sheet and the edge of the window


class Sheet(QFrame):
    """What is on it goes onto `inside`; `title` and `cross`, which closes it, are to be placed.

    While it is open, Tab stays on it; when it goes, the keyboard goes back to who had it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._beside: QWidget | None = None
        self._before: QWidget | None = None  # who had the keyboard
        self.inside, self.title, self.cross = QWidget(self), QLabel(), QToolButton()
        self.setProperty("role", "sheet")
        self.title.setProperty("role", "title")
        self.cross.setProperty("role", "quiet")
        self.cross.setToolTip("<p>Close (Esc).</p>")
        self.cross.setAccessibleName("Close")
        self.cross.clicked.connect(lambda _checked=False: self.put_away())
        # An opaque ground: what lies under the sheet is not painted again with each letter.
        self.inside.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.addWidget(self.inside)
        self.hide()
        theme_changed.connect(self._dress)
        self._dress()

    def stops(self) -> Sequence[QWidget]:
        """Return what Tab goes through, in order."""
        return (self.cross,)

    def lay_beside(self, panel: QWidget) -> None:
        """Open to the left of a panel, or over the window wherever there is room."""
        self._beside, self._before = panel, QApplication.focusWidget()
        self._watch(True)
        self._arrange()
        self.show()
        self.raise_()

    def put_away(self) -> None:
        """Close, and give the keyboard back to who had it."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        if before is not None and Shiboken.isValid(before) and before.isVisible():
            before.setFocus()
        self._watch(False)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (is_enter and self.cross.hasFocus()):
            self.put_away()
        else:
            event.ignore()

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Walk with Tab among what is on the sheet only."""
        if self.isHidden():  # on its way out: Qt looks for another place for the keyboard
            return super().focusNextPrevChild(forwards)
        usable = [stop for stop in self.stops() if stop.isEnabled() and stop.isVisible()]
        here = QApplication.focusWidget()
        place = usable.index(here) if here in usable else 0
        reason = Qt.FocusReason.TabFocusReason
        usable[(place + (1 if forwards else -1)) % len(usable)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close at a press beside the sheet, and follow the size of the window."""
        if isinstance(event, QMouseEvent) and watched is self.window().windowHandle():
            if event.type() == QEvent.Type.MouseButtonPress:
                is_beside = not self.geometry().contains(event.position().toPoint())
                if is_beside:
                    self.put_away()
                return is_beside
        elif event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._arrange()
        return False

    def _watch(self, begins: bool) -> None:
        window = self.window()
        for watched in (window, window.windowHandle()):
            if watched is not None:
                (watched.installEventFilter if begins else watched.removeEventFilter)(self)

    def _arrange(self) -> None:
        window = self.parentWidget()
        assert window is not None
        assert self._beside is not None
        look = theme()
        corner = self._beside.mapTo(window, QPoint(0, 0))
        widest = window.width() - 2 * EDGE
        width = min(max(corner.x() - 2 * EDGE, look.length(NARROW)), look.length(WIDE), widest)
        top = max(min(corner.y() + EDGE, window.height() // 3), EDGE)
        height = min(window.height() - top - EDGE, look.length(TALL))
        left = max(corner.x() - EDGE - width, EDGE)
        self.setGeometry(QRect(left, top, width, height))

    def _dress(self, *_: object) -> None:
        ground = self.inside.palette()
        ground.setColor(QPalette.ColorRole.Window, theme().ink("card"))
        self.inside.setPalette(ground)
        self.cross.setIcon(icon("close", theme().ink("muted")))
        if not self.isHidden():
            self._arrange()

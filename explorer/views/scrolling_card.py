"""A card as tall as what is on it; where there is less room, its content scrolls."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from explorer.views.theme import theme

__all__ = ["ScrollingCard"]

SHORTEST = 240  # pixels: taller content may have to scroll


class ScrollingCard(QFrame):
    """Holds what is put on `content`; it never scrolls sideways."""

    def __init__(self) -> None:
        super().__init__()
        self.content = QWidget()
        self.setProperty("role", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        self._sheet = _Sheet(self.content)
        column.addWidget(self._sheet)

    def reveal(self, widget: QWidget) -> None:
        """Scroll, once all has its place, until a widget on it is seen; not if it is folded."""

        def scroll() -> None:
            if widget.isVisible():
                self._sheet.ensureWidgetVisible(widget, 0, 0)

        QTimer.singleShot(0, self, scroll)


class _Sheet(QScrollArea):
    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._content = content
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        content = self._content
        wrapped = content.heightForWidth(self.viewport().width())  # -1 where nothing wraps
        return QSize(60, wrapped if wrapped > 0 else content.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(40, min(self.sizeHint().height(), theme().length(SHORTEST)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return done

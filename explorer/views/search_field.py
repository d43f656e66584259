"""A field to search in, with a magnifying glass at its left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton

from explorer.views.icons import icon
from explorer.views.theme import theme, theme_changed

__all__ = ["SearchField"]

GLASS, SIDE = 14, 9  # pixels
LONGEST = 80  # letters


class SearchField(QLineEdit):
    """One line with a button that clears it; `things` are what is searched, in words."""

    def __init__(self, things: str, tip: str) -> None:
        super().__init__()
        self.setAccessibleName(f"Search {things}")
        self.setToolTip(f"<p>{tip}</p>")
        self.setMaxLength(LONGEST)
        # Not actions of the field: with a style sheet Qt draws those off the line.
        self._glass, self._clear = QLabel(), QToolButton()
        self._clear.setProperty("role", "lock")
        self._clear.setToolTip("Search for nothing")
        self._clear.setAccessibleName("Clear the search")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.clicked.connect(lambda _checked=False: self.clear())
        self._clear.hide()
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.setTextMargins(GLASS + SIDE - 3, 0, GLASS + SIDE, 0)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(SIDE, 0, SIDE // 2, 0)
        inside.addWidget(self._glass)
        inside.addStretch()
        inside.addWidget(self._clear)
        theme_changed.connect(self._dress)
        self._dress()

    @property
    def words(self) -> list[str]:
        """What is searched for, word by word."""
        return self.text().split()

    def _dress(self, *_: object) -> None:
        self._glass.setPixmap(icon("search", theme().ink("muted")).pixmap(GLASS, GLASS))
        self._clear.setIcon(icon("close", theme().ink("muted")))

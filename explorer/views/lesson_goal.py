"""What to try next: a hint, and a goal whose box gets its tick when the race reaches it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from explorer.views.icons import icon
from explorer.views.lesson_text import LessonText
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["TryCard"]

BOX = 16  # pixels


class TryCard(QFrame):
    """Free play with something to aim at; nothing here is to be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        heading = QLabel("What to try next")
        heading.setProperty("role", "name")
        self.hint = LessonText()
        self._goal = QWidget()
        self._box, self._words, self._now = QLabel(), QLabel(), QLabel()
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._now.setProperty("role", "caption")
        self._is_met = False
        beside = QVBoxLayout()
        beside.setSpacing(1)
        beside.addWidget(self._words)
        beside.addWidget(self._now)
        row = QHBoxLayout(self._goal)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GAP)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.hint)
        column.addWidget(self._goal)
        theme_changed.connect(self._draw_box)

    @property
    def is_met(self) -> bool:
        """Whether the box has its tick."""
        return self._is_met

    def show_hint(self, hint: str, goal: str, now: str, is_met: bool) -> None:
        """Show a hint in Markdown and a goal; `now` is the number it is about, as written."""
        self.hint.show_text(hint)
        self._goal.setVisible(bool(goal))
        self._words.setText(goal)
        self._now.setText("Reached." if is_met else f"Now {now}." if now else "")
        self._goal.setAccessibleName(goal)
        self._goal.setAccessibleDescription("reached" if is_met else "not reached yet")
        self._is_met = is_met
        self._draw_box()

    def _draw_box(self, *_: object) -> None:
        look = theme()
        size = look.length(BOX)
        self._box.setFixedSize(size, size)
        edge = look.ink("good" if self._is_met else "muted").name()
        self._box.setStyleSheet(f"border: 1px solid {edge}; border-radius: 4px;")
        if self._is_met:
            self._box.setPixmap(icon("check", look.ink("good")).pixmap(size - 4, size - 4))
        else:
            self._box.clear()

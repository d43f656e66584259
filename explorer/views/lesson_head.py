"""The head of a lesson: which one it is, how far it has come, and what is beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from explorer.views.icons import icon
from explorer.views.lesson_steps import StepBar
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["LessonHead"]


CHANGED = "Back to the scene", "You have changed something. Show the scene as the lesson has it."
DRAWN = "Back to its own draw", "Show the random numbers that the lesson speaks of."


class LessonHead(QWidget):
    """Says what is read; asks its owner to go elsewhere by signals."""

    contents_asked = Signal()
    leave_asked = Signal()
    restore_asked = Signal()
    landscape_toggled = Signal(bool)
    optimizers_toggled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._place_words = QLabel()
        self._place_words.setProperty("role", "muted")
        self._title = QLabel()
        self._title.setProperty("role", "headline")
        self._title.setWordWrap(True)
        self.bar = StepBar()
        self.contents = _quiet("Contents", "All lessons, and how far you have come.")
        self.close_button = QToolButton()
        self.close_button.setProperty("role", "quiet")
        _teach(
            self.close_button, "Leave the lesson", "Leave the lesson (Esc). It stays where it is."
        )
        self.restore = _quiet(*CHANGED)
        kept = self.restore.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # so that nothing moves when it comes and goes
        self.restore.setSizePolicy(kept)
        self.landscape = _toggle(
            "Landscape", "Show or hide the left side: other landscapes, nets and their data."
        )
        self.optimizers = _toggle(
            "Optimizers", "Show the optimizers and the results here instead of the text."
        )
        self._place()
        self.contents.clicked.connect(lambda _checked=False: self.contents_asked.emit())
        self.close_button.clicked.connect(lambda _checked=False: self.leave_asked.emit())
        self.restore.clicked.connect(lambda _checked=False: self.restore_asked.emit())
        self.landscape.toggled.connect(self.landscape_toggled)
        self.optimizers.toggled.connect(self.optimizers_toggled)
        theme_changed.connect(self._dress)
        self._dress()

    @property
    def place(self) -> str:
        """Which lesson it is said to be."""
        return self._place_words.text()

    def show_lesson(
        self, place: str, title: str, steps: Sequence[str], step: int, seen: int
    ) -> None:
        """Show which lesson it is ("Lesson 3 of 15"), its steps, and where the reader is."""
        self._place_words.setText(place)
        self._title.setText(title)
        self.bar.show_steps(steps, step, seen)

    def show_changed(self, is_changed: bool, draw: int = 0) -> None:
        """Offer the way back where the reader has changed the scene, or looks at another draw."""
        self.restore.setVisible(is_changed or draw > 0)
        name, tip = CHANGED if is_changed else DRAWN
        self.restore.setText(name)
        _teach(self.restore, name, tip)

    def show_toggles(self, landscape: bool, optimizers: bool) -> None:
        """Show what is beside the lesson, without announcing it."""
        for button, is_on in ((self.landscape, landscape), (self.optimizers, optimizers)):
            button.blockSignals(True)
            button.setChecked(is_on)
            button.blockSignals(False)

    def _place(self) -> None:
        first, last = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(GAP)
        first.addWidget(self._place_words)
        first.addStretch()
        first.addWidget(self.contents)
        first.addWidget(self.close_button)
        last.setSpacing(2)
        last.addWidget(self.restore)
        last.addStretch()
        last.addWidget(self.landscape)
        last.addWidget(self.optimizers)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GAP, 2 * GAP, 4 * GAP, GAP)
        column.setSpacing(GAP)
        column.addLayout(first)
        column.addWidget(self._title)
        column.addWidget(self.bar)
        column.addLayout(last)

    def _dress(self, *_: object) -> None:
        self.close_button.setIcon(icon("close", theme().ink("muted")))


def _quiet(name: str, tip: str) -> QPushButton:
    button = QPushButton(name)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    _teach(button, name, tip)
    return button


def _toggle(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(name)
    button.setProperty("role", "toggle")
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    _teach(button, name, tip)
    return button


def _teach(button: QPushButton | QToolButton, name: str, tip: str) -> None:
    button.setToolTip(f"<p>{tip}</p>")
    button.setAccessibleName(name)
    button.setAccessibleDescription(tip)

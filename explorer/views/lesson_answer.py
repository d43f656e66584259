"""The answer of a step: what happened, the numbers that say so, and how they vary."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.views.lesson_text import LessonText
from explorer.views.theme import GAP

__all__ = ["AnswerCard", "DrawButtons", "Verdict"]

Verdict = Literal["right", "wrong", "told", "unknown"]

_HEADINGS: dict[Verdict, tuple[str, str, str]] = {  # words, role of the card, role of the words
    "right": ("You expected right", "right", "good"),
    "wrong": ("Not quite", "wrong", "fair"),
    "told": ("What happened", "sheet", "name"),
    "unknown": ("Being measured …", "sheet", "name"),
}


class AnswerCard(QFrame):
    """Says whether the reader expected right, in words and by its frame, and what is true."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = QLabel()
        self.text = LessonText()
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        column.setSpacing(GAP)
        column.addWidget(self._heading)
        column.addWidget(self.text)
        self._verdict: Verdict | None = None

    @property
    def heading(self) -> str:
        """What is said above the answer."""
        return self._heading.text()

    def show_answer(self, verdict: Verdict, answer: str) -> None:
        """Show an answer in Markdown."""
        words, role, ink = _HEADINGS[verdict]
        self.text.show_text(answer)
        if verdict != self._verdict:
            self._verdict = verdict
            self._heading.setText(words)
            for widget, name in ((self, role), (self._heading, ink)):
                widget.setProperty("role", name)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.setAccessibleName(words)


class DrawButtons(QWidget):
    """Where the numbers come from, and two buttons: another draw, and many of them."""

    again = Signal()
    spread = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._source = QLabel()
        self._source.setProperty("role", "caption")
        self._source.setWordWrap(True)
        self.again_button = _button(
            "Draw again",
            "The same set-up with other random numbers: other examples, or another start. Once may "
            "be luck; look whether it happens again.",
        )
        self.spread_button = _button(
            "Show the spread", "Measure the numbers in several draws, and show how far they differ."
        )
        self.again_button.clicked.connect(lambda _checked=False: self.again.emit())
        self.spread_button.clicked.connect(lambda _checked=False: self.spread.emit())
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.again_button)
        row.addWidget(self.spread_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._source)
        column.addLayout(row)

    @property
    def source(self) -> str:
        """What is said of where the numbers come from."""
        return self._source.text()

    def show_source(self, words: str, has_draws: bool, has_rows: bool, can_spread: bool) -> None:
        """Say where the numbers come from, and whether draws and their spread may be asked for."""
        self._source.setText(words)
        self.again_button.setVisible(has_draws)
        self.spread_button.setVisible(has_draws and has_rows)
        self.spread_button.setEnabled(can_spread)


def _button(name: str, tip: str) -> QPushButton:
    button = QPushButton(name)
    button.setAutoDefault(False)
    button.setToolTip(f"<p>{tip}</p>")
    button.setAccessibleName(name)
    button.setAccessibleDescription(tip)
    return button

"""What do you expect? The question of a step, and its answers to choose from."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout

from explorer.views.lesson_option import OptionButton, Outcome
from explorer.views.lesson_text import LessonText
from explorer.views.theme import GAP

__all__ = ["QuestionCard"]


class QuestionCard(QFrame):
    """One may expect something, once; afterwards it shows what was right."""

    chosen = Signal(int)
    asked = Signal()  # to be shown the answer without having expected anything

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sheet")
        self._heading = QLabel("What do you expect?")
        self._heading.setProperty("role", "name")
        self.question = LessonText("muted")
        self._options: tuple[OptionButton, ...] = ()
        self.skip = QPushButton("Show the answer")
        self.skip.setProperty("role", "quiet")
        self.skip.setAutoDefault(False)
        tip = "See the answer without expecting one first (Enter)."
        self.skip.setToolTip(f"<p>{tip}</p>")
        self.skip.setAccessibleName("Show the answer")
        self.skip.setAccessibleDescription(tip)
        keep = self.skip.sizePolicy()
        keep.setRetainSizeWhenHidden(False)
        self.skip.setSizePolicy(keep)
        self.skip.clicked.connect(lambda _checked=False: self.asked.emit())
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        column.setSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self.question)
        column.addWidget(self.skip)

    @property
    def options(self) -> tuple[OptionButton, ...]:
        """The answers, from first to last."""
        return self._options

    def show_question(self, question: str, options: Sequence[str]) -> None:
        """Ask something else."""
        self.question.show_text(question)
        if [option.text() for option in self._options] == list(options):
            return
        for option in self._options:
            self._column.removeWidget(option)
            option.hide()
            option.deleteLater()
        self._options = tuple(OptionButton(n, words) for n, words in enumerate(options, 1))
        for place, option in enumerate(self._options):
            option.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
            self._column.insertWidget(self._column.count() - 1, option)

    def show_outcome(
        self, chosen: int | None, is_revealed: bool, right: Collection[int] | None
    ) -> None:
        """Show what was chosen and, once they are known (None: not yet), which were right."""
        if is_revealed and self.skip.hasFocus() and self._options:
            self._options[0].setFocus()  # or the keyboard would land on another button
        for place, option in enumerate(self._options):
            outcome: Outcome = "open"
            if is_revealed:
                outcome = "passed"
                if right is not None and place in right:
                    outcome = "right"
                elif right is not None and place == chosen:
                    outcome = "wrong"
            option.show_outcome(outcome, place == chosen)
        self.skip.setVisible(not is_revealed)

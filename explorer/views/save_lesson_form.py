"""What a teacher types for a lesson: its title, a page, and if wanted a question."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from explorer.session.document import Document
from explorer.session.lesson_draft import Draft
from explorer.session.lesson_shelf import Entry
from explorer.views.choices import Choice, Item
from explorer.views.save_lesson_question import OptionRows, measure_items, run_items
from explorer.views.theme import GAP, theme

__all__ = ["NEW", "LessonForm"]

NEW = "/new"  # the target that is no lesson yet; no folder is called so


class LessonForm(QWidget):
    """Fields from top to bottom; `changed` whenever one of them does."""

    changed = Signal()

    def __init__(self, document: Document, own: tuple[Entry, ...]) -> None:
        super().__init__()
        self._target = Choice(
            "Where to save it",
            (
                Item(NEW, "A new lesson", "It is kept with your own lessons."),
                *(Item(e.key, f"One more page of “{e.title}”", e.line) for e in own),
            ),
        )
        self.title = _line("Title of the lesson", "The valley nobody leaves")
        self.line = _line("One line about it", "What happens when the ball starts on the hill")
        self.page = _line("Title of the page", "May stay empty")
        self.text = _text("Text", "What do you see, and what should one know? Markdown.", 5)
        self.asks = QCheckBox("Ask a question before the answer")
        self.question = _line("Question", "Where will the ball come to rest?")
        self._measure = Choice("The number that decides", measure_items())
        self._run = Choice("Of which path", run_items(document))
        self._number = QLabel()
        self.options = OptionRows()
        self.answer = _text("Answer", "What came of it? {number} shows the number.", 3)
        self.try_next = _line("What to try next", "May stay empty")
        self._of_lesson = (_named(self.title), _named(self.line))
        self._asking = QWidget()
        self._place()
        self._connect()
        self._offer()

    @property
    def target(self) -> str:
        """The key of the lesson that gets the page, or NEW."""
        return self._target.key

    def draft(self) -> Draft:
        """Return what was typed."""
        asks = self.asks.isChecked()
        start, entrant = (int(part) for part in (self._run.key or "0 0").split())
        return Draft(
            title=self.title.text(),
            line=self.line.text(),
            page=self.page.text(),
            text=self.text.toPlainText(),
            question=self.question.text() if asks else "",
            options=self.options.options() if asks else (),
            measure=self._measure.key if asks else "",
            run=(start, entrant),
            answer=self.answer.toPlainText() if asks else "",
            try_next=self.try_next.text(),
        )

    def choose_number(self, measure: str, run: tuple[int, int] = (0, 0)) -> None:
        """Choose the number that decides."""
        self._measure.show_key(measure)
        self._run.show_key(f"{run[0]} {run[1]}")
        self.changed.emit()

    def choose_target(self, key: str) -> None:
        """Choose the lesson that gets the page."""
        self._target.show_key(key)
        self._offer()

    @property
    def number(self) -> str:
        """What is said of the number."""
        return self._number.text()

    def show_number(self, words: str) -> None:
        """Say what the number is now."""
        self._number.setText(words)

    def _offer(self, *_: object) -> None:
        """Show the fields that are needed."""
        is_new = self._target.key == NEW
        for field in self._of_lesson:
            field.setVisible(is_new)
        self._asking.setVisible(self.asks.isChecked())
        self.changed.emit()

    def _connect(self) -> None:
        for field in (self.title, self.line, self.page, self.question, self.try_next):
            field.textChanged.connect(self._tell)
        for area in (self.text, self.answer):
            area.textChanged.connect(self._tell)
        for choice in (self._measure, self._run):
            choice.chosen.connect(self._tell)
        self._target.chosen.connect(self._offer)
        self.asks.toggled.connect(self._offer)
        self.options.changed.connect(self.changed)

    def _tell(self, *_: object) -> None:
        self.changed.emit()

    def _place(self) -> None:
        self._number.setProperty("role", "caption")
        self._number.setWordWrap(True)
        self.asks.setToolTip(
            "<p>Learners think more when they say first what they expect. Which answer is right "
            "is measured, never typed.</p>"
        )
        deciding = QHBoxLayout()
        deciding.setSpacing(GAP)
        deciding.addWidget(self._measure, 3)
        deciding.addWidget(self._run, 2)
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(2 * GAP)
        asking.addWidget(_named(self.question))
        asking.addWidget(_label("The number that decides"))
        asking.addLayout(deciding)
        asking.addWidget(self._number)
        asking.addWidget(self.options)
        asking.addWidget(_named(self.answer))
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GAP, 4 * GAP, 4 * GAP, 2 * GAP)
        column.setSpacing(2 * GAP)
        column.addWidget(_named(self._target))
        for field in (*self._of_lesson, _named(self.page), _named(self.text)):
            column.addWidget(field)
        column.addWidget(self.asks)
        column.addWidget(self._asking)
        column.addWidget(_named(self.try_next))
        column.addStretch()


def _named(field: QWidget) -> QWidget:
    """Return a field with its name above it."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    label = _label(field.accessibleName())
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    return both


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "caption")
    return label


def _line(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setMaxLength(300)
    return field


def _text(name: str, hint: str, lines: int) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setTabChangesFocus(True)
    field.setFixedHeight(lines * theme().length(17) + 14)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return field

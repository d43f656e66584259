"""The page of a lesson in the making, as a learner will see it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.session.lesson_draft import Draft
from explorer.views.lesson_answer import AnswerCard
from explorer.views.lesson_goal import TryCard
from explorer.views.lesson_question import QuestionCard
from explorer.views.lesson_text import LessonText
from explorer.views.theme import GAP

__all__ = ["LessonPreview"]

EMPTY = "Here the page appears as you write it, beside the scene that is on the screen now."


class LessonPreview(QWidget):
    """Nothing here can be pressed; the right answer is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._page = QLabel(), QLabel()
        self._title.setProperty("role", "headline")
        self._page.setProperty("role", "title")
        for label in (self._title, self._page):
            label.setWordWrap(True)
        self._text, self._empty = LessonText(), LessonText("muted")
        self._empty.show_text(EMPTY)
        self.question, self._answer, self._try = QuestionCard(), AnswerCard(), TryCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GAP, 4 * GAP, 4 * GAP, 2 * GAP)
        column.setSpacing(3 * GAP)
        for widget in (
            self._title,
            self._page,
            self._text,
            self._empty,
            self.question,
            self._answer,
            self._try,
        ):
            column.addWidget(widget)
        column.addStretch()

    @property
    def text(self) -> str:
        """The text as it is shown, as Markdown."""
        return self._text.markdown

    def show_draft(self, draft: Draft, fill: Callable[[str], str], right: Sequence[int]) -> None:
        """Show a draft; `fill` writes its number into a text."""
        for label, words in ((self._title, draft.title), (self._page, draft.page)):
            label.setText(words)
            label.setVisible(bool(words.strip()))
        self._text.show_text(fill(draft.text))
        self._empty.setVisible(not (draft.text.strip() or draft.title.strip()))
        self.question.setVisible(bool(draft.question.strip()))
        self.question.show_question(fill(draft.question), [option.text for option in draft.options])
        self.question.show_outcome(None, True, right)
        self._answer.setVisible(bool(draft.answer.strip()))
        if draft.answer.strip():
            self._answer.show_answer("told", fill(draft.answer))
        self._try.setVisible(bool(draft.try_next.strip()))
        self._try.show_hint(fill(draft.try_next), "", "", False)

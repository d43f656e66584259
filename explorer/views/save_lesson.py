"""The dialog that makes a lesson of what is on the screen, or adds it to one of one's own."""

from dataclasses import replace
from math import nan
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from explorer.session.lesson import Lesson, LessonError, Step
from explorer.session.lesson_draft import Draft, free_folder, lesson_of, number_of, with_step
from explorer.session.lesson_files import read_lesson, write_lesson
from explorer.session.lesson_shelf import contents, own_folder
from explorer.session.lesson_text import filled, formats
from explorer.session.measuring import measure_number
from explorer.session.session import Session
from explorer.views.lesson_scroll import ReadingArea
from explorer.views.save_lesson_form import LessonForm
from explorer.views.save_lesson_preview import LessonPreview
from explorer.views.theme import GAP, theme

__all__ = ["SaveLesson"]

_WORK = "lesson draft"  # under which the worker knows the number


class SaveLesson(QDialog):
    """A form on the left, and on the right the page as a learner will see it.

    Once saved, the lesson is opened at the page that was made.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document = session.document
        self._own = {e.key: e for e in contents() if e.is_own and not e.fault}
        self._value, self._fault = nan, ""
        self.setWindowTitle("Save as lesson")
        self.form = LessonForm(self._document, tuple(self._own.values()))
        self.preview = LessonPreview()
        self._error = QLabel()
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setProperty("role", "primary")
        for button in self.buttons.buttons():
            button.setIcon(QIcon())  # some desktops put theirs there
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        self.form.changed.connect(self._refresh)
        session.worker.done.connect(self._take)
        session.worker.failed.connect(self._miss)
        self._place()
        self._refresh()

    @property
    def error(self) -> str:
        """Why it was not saved; empty where nothing is wrong."""
        return self._error.text()

    def save(self) -> None:
        """Write the lesson and open it; where that cannot be, say why in one sentence."""
        draft, entry = self.form.draft(), self._own.get(self.form.target)
        try:
            self._check_right(draft)
            if entry is None:
                lesson = lesson_of(draft, self._document)
                folder = free_folder(own_folder(), lesson.title)
            else:
                folder = entry.folder
                lesson = with_step(read_lesson(folder), draft, self._document)
            write_lesson(folder, lesson)
        except LessonError as error:
            self._error.setText(str(error))
            return
        self.accept()
        if self._session.lessons.open(folder):
            self._session.lessons.go(len(lesson.steps) - 1)

    def reject(self) -> None:
        """Close without saving; what was written is asked about."""
        buttons = QMessageBox.StandardButton
        if not self.form.text.toPlainText().strip() or buttons.Discard == QMessageBox.question(
            self,
            "Leave without saving?",
            "The text that you have written is not saved.",
            buttons.Discard | buttons.Cancel,
            buttons.Cancel,
        ):
            super().reject()

    def done(self, result: int) -> None:
        self._session.worker.cancel(_WORK)
        super().done(result)

    def _check_right(self, draft: Draft) -> None:
        right = self.form.options.show_right(self._value)
        if draft.question and draft.options and len(right) != 1:
            many = "none is" if not right else f"{len(right)} are"
            raise LessonError(
                f"Exactly one answer must be right; with the number as it is now, {many}."
            )

    def _refresh(self) -> None:
        """Measure the number anew and show the page."""
        self._error.clear()
        draft = self.form.draft()
        step = Step(draft.text or " ", self._document, "")
        if draft.measure:
            number, document = number_of(draft), self._document
            self._session.worker.want(
                _WORK,
                (draft.measure, draft.run, document),
                lambda cancelled: measure_number(number, {}, step, 0, cancelled),
            )
        self._show()

    def _take(self, key: str, request: Any, result: object) -> None:
        draft = self.form.draft()
        if key == _WORK and request[:2] == (draft.measure, draft.run):
            self._value, self._fault = (result if isinstance(result, float) else nan), ""
            self._show()

    def _miss(self, key: str, request: Any, sentence: str) -> None:
        if key == _WORK:
            self._value, self._fault = nan, sentence
            self._show()

    def _show(self) -> None:
        draft = self.form.draft()
        shown = Lesson("", "", "", (), {})
        if draft.measure:
            number = number_of(draft)
            shown = replace(shown, steps=(Step("", self._document, "", numbers=(number,)),))
        known = {} if self._value != self._value else {"number": self._value}
        forms = formats(shown)
        now = filled("{number}", known, forms, mark="")
        self.form.show_number(self._fault or (f"now {now}" if draft.measure else ""))
        right = self.form.options.show_right(self._value)
        self.preview.show_draft(draft, lambda text: filled(text, known, forms), right)

    def _place(self) -> None:
        look = theme()
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.addWidget(ReadingArea(self.form))
        parts.addWidget(ReadingArea(self.preview))
        parts.setSizes([460, 380])
        foot = QHBoxLayout()
        foot.setContentsMargins(4 * GAP, 2 * GAP, 4 * GAP, 3 * GAP)
        foot.addWidget(self._error, 1)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(parts, 1)
        column.addLayout(foot)
        self.resize(min(look.length(860), 1180), min(look.length(620), 820))

"""The end of a lesson: what is a toy in it, and what to read."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.session.lesson import Lesson, Source
from explorer.views.lesson_text import LessonText
from explorer.views.theme import GAP

__all__ = ["LessonSources", "reading_list"]


class LessonSources(QWidget):
    """The notes and the reading list of a lesson."""

    def __init__(self) -> None:
        super().__init__()
        self._about, self._notes = _heading("About this lesson"), LessonText("muted")
        self._read, self._list = _heading("To read"), LessonText("muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP)
        for widget in (self._about, self._notes, self._read, self._list):
            column.addWidget(widget)

    @property
    def texts(self) -> tuple[LessonText, LessonText]:
        """The notes and the reading list."""
        return self._notes, self._list

    @property
    def text(self) -> str:
        """What is shown, as Markdown; empty while nothing is."""
        return "" if self.isHidden() else f"{self._notes.markdown}\n\n{self._list.markdown}"

    def show_lesson(self, lesson: Lesson | None) -> None:
        """Show the end of a lesson; None: it is not there yet."""
        if lesson is None or not (lesson.notes or lesson.sources):
            self.hide()
            return
        self._notes.show_text(lesson.notes)
        self._about.setVisible(bool(lesson.notes))
        self._list.show_text("\n".join(f"- {reading_list(source)}" for source in lesson.sources))
        self._read.setVisible(bool(lesson.sources))
        self.show()


def reading_list(source: Source) -> str:
    """Return an entry of the reading list as Markdown; its words are taken as they are."""
    plain = "".join(f"\\{letter}" if letter in "\\`*_[]<>#" else letter for letter in source.words)
    plain = " ".join(plain.split())
    link = source.link.strip()
    return f"[{plain}](<{link}>)" if link and not set("<>\n") & set(link) else plain


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "name")
    return label

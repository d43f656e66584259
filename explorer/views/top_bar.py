"""Top bar: what is open, how it is laid out, undo and redo, open and save, light or dark."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.core.landscape import Landscape
from explorer.session.document import Document, Layout
from explorer.session.session import Session
from explorer.views.icons import icon
from explorer.views.segments import Segments
from explorer.views.teach_menu import TeachMenu
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["TopBar"]

LAYOUTS: tuple[Layout, ...] = ("map", "surface", "side-by-side")
NAME_WIDTH = 220  # pixels; a longer name is cut in its middle
_SKY = {"Light": "sun", "Dark": "moon"}
ICON = 16  # pixels


class TopBar(QWidget):
    """Shows the session's document; what needs a dialog is asked of the window by a signal."""

    open_asked = Signal()
    save_asked = Signal()
    export_asked = Signal()
    theme_asked = Signal()
    lessons_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._title = QLabel("▽ Explorer")
        self._title.setProperty("role", "title")
        self._name = _Name()
        self._name.setProperty("role", "muted")
        self.layouts = Segments(
            "Layout",
            (
                ("Map", "All paths over one picture of the landscape."),
                ("Surface", "The landscape as lit ground: turn it, and drag a start over it."),
                ("Side by side", "A panel for each optimizer; moving one moves all."),
            ),
        )
        self.undo = self._button("Undo", self._session.undo, is_drawn=True)
        self.redo = self._button("Redo", self._session.redo, is_drawn=True)
        self.theme_button = self._button("", self.theme_asked.emit, is_drawn=True)
        self.open_button = self._button("Open", self.open_asked.emit)
        self.save_button = self._button("Save", self.save_asked.emit)
        self.export_button = self._button("Export", self.export_asked.emit)
        self.lessons_button = self._button("Lessons", self.lessons_asked.emit)
        self.teach_button = QPushButton("Teach")
        self.menu = TeachMenu(session, self.teach_button)
        self.teach_button.setMenu(self.menu)
        self._teach()
        self._place()
        self.layouts.chosen.connect(self._lay_out)
        session.changed.connect(self.show_document)
        session.lessons.opened.connect(self._show_lesson)
        theme_changed.connect(self._show_theme)
        self._show_theme()
        self.show_document(session.document)

    def show_document(self, document: Document) -> None:
        """Show name, edited mark, layout, and what can be undone."""
        edited = " — edited" if self._session.is_edited else ""
        lesson = self._session.lessons.lesson
        words = f"Lesson: {lesson.title}" if lesson else f"{document.name}{edited}"
        self._name.show_words(words)
        picture = {1: "Curve", 2: "Map"}.get(document.landscape.dim, "Slice")
        self.layouts.set_label(0, picture)
        # A curve or a slice has no surface; a document that asks for one shows them as they are.
        has_surface = isinstance(document.landscape, Landscape) and document.landscape.dim == 2
        self.layouts.offer(1, has_surface)
        is_other = document.layout == "surface" and not has_surface
        self.layouts.show_index(0 if is_other else LAYOUTS.index(document.layout))
        self._show_way(self.undo, "Undo", "Ctrl+Z", self._session.undo_label)
        self._show_way(self.redo, "Redo", "Ctrl+Shift+Z", self._session.redo_label)

    def _show_lesson(self, _: object) -> None:
        self.show_document(self._session.document)

    def title(self) -> str:
        """Return what is said of the document, as far as there is room."""
        return self._name.text()

    def tip(self) -> str:
        """Return all that is said of the document."""
        return self._name.toolTip()

    def _show_way(self, button: QPushButton, verb: str, keys: str, label: str | None) -> None:
        button.setEnabled(label is not None)
        what = f"{verb}: {label} ({keys})" if label else f"Nothing to {verb.lower()}."
        button.setToolTip(f"<p>{what}</p>")
        button.setAccessibleDescription(what)

    def _show_theme(self, *_: object) -> None:
        goal = "Light" if theme().is_dark else "Dark"
        drawn = ((self.undo, "undo"), (self.redo, "redo"), (self.theme_button, _SKY[goal]))
        size = theme().length(ICON)
        for button, name in drawn:
            button.setIcon(icon(name))
            button.setIconSize(QSize(size, size))
        self.theme_button.setToolTip(f"<p>Change to the {goal.lower()} look.</p>")
        self.theme_button.setAccessibleName(f"{goal} look")

    def _lay_out(self, index: int) -> None:
        goal = LAYOUTS[index]
        if goal != self._session.document.layout:
            words = ("Show together", "Show the surface", "Show side by side")[index]
            self._session.edit(replace(self._session.document, layout=goal), words)
            self._session.seal()

    def _button(self, name: str, act: Callable[[], object], is_drawn: bool = False) -> QPushButton:
        button = QPushButton("" if is_drawn else name)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _teach(self) -> None:
        self._title.setToolTip("<p>Touch a loss landscape: drag a start point and watch.</p>")
        self._title.setAccessibleName("Explorer")
        self._name.setAccessibleName("Document")
        for button, tip in (
            (self.open_button, "Open a document (Ctrl+O). Opening never runs code."),
            (self.save_button, "Save landscape, optimizers, settings and start points (Ctrl+S)."),
            (self.export_button, "Write a picture of the race as it is drawn now."),
            (self.lessons_button, "All lessons: read, expect something, and try it out (F1)."),
            (self.teach_button, "For teachers: larger letters, locks, lessons of your own."),
        ):
            button.setToolTip(f"<p>{tip}</p>")
            button.setAccessibleDescription(tip)
        for button in (self.undo, self.redo, self.theme_button):
            button.setProperty("role", "quiet")

    def _place(self) -> None:
        left, right = QHBoxLayout(), QHBoxLayout()
        left.setSpacing(2 * GAP)
        left.addWidget(self._title)
        left.addWidget(self._name, 1)
        right.setSpacing(GAP)
        right.addStretch()
        for button in (self.undo, self.redo, self.theme_button):
            right.addWidget(button)
        right.addSpacing(GAP)
        for button in (self.open_button, self.save_button, self.export_button):
            right.addWidget(button)
        right.addSpacing(GAP)
        for button in (self.lessons_button, self.teach_button):
            right.addWidget(button)
        row = QGridLayout(self)
        row.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        row.addLayout(left, 0, 0)
        row.addWidget(self.layouts, 0, 1)
        row.addLayout(right, 0, 2)
        row.setColumnStretch(0, 1)
        row.setColumnStretch(2, 1)


class _Name(QLabel):
    """What is open, cut in its middle where there is little room."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setMinimumWidth(1)

    def show_words(self, words: str) -> None:
        """Show what is open; all of it is told on hover."""
        self._whole = words
        self.setToolTip(words)
        self.updateGeometry()
        self._fit(self.width())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        wide = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(min(wide, theme().length(NAME_WIDTH)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, room: int) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        room = min(room, theme().length(NAME_WIDTH))
        self.setText(self.fontMetrics().elidedText(self._whole, middle, room))

"""The main window: places the views, and says what the menus and shortcuts do."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from explorer.core.param import SettingError
from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views import theme
from explorer.views.document_dialogs import DocumentDialogs, last_folder
from explorer.views.pages import Pages
from explorer.views.remembered import remembered
from explorer.views.shown import shown
from explorer.views.status import StatusView
from explorer.views.top_bar import TopBar
from explorer.views.workbench import Workbench

if TYPE_CHECKING:
    from explorer.views.challenge_page import ChallengePage

__all__ = ["Window", "remembered"]

PICTURES = "Picture (*.png);;Vector drawing (*.svg)"


class Window(QMainWindow):
    """The top bar, the workbench or another page, and the status line.

    `painted` is emitted once, after the first picture is on the screen.
    """

    painted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_painted = False
        self._challenge: ChallengePage | None = None
        self.setMinimumSize(900, 600)
        self.workbench = Workbench(session)
        self.pages = Pages(self.workbench)
        self._dialogs = DocumentDialogs(session, self)
        self._top = TopBar(session)
        self._status = StatusView(session)
        self._place(self._top, self.pages, self._status)
        self._add_actions()
        self.pages.currentChanged.connect(self._show_around)
        session.changed.connect(self.show_document)
        session.lessons.opened.connect(self._name_window)
        self.show_document(session.document)
        self._restore()
        self.workbench.centre.map.plane.setFocus()

    def show_document(self, document: Document) -> None:
        """Show the picture that fits the document, and its name."""
        self.workbench.show_document(document)
        self._name_window()

    def _show_around(self, _index: int) -> None:
        """Put away what speaks of the workbench while another page is shown."""
        is_workbench = self.pages.page is None
        self._status.setVisible(is_workbench)
        self._top.layouts.setVisible(is_workbench)

    def _name_window(self, *_: object) -> None:
        document, lesson = self._session.document, self._session.lessons.lesson
        name = f"{document.name}[*] — {document.landscape.name}"
        self.setWindowTitle(f"Lesson: {lesson.title}" if lesson else name)
        self.setWindowModified(self._session.is_edited and lesson is None)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # The views inside are painted in the same pass; this comes after it.
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._session.lessons.leave()  # what was open before is asked about, and its room kept
        self.workbench.side.hide_contents()
        if not self._dialogs.may_discard():
            event.ignore()
            return
        remembered().setValue("geometry", self.saveGeometry())
        self.workbench.remember(remembered())
        self._session.playback.pause()
        event.accept()

    def _place(self, *widgets: QWidget) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget, 1 if widget is self.pages else 0)
        self.setCentralWidget(whole)

    def _add_actions(self) -> None:
        session, dialogs, keys = self._session, self._dialogs, QKeySequence.StandardKey
        self._top.open_asked.connect(self.pages.show_workbench)
        self._top.open_asked.connect(dialogs.ask_open)
        self._top.save_asked.connect(dialogs.save)
        self._top.export_asked.connect(self._ask_export)
        self._top.theme_asked.connect(self._switch_theme)
        self._top.lessons_asked.connect(self._show_lessons)
        self._top.menu.size_asked.connect(self._set_size)
        self._top.menu.lesson_asked.connect(self._save_lesson)
        self._top.menu.challenge_asked.connect(self._show_challenge)
        self.addAction(self._top.menu.presenter)
        self._act("Lessons", self._show_lessons, keys.HelpContents)
        self._act("New race", dialogs.new, keys.New)
        self._act("Open…", dialogs.ask_open, keys.Open)
        self._act("Save", dialogs.save, keys.Save)
        self._act("Save as…", dialogs.ask_save, keys.SaveAs)
        self._act("Undo", session.undo, keys.Undo)
        self._act("Redo", session.redo, QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))
        self._act("Quit", self.close, keys.Quit)

    def _act(
        self,
        name: str,
        do: Callable[[], object],
        *shortcuts: QKeySequence.StandardKey | QKeySequence,
    ) -> None:
        action = QAction(name, self)
        action.setShortcuts([QKeySequence(shortcut) for shortcut in shortcuts])
        action.triggered.connect(lambda _checked=False: do())
        self.addAction(action)

    def _restore(self) -> None:
        settings = remembered()
        geometry = settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(1440, 900)
        self.workbench.restore(settings)

    def _ask_export(self) -> None:
        # Drawing to a file pulls in Pillow: only who exports waits for it.
        from explorer.export.picture import write_picture

        suggestion = str(Path(last_folder()) / f"{self._session.document.landscape.key}.png")
        name, _ = QFileDialog.getSaveFileName(self, "Save a picture", suggestion, PICTURES)
        if not name:
            return
        session = self._session
        try:
            step, scale = session.playback.step, shown(session).scale
            write_picture(Path(name), session.race, step, scale=scale)
        except (OSError, SettingError) as error:
            QMessageBox.warning(self, "No picture was written", str(error))

    def _show_lessons(self) -> None:
        self.pages.show_workbench()
        self.workbench.side.show_contents()

    def _save_lesson(self) -> None:
        from explorer.views.save_lesson import SaveLesson

        dialog = SaveLesson(self._session, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_challenge(self) -> None:
        if self._challenge is None:
            # Who never plays does not wait for it.
            from explorer.views.challenge_page import ChallengePage

            self._challenge = ChallengePage(self._session)
            self._challenge.left.connect(self.pages.show_workbench)
            self._challenge.taken.connect(self._take_to_workbench)
        self.pages.show_page(self._challenge)

    def _take_to_workbench(self, document: Document) -> None:
        self._session.lessons.leave()
        if self._dialogs.may_discard() and self._session.new(document):
            self.pages.show_workbench()

    def _switch_theme(self) -> None:
        name: theme.ThemeName = "light" if theme.theme().is_dark else "dark"
        theme.apply(_application(), name)
        remembered().setValue("theme", name)

    def _set_size(self, large: bool) -> None:
        """Show everything at presenter size, or at the ordinary one."""
        look: theme.ThemeName = "dark" if theme.theme().is_dark else "light"
        theme.apply(_application(), look, large)
        remembered().setValue("presenter", int(large))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application

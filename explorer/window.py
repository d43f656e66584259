"""The main window: places the views, and says what the menus and shortcuts do."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMessageBox,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from explorer.core.param import SettingError
from explorer.session.document import Document
from explorer.session.opening import opening_document
from explorer.session.session import Session
from explorer.views import theme
from explorer.views.beside import Beside
from explorer.views.centre import Centre
from explorer.views.charts import TABS, ChartsView
from explorer.views.landscape_gallery import LandscapeGallery
from explorer.views.optimizer_cards import OptimizerCards
from explorer.views.results import ResultsView
from explorer.views.series import Across, Axes
from explorer.views.status import StatusView
from explorer.views.top_bar import TopBar
from explorer.views.transport import TransportView

__all__ = ["Window", "remembered"]

Number = TypeVar("Number", int, float)

DOCUMENTS = "Explorer race (*.race.json)"
OPENED = "Races and slices (*.race.json *.npz)"
PICTURES = "Picture (*.png);;Vector drawing (*.svg)"


def remembered() -> QSettings:
    """Return where the window's size, place and theme are remembered between launches."""
    return QSettings("landscape-explorer", "landscape-explorer")


class Window(QMainWindow):
    """Landscape on the left, the picture in the centre, optimizers and results on the right.

    `painted` is emitted once, after the first picture is on the screen.
    """

    painted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._is_painted = False
        self.setMinimumSize(900, 600)
        self._centre = Centre(session)
        self._beside = Beside(session)
        self._transport = TransportView(session)
        self._charts = ChartsView(session)
        self._top = TopBar(session)
        self._status = StatusView(session)
        self._place()
        self._add_actions()
        session.changed.connect(self.show_document)
        self.show_document(session.document)
        self._restore()
        self._centre.map.plane.setFocus()

    def show_document(self, document: Document) -> None:
        """Show the picture that fits the document, and its name."""
        self._beside.show_document(document)
        self._centre.show_document(document)
        self.setWindowTitle(f"{document.name}[*] — {document.landscape.name}")
        self.setWindowModified(self._session.is_edited)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # The views inside are painted in the same pass; this comes after it.
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_discard():
            event.ignore()
            return
        self._remember()
        self._session.playback.pause()
        event.accept()

    def _place(self) -> None:
        session = self._session
        below = _column(self._charts, self._transport)
        stage = _split(Qt.Orientation.Horizontal, self._centre, self._beside, stretch=(3, 2))
        centre = _split(Qt.Orientation.Vertical, stage, below, stretch=(3, 1))
        right = _split(
            Qt.Orientation.Vertical, OptimizerCards(session), ResultsView(session), stretch=(3, 2)
        )
        columns = _split(
            Qt.Orientation.Horizontal, LandscapeGallery(session), centre, right, stretch=(0, 1, 0)
        )
        columns.setSizes([250, 880, 310])
        centre.setSizes([540, 290])
        right.setSizes([480, 320])
        self._splitters = {"columns": columns, "centre": centre, "right": right}
        self.setCentralWidget(_column(self._top, columns, self._status))

    def _add_actions(self) -> None:
        session, keys = self._session, QKeySequence.StandardKey
        self._top.open_asked.connect(self._ask_open)
        self._top.save_asked.connect(self._save)
        self._top.export_asked.connect(self._ask_export)
        self._top.theme_asked.connect(self._switch_theme)
        self._act("New race", self._new, keys.New)
        self._act("Open…", self._ask_open, keys.Open)
        self._act("Save", self._save, keys.Save)
        self._act("Save as…", self._ask_save, keys.SaveAs)
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

    def _remember(self) -> None:
        settings, playback, axes = remembered(), self._session.playback, self._charts.axes
        settings.setValue("geometry", self.saveGeometry())
        for name, splitter in self._splitters.items():
            settings.setValue(name, splitter.saveState())
        settings.setValue("chart", self._charts.tab)
        settings.setValue("linear", int(not axes.log))
        settings.setValue("evaluations", int(axes.across == "evaluations"))
        settings.setValue("loop", int(playback.loop))
        settings.setValue("speed", playback.speed)

    def _restore(self) -> None:
        settings = remembered()
        self._charts.show_tab(min(max(_number(settings, "chart", 0), 0), len(TABS) - 1))
        across: Across = "evaluations" if _number(settings, "evaluations", 0) else "steps"
        self._charts.set_axes(Axes(log=not _number(settings, "linear", 0), across=across))
        self._session.playback.set_loop(bool(_number(settings, "loop", 0)))
        self._session.playback.set_speed(_number(settings, "speed", 1.0))
        geometry = settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(1440, 900)
        for name, splitter in self._splitters.items():
            state = settings.value(name)
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

    def _new(self) -> None:
        if self._may_discard():
            self._session.new(opening_document())

    def _ask_open(self) -> None:
        if not self._may_discard():
            return
        name, _ = QFileDialog.getOpenFileName(self, "Open a race", self._folder(), OPENED)
        if name and self._session.open(Path(name)):
            remembered().setValue("folder", str(Path(name).parent))

    def _save(self) -> bool:
        if self._session.path is None:
            return self._ask_save()
        return self._save_to(self._session.path)

    def _ask_save(self) -> bool:
        suggestion = str(Path(self._folder()) / f"{self._session.document.landscape.key}.race.json")
        name, _ = QFileDialog.getSaveFileName(self, "Save this race", suggestion, DOCUMENTS)
        if not name:
            return False
        path = Path(name)
        return self._save_to(path if path.suffix else path.with_suffix(".race.json"))

    def _save_to(self, path: Path) -> bool:
        remembered().setValue("folder", str(path.parent))
        return self._session.save(path)

    def _ask_export(self) -> None:
        # Drawing to a file pulls in Pillow: only who exports waits for it.
        from explorer.export.picture import write_picture

        suggestion = str(Path(self._folder()) / f"{self._session.document.landscape.key}.png")
        name, _ = QFileDialog.getSaveFileName(self, "Save a picture", suggestion, PICTURES)
        if not name:
            return
        session = self._session
        try:
            write_picture(Path(name), session.race, step=session.playback.step)
        except (OSError, SettingError) as error:
            QMessageBox.warning(self, "No picture was written", str(error))

    def _switch_theme(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        name: theme.ThemeName = "light" if theme.theme().is_dark else "dark"
        theme.apply(application, name)
        remembered().setValue("theme", name)

    def _may_discard(self) -> bool:
        if not self._session.is_edited:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            "Save your race?",
            f"“{self._session.document.name}” has changes that are not saved.",
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self._save()
        return answer == buttons.Discard

    def _folder(self) -> str:
        return str(remembered().value("folder", str(Path.home())))


def _number(settings: QSettings, name: str, default: Number) -> Number:
    """Return a remembered number; the default where there is none or it is not one."""
    try:
        return type(default)(str(settings.value(name, default)))
    except ValueError:
        return default


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget, 1 if isinstance(widget, QSplitter) else 0)
    return column


def _split(way: Qt.Orientation, *widgets: QWidget, stretch: tuple[int, ...]) -> QSplitter:
    splitter = QSplitter(way)
    splitter.setHandleWidth(1)
    for index, widget in enumerate(widgets):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, stretch[index])
        splitter.setCollapsible(index, False)
    return splitter

"""The workbench: where each view sits, and how much of it is shown."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.beside import Beside
from explorer.views.centre import Centre
from explorer.views.charts import ChartsView
from explorer.views.charts_memory import remember_charts, restore_charts
from explorer.views.landscape_gallery import LandscapeGallery
from explorer.views.lesson_side import LessonSide
from explorer.views.optimizer_cards import OptimizerCards
from explorer.views.remembered import remembered_number
from explorer.views.results import ResultsView
from explorer.views.shown import shown
from explorer.views.spotlight import Spotlight
from explorer.views.theme import Theme, theme, theme_changed
from explorer.views.transport import TransportView

__all__ = ["Workbench"]

# What is remembered: how the rows are divided, and how wide the sides are.
ROWS = ("centre", "right")
SIDES = ("left side", "right side", "reading side")


@runtime_checkable
class HasParts(Protocol):
    """A view with parts that can be brought up by name."""

    def show_part(self, name: str) -> QWidget | None:
        """Bring up a part and return it; None where there is none of that name."""


class Workbench(QWidget):
    """Landscape on the left, the picture in the centre, optimizers and results on the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.gallery = LandscapeGallery(session)
        self.centre = Centre(session)
        self.beside = Beside(session)
        self.charts = ChartsView(session)
        self.transport = TransportView(session)
        self.cards, self.results = OptimizerCards(session), ResultsView(session)
        race = _split(Qt.Orientation.Vertical, (self.cards, 3), (self.results, 2))
        race.setSizes([480, 320])
        self.side = LessonSide(session, race)
        self._left, self._rights = 250, [310, 372]  # pixels; of the right beside a race, to read
        self._scale = 1.0  # of the letters that these are for
        self._is_reading = False
        self._place(race)
        self.side.arranged.connect(self._divide)
        theme_changed.connect(self._grow)
        self.side.turned.connect(self._point_out)
        self.spotlight = Spotlight(self)
        session.lessons.opened.connect(self.spotlight.put_out)

    def show_document(self, document: Document) -> None:
        """Show the pictures that fit a document."""
        self.beside.show_document(document)
        self.centre.show_document(document)

    def remember(self, settings: QSettings) -> None:
        """Write down how everything is divided and played."""
        playback = self._session.playback
        for name in ROWS:
            settings.setValue(name, self.splitters[name].saveState())
        for name, width in zip(SIDES, (self._left, *self._rights), strict=True):
            settings.setValue(name, round(width / self._scale))
        remember_charts(self.charts, settings)
        settings.setValue("loop", int(playback.loop))
        settings.setValue("speed", playback.speed)
        shown(self._session).remember(settings)

    def restore(self, settings: QSettings) -> None:
        """Divide and play everything as it was written down; nonsense is passed over."""
        restore_charts(self.charts)
        self._session.playback.set_loop(bool(remembered_number("loop", 0)))
        self._session.playback.set_speed(remembered_number("speed", 1.0))
        shown(self._session).restore()
        self._grow(theme())
        for name in ROWS:
            state = settings.value(name)
            if isinstance(state, QByteArray):
                self.splitters[name].restoreState(state)
        widths = zip(SIDES, (self._left, *self._rights), strict=True)
        self._left, *self._rights = [self._remembered_width(name, width) for name, width in widths]

    def show_part(self, name: str) -> QWidget | None:
        """Bring up a part of the window by the name that lessons have for it, and return it."""
        beside = self.beside.currentWidget()
        if isinstance(beside, HasParts) and (part := beside.show_part(name)):
            return part
        return {
            "map": self.centre,
            "curve": self.centre,
            "slice": self.centre,
            "goals": self.beside,
            "jump": self.beside,
            "beside": self.beside,
            "charts": self.charts,
            "transport": self.transport,
            # To bring these up would put the text of the lesson away, or make its scene smaller.
            "landscape": self.side.head.landscape,
            "data": self.side.head.landscape,
            "optimizers": self.side.head.optimizers,
            "results": self.side.head.optimizers,
        }.get(name)

    def _remembered_width(self, name: str, width: int) -> int:
        found = round(self._scale * remembered_number(name, 0))
        return found if 0.5 * width <= found <= 4 * width else width

    def _point_out(self, name: str) -> None:
        """Show for a moment what the page of a lesson speaks of."""
        self.spotlight.put_out()
        # Where it lies is known when the page has been laid out.
        QTimer.singleShot(0, self, lambda: self._light(name))

    def _light(self, name: str) -> None:
        beside = self.beside.currentWidget()
        if isinstance(beside, HasParts):
            beside.show_part("net")  # not the tab that another page spoke of
        part = self.show_part(name)
        if part is not None:
            self.spotlight.show_around(part)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before it is shown there is nothing to divide.
        QTimer.singleShot(0, self, self._share_out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A narrow window squeezes the sides; in a wider one they are what the user made them.
        QTimer.singleShot(0, self, self._share_out)

    def _note_widths(self, *_: object) -> None:
        """Remember how wide the user has made both sides."""
        left, _centre, right = self.splitters["columns"].sizes()
        self._rights[self._is_reading] = right
        if not self.gallery.isHidden():
            self._left = left

    def _divide(self, has_landscape: bool, is_reading: bool) -> None:
        """Show the left side or not, and give both sides the widths they had before."""
        self._is_reading = is_reading
        self.gallery.setVisible(has_landscape)
        self._share_out()

    def _grow(self, look: Theme) -> None:
        """Give both sides as much more room as their letters take."""
        ratio, self._scale = look.scale / self._scale, look.scale
        if ratio != 1:
            self._left = round(ratio * self._left)
            self._rights = [round(ratio * right) for right in self._rights]
            self._share_out()
            # How narrow the parts may be is known when their letters have been laid out.
            QTimer.singleShot(0, self, self._share_out)

    def _share_out(self) -> None:
        columns = self.splitters["columns"]
        whole, right = sum(columns.sizes()), self._rights[self._is_reading]
        left = 0 if self.gallery.isHidden() else self._left
        columns.setSizes([left, whole - left - right, right])

    def _place(self, race: QSplitter) -> None:
        stage = _split(Qt.Orientation.Horizontal, (self.centre, 3), (self.beside, 2))
        below = QWidget()
        rows = QVBoxLayout(below)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.charts, 1)
        rows.addWidget(self.transport)
        centre = _split(Qt.Orientation.Vertical, (stage, 3), (below, 1))
        columns = _split(Qt.Orientation.Horizontal, (self.gallery, 0), (centre, 1), (self.side, 0))
        columns.setSizes([250, 880, 310])
        columns.splitterMoved.connect(self._note_widths)
        centre.setSizes([540, 290])
        self.splitters = {"columns": columns, "centre": centre, "right": race}
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(columns)


def _split(way: Qt.Orientation, *shares: tuple[QWidget, int]) -> QSplitter:
    """Divide room among widgets; what is left over goes to them by their shares."""
    splitter = QSplitter(way)
    splitter.setHandleWidth(1)
    for index, (widget, share) in enumerate(shares):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, share)
        splitter.setCollapsible(index, False)
    return splitter

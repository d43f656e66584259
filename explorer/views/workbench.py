"""The workbench: where each view sits, and how much of it is shown."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer
from PySide6.QtGui import QShowEvent
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
        self._is_reading = self._was_shown = False
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
        for name, splitter in self.splitters.items():
            settings.setValue(name, splitter.saveState())
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
        for name, splitter in self.splitters.items():
            state = settings.value(name)
            if isinstance(state, QByteArray):
                splitter.restoreState(state)

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
        # Before it is shown there is nothing to divide. When it comes back, a narrow window may
        # have squeezed the sides: that is not what the user made them.
        is_wanted = self._was_shown or self._is_reading
        self._was_shown = True
        QTimer.singleShot(0, self, self._share_out if is_wanted else self._note_widths)

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

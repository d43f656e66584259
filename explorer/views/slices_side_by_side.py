"""Slices side by side: one linked panel for each optimizer, on the slice that all share."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from explorer.session.naming import entrant_names
from explorer.session.session import Session
from explorer.views.chip import chip_label
from explorer.views.slice_hand import SliceHand
from explorer.views.slice_plane import SlicePlane
from explorer.views.slice_survey import SliceSurvey
from explorer.views.tiling import tiles

__all__ = ["SlicesSideBySide"]

EMPTY = "No optimizer is racing. Add one on the right."
WAITING = "The nets are being trained. Their landscape comes with the first run."


class SlicesSideBySide(QWidget):
    """Up to twelve panels; panning, zooming or dragging the start in one does it in all."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._survey = SliceSurvey(session, "slice side by side", self)
        self._hand = SliceHand(session, self._survey.ground)
        self._planes: list[SlicePlane] = []
        self._empty = chip_label(self, "Why there is no map")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        session.changed.connect(self._arrange)
        session.slicer.sliced.connect(self._look)
        self._survey.viewpoint.changed.connect(self._look)
        self._survey.ground.changed.connect(self._follow)
        self._survey.ground.failed.connect(self._say)

    @property
    def planes(self) -> tuple[SlicePlane, ...]:
        """The panels, in the order of the optimizers."""
        return tuple(self._planes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._survey.ground.halt()

    def _look(self, _: object = None) -> None:
        if self.isVisible():
            self._survey.look()
            self._say(self._session.slicer.problem)

    def _follow(self) -> None:
        self._survey.follow()
        self._say(self._session.slicer.problem)

    def _arrange(self, _: object = None) -> None:
        """Have a panel for each optimizer that is shown, all of one size."""
        if not self.isVisible():
            return
        entrants = self._session.document.entrants
        racing = [k for k, entrant in enumerate(entrants) if entrant.visible]
        while len(self._planes) > len(racing):
            plane = self._planes.pop()
            plane.hide()
            plane.deleteLater()
        while len(self._planes) < len(racing):
            ground, viewpoint = self._survey.ground, self._survey.viewpoint
            plane = SlicePlane(self._session, ground, viewpoint, self._hand)
            plane.setParent(self)
            plane.show()
            self._planes.append(plane)
        places = tiles(len(racing), self.width(), self.height())
        for plane, place, entrant in zip(self._planes, places, racing, strict=True):
            plane.show_entrant(entrant)
            name = entrant_names(self._session.document)[entrant].whole
            plane.setAccessibleName(f"{name} on the slice")
            plane.setGeometry(place)
        self._say(self._session.slicer.problem)
        if places:
            self._survey.viewpoint.resize(places[0].width(), places[0].height())

    def _say(self, problem: str) -> None:
        """Say over the panels why there is nothing on them; nothing where there is something."""
        sentence = problem
        if not self._planes:
            sentence = EMPTY
        elif not problem and self._survey.ground.shown is None:
            sentence = WAITING
        self._empty.setVisible(bool(sentence))
        self._empty.setText(sentence)
        self._empty.setFixedWidth(min(360, max(self.width() - 40, 60)))
        self._empty.adjustSize()
        self._empty.move(
            (self.width() - self._empty.width()) // 2, (self.height() - self._empty.height()) // 2
        )
        self._empty.raise_()

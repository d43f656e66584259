"""Side by side: one linked panel for each optimizer, all seeing the same and moving together."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.background import Ground
from explorer.views.curve_ground import CurveGround, curve_frame
from explorer.views.hand import Hand
from explorer.views.panel import Panel
from explorer.views.plane import Plane
from explorer.views.shown import shown
from explorer.views.tiling import tiles
from explorer.views.viewpoint import Viewpoint

__all__ = ["SideBySideView"]


class SideBySideView(QWidget):
    """Up to twelve panels; panning, zooming or dragging a start in one does it in all."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        landscape = session.document.landscape
        hand = Hand(session)
        maps = _Panels(
            session,
            2,
            Ground(session.worker, "ground side by side", has_ticks=False),
            Viewpoint(landscape),
            hand,
        )
        curves = _Panels(
            session, 1, CurveGround(has_ticks=False), Viewpoint(landscape, curve_frame), hand
        )
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for panels in (maps, curves):
            self._stack.addWidget(panels)
        self._empty = QLabel("No optimizer is racing. Add one on the right.")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "muted")
        self._stack.addWidget(self._empty)
        session.changed.connect(self._show_document)
        self._show_document(session.document)

    @property
    def panels(self) -> tuple[Plane, ...]:
        """The panels on the screen, in the order of the optimizers."""
        shown = self._stack.currentWidget()
        return shown.planes if isinstance(shown, _Panels) else ()

    @property
    def viewpoint(self) -> Viewpoint:
        """The camera that all panels share."""
        shown = self._stack.widget(0 if self._session.document.landscape.dim == 2 else 1)
        assert isinstance(shown, _Panels)
        return shown.viewpoint

    def _show_document(self, document: Document) -> None:
        if not any(entrant.visible for entrant in document.entrants):
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentIndex(0 if document.landscape.dim == 2 else 1)


class _Panels(QWidget):
    """The panels of landscapes of one dimension: they share camera, ground and hand."""

    def __init__(
        self,
        session: Session,
        dim: int,
        ground: Ground | CurveGround,
        viewpoint: Viewpoint,
        hand: Hand,
    ) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._session, self._dim, self._ground, self._hand = session, dim, ground, hand
        self._planes: list[Plane] = []
        self._shown = shown(session)
        self._shown.changed.connect(self._look)
        session.changed.connect(self._show_document)
        viewpoint.changed.connect(self._look)
        ground.changed.connect(self._refresh)
        self._show_document(session.document)

    @property
    def planes(self) -> tuple[Plane, ...]:
        """The panels, in the order of the optimizers."""
        return tuple(self._planes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_document(self._session.document)

    def _show_document(self, document: Document) -> None:
        if document.landscape.dim != self._dim:
            return
        racing = [k for k, entrant in enumerate(document.entrants) if entrant.visible]
        if len(racing) != len(self._planes):
            self._set_count(len(racing))
        for plane, entrant in zip(self._planes, racing, strict=True):
            plane.show_panel(Panel(entrant))
            name = type(document.entrants[entrant].optimizer).name
            plane.setAccessibleName(f"{name} on {document.landscape.name}")
        self.viewpoint.show(document.landscape)
        self._look()

    def _set_count(self, count: int) -> None:
        while len(self._planes) > count:
            plane = self._planes.pop()
            plane.hide()
            plane.deleteLater()
        while len(self._planes) < count:
            entrant = len(self._planes)
            plane = Plane(self._session, self._ground, self.viewpoint, self._hand, Panel(entrant))
            plane.setParent(self)
            plane.show()
            self._planes.append(plane)
        self._arrange()

    def _arrange(self) -> None:
        places = tiles(len(self._planes), self.width(), self.height())
        for plane, place in zip(self._planes, places, strict=True):
            plane.setGeometry(place)
        if places:
            self.viewpoint.resize(places[0].width(), places[0].height())

    def _look(self, _: object = None) -> None:
        landscape = self._session.document.landscape
        if self.isVisible() and landscape.dim == self._dim:
            self._ground.look(landscape, self.viewpoint.camera, self._shown.scale)
            self._refresh()

    def _refresh(self) -> None:
        for plane in self._planes:
            plane.update()

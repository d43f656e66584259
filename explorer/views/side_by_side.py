"""Side by side: linked panels, and below them in words where the paths in them part."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.background import Ground
from explorer.views.curve_ground import CurveGround, curve_frame
from explorer.views.difference_strip import DifferenceStrip
from explorer.views.hand import Hand
from explorer.views.linked_panels import LinkedPanels
from explorer.views.map_key import LETTER
from explorer.views.panel_header import PanelHeader
from explorer.views.parting_mark import PartingMark
from explorer.views.plane import Plane
from explorer.views.shown import shown
from explorer.views.viewpoint import Viewpoint

__all__ = ["SideBySideView"]

EMPTY = "No optimizer is racing. Add one on the right."


class SideBySideView(QWidget):
    """Up to twelve panels; panning, zooming or dragging a start in one does it in all."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        landscape = session.document.landscape
        hand = Hand(session)
        self.header = PanelHeader(session)
        self.strip = DifferenceStrip(session, hand)
        maps = LinkedPanels(
            session,
            2,
            Ground(session.worker, "ground side by side", has_ticks=False),
            Viewpoint(landscape),
            hand,
            self._mark,
        )
        curves = LinkedPanels(
            session,
            1,
            CurveGround(has_ticks=False),
            Viewpoint(landscape, curve_frame),
            hand,
            self._mark,
        )
        self._place(maps, curves)
        for panels in (maps, curves):
            self.strip.differences.changed.connect(panels.refresh)
        session.changed.connect(self._show_document)
        self._show_document(session.document)

    @property
    def panels(self) -> tuple[Plane, ...]:
        """The panels on the screen, in the order of the optimizers or of the starts."""
        shown = self._stack.currentWidget()
        return shown.planes if isinstance(shown, LinkedPanels) else ()

    @property
    def viewpoint(self) -> Viewpoint:
        """The camera that all panels share."""
        shown = self._stack.widget(0 if self._session.document.landscape.dim == 2 else 1)
        assert isinstance(shown, LinkedPanels)
        return shown.viewpoint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.strip.fit(self.width(), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the next kind of scale, or turn a switch; panels had no use for the key."""
        if event.text().upper() == LETTER and not event.isAutoRepeat():
            shown(self._session).next_scale()
        elif not self.header.toggles.press(event):
            super().keyPressEvent(event)

    def _mark(self, plane: Plane) -> PartingMark:
        return PartingMark(self._session, self.strip.differences, plane)

    def _place(self, maps: LinkedPanels, curves: LinkedPanels) -> None:
        empty = QLabel(EMPTY)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setWordWrap(True)
        empty.setMinimumWidth(1)
        empty.setProperty("role", "muted")
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for widget in (maps, curves, empty):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(middle, 1)
        column.addWidget(self.strip)

    def _show_document(self, document: Document) -> None:
        is_empty = not any(entrant.visible for entrant in document.entrants)
        dim = document.landscape.dim
        self._stack.setCurrentIndex(2 if is_empty else 0 if dim == 2 else 1)
        self.strip.fit(self.width(), self.height())

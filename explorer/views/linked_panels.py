"""Linked panels: of one size, with one camera, one ground and one hand on the starts."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from explorer.core.objective import Objective
from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.background import Ground
from explorer.views.chip import INSET
from explorer.views.cloud_layer import CloudLayer
from explorer.views.curve_ground import CurveGround
from explorer.views.hand import Hand
from explorer.views.inspector import Inspector
from explorer.views.layer import Layer
from explorer.views.map_key import MapKey
from explorer.views.one_start import OneStart
from explorer.views.panel import Panel, panels_of
from explorer.views.plane import Plane
from explorer.views.shown import shown
from explorer.views.slope_arrows import SlopeArrows
from explorer.views.stream_layer import StreamLayer
from explorer.views.terrain import landscape_relief
from explorer.views.theme import theme
from explorer.views.tiling import tiles
from explorer.views.viewpoint import Viewpoint

__all__ = ["LinkedPanels"]

KEYED = (240, 130)  # pixels: smaller panels have no room for the key of the colours


class LinkedPanels(QWidget):
    """The panels of landscapes of one dimension, one for each optimizer or for each start.

    `mark` gives every panel that is made what is drawn over it.
    """

    def __init__(
        self,
        session: Session,
        dim: int,
        ground: Ground | CurveGround,
        viewpoint: Viewpoint,
        hand: Hand,
        mark: Callable[[Plane], Layer],
    ) -> None:
        super().__init__()
        self.viewpoint = viewpoint
        self._session, self._dim, self._ground, self._hand = session, dim, ground, hand
        self._mark = mark
        self._planes: list[Plane] = []
        self._shown = shown(session)
        self._key = MapKey(self._shown, self)
        self._slopes = self._made_slopes() if dim == 2 else ()
        self._shown.changed.connect(self._look)
        session.changed.connect(self._show_document)
        viewpoint.changed.connect(self._look)
        ground.changed.connect(self.refresh)
        self._show_document(session.document)

    @property
    def planes(self) -> tuple[Plane, ...]:
        """The panels, in the order of the optimizers or of the starts."""
        return tuple(self._planes)

    def refresh(self) -> None:
        """Draw all panels anew."""
        for plane in self._planes:
            plane.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_document(self._session.document)

    def _show_document(self, document: Document) -> None:
        if document.landscape.dim != self._dim:
            return
        panels = panels_of(document)
        if len(panels) != len(self._planes) or any(
            (plane.panel.start is None) != (panel.start is None)
            for plane, panel in zip(self._planes, panels, strict=True)
        ):
            self._set_panels(panels)
        for plane, panel in zip(self._planes, panels, strict=True):
            plane.show_panel(panel)
            plane.setAccessibleName(f"{panel.name(document)} on {document.landscape.name}")
        self.viewpoint.show(document.landscape)
        self._look()

    def _set_panels(self, panels: tuple[Panel, ...]) -> None:
        """Have so many panels; those that show the same kind of thing stay."""
        kept = [
            plane
            for plane, panel in zip(self._planes, panels, strict=False)
            if (plane.panel.start is None) == (panel.start is None)
        ]
        for plane in self._planes[len(kept) :]:
            plane.hide()
            plane.deleteLater()
        self._planes = kept
        self._planes += [self._made(panel) for panel in panels[len(kept) :]]
        self._arrange()

    def _made_slopes(self) -> tuple[Layer, ...]:
        """Return the slopes of all panels: they have one camera and one size."""
        streams = StreamLayer(self._session, self._shown, "streamlines side by side")
        streams.changed.connect(self.refresh)
        return SlopeArrows(self._session, self._shown), streams

    def _made(self, panel: Panel) -> Plane:
        hand = self._hand if panel.start is None else OneStart(self._hand, panel.start)
        plane = Plane(self._session, self._ground, self.viewpoint, hand, panel)
        for slopes in self._slopes:
            plane.add_layer(slopes)
        CloudLayer(self._session, plane)
        plane.add_layer(self._mark(plane), over=True)
        inspector = Inspector(
            self._session, plane, self._hand, self._shown, lambda: plane.entrant, is_brief=True
        )
        plane.add_layer(inspector, over=True)
        plane.setParent(self)
        plane.show()
        return plane

    def _arrange(self) -> None:
        places = tiles(len(self._planes), self.width(), self.height())
        for plane, place in zip(self._planes, places, strict=True):
            plane.setGeometry(place)
        self._key.raise_()
        if places:
            self.viewpoint.resize(places[0].width(), places[0].height())

    def _look(self, _: object = None) -> None:
        landscape = self._session.document.landscape
        if self.isVisible() and landscape.dim == self._dim:
            self._ground.look(landscape, self.viewpoint.camera, self._shown.scale)
            self._show_key(landscape)
            self.refresh()

    def _show_key(self, landscape: Objective) -> None:
        """Say in the lower left panel what the colours are, if there is room for it."""
        width, height = (theme().length(size) for size in KEYED)
        first = self._planes[0].size() if self._planes else QSize()
        if self._dim != 2 or first.width() < width or first.height() < height:
            self._key.hide()
            return
        self._key.tell(landscape_relief(landscape, self._shown.scale), (), is_brief=True)
        self._key.resize(self._key.sizeHint())
        self._key.move(INSET, self.height() - INSET - self._key.height())

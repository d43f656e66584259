"""The centre of the window: the picture that fits the document."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document, Layout
from explorer.session.session import Session
from explorer.views.curve import CurveView
from explorer.views.map import MapView
from explorer.views.side_by_side import SideBySideView

if TYPE_CHECKING:
    from explorer.views.slice_view import SliceView
    from explorer.views.slices_side_by_side import SlicesSideBySide
    from explorer.views.surface_view import SurfaceView

__all__ = ["Centre"]


class Centre(QStackedWidget):
    """A map, a surface, a curve or a slice, or one of them for each optimizer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.map, self._curve = MapView(session), CurveView(session)
        self._side_by_side = SideBySideView(session)
        self._slice: SliceView | None = None  # made when first needed
        self._slices: SlicesSideBySide | None = None
        self._surface: SurfaceView | None = None
        for view in (self.map, self._curve, self._side_by_side):
            self.addWidget(view)

    def show_document(self, document: Document) -> None:
        """Show the picture that fits a document."""
        is_split = document.layout == "side-by-side"
        if isinstance(document.landscape, TinyNet):
            self.setCurrentWidget(self._net_views()[is_split])
        elif is_split:
            self.setCurrentWidget(self._side_by_side)
        else:
            self.setCurrentWidget(self._whole(document.landscape.dim, document.layout))

    def _whole(self, dim: int, layout: Layout) -> QWidget:
        """Return the view of a landscape with all paths on one picture."""
        if dim == 1:
            return self._curve
        if layout != "surface":
            return self.map
        if self._surface is None:
            # A launch that shows a map does not wait for it.
            from explorer.views.surface_view import SurfaceView

            self._surface = SurfaceView(self._session)
            self.addWidget(self._surface)
        return self._surface

    def _net_views(self) -> tuple[QWidget, QWidget]:
        if self._slice is None or self._slices is None:
            # A launch without a net does not wait for its views.
            from explorer.views.slice_view import SliceView
            from explorer.views.slices_side_by_side import SlicesSideBySide

            self._slice, self._slices = SliceView(self._session), SlicesSideBySide(self._session)
            self.addWidget(self._slice)
            self.addWidget(self._slices)
        return self._slice, self._slices

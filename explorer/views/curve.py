"""The curve: a landscape of one variable, with a ball rolling on it for each optimizer."""

from explorer.session.session import Session
from explorer.views.curve_ground import CurveGround, curve_frame
from explorer.views.minima_words import minima_label, minima_tip
from explorer.views.stage import Stage
from explorer.views.viewpoint import Viewpoint

__all__ = ["CurveView"]


class CurveView(Stage):
    """The curve of a 1D landscape, minima, balls and draggable start points on it."""

    def __init__(self, session: Session) -> None:
        viewpoint = Viewpoint(session.document.landscape, curve_frame)
        super().__init__(session, 1, CurveGround(), viewpoint)
        self._grid = self.add_toggle("Grid", "Lines at round numbers", True, self._show_grid)
        self._minima = self.add_toggle("Minima", "", True, self._show_minima)
        self.add_sees()

    def refresh(self) -> None:
        """Say how many minima there are."""
        landscape, found = self._session.document.landscape, self._session.minima
        self._minima.setText(minima_label(landscape, found))
        self._minima.setToolTip(minima_tip(landscape, found))

    def _show_grid(self, shown: bool) -> None:
        self.plane.shows_contours = shown
        self.plane.update()

    def _show_minima(self, shown: bool) -> None:
        self.plane.shows_marks = shown
        self.plane.update()

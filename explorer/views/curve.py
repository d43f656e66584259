"""The curve: a landscape of one variable, with a ball rolling on it for each optimizer."""

from explorer.session.session import Session
from explorer.views.curve_ground import CurveGround, curve_frame
from explorer.views.minima_words import minima_label, minima_tip
from explorer.views.sculpt import add_drawing, add_sculpting
from explorer.views.stage import Stage
from explorer.views.viewpoint import Viewpoint

__all__ = ["CurveView"]


class CurveView(Stage):
    """The curve of a 1D landscape, minima, balls and draggable start points on it."""

    def __init__(self, session: Session) -> None:
        viewpoint = Viewpoint(session.document.landscape, curve_frame)
        super().__init__(session, 1, CurveGround(), viewpoint)
        self._grid = self.add_overlay("grid")
        self._minima = self.add_overlay("minima")
        self.add_inspector()
        self.add_sees()
        add_sculpting(session, self)
        add_drawing(session, self)

    def refresh(self) -> None:
        """Say how many minima there are."""
        landscape, found = self._session.document.landscape, self._session.minima
        self._minima.setText(minima_label(landscape, found))
        self._toggles.set_tip(self._minima, minima_tip(landscape, found))

"""Keeps ground and camera of a slice together: what panels of slices share."""

import numpy as np
from PySide6.QtCore import QObject

from explorer.session.session import Session
from explorer.views.curve_ground import ABOVE, BELOW, usual_range
from explorer.views.slice_ground import SliceGround
from explorer.views.slice_viewpoint import SliceViewpoint

__all__ = ["SliceSurvey"]


class SliceSurvey(QObject):
    """Asks for the terrain of the session's slice, and has the camera follow what came."""

    def __init__(self, session: Session, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.viewpoint = SliceViewpoint()
        self.ground = SliceGround(session.worker, self, key)

    def look(self) -> bool:
        """Ask for the slice there is, over what the camera is going to see; False if there is none.

        While a changed plane is laid the last one stays, but not that of another net.
        """
        seen, shown = self._session.slicer.slice, self.ground.shown
        if seen is None:
            net, problem = self._session.focus.net, self._session.slicer.problem
            if problem or net is None or (shown is not None and shown.net.sizes != net.sizes):
                self.ground.clear()
            return False
        training, known = self._session.focus.training, np.empty(0)
        if training is not None and seen.plan.kind == "live":
            known = training.values[np.isfinite(training.values)]
        camera = self.viewpoint.camera if seen is shown else self.viewpoint.planned(seen)
        self.ground.look(seen, camera, known)
        return True

    def follow(self) -> None:
        """Look at the terrain that came; along a line, at its heights."""
        shown, line = self.ground.shown, self.ground.line
        if shown is not None:
            self.viewpoint.show(shown)
        if line is not None:
            low, high = usual_range(np.concatenate([line.values[0], line.held_out]))
            size = high - low
            self.viewpoint.set_heights(low - BELOW * size, high + ABOVE * size)

"""Keeps ground and camera of a slice together: what panels of slices share."""

import numpy as np
from PySide6.QtCore import QObject

from explorer.session.session import Session
from explorer.views.curve_ground import ABOVE, BELOW, usual_range
from explorer.views.slice_ground import SliceGround
from explorer.views.slice_viewpoint import SliceViewpoint

__all__ = ["SliceSurvey"]

LEAST = 0.4  # of the height, for the curve itself


class SliceSurvey(QObject):
    """Asks for the terrain of the session's slice, and has the camera follow what came."""

    def __init__(self, session: Session, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.viewpoint = SliceViewpoint()
        self.ground = SliceGround(session.worker, self, key)
        self._covered = 0, 0

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

    def keep_clear(self, top: int, bottom: int) -> None:
        """Draw no curve where so many pixels at the upper and the lower edge are covered."""
        self._covered = top, bottom
        self._fit_heights()

    def follow(self) -> None:
        """Look at the terrain that came; along a line, at its heights."""
        shown = self.ground.shown
        if shown is not None:
            self.viewpoint.show(shown)
        self._fit_heights()

    def _fit_heights(self) -> None:
        """Along a line, choose the losses in view: from zero up, where the curve is not far off."""
        line, camera = self.ground.line, self.viewpoint.camera
        if line is None:
            return
        losses = np.concatenate([line.values[0], line.held_out])
        if line.request.slice.plan.layer != "difference":
            losses = np.append(losses, 0.0)
        low, high = usual_range(losses[np.isfinite(losses)])
        top, bottom = self._covered
        free = max(camera.height - top - bottom, LEAST * camera.height)
        pixel = (high - low) / free
        below = max(BELOW * (high - low), pixel * min(bottom, camera.height))
        above = max(ABOVE * (high - low), pixel * min(top, camera.height))
        self.viewpoint.set_heights(low - below, high + above)

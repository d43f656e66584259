"""The mark where a path left the basin that another one stayed in: a bar across the path."""

from math import hypot

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from explorer.session.differences import Differences
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.plane import Plane
from explorer.views.scene import mark_scale, plane_points
from explorer.views.theme import Theme

__all__ = ["PartingMark"]

HALF = 9.0  # pixels of the bar to each side of the path
DIMMED = 0.45  # opacity while the paths have changed and the mark has not yet


class PartingMark:
    """Draws in one panel the partings of the paths that it shows, once they have come so far."""

    def __init__(self, session: Session, differences: Differences, plane: Plane) -> None:
        self._session, self._differences, self._plane = session, differences, plane

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint a bar across each path that left a basin here."""
        told, landscape = self._differences.of, self._session.document.landscape
        if told is None or told.landscape != landscape:
            return
        painter.setOpacity(DIMMED if self._differences.is_old else 1.0)
        half, drawn = HALF * mark_scale(camera), set()
        for k, difference in enumerate(self._differences.known):
            place, step = difference.place, difference.step
            owner = told.others[k] if difference.leaver else told.reference
            if place is None or step is None or step > self._session.playback.step:
                continue
            if (owner, step) in drawn or not self._plane.panel.shows(*owner):
                continue
            drawn.add((owner, step))
            points = told.traces[k + 1 if difference.leaver else 0].points
            ends = plane_points(
                landscape, [tuple(points[step - 1].tolist()), place, tuple(points[step].tolist())]
            )
            before, at, after = camera.to_pixels(ends)
            way = after - before
            long = hypot(*way)
            if not (np.isfinite([*at, long]).all() and long > 0 and np.abs(at).max() < 1e5):
                continue
            across = QPointF(-way[1] / long * half, way[0] / long * half)
            middle = QPointF(*at)
            for pen in (look.pen("mark_edge", 5.0), look.pen("mark", 2.4)):
                painter.setPen(pen)
                painter.drawLine(middle - across, middle + across)
        painter.setOpacity(1.0)

"""The cloud on a landscape: a dot for each of the many starts, where it is at the play head."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from explorer.core.array import Array
from explorer.core.many_starts import Cloud
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.cloud_dots import UNDER_ELLIPSES, is_here, paint_dots, scatter_here
from explorer.views.plane import Plane
from explorer.views.scatter_drawing import paint_bands, paint_ellipses
from explorer.views.scene import mark_scale
from explorer.views.strokes import draw_segments
from explorer.views.theme import Theme
from explorer.views.trails import DIMMED

__all__ = ["CloudLayer"]

MARGIN = 16.0  # pixels outside the panel where a dot may still show
TAIL = ((3, 0.5), (7, 0.25))  # steps back, and opacity
TAIL_WIDTH, LONGEST, FAR = 1.0, 20.0, 1e6  # pixels; a dot that came from farther off has none
MOST_TAILS = 4000  # dots in all: more have none, they would take too long


class CloudLayer:
    """Draws what a plane shows of the clouds: all of them, or that of its optimizer alone.

    Where all begin in one place it draws how far chance has spread them: the ellipses of one and
    two standard deviations about the mean, on a curve two bands.
    """

    def __init__(self, session: Session, plane: Plane) -> None:
        self._session, self._plane = session, plane
        plane.add_layer(self)
        session.many.changed.connect(plane.update)

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint the clouds at the play head, that of the selected path last."""
        session, step = self._session, self._session.playback.step
        document, chosen = session.document, session.selection
        clouds = self._shown(session.many.clouds)
        has_tails = sum(len(cloud.stops) for _, cloud in clouds) <= MOST_TAILS
        clouds.sort(key=lambda one: chosen is not None and one[0] == chosen[1])
        for entrant, cloud in clouds:
            slot = document.entrants[entrant].colour
            share = 1.0 if chosen is None or chosen[1] == entrant else DIMMED
            scatter = scatter_here(document, cloud, step)
            painter.setOpacity(share)
            if scatter is not None and len(scatter.mean) == 1:
                paint_bands(painter, camera, look, slot, scatter)
            here = _pixels(cloud, step, camera)
            near = _in_view(here, camera)
            if is_here(document) and scatter is None:
                near[1:] = False  # without chance all are in one place
            if has_tails and scatter is None:  # tails of chance are a scribble
                _paint_tails(painter, camera, look, slot, cloud, step, near, share)
            crowd = share if scatter is None else share * UNDER_ELLIPSES
            paint_dots(painter, here[near], look, slot, ratio, crowd, mark_scale(camera))
            painter.setOpacity(share)
            if scatter is not None and len(scatter.mean) == 2:
                paint_ellipses(painter, camera, look, slot, scatter)
        painter.setOpacity(1.0)

    def _shown(self, clouds: tuple[Cloud | None, ...]) -> list[tuple[int, Cloud]]:
        """Return the clouds that belong on this panel, with their entrants."""
        panel = self._plane.panel
        if panel.start not in (None, 0) and is_here(self._session.document):
            return []  # all of them began at the first start
        return [
            (entrant, cloud)
            for entrant, cloud in enumerate(clouds)
            if cloud is not None and panel.entrant in (None, entrant)
        ]


def _pixels(cloud: Cloud, step: int, camera: Camera) -> Array:
    """Return where the starts are on the screen, (n, 2), on a curve at their height."""
    row = cloud.row(step)
    places = cloud.points[row]
    if places.shape[1] == 1:
        places = np.column_stack([places[:, 0], cloud.values[row]])
    return camera.to_pixels(places)


def _in_view(pixels: Array, camera: Camera) -> Array:
    """Tell which pixels are in or near the panel; NaN is not."""
    x, y = pixels.T
    wide, tall = camera.width + MARGIN, camera.height + MARGIN
    inside: Array = (x > -MARGIN) & (x < wide) & (y > -MARGIN) & (y < tall)
    return inside


def _paint_tails(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    slot: int,
    cloud: Cloud,
    step: int,
    near: Array,
    share: float,
) -> None:
    """Paint where the dots in view came from in the last steps, the older the fainter."""
    newer = _pixels(cloud, step, camera)[near]
    pen = look.pen(look.colour(slot), TAIL_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    for back, opacity in TAIL:
        if step < back or cloud.row(step - back) == cloud.row(step):
            return
        older = _pixels(cloud, step - back, camera)[near]
        with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
            length = np.hypot(*(older - newer).T)
            # A dot that leaps has a tail no longer: long lines would take most of a frame.
            older = newer + (older - newer) * np.minimum(1.0, LONGEST / length)[:, None]
        has_moved = (length > 1.0) & (length < FAR)
        painter.setOpacity(share * opacity)
        draw_segments(painter, np.hstack([newer, older])[has_moved])
        newer = older

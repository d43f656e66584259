"""The cloud on a landscape: a dot for each of the many starts, where it is at the play head."""

from typing import cast

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap
from shiboken6 import Shiboken

from explorer.core.array import Array
from explorer.core.many_starts import Cloud
from explorer.core.standing import Scatter, scatter_of
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.marks import paint_marker
from explorer.views.plane import Plane
from explorer.views.scatter_drawing import paint_bands, paint_ellipses
from explorer.views.scene import mark_scale
from explorer.views.strokes import draw_segments
from explorer.views.theme import Theme
from explorer.views.trails import DIMMED

__all__ = ["CloudLayer"]

DOT, DOT_EDGE = 4.6, 0.6  # pixels across, and round it
MARGIN = 16.0  # pixels outside the panel where a dot may still show
TAIL = ((3, 0.5), (7, 0.25))  # steps back, and opacity
TAIL_WIDTH, LONGEST, FAR = 1.0, 20.0, 1e6  # pixels; a dot that came from farther off has none
MOST_TAILS = 4000  # dots in all: more have none, they would take too long
UNDER_ELLIPSES = 0.5  # opacity of dots, so that the ellipses stand out
POINT = 1e-9  # of the box: less spread is none


class CloudLayer:
    """Draws what a plane shows of the clouds: all of them, or that of its optimizer alone.

    Where all begin in one place it draws how far chance has spread them: the ellipses of one and
    two standard deviations about the mean, on a curve two bands.
    """

    def __init__(self, session: Session, plane: Plane) -> None:
        self._session, self._plane = session, plane
        self._stamps: dict[tuple[Theme, int, float, float], QPixmap] = {}
        plane.add_layer(self)
        session.many.changed.connect(plane.update)

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint the clouds at the play head, that of the selected path last."""
        session, step = self._session, self._session.playback.step
        document, chosen = session.document, session.selection
        clouds = self._shown(session.many.clouds)
        is_here = document.many is not None and document.many.spread == "here"
        has_tails = sum(len(cloud.stops) for _, cloud in clouds) <= MOST_TAILS
        clouds.sort(key=lambda one: chosen is not None and one[0] == chosen[1])
        for entrant, cloud in clouds:
            slot = document.entrants[entrant].colour
            share = 1.0 if chosen is None or chosen[1] == entrant else DIMMED
            scatter = self._scatter(cloud, step)
            painter.setOpacity(share)
            if scatter is not None and len(scatter.mean) == 1:
                paint_bands(painter, camera, look, slot, scatter)
            here = _pixels(cloud, step, camera)
            near = _in_view(here, camera)
            if is_here and scatter is None:
                near[1:] = False  # without chance all are in one place
            if has_tails and scatter is None:  # tails of chance are a scribble
                _paint_tails(painter, camera, look, slot, cloud, step, near, share)
            crowd = share if scatter is None else share * UNDER_ELLIPSES
            self._paint_dots(painter, here[near], camera, look, slot, ratio, crowd)
            painter.setOpacity(share)
            if scatter is not None and len(scatter.mean) == 2:
                paint_ellipses(painter, camera, look, slot, scatter)
        painter.setOpacity(1.0)

    def _scatter(self, cloud: Cloud, step: int) -> Scatter | None:
        """Return how far chance has spread starts that began in one place; None: not at all."""
        document = self._session.document
        if document.many is None or document.many.spread != "here":
            return None
        found = scatter_of(cloud, step)
        width = max(high - low for low, high in document.landscape.box)
        return None if found is None or found.deviations[0] <= POINT * width else found

    def _shown(self, clouds: tuple[Cloud | None, ...]) -> list[tuple[int, Cloud]]:
        """Return the clouds that belong on this panel, with their entrants."""
        panel, plan = self._plane.panel, self._session.document.many
        if panel.start not in (None, 0) and plan is not None and plan.spread == "here":
            return []  # all of them began at the first start
        return [
            (entrant, cloud)
            for entrant, cloud in enumerate(clouds)
            if cloud is not None and panel.entrant in (None, entrant)
        ]

    def _paint_dots(
        self,
        painter: QPainter,
        spots: Array,
        camera: Camera,
        look: Theme,
        slot: int,
        ratio: float,
        share: float,
    ) -> None:
        """Paint a marker at each of spots (n, 2), all in one go."""
        if not len(spots):
            return
        key = (look, slot, DOT * mark_scale(camera), ratio)
        if key not in self._stamps:
            self._stamps[key] = _dot(*key)
        pixmap = self._stamps[key]
        # A PixmapFragment is ten doubles; Qt reads the rows where they lie.
        rows = np.zeros((len(spots), 10))
        rows[:, :2] = spots
        rows[:, 4], rows[:, 5] = pixmap.width(), pixmap.height()
        rows[:, 6:8] = 1.0 / ratio
        rows[:, 9] = share
        painter.setOpacity(1.0)
        first = Shiboken.wrapInstance(rows.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(cast(QPainter.PixmapFragment, first), len(rows), pixmap)


def _dot(look: Theme, slot: int, size: float, ratio: float) -> QPixmap:
    """Return the marker of an optimizer with a thin edge, so that a crowd stays bright."""
    side = round((size * 1.5 + 4.0) * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ratio, ratio)
    middle = QPointF(side / ratio / 2, side / ratio / 2)
    paint_marker(painter, middle, look, slot, size, DOT_EDGE)
    painter.end()
    return pixmap


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

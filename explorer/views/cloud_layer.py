"""The cloud on a landscape: a dot for each of the many starts, where it is at the play head."""

from math import pi
from typing import cast

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF
from shiboken6 import Shiboken

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.many_starts import Cloud
from explorer.core.standing import Scatter, scatter_of
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.marks import paint_marker
from explorer.views.plane import Plane
from explorer.views.strokes import draw_segments
from explorer.views.theme import Theme
from explorer.views.trails import DIMMED

__all__ = ["CloudLayer"]

DOT, DOT_EDGE = 4.6, 0.6  # pixels across, and round it
MARGIN = 16.0  # pixels outside the panel where a dot may still show
TAIL = (3, 6, 9)  # steps back
TAIL_WIDTH, TAIL_OPACITY = 1.2, 0.5
MOST_TAILS = 4000  # dots in all: more have none, they would take too long
CORNERS = 72  # of an ellipse
EDGE, INSIDE = 0.9, 0.12  # opacity of an ellipse
POINT = 1e-9  # of the box: less spread is none


class CloudLayer:
    """Draws what a plane shows of the clouds: all of them, or that of its optimizer alone.

    Where all begin in one place it draws how far chance has spread them: the ellipses of one and
    two standard deviations about the mean, on a curve two bands.
    """

    def __init__(self, session: Session, plane: Plane) -> None:
        self._session, self._plane = session, plane
        self._stamps: dict[tuple[Theme, int, float], QPixmap] = {}
        plane.add_layer(self)
        session.many.changed.connect(plane.update)

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint the clouds at the play head, that of the selected path last."""
        session = self._session
        document, step = session.document, session.playback.step
        plan, land = document.many, document.landscape
        clouds = self._shown(session.many.clouds)
        if plan is None or not clouds or not isinstance(land, Landscape):
            return
        chosen = None if session.selection is None else session.selection[1]
        has_tails = sum(cloud.values.shape[1] for _, cloud in clouds) <= MOST_TAILS
        for entrant, cloud in sorted(clouds, key=lambda one: one[0] == chosen):
            slot = document.entrants[entrant].colour
            share = 1.0 if chosen in (None, entrant) else DIMMED
            if plan.spread == "here":
                found = scatter_of(cloud, step)
                if found is not None and found.deviations[0] > POINT * _width(land):
                    painter.setOpacity(share)
                    _paint_scatter(painter, camera, look.colour(slot), look, found)
            painter.setOpacity(share)
            here = _pixels(cloud, step, camera)
            near = _in_view(here, camera)
            if has_tails:
                _paint_tails(painter, camera, look, slot, cloud, step, near, share)
            self._paint_dots(painter, here[near], look, slot, ratio, share)
        painter.setOpacity(1.0)

    def _shown(self, clouds: tuple[Cloud | None, ...]) -> list[tuple[int, Cloud]]:
        alone = self._plane.entrant
        return [
            (entrant, cloud)
            for entrant, cloud in enumerate(clouds)
            if cloud is not None and alone in (None, entrant)
        ]

    def _paint_dots(
        self, painter: QPainter, spots: Array, look: Theme, slot: int, ratio: float, share: float
    ) -> None:
        """Paint a marker at each of spots (n, 2), all in one go."""
        if not len(spots):
            return
        key = (look, slot, ratio)
        if key not in self._stamps:
            self._stamps[key] = _dot(look, slot, ratio)
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


def _dot(look: Theme, slot: int, ratio: float) -> QPixmap:
    """Return the marker of an optimizer with a thin edge, so that a crowd stays bright."""
    side = round((DOT * 1.5 + 4.0) * ratio)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(ratio, ratio)
    middle = QPointF(side / ratio / 2, side / ratio / 2)
    paint_marker(painter, middle, look, slot, DOT, DOT_EDGE)
    painter.end()
    return pixmap


def _width(land: Landscape) -> float:
    return max(high - low for low, high in land.box)


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
    for age, back in enumerate(TAIL):
        if cloud.row(step - back) == cloud.row(step) or step < back:
            continue
        older = _pixels(cloud, step - back, camera)[near]
        has_moved = (np.abs(newer - older).max(axis=1, initial=0.0) > 1.0) & _in_view(older, camera)
        pen = look.pen(look.colour(slot), TAIL_WIDTH)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setOpacity(share * TAIL_OPACITY * (1 - age / len(TAIL)))
        draw_segments(painter, np.hstack([newer, older])[has_moved])
        newer = older


def _paint_scatter(
    painter: QPainter, camera: Camera, colour: QColor, look: Theme, found: Scatter
) -> None:
    """Paint one and two standard deviations about the mean."""
    inside, edge = QColor(colour), QColor(colour)
    inside.setAlphaF(INSIDE)
    edge.setAlphaF(EDGE)
    for times in (2.0, 1.0):
        painter.setBrush(inside)
        if len(found.mean) == 1:
            reach = times * found.deviations[0]
            ends = np.array([[found.mean[0] - reach, 0.0], [found.mean[0] + reach, 0.0]])
            (left, _), (right, _) = np.clip(camera.to_pixels(ends), -1e5, 1e5).tolist()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRect(QRectF(left, 0.0, right - left, camera.height))
            continue
        turn = np.linspace(0.0, 2.0 * pi, CORNERS, endpoint=False)[:, None]
        ways = np.hstack([np.cos(turn), np.sin(turn)]) * found.deviations
        corners = np.clip(camera.to_pixels(found.mean + times * ways @ found.axes), -1e5, 1e5)
        polygon = QPolygonF([QPointF(x, y) for x, y in corners.tolist()])
        painter.setPen(look.pen("casing", 3.0))
        painter.drawPolygon(polygon)
        painter.setPen(look.pen(edge, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(polygon)

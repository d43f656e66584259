"""Slopes as arrows: at places that stay on the ground, each points downhill."""

from functools import lru_cache
from math import ceil, floor, log2

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.objective import Objective
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.shown import Shown
from explorer.views.strokes import draw_segments
from explorer.views.theme import Theme

__all__ = ["SlopeArrows", "arrows", "blank", "paint_faint", "places", "usual_slopes"]

APART = 30.0  # pixels between arrows at least, and less than twice that
SHORTEST, LONGEST = 6.0, 21.0  # pixels
BARB = 4.2  # pixels: the two strokes of a head, at most
SAMPLES = 40  # along each side of the box, to know which slopes are usual


class SlopeArrows:
    """Draws the arrows of a map, as one picture that is kept until the camera moves."""

    def __init__(self, session: Session, shown: Shown) -> None:
        self._session, self._shown = session, shown
        self._key: object = None
        self._picture = QImage()

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint the arrows of what the camera sees."""
        landscape = self._session.document.landscape
        is_map = isinstance(landscape, Landscape) and landscape.dim == 2
        if not is_map or not self._shown.is_on("arrows"):
            return
        key = (landscape, camera, look, ratio)
        if key != self._key:
            self._key = key
            self._picture = blank(camera, ratio)
            inner = QPainter(self._picture)
            paint_faint(inner, look, arrows(landscape, camera))
            inner.end()
        painter.drawImage(0, 0, self._picture)


def arrows(landscape: Objective, camera: Camera) -> Array:
    """Return the strokes of all arrows in view, pixels (m, 4): shafts, and the heads' two barbs.

    An arrow points where gradient descent would go from its middle. Its length grows with the
    logarithm of the slope, between the slopes that are usual in the box. No arrow stands where
    there is no slope, or none is defined.
    """
    points = places(camera)
    across, up = camera.per_pixel
    with np.errstate(all="ignore"):
        slopes = landscape.gradient(points)
        steep = np.hypot(slopes[:, 0], slopes[:, 1])
        # On the screen: the second axis points down there, and the axes may differ.
        strongest = np.abs(slopes).max(axis=1, keepdims=True)
        way = -slopes / strongest / np.array([across, -up])
        way /= np.hypot(way[:, 0], way[:, 1])[:, None]
    known = np.isfinite(way).all(axis=1) & (strongest[:, 0] > 0)
    way, middle = way[known], camera.to_pixels(points[known])
    half = 0.5 * _lengths(steep[known], *usual_slopes(landscape))[:, None] * way
    barb = way * np.minimum(BARB, np.hypot(*half.T))[:, None]
    side = np.column_stack([-barb[:, 1], barb[:, 0]]) * 0.6
    tip = middle + half
    return np.vstack(
        [
            np.hstack([middle - half, tip]),
            np.hstack([tip, tip - barb + side]),
            np.hstack([tip, tip - barb - side]),
        ]
    )


def places(camera: Camera, apart: float = APART) -> Array:
    """Return points (n, 2) of the plane that cover the view and stay put while it moves.

    They are multiples of a power of two, so that zooming in adds some and moves none.
    """
    ranges = []
    for low, high, unit in zip(
        (camera.left, camera.low), (camera.right, camera.high), camera.per_pixel, strict=True
    ):
        step = 2.0 ** ceil(log2(unit * apart))
        ranges.append(np.arange(floor(low / step), ceil(high / step) + 1) * step)
    return np.stack(np.meshgrid(*ranges), axis=-1).reshape(-1, 2)


@lru_cache(maxsize=32)
def usual_slopes(landscape: Objective) -> tuple[float, float]:
    """Return a gentle and a steep slope of a landscape: nine in ten in its box lie between."""
    axes = [np.linspace(low, high, SAMPLES) for low, high in landscape.box]
    points = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, landscape.dim)
    with np.errstate(all="ignore"):
        steep = np.hypot.reduce(landscape.gradient(points), axis=1)
    steep = steep[np.isfinite(steep) & (steep > 0)]
    if not len(steep):
        return 1.0, 1.0
    low, high = np.quantile(steep, [0.05, 0.95])
    return float(low), float(high)


def blank(camera: Camera, ratio: float) -> QImage:
    """Return a clear picture of the camera's size."""
    size = (max(round(camera.width * ratio), 1), max(round(camera.height * ratio), 1))
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    return image


def paint_faint(painter: QPainter, look: Theme, segments: Array) -> None:
    """Draw thin strokes, pixels (m, 4), that read on any ground and stay behind the paths."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for role, width, strength in (("mark_edge", 2.2, 0.22), ("mark", 1.1, 0.55)):
        ink = look.ink(role)
        ink.setAlphaF(strength)
        pen = look.pen(ink, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        draw_segments(painter, segments)


def _lengths(steep: Array, gentle: float, strong: float) -> Array:
    """Return how long arrows of these slopes are, in pixels."""
    if not strong > gentle * (1 + 1e-9):
        return np.full(len(steep), (SHORTEST + LONGEST) / 2)
    share = np.log(np.maximum(steep, gentle) / gentle) / np.log(strong / gentle)
    lengths: Array = SHORTEST + (LONGEST - SHORTEST) * np.clip(share, 0.0, 1.0)
    return lengths

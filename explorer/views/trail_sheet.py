"""A trail sheet: a clear picture that trails are painted on, which knows where they are."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from explorer.core.array import Array
from explorer.views.theme import Theme
from explorer.views.trail_painting import CASING, Beads, Stroke, paint_trails

__all__ = ["TrailSheet"]

FAR = 1e6  # pixels
RIM = 3.0  # pixels round what is painted


class TrailSheet:
    """To clear it and to draw it takes as long as there is much on it."""

    def __init__(self) -> None:
        self.image = QImage()
        self._extent = QRect()

    def begin(self, width: int, height: int, ratio: float) -> None:
        """Have nothing on it, and so many pixels of a panel with `ratio` device pixels to each."""
        wide, tall = max(round(width * ratio), 1), max(round(height * ratio), 1)
        if (self.image.width(), self.image.height()) == (wide, tall):
            self.clear()
        else:
            self.image = QImage(wide, tall, QImage.Format.Format_ARGB32_Premultiplied)
            self.image.fill(Qt.GlobalColor.transparent)
            self._extent = QRect()
        self.image.setDevicePixelRatio(ratio)

    def clear(self) -> None:
        """Take away what is on it."""
        if self._extent.isEmpty():
            return
        ratio = self.image.devicePixelRatio()
        self.image.setDevicePixelRatio(1.0)  # the extent is in pixels of the picture
        painter = QPainter(self.image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(self._extent, Qt.GlobalColor.transparent)
        painter.end()
        self.image.setDevicePixelRatio(ratio)
        self._extent = QRect()

    def copy(self) -> "TrailSheet":
        """Return another sheet with the same on it."""
        found = TrailSheet()
        found.image, found._extent = self.image.copy(), QRect(self._extent)
        return found

    def paint(
        self, strokes: Sequence[Stroke], beads: Sequence[Beads], look: Theme, quickly: bool
    ) -> None:
        """Paint lines and beads as `paint_trails` does."""
        paint_trails(self.image, strokes, beads, look, quickly)
        corners = [one.corners for one in strokes if len(one.corners)]
        if corners:
            # A bead lies on its line, but maybe between two corners of it.
            reach = max(one.width / 2 + CASING for one in strokes)
            reach += max((some.size for some in beads), default=0.0) + RIM
            ratio = self.image.devicePixelRatio()
            self._extent |= _box(ratio * np.concatenate(corners), ratio * reach)
            self._extent &= self.image.rect()

    def draw(self, painter: QPainter) -> None:
        """Draw what is on it over what is there."""
        spot = QPointF(self._extent.topLeft()) / self.image.devicePixelRatio()
        painter.drawImage(spot, self.image, QRectF(self._extent))


def _box(pixels: Array, reach: float) -> QRect:
    """Return the rectangle round points (n, 2), those that are NaN left out."""
    low, high = np.fmin.reduce(pixels) - reach, np.fmax.reduce(pixels) + reach
    if not (low <= high).all():
        return QRect()
    x0, y0, x1, y1 = np.clip([*low, *high], -FAR, FAR).tolist()
    return QRectF(QPointF(x0, y0), QPointF(x1, y1)).toAlignedRect()

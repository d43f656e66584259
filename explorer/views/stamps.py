"""Stamps: small pictures of marks that are kept, for a screen on which many of them move."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

__all__ = ["paint_stamp", "stamp"]

Paint = Callable[..., None]
FINE = 4  # places in a pixel where a stamp may lie


@lru_cache(maxsize=1024)
def stamp(
    paint: Paint,
    half: int,
    ratio: float,
    *what: Hashable,
    shift: tuple[float, float] = (0.0, 0.0),
) -> QImage:
    """Return what `paint(painter, at, *what)` paints within `half` pixels of the picture's middle.

    It has `ratio` pixels of its own to one of those. `shift` is how far beside the middle it is
    painted: a picture can only lie on whole pixels.
    """
    side = round(2 * half * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, QPointF(half + shift[0], half + shift[1]), *what)
    painter.end()
    return image


def paint_stamp(
    painter: QPainter, at: QPointF, paint: Paint, half: int, ratio: float | None, *what: Hashable
) -> None:
    """Paint `paint(painter, at, *what)` from pictures that are kept, to a quarter of a pixel.

    Without a `ratio` of device pixels a pixel it is painted as it is, as shapes.
    """
    if ratio is None:
        paint(painter, at, *what)
        return
    x, y = floor(at.x()), floor(at.y())
    shift = floor(FINE * (at.x() - x)) / FINE, floor(FINE * (at.y() - y)) / FINE
    image = stamp(paint, half, ratio, *what, shift=shift)
    painter.drawImage(QPointF(x - half, y - half), image)

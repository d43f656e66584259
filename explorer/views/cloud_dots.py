"""The dots of a cloud, all in one go, and whether chance alone has spread them."""

from functools import lru_cache
from typing import cast

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap
from shiboken6 import Shiboken

from explorer.core.array import Array
from explorer.core.many_starts import Cloud
from explorer.core.standing import Scatter, scatter_of
from explorer.session.document import Document
from explorer.views.marks import paint_marker
from explorer.views.theme import Theme

__all__ = ["UNDER_ELLIPSES", "is_here", "paint_dots", "scatter_here"]

DOT, DOT_EDGE = 4.6, 0.6  # pixels across, and round it
UNDER_ELLIPSES = 0.5  # opacity of dots, so that the ellipses stand out
POINT = 1e-9  # of the box: less spread is none


def is_here(document: Document) -> bool:
    """Tell whether all of many starts begin in one place."""
    return document.many is not None and document.many.spread == "here"


def scatter_here(document: Document, cloud: Cloud, step: int) -> Scatter | None:
    """Return how far chance has spread starts that began in one place; None: not at all."""
    if not is_here(document):
        return None
    found = scatter_of(cloud, step)
    width = max(high - low for low, high in document.landscape.box)
    return None if found is None or found.deviations[0] <= POINT * width else found


def paint_dots(
    painter: QPainter,
    spots: Array,
    look: Theme,
    slot: int,
    ratio: float,
    share: float = 1.0,
    scale: float = 1.0,
) -> None:
    """Paint an optimizer's marker at each of spots (n, 2), `share` their opacity."""
    if not len(spots):
        return
    pixmap = _dot(look, slot, DOT * scale, ratio)
    # A PixmapFragment is ten doubles; Qt reads the rows where they lie.
    rows = np.zeros((len(spots), 10))
    rows[:, :2] = spots
    rows[:, 4], rows[:, 5] = pixmap.width(), pixmap.height()
    rows[:, 6:8] = 1.0 / ratio
    rows[:, 9] = share
    painter.setOpacity(1.0)
    first = Shiboken.wrapInstance(rows.ctypes.data, QPainter.PixmapFragment)
    painter.drawPixmapFragments(cast(QPainter.PixmapFragment, first), len(rows), pixmap)


@lru_cache(maxsize=64)
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

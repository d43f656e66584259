"""Trails on a curve: beads and thin hops that fade with age."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from explorer.core.array import Array
from explorer.session.selection import Selection
from explorer.views.camera import Camera
from explorer.views.marks import marker_stamp
from explorer.views.paths import Path
from explorer.views.strokes import clipped, draw_segments, thinned
from explorer.views.theme import Theme
from explorer.views.trails import DIMMED, is_dimmed

__all__ = ["paint_curve_trails"]

BEAD, GAP = 6.5, 7.0  # pixels across, and between beads
AGES = 6  # shades from old to new
OLDEST = 0.25  # opacity


def paint_curve_trails(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    paths: Sequence[Path],
    step: int,
    selection: Selection | None,
    ratio: float = 1.0,
) -> None:
    """Paint where each ball has been up to `step`: the older, the fainter."""
    for path in sorted(paths, key=lambda p: not is_dimmed(p, selection)):
        last, share = path.step(step), DIMMED if is_dimmed(path, selection) else 1.0
        if path.fork and not path.is_shared:
            past = thinned(camera.to_pixels(path.points[: min(last, path.fork) + 1]), GAP)
            painter.setOpacity(OLDEST * share)
            painter.setPen(look.pen(look.colour(path.slot), 1.0))
            draw_segments(painter, clipped(past, camera.width, camera.height))
        pixels = thinned(camera.to_pixels(path.points[path.fork : last + 1]), GAP)
        image = marker_stamp(look, path.slot, BEAD, ratio)
        half = image.width() / ratio / 2
        for opacity, piece in _ages(pixels):
            painter.setOpacity(share * opacity)
            painter.setPen(look.pen(look.colour(path.slot), 1.4))
            draw_segments(painter, clipped(piece, camera.width, camera.height))
            near = np.isfinite(piece).all(axis=1) & (np.abs(piece) < 1e5).all(axis=1)
            for x, y in piece[near][1:].tolist():
                painter.drawImage(QPointF(x - half, y - half), image)
    painter.setOpacity(1.0)


def _ages(pixels: Array) -> list[tuple[float, Array]]:
    """Return the pieces of a trail, oldest first, each with its opacity."""
    if len(pixels) < 2:
        return []
    bounds = np.unique(np.linspace(0, len(pixels) - 1, AGES + 1).round().astype(int))
    count = len(bounds) - 1
    return [
        (OLDEST + (1 - OLDEST) * (k + 1) / count, pixels[bounds[k] : bounds[k + 1] + 1])
        for k in range(count)
    ]

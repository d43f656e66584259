"""A picture of 8 by 8 dots, in the colours of the theme."""

import numpy as np
from PySide6.QtGui import QImage

from explorer.core.array import Array
from explorer.views.answers_ground import rgb
from explorer.views.theme import Theme

__all__ = ["SIDE", "dots"]

SIDE = 8  # dots across and up


def dots(values: Array, reach: tuple[float, float], look: Theme, is_photo: bool) -> QImage:
    """Return a picture of dots (64,): ink stands out from the panel, and a photograph is lit."""
    low, high = reach
    ink = np.clip((values - low) / (high - low if high > low else 1.0), 0.0, 1.0)
    paper, pen = (np.array(rgb(look.ink(role)), np.float64) for role in ("field", "text"))
    if is_photo and paper.sum() > pen.sum():
        paper, pen = pen, paper
    grid = np.full((SIDE * SIDE, 4), 255, dtype=np.uint8)
    grid[:, :3] = np.rint(paper + np.nan_to_num(ink)[:, None] * (pen - paper))
    return QImage(grid.data, SIDE, SIDE, SIDE * 4, QImage.Format.Format_RGBA8888).copy()

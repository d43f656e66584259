"""Many short lines at once: thinned, clipped to the screen and handed to Qt without a loop."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF
from PySide6.QtGui import QPainter
from shiboken6 import Shiboken

from explorer.core.array import Array

__all__ = ["clipped", "draw_segments", "kept_rows", "thinned"]
__all__ += ["GAP", "LONGEST", "UNSEEN"]

NEAR = 8192.0  # pixels: Qt itself clips coordinates up to that quickly and well
FARTHEST = 1e150
GAP = 0.7  # pixels that a point of a thinned line moves it at least
UNSEEN = 0.1  # pixels that a thinned line may leave the line
LONGEST = 12.0  # pixels of a piece of a thinned line: Qt draws longer wide ones ten times as slowly
MARGIN = 64.0  # pixels beyond the edge that are still drawn, so that no cap shows


def clipped(pixels: Array, width: float, height: float) -> Array:
    """Return the segments of a broken line (n, 2) that cross the screen, as (m, 4) x0 y0 x1 y1.

    Segments with an end that is not finite are left out; long ones are cut at the edge (Liang and
    Barsky 1984), so that coordinates of any size can be drawn.
    """
    if len(pixels) < 2:
        return np.empty((0, 4))
    finite = np.isfinite(pixels[:, 0]) & np.isfinite(pixels[:, 1])
    if np.abs(pixels[finite]).max(initial=0.0) < NEAR:
        kept = finite[:-1] & finite[1:]
        return np.hstack([pixels[:-1][kept], pixels[1:][kept]])
    # Undefined ends stay NaN and drop out.
    tamed = _tamed(pixels)
    near, far = tamed[:-1], tamed[1:]
    step = far - near
    enter, leave = np.zeros(len(step)), np.ones(len(step))
    with np.errstate(over="ignore"):  # a step next to nothing is never cut
        for axis, size in ((0, width), (1, height)):
            rooms = (near[:, axis] + MARGIN, size + MARGIN - near[:, axis])
            for rate, room in zip((-step[:, axis], step[:, axis]), rooms, strict=True):
                cut = np.divide(room, rate, out=np.zeros_like(room), where=rate != 0)
                enter = np.where(rate < 0, np.maximum(enter, cut), enter)
                leave = np.where(rate > 0, np.minimum(leave, cut), leave)
                leave = np.where((rate == 0) & (room < 0), -1.0, leave)
    kept = (enter < leave) & np.isfinite(step).all(axis=1)
    near, step = near[kept], step[kept]
    return np.hstack([near + enter[kept, None] * step, near + leave[kept, None] * step])


def _tamed(pixels: Array) -> Array:
    """Return points none of which is too far off to compute with, in the same direction."""
    size = np.abs(pixels).max(axis=1, keepdims=True)
    shrink = np.divide(FARTHEST, size, out=np.ones_like(size), where=size > FARTHEST)
    with np.errstate(invalid="ignore"):
        tamed: Array = np.clip(pixels * shrink, -FARTHEST, FARTHEST)
    return tamed


def thinned(pixels: Array, gap: float = GAP) -> Array:
    """Return a line (n, 2) without the points that move it less than `gap` pixels, or unseen.

    The ends stay, and where NaN breaks the line its pieces keep theirs.
    """
    return pixels[kept_rows(pixels, gap)]


def kept_rows(pixels: Array, gap: float = GAP) -> NDArray[np.intp]:
    """Return the rows of a line (n, 2) that stay when it is thinned, ascending.

    Where the line bends little, longer pieces stand for it: a piece of length L that turns by t
    leaves the line by L t / 8 at most, which is kept below what an eye can see.
    """
    if len(pixels) < 3:
        return np.arange(len(pixels))
    with np.errstate(invalid="ignore", over="ignore"):
        ways = np.diff(pixels, axis=0)
        length = np.hypot(*ways.T)
        cross = ways[:-1, 0] * ways[1:, 1] - ways[:-1, 1] * ways[1:, 0]
        turn = np.abs(np.arctan2(cross, (ways[:-1] * ways[1:]).sum(axis=1)))
    broken = ~np.isfinite(length)
    length = np.where(broken, 1e6, np.minimum(length, 1e6))
    bend = np.zeros(len(length))
    bend[:-1] = turn
    bend[1:] = np.fmax(bend[1:], turn)
    bend[np.isnan(bend)] = np.pi
    pieces = np.minimum(np.sqrt(length * bend / (8 * UNSEEN)), length / gap)
    steps = np.cumsum(np.maximum(pieces, length / LONGEST))
    kept = np.ones(len(pixels), dtype=bool)
    kept[1:-1] = (np.diff(np.floor(steps)) != 0) | broken[1:] | broken[:-1]
    return np.flatnonzero(kept)


def draw_segments(painter: QPainter, segments: Array) -> None:
    """Draw segments (m, 4) in the painter's pen."""
    if len(segments):
        segments = np.ascontiguousarray(segments, dtype=np.float64)
        # A QLineF is four doubles; Qt reads the rows where they lie instead of m wrapped objects.
        first = cast(QLineF, Shiboken.wrapInstance(segments.ctypes.data, QLineF))
        painter.drawLines(first, len(segments))

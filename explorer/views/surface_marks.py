"""What stands on a surface: minima, start points and play heads, fainter behind a hill."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.core.array import Array
from explorer.core.height_field import Frame
from explorer.session.selection import Selection
from explorer.views.fork_marks import SIZE as FORK
from explorer.views.fork_marks import paint_fork
from explorer.views.marks import stamp_marker
from explorer.views.paths import Path
from explorer.views.scene import CROWD, HEAD, MANY, Mark, paint_mark
from explorer.views.start_handle import stamp_start
from explorer.views.surface_survey import Surface
from explorer.views.theme import CAPTION, Theme
from explorer.views.trails import DIMMED, is_dimmed

__all__ = [
    "paint_surface_forks", "paint_surface_heads", "paint_surface_marks", "paint_surface_starts",
]  # fmt: skip

HIDDEN = 0.35  # opacity of what stands behind a hill
AWAY = 0.75  # of the size: a play head that has left the field
FAR = 1e5  # pixels; NaN is not nearer
SMALL = 320  # pixels: marks are smaller in narrower panels


def paint_surface_marks(
    painter: QPainter, frame: Frame, surface: Surface, look: Theme, known: Sequence[Mark],
    ratio: float | None = None,
) -> None:  # fmt: skip
    """Paint the critical points that lie in the field; where there are many, minima alone.

    `ratio` is that of `paint_mark`.
    """
    if len(known) > MANY:
        known = [mark for mark in known if mark.kind == "minimum"]
    if not known:
        return
    points, inside = surface.lay(np.array([mark.point for mark in known]))
    small = _size(frame) * (0.6 if len(known) > CROWD else 1.0)
    pixels, seen = frame.look(points)
    for mark, at, is_in, is_seen in zip(known, _spots(pixels), inside, seen, strict=True):
        if at is not None and is_in:
            painter.setOpacity(1.0 if is_seen else HIDDEN)
            paint_mark(painter, at, look, mark, small, ratio)
    painter.setOpacity(1.0)


def paint_surface_starts(
    painter: QPainter,
    frame: Frame,
    surface: Surface,
    look: Theme,
    starts: Array,
    active: int,
    is_focused: bool = False,
    is_locked: bool = False,
    ratio: float | None = None,
) -> None:
    """Paint the start points (n, 2), the active one on top; those beside the field at its edge."""
    points, inside = surface.lay(starts)
    pixels, seen = frame.look(points)
    spots = _spots(pixels)
    for k in sorted(range(len(spots)), key=lambda k: k == active):
        at = spots[k]
        if at is not None:
            painter.setOpacity(1.0 if seen[k] and inside[k] else 0.5)
            size = _size(frame)
            stamp_start(painter, at, look, k == active, is_focused, size, is_locked, ratio)
    painter.setOpacity(1.0)


def paint_surface_forks(
    painter: QPainter,
    frame: Frame,
    surface: Surface,
    look: Theme,
    paths: Sequence[Path],
    step: int,
    selection: Selection | None,
) -> None:
    """Paint the forks that the play head has passed, and that lie in the field."""
    forked = [path for path in paths if path.is_forked and step >= path.fork]
    if not forked:
        return
    points, inside = surface.lay(np.array([path.points[path.fork] for path in forked]))
    pixels, seen = frame.look(points)
    for path, at, is_in, is_seen in zip(forked, _spots(pixels), inside, seen, strict=True):
        if at is not None and is_in:
            dimmed = 2 * DIMMED if is_dimmed(path, selection) else 1.0
            painter.setOpacity(dimmed * (1.0 if is_seen else HIDDEN))
            paint_fork(painter, at, look, path.slot, FORK * _size(frame))
    painter.setOpacity(1.0)


def paint_surface_heads(
    painter: QPainter,
    frame: Frame,
    surface: Surface,
    look: Theme,
    paths: Sequence[Path],
    step: int,
    selection: Selection | None,
    ratio: float | None = None,
) -> None:
    """Paint the bead at each path's play head; one beside the field waits at its edge, smaller."""
    if not paths:
        return
    places = np.array([path.points[path.step(step)] for path in paths])
    is_known = ~np.isnan(places).any(axis=1)
    points, inside = surface.lay(places)
    pixels, seen = frame.look(points)
    spots, size = _spots(pixels), HEAD * _size(frame)
    for k in sorted(range(len(paths)), key=lambda k: not is_dimmed(paths[k], selection)):
        path, at = paths[k], spots[k]
        if at is None or not is_known[k]:
            continue
        dimmed = 2 * DIMMED if is_dimmed(path, selection) else 1.0
        painter.setOpacity(dimmed * (1.0 if seen[k] else HIDDEN))
        wide = size if inside[k] else AWAY * size
        stamp_marker(painter, at, look, path.slot, wide, ratio)
        verdict = path.trace.verdict
        is_lost = verdict.kind in ("diverged", "left-box") and path.has_ended(step)
        if is_lost and not inside[k] and frame.eye.width >= SMALL / 2:
            painter.setOpacity(dimmed)
            _paint_words(painter, frame, at, look, verdict.words)
    painter.setOpacity(1.0)


def _paint_words(painter: QPainter, frame: Frame, at: QPointF, look: Theme, words: str) -> None:
    """Paint a few words beside a spot, on the side where there is room."""
    painter.setFont(look.font(CAPTION))
    wide = painter.fontMetrics().horizontalAdvance(words) + 10.0
    tall = painter.fontMetrics().height() + 4.0
    left = at.x() + 10 if at.x() + 10 + wide < frame.eye.width else at.x() - 10 - wide
    box = QRectF(left, at.y() - tall / 2, wide, tall)
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(look.ink("bad"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _size(frame: Frame) -> float:
    return 1.0 if frame.eye.width >= SMALL else 0.8


def _spots(pixels: Array) -> list[QPointF | None]:
    """Return pixels (n, 2) as points Qt can draw; None where they are undefined or far off."""
    return [QPointF(x, y) if abs(x) < FAR and abs(y) < FAR else None for x, y in pixels.tolist()]

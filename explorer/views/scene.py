"""The scene: what lies on a landscape - minima, trails, play heads, starts - painted in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from explorer.core.array import Array, Point
from explorer.core.minima import CriticalForm, CriticalKind, CriticalPoint
from explorer.core.objective import Objective
from explorer.session.selection import Selection
from explorer.views.camera import Camera
from explorer.views.marks import (
    paint_hilltop,
    paint_level,
    paint_marker,
    paint_minimum,
    paint_saddle,
    stamp_marker,
)
from explorer.views.paths import Path
from explorer.views.stamps import paint_stamp
from explorer.views.start_handle import stamp_start
from explorer.views.theme import CAPTION, Theme
from explorer.views.trails import DIMMED, is_dimmed

__all__ = [
    "CROWD",
    "HEAD",
    "MANY",
    "Mark",
    "mark_scale",
    "marks",
    "paint_heads",
    "paint_mark",
    "paint_marks",
    "paint_starts",
    "plane_points",
]

HEAD = 12.0  # pixels across
EDGE = 14.0  # pixels: how far inside the edge a play head waits that has left the view
CHIPS = 46.0  # pixels along the upper and lower edge that belong to the chips
CROWD = 24  # more marks than that, and they are drawn smaller
MANY, FLOOD = 60, 1000  # more than that, and hilltops or also saddles are left out


@dataclass(frozen=True)
class Mark:
    """A known minimum, or another critical point."""

    point: Point
    kind: CriticalKind
    form: CriticalForm = "curved"
    is_global: bool = False


def marks(landscape: Objective, found: Sequence[CriticalPoint]) -> tuple[Mark, ...]:
    """Return what to mark: what was found, and minima that are known from elsewhere.

    Where there is much, hilltops are left out, then saddles.
    """
    minima = [(c.point, c.value, c.form) for c in found if c.kind == "minimum"]
    minima += [(*one, "curved") for one in _listed(landscape, [c[0] for c in minima])]
    lowest = landscape.lowest if landscape.knows_its_minima else None
    if lowest is None and minima:
        lowest = min(value for _, value, _ in minima)
    kinds: tuple[CriticalKind, ...] = ("degenerate", "saddle", "maximum")
    kinds = kinds[: 1 if len(found) > FLOOD else 2 if len(found) > MANY else 3]
    return (
        *(Mark(c.point, c.kind, c.form) for kind in kinds for c in found if c.kind == kind),
        *(
            Mark(point, "minimum", form, lowest is not None and _is_as_low(value, lowest))
            for point, value, form in minima
        ),
    )


def _listed(landscape: Objective, found: list[Point]) -> list[tuple[Point, float]]:
    """Return the minima that are listed with a landscape, with their values, but were not found."""
    if not landscape.knows_its_minima or not landscape.minima:
        return []
    listed = np.array(landscape.minima, dtype=np.float64)
    if found:
        widths = np.array([high - low for low, high in landscape.box])
        shares = np.array(found) / widths
        near = [(np.abs(shares - p / widths).max(axis=1) < 1e-4).any() for p in listed]
        listed = listed[~np.array(near)]
    values = landscape.value(listed).tolist()
    return [(tuple(p), v) for p, v in zip(listed.tolist(), values, strict=True)]


def _is_as_low(value: float, lowest: float) -> bool:
    return value - lowest <= 1e-6 * (1 + abs(lowest))


def mark_scale(camera: Camera) -> float:
    """Return how large marks are in a panel: smaller in a small one."""
    return 1.0 if camera.width >= 320 else 0.8 if camera.width >= 180 else 0.62


def plane_points(landscape: Objective, points: Sequence[Point]) -> Array:
    """Return points as rows (n, 2) of the plane: on a curve, with their value."""
    if not points:
        return np.empty((0, 2))
    rows = np.array(points, dtype=np.float64)
    if landscape.dim == 1:
        return np.column_stack([rows[:, 0], landscape.value(rows)])
    return rows


def paint_marks(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    landscape: Objective,
    known: Sequence[Mark],
) -> None:
    """Paint the critical points that are in view."""
    pixels = camera.to_pixels(plane_points(landscape, [mark.point for mark in known]))
    small = mark_scale(camera) * (0.72 if len(known) > CROWD else 1.0)
    for mark, at in zip(known, _spots(pixels), strict=True):
        if at is None or not _is_near(at, camera):
            continue
        paint_mark(painter, at, look, mark, small)


def paint_mark(
    painter: QPainter,
    at: QPointF,
    look: Theme,
    mark: Mark,
    size: float,
    ratio: float | None = None,
) -> None:
    """Paint one critical point at a spot; `size` 1 is that of a large panel.

    With a `ratio` of device pixels a pixel it is taken from pictures that are kept, which is for a
    screen; without it, it is drawn as a shape.
    """
    sign = look, mark.kind, mark.form, mark.is_global, size
    paint_stamp(painter, at, _paint_sign, ceil(10 * size) + 3, ratio, *sign)


def _paint_sign(
    painter: QPainter,
    at: QPointF,
    look: Theme,
    kind: CriticalKind,
    form: CriticalForm,
    is_global: bool,
    size: float,
) -> None:
    if kind == "minimum":
        paint_minimum(painter, at, look, is_global, 6.5 * size, form)
    elif kind == "saddle":
        paint_saddle(painter, at, look, 4.5 * size)
    elif kind == "maximum":
        paint_hilltop(painter, at, look, 4.5 * size)
    else:
        paint_level(painter, at, look, form != "inflection", 4.5 * size)


def paint_heads(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    paths: Sequence[Path],
    step: int,
    selection: Selection | None,
    scale: float = 1.0,
    ratio: float | None = None,
) -> None:
    """Paint the bead at each path's play head; one outside waits at the edge, smaller.

    `ratio` is that of `paint_mark`.
    """
    places = np.array([path.points[path.step(step)] for path in paths]).reshape(-1, 2)
    beads = zip(paths, _spots(camera.to_pixels(places)), strict=True)
    for path, at in sorted(beads, key=lambda bead: not is_dimmed(bead[0], selection)):
        if at is None:
            continue
        inside = QRectF(0, 0, camera.width, camera.height).contains(at)
        painter.setOpacity(2 * DIMMED if is_dimmed(path, selection) else 1.0)
        if inside:
            stamp_marker(painter, at, look, path.slot, HEAD * scale, ratio)
        else:
            _paint_absent(painter, camera, look, path, at, step, scale)
        painter.setOpacity(1.0)


def _paint_absent(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    path: Path,
    at: QPointF,
    step: int,
    scale: float,
) -> None:
    """Paint a play head that has left the view: at the edge, with a word if it flew away."""
    chips = CHIPS * scale
    spot = QPointF(
        min(max(at.x(), EDGE), camera.width - EDGE),
        min(max(at.y(), chips), camera.height - chips),
    )
    paint_marker(painter, spot, look, path.slot, HEAD * 0.75 * scale)
    verdict = path.trace.verdict
    if path.has_ended(step) and verdict.kind in ("diverged", "left-box") and camera.width >= 180:
        painter.setFont(look.font(CAPTION))
        wide = painter.fontMetrics().horizontalAdvance(verdict.words) + 10.0
        tall = painter.fontMetrics().height() + 4.0
        left = spot.x() + 10 if spot.x() < camera.width / 2 else spot.x() - 10 - wide
        box = QRectF(left, spot.y() - tall / 2, wide, tall)
        painter.setPen(look.pen("chip_line"))
        painter.setBrush(look.ink("chip"))
        painter.drawRoundedRect(box, 5, 5)
        painter.setPen(look.ink("bad"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, verdict.words)


def paint_starts(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    pixels: Array,
    active: int,
    is_focused: bool = False,
    scale: float = 1.0,
    is_locked: bool = False,
    ratio: float | None = None,
) -> None:
    """Paint the start points, pixels (n, 2), the active one on top; `ratio` as for marks."""
    order = sorted(range(len(pixels)), key=lambda k: k == active)
    spots = _spots(pixels)
    for k in order:
        at = spots[k]
        if at is None or not _is_near(at, camera):
            continue
        stamp_start(painter, at, look, k == active, is_focused, scale, is_locked, ratio)


def _spots(pixels: Array) -> list[QPointF | None]:
    """Return pixels (n, 2) as points Qt can draw; None where undefined."""
    far = np.clip(pixels, -1e6, 1e6)
    return [QPointF(x, y) if x == x and y == y else None for x, y in far.tolist()]


def _is_near(at: QPointF, camera: Camera) -> bool:
    return QRectF(-20, -20, camera.width + 40, camera.height + 40).contains(at)

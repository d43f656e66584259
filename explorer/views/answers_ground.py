"""The ground behind the examples: coloured by what the net answers there, with its borders."""

from functools import lru_cache
from math import sqrt
from typing import Any

import contourpy
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.core.array import Array
from explorer.core.nets.tiny_net import TinyNet
from explorer.views.answers_learner import Learner
from explorer.views.answers_sheet import Sheet
from explorer.views.camera import Camera
from explorer.views.hatching import hatching
from explorer.views.strokes import clipped, draw_segments, thinned
from explorer.views.theme import Theme, landscape_colours

__all__ = ["heat", "mixed", "paint_ground", "rgb", "value_range"]

GRID, COARSEST = 120, 72  # answers across and up; fewer of a net that takes longer
WORK = 300_000  # answers times units at a time, about 3 ms
SURE = 0.6  # power that makes the colour of a class full soon after its border
SHARE = {"dark": 0.52, "light": 0.34}  # of the class's colour in the ground


def paint_ground(
    painter: QPainter, sheet: Sheet, weights: Array, camera: Camera, look: Theme
) -> bool:
    """Paint the answers over all that the camera sees; False where some are undefined."""
    one, columns = sheet.learner, _columns(sheet)
    rows = 1 if sheet.is_curve else columns
    xs = np.linspace(camera.left, camera.right, columns)
    ys = np.linspace(camera.high, camera.low, rows)
    grid = np.column_stack([np.tile(xs, rows), np.repeat(ys, columns)])
    raw = one.raw(weights, sheet.inputs(grid))
    plain = np.uint32(look.ink("panel").rgb())
    colours = np.full(len(grid), plain) if sheet.is_value_curve else _colours(one, raw, look)
    defined = np.isfinite(raw).all(axis=0) if not one.classes else ~np.isnan(raw).any(axis=0)
    colours[~defined] = 0
    whole = bool(defined.all())
    view = QRectF(0, 0, camera.width, camera.height)
    if not whole:
        painter.fillRect(view, hatching(look))
    _paint_colours(painter, view, colours.reshape(rows, columns), whole)
    if not sheet.is_curve:
        fields = one.margins(raw) if one.classes else np.empty((0, len(grid)))
        _paint_borders(painter, camera, look, xs, ys, fields.reshape(-1, rows, columns))
    return whole


def _columns(sheet: Sheet) -> int:
    """Return how many answers across and up can be had within a frame."""
    objective = sheet.learner.objective
    units = sum(objective.hidden) if isinstance(objective, TinyNet) else 1
    return int(np.clip(sqrt(WORK / max(units, 1)), COARSEST, GRID))


def rgb(colour: QColor) -> tuple[int, int, int]:
    """Return red, green and blue, each from 0 to 255."""
    return colour.red(), colour.green(), colour.blue()


def mixed(colour: QColor, other: QColor, share: float) -> QColor:
    """Return a colour with so much of it, and the rest of the other one."""
    parts = zip(rgb(colour), rgb(other), strict=True)
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts))


def value_range(one: Learner) -> tuple[float, float]:
    """Return the values that get the lowest and the highest colour in a regression."""
    low, high = float(one.targets.min()), float(one.targets.max())
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def heat(one: Learner, values: Array) -> NDArray[np.uint8]:
    """Return the colours (n, 4) of values (n,) in a regression, RGBA."""
    low, high = value_range(one)
    colours = landscape_colours(256)
    with np.errstate(invalid="ignore"):
        shades = np.nan_to_num(np.clip((values - low) / (high - low), 0.0, 1.0)) * 255
    return colours[shades.astype(np.intp)]


def _colours(one: Learner, raw: Array, look: Theme) -> NDArray[np.uint32]:
    """Return the colours (n,) of raw answers (outputs, n), as Qt packs them."""
    if not one.classes:
        return _packed(heat(one, raw[0]))
    shares = np.nan_to_num(one.shares(raw))
    if len(shares) == 2:
        found: NDArray[np.uint32] = _shades(look)[np.rint(shares[1] * 255).astype(np.uint8)]
        return found
    return _blend(shares, look)


@lru_cache(maxsize=2)
def _shades(look: Theme) -> NDArray[np.uint32]:
    """Return the 256 colours from all of the first of two classes to all of the second."""
    second = np.linspace(0.0, 1.0, 256)
    return _blend(np.stack([1.0 - second, second]), look)


def _blend(shares: Array, look: Theme) -> NDArray[np.uint32]:
    """Return the colours (n,) of shares (classes, n): pale where none is surely right."""
    count = len(shares)
    neutral, pure = _ground_colours(look, count)
    sure = (np.clip(shares.max(axis=0) * count - 1.0, 0.0, None) / (count - 1)) ** SURE
    return _packed(np.rint(neutral + sure[:, None] * (shares.T @ pure - neutral)))


def _packed(colours: NDArray[Any]) -> NDArray[np.uint32]:
    """Return colours (n, 3 or more), red first, as Qt packs them: (n,)."""
    red, green, blue = (colours[:, k].astype(np.uint32) for k in range(3))
    return np.asarray(np.uint32(0xFF000000) | red << 16 | green << 8 | blue)


@lru_cache(maxsize=16)
def _ground_colours(look: Theme, count: int) -> tuple[Array, Array]:
    """Return the colour of no class, and one row for each class."""
    neutral, share = look.ink("panel"), SHARE[look.name]
    pure = [rgb(mixed(look.class_colour(k), neutral, share)) for k in range(count)]
    return np.array(rgb(neutral), np.float64), np.array(pure, np.float64)


def _paint_colours(
    painter: QPainter, view: QRectF, colours: NDArray[np.uint32], whole: bool
) -> None:
    rows, columns = colours.shape
    # Of all formats these two are scaled several times as fast as the others.
    form = QImage.Format.Format_RGB32 if whole else QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(colours.data, columns, rows, columns * 4, form)
    # Grid points lie on the edge, pixels reach half a cell beyond.
    across = view.width() / (columns - 1) / 2
    up = view.height() / (rows - 1) / 2 if rows > 1 else 0.0
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(view.adjusted(-across, -up, across, up), image)


def _paint_borders(
    painter: QPainter, camera: Camera, look: Theme, xs: Array, ys: Array, fields: Array
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lines: list[Array] = []
    for field in fields:
        broken = not np.isfinite(field).all()
        found = contourpy.contour_generator(
            xs,
            ys,
            np.ma.masked_invalid(field) if broken else field,
            name="serial",
            line_type=contourpy.LineType.ChunkCombinedNan,
        ).lines(0.0)[0][0]
        if found is not None:
            pixels = thinned(camera.to_pixels(found), 1.5)
            lines.append(clipped(pixels, camera.width, camera.height))
    halo = look.ink("casing")
    halo.setAlpha(255)  # a casing that shines through would show every joint
    for pen in (look.pen(halo, 4.0), look.pen("text", 2.0)):
        painter.setPen(pen)
        for line in lines:
            draw_segments(painter, line)

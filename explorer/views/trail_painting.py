"""Painting trails: lines with soft edges and their beads, compiled, or by Qt until that is there.

Both ways give pictures that look the same; in the compiled one, joints are not drawn twice.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from explorer.core.array import Array
from explorer.core.sharing import shared_rows
from explorer.core.trail_compiling import compiled
from explorer.core.trail_kernels import Index, Mask, Picture, over
from explorer.views.marks import marker_stamp
from explorer.views.strokes import clipped, draw_segments
from explorer.views.theme import Theme

__all__ = ["CASING", "Beads", "Stroke", "paint_trails"]

CASING = 1.3  # pixels: the edge of a line on either side
BANDS, LONG = 4, 400  # of a picture, which two cores draw where there are so many corners

_room = threading.local()  # the mask, kept from picture to picture


@dataclass(frozen=True, eq=False)
class Stroke:
    """A piece of a trail."""

    corners: Array  # (m, 2) pixels
    slot: int  # of the colour
    opacity: float
    width: float  # pixels
    is_cased: bool


@dataclass(frozen=True, eq=False)
class Beads:
    """The beads of a piece of a trail."""

    places: Array  # (n, 2) pixels
    rows: Index  # those of the places that carry a bead
    slot: int
    opacity: float
    size: float  # pixels across


def paint_trails(
    image: QImage, strokes: Sequence[Stroke], beads: Sequence[Beads], look: Theme, quickly: bool
) -> None:
    """Paint lines, their edges under everything that is there, and beads on top.

    `quickly` is with the kernels, which must be compiled.
    """
    if quickly:
        _paint_compiled(image, strokes, beads, look)
    else:
        _paint_with_qt(image, strokes, beads, look)


def _paint_compiled(
    image: QImage, strokes: Sequence[Stroke], beads: Sequence[Beads], look: Theme
) -> None:
    kernels, ratio, width = compiled(), image.devicePixelRatio(), image.width()
    picture, height = np.frombuffer(image.bits(), np.uint32), image.height()
    mask = _mask(len(picture))
    dyes = [_dye(one, look, ratio) for one in strokes]
    forms = [_form(look, some.slot, some.size, ratio, some.opacity) for some in beads]
    is_long = sum(len(one.corners) for one in strokes) > LONG

    def draw(top: int, end: int) -> None:
        part = slice(top * width, end * width)
        for one, (inks, reach) in zip(strokes, dyes, strict=True):
            kernels["stroke"](
                one.corners, ratio, top, reach, inks, width, picture[part], mask[part]
            )
        for some, (form, side) in zip(beads, forms, strict=True):
            kernels["press"](some.places, some.rows, ratio, top, form, side, width, picture[part])

    shared_rows(draw, height, BANDS if is_long else 1)


def _dye(one: Stroke, look: Theme, ratio: float) -> tuple[Picture, float]:
    """Return the colours of a line that `stroke` wants, and how far they reach."""
    casing = look.ink("casing") if one.is_cased else QColor(0, 0, 0, 0)
    return _inks(look.colour(one.slot).rgba(), casing.rgba(), one.width * ratio, ratio, one.opacity)


def _mask(size: int) -> Mask:
    """Return so many zeros, which are zeros again when a line is drawn."""
    if getattr(_room, "size", None) != size:
        _room.size, _room.mask = size, np.zeros(size, np.float32)
    found: Mask = _room.mask
    return found


@lru_cache(maxsize=256)
def _inks(
    colour: int, casing: int, width: float, ratio: float, opacity: float
) -> tuple[Picture, float]:
    """Return the colours (768,) that `stroke` wants, and the reach."""
    edge = width / 2 + (CASING * ratio if casing >> 24 else 0.0)
    reach = edge + 0.5
    # The middle of what is rounded to the same number; 0 is beyond reach.
    close = (np.arange(256) - 0.5) / 254
    far = reach * np.sqrt(np.clip(1 - close, 0, 1))
    both = []
    for ink, half in ((colour, width / 2), (casing, edge)):
        # A pixel is covered as by an edge that runs along its rows (less than 1 pixel wide: all).
        cover = np.clip(half + 0.5 - far, 0, min(1.0, 2 * half))
        cover[0] = 0
        both.append(_premultiplied(ink, opacity * cover))
    both.append(np.array([over(int(a), int(b)) for a, b in zip(*both, strict=True)], np.uint32))
    return np.concatenate(both), reach


def _premultiplied(ink: int, shares: Array) -> Picture:
    """Return a colour at several opacities, as a picture has it."""
    alpha = (ink >> 24 & 255) * shares
    found = np.round(alpha).astype(np.uint32) << np.uint32(24)
    for shift in (16, 8, 0):
        part = np.round((ink >> shift & 255) * alpha / 255).astype(np.uint32)
        found |= part << np.uint32(shift)
    return found


@lru_cache(maxsize=256)
def _form(look: Theme, slot: int, size: float, ratio: float, opacity: float) -> tuple[Picture, int]:
    """Return the picture of a bead (side * side,) without the clear rim round it, and its side."""
    image = marker_stamp(look, slot, size, ratio)
    side = image.width()
    inks = np.frombuffer(image.constBits(), np.uint8).reshape(side, side, 4)
    seen = np.argwhere(inks[..., 3] > 0)
    rim = int(min(seen.min(), side - 1 - seen.max())) if len(seen) else 0
    inks = inks[rim : side - rim, rim : side - rim]
    faded = np.ascontiguousarray(np.round(inks * opacity).astype(np.uint8))
    return faded.view(np.uint32).reshape(-1), side - 2 * rim


def _paint_with_qt(
    image: QImage, strokes: Sequence[Stroke], beads: Sequence[Beads], look: Theme
) -> None:
    ratio = image.devicePixelRatio()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = image.width() / ratio, image.height() / ratio
    pieces = [(one, clipped(one.corners, *size)) for one in strokes]
    for one, segments in pieces:
        _draw_with_qt(painter, segments, look.colour(one.slot), one.width * ratio, one.opacity)
    # Under what is there: casings never cut a line, however the picture has grown.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
    for one, segments in pieces:
        if one.is_cased:
            wide = (one.width + 2 * CASING) * ratio
            _draw_with_qt(painter, segments, look.ink("casing"), wide, one.opacity)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    for some in beads:
        form = marker_stamp(look, some.slot, some.size, ratio)
        half = form.width() / ratio / 2
        painter.setOpacity(some.opacity)
        for x, y in some.places[some.rows].tolist():
            painter.drawImage(QPointF(x - half, y - half), form)
    painter.end()


def _draw_with_qt(
    painter: QPainter, segments: Array, colour: QColor, width: float, opacity: float
) -> None:
    pen = QPen(colour, width)
    pen.setCosmetic(True)  # its width is in pixels of the picture
    # Half the time of round caps, and at this width the eye sees no difference.
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setOpacity(opacity)
    painter.setPen(pen)
    draw_segments(painter, segments)

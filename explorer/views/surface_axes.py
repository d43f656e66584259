"""Around a surface: the sky behind it, its shadow, and numbers along its edges."""

from functools import lru_cache
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPolygonF,
    QStaticText,
)

from explorer.core.array import Array
from explorer.core.height_field import TALL, Frame
from explorer.core.height_field_eye import Eye
from explorer.views.numbers import number
from explorer.views.surface_frames import frame_image
from explorer.views.surface_survey import Surface
from explorer.views.theme import Theme
from explorer.views.ticks import ticks

__all__ = ["paint_axes", "paint_block", "paint_sky"]

SIZE = 10  # pixels of a letter
APART = 64.0  # pixels between numbers, about
ACROSS, CLOSE = 24.0, 13.0  # pixels: numbers closer than that both ways are left out
TICK, BESIDE, NAME = 4.0, 13.0, 32.0  # pixels from the edge: end of a tick, its number, the name
SHADOW, BLUR = (0.19, 0.145, 0.1, 0.06, 0.025), 4  # how far beyond the base; pixels that are one
HEIGHTS = (0.0, 0.2, 0.4, 0.6, 0.8)  # where about the values are told
SMALL = 260  # pixels: smaller panels have no numbers


def paint_sky(painter: QPainter, eye: Eye, look: Theme) -> None:
    """Paint what is behind a surface."""
    painter.drawImage(0, 0, _sky(look, eye.width, eye.height))


def paint_block(painter: QPainter, frame: Frame, surface: Surface, look: Theme) -> None:
    """Paint the ground of a surface, with the shadow under it and the sky behind it."""
    # In the pixels of the frame: while it moves they are few.
    ground = frame_image(frame)
    image = _sky(look, ground.width(), ground.height()).copy()
    own = QPainter(image)
    own.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    own.drawImage(QRectF(image.rect()), _shadow(frame, surface, look))
    own.drawImage(0, 0, ground)
    own.end()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(0, 0, frame.eye.width, frame.eye.height), image)


def _shadow(frame: Frame, surface: Surface, look: Theme) -> QImage:
    """Return the shadow on the ground: a small picture, which is soft when it is drawn large."""
    height, width = (max(side // BLUR, 1) for side in frame.colours.shape)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    reach = np.array([(surface.field.half_x, surface.field.half_y)]) + np.array([SHADOW]).T
    corners = reach[:, None] * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])  # (layers, 4, 2)
    flat = np.concatenate([corners.reshape(-1, 2), np.zeros((corners.size // 2, 1))], axis=1)
    shares = frame.eye.to_pixels(flat) / (frame.eye.width, frame.eye.height)
    layers = (shares * (width, height)).reshape(-1, 4, 2)
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.ink("surface_shadow"))
    for layer in layers:
        if (np.abs(layer) < 1e5).all():
            painter.drawConvexPolygon(QPolygonF([QPointF(*at) for at in layer.tolist()]))
    painter.end()
    return image


@lru_cache(maxsize=4)
def _sky(look: Theme, width: int, height: int) -> QImage:
    """Return the sky as a picture: to copy it is far quicker than to fill with a gradient."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0.0, look.ink("sky"))
    sky.setColorAt(1.0, look.ink("ground"))
    painter = QPainter(image)
    painter.fillRect(0, 0, width, height, sky)
    painter.end()
    return image


@lru_cache(maxsize=128)
def _set(word: str, look: Theme, size: int) -> tuple[QStaticText, float, float]:
    """Return a word that is set already for a font of a theme, its width and its height."""
    font = look.font(SIZE)
    font.setPixelSize(size)
    text = QStaticText(word)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.prepare(font=font)
    metrics = QFontMetricsF(font)
    return text, metrics.horizontalAdvance(word), metrics.height()


def paint_axes(painter: QPainter, frame: Frame, surface: Surface, look: Theme) -> None:
    """Paint the coordinates along the two near edges of the base, and values up one corner."""
    eye = frame.eye
    if min(eye.width, eye.height) < SMALL:
        return
    painter.setFont(look.font(SIZE))
    taken: list[tuple[float, float]] = []
    half = surface.field.half_x, surface.field.half_y
    side = [1.0 if place > 0 else -1.0 for place in eye.place[:2].tolist()]
    low, high = surface.box
    for axis in (0, 1):
        ends = np.zeros((2, 3))
        ends[:, axis] = (-half[axis], half[axis])
        ends[:, 1 - axis] = side[1 - axis] * half[1 - axis]
        out = np.zeros(3)
        out[1 - axis] = side[1 - axis]
        pixels = eye.to_pixels(ends)
        if not np.isfinite(pixels).all():
            continue
        length = hypot(*(pixels[1] - pixels[0]))
        values = ticks(float(low[axis]), float(high[axis]), length / APART)
        shares = (np.array(values) - low[axis]) / (high[axis] - low[axis])
        spots = ends[0] + shares[:, None] * (ends[1] - ends[0])
        _paint_scale(painter, frame, look, spots, out, [number(v, 6) for v in values], taken)
        middle = ends.mean(axis=0)[None]
        _paint_scale(painter, frame, look, middle, out, ["xy"[axis]], taken, NAME)
    _paint_values(painter, frame, surface, look, taken)


def _paint_values(
    painter: QPainter, frame: Frame, surface: Surface, look: Theme, taken: list[tuple[float, float]]
) -> None:
    """Paint the values of the landscape up the corner that is farthest left."""
    eye = frame.eye
    x, y = surface.field.half_x, surface.field.half_y
    corners = np.array([[-x, -y, 0.0], [x, -y, 0.0], [x, y, 0.0], [-x, y, 0.0]])
    pixels = eye.to_pixels(corners)
    if not np.isfinite(pixels).all():
        return
    corner = corners[int(pixels[:, 0].argmin())]
    heights, words = _told(surface)
    spots = np.tile(corner, (len(heights), 1))
    spots[:, 2] = TALL * heights
    _paint_scale(painter, frame, look, spots, -eye.axes[0], words, taken)


@lru_cache(maxsize=8)
def _told(surface: Surface) -> tuple[Array, list[str]]:
    """Return at which heights values are told, and the values."""
    relief = surface.relief
    top = float(np.nanmax(surface.field.nodes[:, :, 0], initial=0.0)) / TALL
    if len(relief.values) == 1:
        return relief.heights[:1], [number(float(relief.values[0]), 3)]
    if surface.request.scale == "linear":
        low, high = relief.value(np.array([0.0, top]))
        values = np.array(ticks(float(low), float(high), 5))
    else:
        rough = relief.value(np.array(HEIGHTS))
        values = np.array([float(f"{value:.1e}") for value in rough.tolist()])
    heights = relief.height(values)
    kept = heights <= top + 1e-6
    return heights[kept], [number(value, 3) for value in values[kept].tolist()]


def _paint_scale(
    painter: QPainter,
    frame: Frame,
    look: Theme,
    spots: Array,
    out: Array,
    words: list[str],
    taken: list[tuple[float, float]],
    beside: float = BESIDE,
) -> None:
    """Paint words beside spots (n, 3), in the direction `out` of space, with a tick to each.

    Those that would lie on words in `taken`, or are behind the ground, are left out; the others
    come there.
    """
    if not len(spots):
        return
    eye = frame.eye
    pixels, seen = frame.look(spots)
    ahead = eye.to_pixels(spots + 0.01 * out)
    size, line, ink = painter.font().pixelSize(), look.pen("surface_axis"), look.ink("muted")
    told = zip(pixels.tolist(), ahead.tolist(), words, seen.tolist(), strict=True)
    for (x, y), (u, v), word, is_seen in told:
        if not is_seen or not (-40 < x < eye.width + 40 and -40 < y < eye.height + 40):
            continue
        far = hypot(u - x, v - y) or 1.0
        a, b = (u - x) / far, (v - y) / far
        text, wide, tall = _set(word, look, size)
        # Words keep as far from the edge as they are long that way.
        far = beside + abs(a) * wide / 2
        at = x + far * a, y + far * b
        if any(abs(at[0] - c) < ACROSS and abs(at[1] - d) < CLOSE for c, d in taken):
            continue
        taken.append(at)
        if beside == BESIDE:
            painter.setPen(line)
            painter.drawLine(QPointF(x, y), QPointF(x + TICK * a, y + TICK * b))
        painter.setPen(ink)
        painter.drawStaticText(QPointF(at[0] - wide / 2, at[1] - tall / 2), text)

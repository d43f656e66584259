"""Round numbers along an axis, and their small labels inside the edge of a panel."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor, isfinite, log10

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath

from explorer.views.camera import Camera
from explorer.views.numbers import number
from explorer.views.theme import Theme

__all__ = ["labels", "paint_ticks", "ticks"]

SIZE = 10  # pixels
DIGITS = 6
APART = 110  # pixels between labels, about
HALO = 2.4  # pixels: the edge round the letters


def ticks(low: float, high: float, count: float) -> list[float]:
    """Return about `count` round numbers from low to high: steps of 1, 2 or 5 times ten to n."""
    span = high - low
    if not isfinite(span) or span <= 0 or count <= 0:
        return []
    rough = span / max(count, 1.0)
    power = 10.0 ** floor(log10(rough))
    step = next((power * m for m in (1, 2, 5) if power * m >= rough * 0.999), power * 10)
    first, last = ceil(low / step), floor(high / step)
    return [k * step for k in range(int(first), int(last) + 1)] if last - first < 100 else []


def paint_ticks(painter: QPainter, camera: Camera, look: Theme) -> None:
    """Paint coordinates along the lower and the left edge."""
    across, up = camera.per_pixel
    metrics = QFontMetricsF(look.font(SIZE))
    ratio = painter.device().devicePixelRatio()
    marked = ticks(camera.left, camera.right, camera.width / APART)
    for value, text in zip(marked, labels(marked), strict=True):
        x = (value - camera.left) / across
        width = metrics.horizontalAdvance(text)
        if 40 < x < camera.width - width:
            _paint(painter, x - width / 2, camera.height - 5, text, look, ratio)
    marked = ticks(camera.low, camera.high, camera.height / APART * 1.4)
    for value, text in zip(marked, labels(marked), strict=True):
        y = (camera.high - value) / up
        if 44 < y < camera.height - 44:
            _paint(painter, 6, y + metrics.ascent() / 2 - 1, text, look, ratio)


def labels(marked: Sequence[float]) -> list[str]:
    """Return what stands at numbers along an axis: with so many digits that no two look alike."""
    if len(marked) < 2:
        return [number(value, DIGITS) for value in marked]
    largest = max(abs(value) for value in marked)
    # A number with an exponent has three digits less.
    digits = ceil(log10(largest / (marked[1] - marked[0]))) + 4
    return [number(value, min(max(DIGITS, digits), 17)) for value in marked]


def _paint(
    painter: QPainter, left: float, line: float, text: str, look: Theme, ratio: float
) -> None:
    """Paint a label that begins at `left` and stands on a line."""
    drawn, above = _drawn(text, look, ratio)
    painter.drawImage(QPointF(round(left) - HALO, round(line) - above), drawn)


@lru_cache(maxsize=256)
def _drawn(text: str, look: Theme, ratio: float) -> tuple[QImage, float]:
    """Return a label as a picture, which takes a tenth of the time, and how much is above it."""
    font = look.font(SIZE)
    metrics = QFontMetricsF(font)
    above = ceil(metrics.ascent() + HALO)
    wide, tall = metrics.horizontalAdvance(text) + 2 * HALO, above + metrics.descent() + HALO
    size = (ceil(wide * ratio), ceil(tall * ratio))
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    outline.addText(QPointF(HALO, above), font, text)
    halo = look.ink("casing")
    halo.setAlpha(150)
    painter.strokePath(outline, look.pen(halo, HALO))
    painter.fillPath(outline, look.ink("text"))
    painter.end()
    return image, float(above)

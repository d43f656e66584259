"""The examples on the picture: filled in training, hollow when held out, ringed when wrong."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.core.array import Array
from explorer.views.answers_ground import heat, mixed
from explorer.views.answers_learner import Learner
from explorer.views.camera import Camera
from explorer.views.marks import marker_path
from explorer.views.theme import Theme

__all__ = ["colours_of", "nearest", "paint_example", "paint_picked", "paint_points", "point_size"]

NEAR = 20.0  # pixels beyond the edge that are still drawn
REACH = 10.0  # pixels from the middle of a point that still take it
TRAIN, HELD_OUT, CHOOSING = 0, 1, 2  # as in PARTS
SHAPES = ("o", "s", "t1", "t")  # of the examples of up to four groups


def point_size(camera: Camera, count: int) -> float:
    """Return how many pixels wide points are: smaller in a crowd and in a small panel."""
    size = 9.0 if count <= 120 else 7.5 if count <= 500 else 6.0
    return size if camera.width >= 320 else 0.78 * size


def colours_of(one: Learner, look: Theme) -> list[QColor]:
    """Return the colour of each example; shares of two classes are mixed."""
    if not one.classes:
        if len(one.features) == 1:
            return [look.class_colour(0)] * len(one.targets)
        return [QColor(*colour) for colour in heat(one, one.targets).tolist()]
    pure = [look.class_colour(k) for k in range(len(one.classes))]
    return [
        pure[int(target)]
        if target == int(target)
        else mixed(pure[1], pure[0], min(max(target, 0.0), 1.0))
        for target in one.targets.tolist()
    ]


def paint_points(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    one: Learner,
    pixels: Array,
    is_wrong: NDArray[np.bool_],
    ratio: float,
) -> None:
    """Paint the examples at pixels (n, 2); held-out ones above, wrong ones on top."""
    size = point_size(camera, len(pixels))
    colours = [colour.rgb() for colour in colours_of(one, look)]
    is_near = (np.abs(pixels - (camera.width / 2, camera.height / 2)) < (
        camera.width / 2 + NEAR, camera.height / 2 + NEAR
    )).all(axis=1)  # fmt: skip
    order = np.lexsort((one.parts, is_wrong))
    corners = (pixels - _side(size) / 2).tolist()
    parts, wrong, shapes = one.parts.tolist(), is_wrong.tolist(), one.shapes.tolist()
    stamps: dict[tuple[int, int, bool, int], QImage] = {}
    for row in order[np.asarray(is_near)[order]].tolist():
        kind = colours[row], parts[row], wrong[row], shapes[row]
        stamp = stamps.get(kind)
        if stamp is None:
            stamp = stamps[kind] = _stamp(look, *kind, size, ratio)
        painter.drawImage(QPointF(*corners[row]), stamp)


def paint_picked(
    painter: QPainter, at: QPointF, look: Theme, size: float, is_picked: bool, goal: float | None
) -> None:
    """Paint what marks an example under the pointer, or picked; `goal`: the curve's height."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if goal is not None:
        for pen in (look.pen("casing", 4.0), look.pen("text", 1.4, [3.0, 2.4])):
            painter.setPen(pen)
            painter.drawLine(QLineF(at.x(), at.y(), at.x(), goal))
    radius = size / 2 + 5.0
    painter.setPen(look.pen("mark_edge", 4.6))
    painter.drawEllipse(at, radius, radius)
    painter.setPen(look.pen("accent" if is_picked else "mark", 2.4))
    painter.drawEllipse(at, radius, radius)


def paint_example(
    painter: QPainter,
    at: QPointF,
    look: Theme,
    colour: QColor,
    part: int,
    size: float,
    shape: int = 0,
) -> None:
    """Paint one example of a part, in the shape of its group."""
    painter.save()
    painter.translate(at)
    edge = look.ink("mark_edge")
    symbol = "d" if part == CHOOSING and not shape else SHAPES[shape]
    path = marker_path(symbol, size)
    painter.strokePath(path, look.pen(edge, 2.6))
    painter.fillPath(path, look.ink("panel") if part == HELD_OUT else colour)
    if part == HELD_OUT:
        painter.strokePath(marker_path(symbol, size - 1.4), look.pen(colour, 2.0))
    elif part == CHOOSING and shape:
        painter.fillPath(marker_path("d", size / 2), look.ink("panel"))
    painter.restore()


def nearest(pixels: Array, at: QPointF, reach: float = REACH) -> int | None:
    """Return the example nearest to the pointer, None when it is out of reach."""
    if not len(pixels):
        return None
    with np.errstate(invalid="ignore", over="ignore"):
        distances = np.hypot(pixels[:, 0] - at.x(), pixels[:, 1] - at.y())
    distances = np.where(np.isfinite(distances), distances, np.inf)
    row = int(distances.argmin())
    return row if distances[row] <= reach else None


def _side(size: float) -> int:
    """Return how many pixels wide the picture of an example is, its rings included."""
    return 2 * (int(size / 2) + 6)


@lru_cache(maxsize=512)
def _stamp(
    look: Theme, rgb: int, part: int, wrong: bool, shape: int, size: float, ratio: float
) -> QImage:
    """Return an example as a small picture, for drawing it many times; its middle is the spot."""
    side = _side(size)
    image = QImage(
        round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    at = QRectF(0, 0, side, side).center()
    if wrong:
        radius = size / 2 + 2.8
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in (look.pen("mark_edge", 3.2), look.pen("mark", 1.5)):
            painter.setPen(pen)
            painter.drawEllipse(at, radius, radius)
    paint_example(painter, at, look, QColor(rgb), part, size, shape)
    painter.end()
    return image

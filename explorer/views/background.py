"""The ground of a map: heat, isolines, hatching and the edge of the box, kept as one picture."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QRegion

from explorer.core.array import Array
from explorer.core.objective import Objective
from explorer.session.worker import REST, Worker
from explorer.views.camera import Camera
from explorer.views.hatching import hatching
from explorer.views.relief import Scale
from explorer.views.scene import Mark, paint_marks
from explorer.views.strokes import clipped, draw_segments, thinned
from explorer.views.terrain import COARSE, FINE, Terrain, TerrainRequest, survey
from explorer.views.theme import Theme
from explorer.views.ticks import paint_ticks

__all__ = ["Ground", "paint_heat", "paint_isolines"]


class Ground(QObject):
    """The landscape behind the paths. Panels of one size and one camera share its picture.

    A coarse survey is made at once, a fine one by the worker; without a worker both at once.
    """

    changed = Signal()

    def __init__(
        self, worker: Worker | None = None, key: str = "ground", has_ticks: bool = True
    ) -> None:
        super().__init__()
        self._has_ticks = has_ticks
        self._worker, self._key = worker, key
        self._wanted: TerrainRequest | None = None
        self._coarse: Terrain | None = None
        self._fine: Terrain | None = None
        self._picture: QImage | None = None
        self._picture_key: object = None
        if worker is not None:
            worker.done.connect(self._take)

    @property
    def has_gaps(self) -> bool:
        """Whether the formula is undefined somewhere in view."""
        newest = self._fine if self._is_fine else self._coarse
        return newest is not None and not newest.is_whole

    def look(self, landscape: Objective, camera: Camera, scale: Scale = "balanced") -> None:
        """Survey what the camera sees of a landscape, its values as heights on a scale."""
        wanted = TerrainRequest(landscape, camera, FINE, scale=scale)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if self._worker is None:
            self._fine = survey(wanted)
        else:
            if self._fine is not None:
                seen = self._fine.request
                if seen.landscape != landscape or seen.scale != scale:
                    self._fine = None
            if self._fine is not None and _is_enough(self._fine, camera):
                self._coarse = None
            else:
                coarse = TerrainRequest(landscape, camera, COARSE, self._fine is None, scale)
                self._coarse = survey(coarse)
            self._worker.want(
                self._key, wanted, lambda cancelled: survey(wanted, cancelled), rest=REST
            )
        self._picture_key = None

    def picture(
        self, camera: Camera, look: Theme, contours: bool, known: tuple[Mark, ...], ratio: float = 1
    ) -> QImage:
        """Return the ground as a picture of the camera's size; `ratio` device pixels a pixel.

        `known` are the minima and saddles to mark on it.
        """
        key = (camera, look, contours, known, ratio, self._coarse, self._fine)
        if self._picture is None or key != self._picture_key:
            self._picture = self._drawn(camera, look, contours, known, ratio)
            self._picture_key = key
        return self._picture

    @property
    def _is_fine(self) -> bool:
        return self._fine is not None and self._fine.request == self._wanted

    def _take(self, key: str, request: object, result: object) -> None:
        if key == self._key and isinstance(result, Terrain):
            self._fine = result
            self.changed.emit()

    def _drawn(
        self, camera: Camera, look: Theme, contours: bool, known: tuple[Mark, ...], ratio: float
    ) -> QImage:
        width, height = round(camera.width * ratio), round(camera.height * ratio)
        image = QImage(max(width, 1), max(height, 1), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(look.ink("hatch_ground"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        layers = [t for t in (self._coarse, self._fine) if t is not None]
        if any(not terrain.is_whole for terrain in layers):
            painter.fillRect(QRectF(0, 0, camera.width, camera.height), hatching(look))
        if self._fine is not None and self._fine.request.camera == camera:
            layers = layers[-1:]
        if len(layers) == 2:  # only where the fine one does not reach
            whole = QRegion(0, 0, camera.width, camera.height)
            painter.setClipRegion(whole - QRegion(_reach(layers[1], camera).toAlignedRect()))
            paint_heat(painter, camera, layers[0].request.camera, layers[0].colours)
            painter.setClipping(False)
        for terrain in layers[-1:]:
            paint_heat(painter, camera, terrain.request.camera, terrain.colours)
        if layers and contours:
            paint_isolines(painter, camera, look, layers[-1].isolines)
        if layers:
            _paint_outside(painter, camera, layers[-1].request.landscape, look)
        if self._has_ticks:
            paint_ticks(painter, camera, look)
        if layers and known:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_marks(painter, camera, look, layers[-1].request.landscape, known)
        painter.end()
        return image


def _is_enough(fine: Terrain, camera: Camera) -> bool:
    """Tell whether a survey from elsewhere fills a view, with more points than a coarse one."""
    seen = fine.request.camera
    whole = QRectF(0, 0, camera.width, camera.height)
    shares = [(near.right - near.left) * (near.high - near.low) for near in (camera, seen)]
    return _reach(fine, camera).contains(whole) and shares[0] / shares[1] > COARSE / FINE


def _reach(terrain: Terrain, camera: Camera) -> QRectF:
    """Return the pixels that a survey covers."""
    seen = terrain.request.camera
    corners = camera.to_pixels(np.array([[seen.left, seen.high], [seen.right, seen.low]]))
    (left, top), (right, bottom) = np.clip(corners, -1e6, 1e6).tolist()
    return QRectF(left, top, right - left, bottom - top)


def paint_heat(painter: QPainter, camera: Camera, seen: Camera, colours: NDArray[np.uint8]) -> None:
    """Paint a grid of colours (rows, columns, 4) over what the camera `seen` saw."""
    rows, columns, _ = colours.shape
    image = QImage(colours.data, columns, rows, columns * 4, QImage.Format.Format_RGBA8888)
    corners = camera.to_pixels(np.array([[seen.left, seen.high], [seen.right, seen.low]]))
    (left, top), (right, bottom) = corners
    # Grid points lie on the edge, pixels reach half a cell beyond.
    across, up = (right - left) / (columns - 1) / 2, (bottom - top) / (rows - 1) / 2
    target = QRectF(left - across, top - up, right - left + 2 * across, bottom - top + 2 * up)
    painter.drawImage(target, image)


def paint_isolines(painter: QPainter, camera: Camera, look: Theme, isolines: Array) -> None:
    """Paint isolines, one broken line of points of the plane."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = look.pen("contour")
    # Round caps would overlap at every joint and show as a dotted line.
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    lines = thinned(camera.to_pixels(isolines), 2.0)
    draw_segments(painter, clipped(lines, camera.width, camera.height))


def _paint_outside(painter: QPainter, camera: Camera, landscape: Objective, look: Theme) -> None:
    if landscape.dim != 2:
        return
    corners: Array = np.array(landscape.box).T
    (left, bottom), (right, top) = camera.to_pixels(corners)
    view = QRectF(0, 0, camera.width, camera.height)
    box = QRectF(left, top, right - left, bottom - top)
    if box.contains(view):
        return
    seen = box.intersected(view)
    shade = look.ink("shade")
    for strip in (
        QRectF(0, 0, camera.width, seen.top()),
        QRectF(0, seen.bottom(), camera.width, camera.height - seen.bottom()),
        QRectF(0, seen.top(), seen.left(), seen.height()),
        QRectF(seen.right(), seen.top(), camera.width - seen.right(), seen.height()),
    ):
        painter.fillRect(strip, shade)
    if not seen.isEmpty():
        painter.setPen(look.pen("contour"))
        painter.drawRect(box.intersected(view.adjusted(-2, -2, 2, 2)))

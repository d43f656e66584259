"""Slopes as lines that run downhill, drawn on a map and computed beside the window."""

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.shown import Shown
from explorer.views.slope_arrows import blank, paint_faint
from explorer.views.streamlines import StreamRequest, Streams, stream_request, streamlines
from explorer.views.strokes import clipped, thinned
from explorer.views.theme import Theme

__all__ = ["StreamLayer"]

BARB = 6.0  # pixels: the two strokes of a head
THIN = 3.0  # pixels between the points of a line


class StreamLayer(QObject):
    """Draws the lines of a part of the ground, and asks for others when the view has left it."""

    changed = Signal()  # others are there

    def __init__(self, session: Session, shown: Shown, key: str = "streamlines") -> None:
        """Layers of different cameras have a `key` each."""
        super().__init__()
        self._name = key
        self._session, self._shown = session, shown
        self._streams: Streams | None = None
        self._wanted: StreamRequest | None = None
        self._key: object = None
        self._picture = QImage()
        session.worker.done.connect(self._take)

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint the lines that are there; what belongs to the view follows when it is computed."""
        landscape = self._session.document.landscape
        is_map = isinstance(landscape, Landscape) and landscape.dim == 2
        if not is_map or not self._shown.is_on("streamlines"):
            return
        wanted = stream_request(landscape, camera)
        if wanted != self._wanted:
            self._wanted = wanted
            self._session.worker.want(self._name, wanted, partial(streamlines, wanted))
        streams = self._streams
        if streams is None or not _belongs(streams.request, wanted):
            return
        key = (streams, camera, look, ratio)
        if key != self._key:
            self._key = key
            self._picture = blank(camera, ratio)
            inner = QPainter(self._picture)
            paint_faint(inner, look, strokes(streams, camera))
            inner.end()
        painter.drawImage(0, 0, self._picture)

    def _take(self, key: str, request: object, result: object) -> None:
        if key == self._name and isinstance(result, Streams):
            self._streams = result
            self.changed.emit()


def strokes(streams: Streams, camera: Camera) -> Array:
    """Return what is drawn of streamlines, pixels (m, 4): the lines, and the barbs of heads."""
    lines = clipped(thinned(camera.to_pixels(streams.lines), THIN), camera.width, camera.height)
    if not len(streams.heads):
        return lines
    tips = camera.to_pixels(streams.heads[:, 1])
    way = tips - camera.to_pixels(streams.heads[:, 0])
    seen = ((tips > 0) & (tips < np.array([camera.width, camera.height]))).all(axis=1)
    tips, way = tips[seen], way[seen]
    length = np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    barb = BARB * way / length
    side = np.column_stack([-barb[:, 1], barb[:, 0]]) * 0.55
    heads = [np.hstack([tips, tips - barb + turn * side]) for turn in (1, -1)]
    return np.vstack([lines, *heads])


def _belongs(seen: StreamRequest, wanted: StreamRequest) -> bool:
    """Tell whether lines are worth a look until others come: same land, about the same scale."""
    if seen.landscape != wanted.landscape:
        return False
    ratios = (a / b for a, b in zip(seen.size, wanted.size, strict=True))
    return all(0.25 <= ratio <= 4 for ratio in ratios)

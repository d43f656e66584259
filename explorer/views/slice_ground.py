"""The ground of a slice: its terrain, surveyed beside the window from coarse to fine."""

from dataclasses import replace
from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from explorer.core.array import Array
from explorer.core.nets.surface import LEVELS
from explorer.session.slicer import Slice
from explorer.session.worker import Worker
from explorer.views.camera import Camera
from explorer.views.relief import Relief
from explorer.views.slice_drawing import ground_picture
from explorer.views.slice_terrain import SliceRequest, SliceTerrain, slice_terrain
from explorer.views.theme import Theme

__all__ = ["SliceGround"]

FIRST, AGAIN, MOVING, FINE, FINEST = *LEVELS[:2], 33, *LEVELS[2:]  # points a side
PAUSE = 1 / 30  # seconds between two surveys of a plane that moves with the play head
REST = 200  # milliseconds without a change before the finest survey
NONE = np.empty(0)


class SliceGround(QObject):
    """Surveys the wanted slice and keeps the last one until then, so that nothing flickers.

    The first survey of a slice is never cancelled by a newer one, or a long drag would show
    nothing; the finer ones are. `shown` is the slice in the picture: draw all else on that one.
    """

    changed = Signal()  # another terrain is there
    failed = Signal(str)  # why the wanted slice has no terrain, in a sentence

    def __init__(self, worker: Worker, parent: QObject | None = None, key: str = "slice") -> None:
        super().__init__(parent)
        self._worker = worker
        self._first, self._finer = f"{key}, at once", f"{key}, finer"
        self._wanted: SliceRequest | None = None
        self._layers: tuple[SliceTerrain, ...] = ()  # of one slice, the finest last
        self._begun = 0.0
        self._pace, self._rest = QTimer(self), QTimer(self)
        for timer, act in ((self._pace, self._begin), (self._rest, self._finish)):
            timer.setSingleShot(True)
            timer.timeout.connect(act)
        self._picture: QImage | None = None
        self._picture_key: object = None
        worker.done.connect(self._take)
        worker.failed.connect(self._give_up)

    @property
    def shown(self) -> Slice | None:
        """The slice in the picture; None until there is one."""
        return self._layers[-1].request.slice if self._layers else None

    @property
    def scale(self) -> Relief | None:
        """How high is high in the picture."""
        return self._layers[-1].scale if self._layers else None

    @property
    def line(self) -> SliceTerrain | None:
        """The terrain where it is a line."""
        is_line = bool(self._layers) and len(self._layers[-1].values) == 1
        return self._layers[-1] if is_line else None

    def look(self, seen: Slice | None, camera: Camera, usual: Array = NONE) -> None:
        """Survey what the camera sees of a slice; the colours shall reach the `usual` losses."""
        if seen is None:
            self.clear()
            return
        if len(seen.box) == 1:
            camera = replace(camera, low=0.0, high=1.0)
        wanted = self._wanted
        if wanted is not None and wanted.slice is seen and wanted.camera == camera:
            return
        shown = self.shown
        if shown is not None and shown.net.sizes != seen.net.sizes:
            self._layers = ()
            self.changed.emit()
        self._wanted = SliceRequest(seen, camera, 0, usual=usual)
        self._worker.cancel(self._finer)
        self._rest.stop()
        self._begin()

    def clear(self) -> None:
        """Forget all slices."""
        self.halt()
        if self._layers:
            self._layers = ()
            self.changed.emit()

    def halt(self) -> None:
        """Survey nothing more until the next look; what is there stays."""
        self._wanted = None
        for timer in (self._pace, self._rest):
            timer.stop()
        for key in (self._first, self._finer):
            self._worker.cancel(key)

    def value_at(self, x: float, y: float) -> float:
        """Return the surface at coordinates of the plane; NaN where it was not surveyed."""
        for terrain in reversed(self._layers):
            value = terrain.value_at(x, y)
            if not np.isnan(value):
                return value
        return float("nan")

    def heights_along(self, places: Array) -> Array:
        """Return the losses at places (n,) along the line; beyond its ends, those of the ends."""
        line = self.line
        if line is None:
            return np.full(len(places), np.nan)
        heights: Array = np.interp(places, line.xs, line.values[0])
        return heights

    def picture(self, camera: Camera, look: Theme, contours: bool, ratio: float = 1.0) -> QImage:
        """Return the ground as a picture of the camera's size; `ratio` device pixels a pixel."""
        key = (camera, look, contours, ratio, self._layers)
        if self._picture is None or key != self._picture_key:
            self._picture = ground_picture(self._layers, camera, look, contours, ratio)
            self._picture_key = key
        return self._picture

    def _begin(self) -> None:
        """Start the first survey of what is wanted, unless one is still under way."""
        wanted = self._wanted
        if wanted is None or self._worker.is_busy(self._first) or self._pace.isActive():
            return
        count = FIRST if self.shown is None else AGAIN
        if _moves(wanted.slice):
            wait = PAUSE - (perf_counter() - self._begun)
            if wait > 0:
                self._pace.start(round(1000 * wait))
                return
            count = MOVING
        self._begun = perf_counter()
        self._survey(self._first, wanted, count)

    def _survey(self, key: str, wanted: SliceRequest, count: int) -> None:
        request = replace(wanted, count=count, scale=self._scale_for(wanted.slice))
        self._worker.want(
            key,
            request,
            lambda given_up: slice_terrain(request, given_up),
            urgent=key == self._first,
        )

    def _scale_for(self, seen: Slice) -> Relief | None:
        """Return the scale of the picture if it holds for this slice, too."""
        shown = self.shown
        if shown is None or shown.net != seen.net or shown.plan != seen.plan:
            return None
        if shown.plane is seen.plane:
            return self.scale
        # A live plane is another one at each step; its colours keep their meaning.
        is_live = seen.plan.kind == "live" and shown.plane.words == seen.plane.words
        return self.scale if is_live else None

    def _take(self, key: str, request: object, result: object) -> None:
        wanted = self._wanted
        if key not in (self._first, self._finer) or wanted is None:
            return
        if isinstance(result, SliceTerrain):
            self._show(result, wanted)
        assert isinstance(request, SliceRequest)
        if request.slice is not wanted.slice or request.camera != wanted.camera:
            self._begin()
        elif request.count < FINE and not _moves(wanted.slice):
            self._survey(self._finer, wanted, AGAIN if request.count < AGAIN else FINE)
        elif request.count < FINEST:
            self._rest.start(REST)

    def _finish(self) -> None:
        if self._wanted is not None:
            self._survey(self._finer, self._wanted, FINEST)

    def _show(self, terrain: SliceTerrain, wanted: SliceRequest) -> None:
        """Take a terrain into the picture: over a finer one only where that does not reach."""
        request = terrain.request
        if request.slice.net.sizes != wanted.slice.net.sizes:
            return
        finest = self._layers[-1] if self._layers else None
        is_over = (
            finest is not None
            and finest.request.slice is request.slice
            and len(finest.values) > 1
            and request.count < FINE
            and _density(finest) > _density(terrain)
        )
        self._layers = (terrain, finest) if is_over and finest is not None else (terrain,)
        self.changed.emit()

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key in (self._first, self._finer):
            self.failed.emit(sentence)
            assert isinstance(request, SliceRequest)
            if self._wanted is not None and request.slice is not self._wanted.slice:
                self._begin()


def _moves(seen: Slice) -> bool:
    """Tell whether the slice is another one at each step of the play head."""
    return seen.plan.kind == "live" or seen.plan.layer == "batch"


def _density(terrain: SliceTerrain) -> float:
    camera = terrain.request.camera
    return float(terrain.values.shape[1] / (camera.right - camera.left))

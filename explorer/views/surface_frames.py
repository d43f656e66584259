"""The frames of a surface: quick ones while it moves, a fine one by the worker when it rests."""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QImage

from explorer.core.height_field import Frame, Style, render
from explorer.core.height_field_eye import Eye
from explorer.session.worker import Worker
from explorer.views.surface_survey import COARSE, Surface
from explorer.views.theme import Theme, landscape_colours

__all__ = ["SurfaceFrames", "frame_image", "style"]

QUICK, SHARP = 176_000, 2_400_000  # pixels at most: while it moves, and at rest
REST = 110  # milliseconds without a change
SHADES = 512
STEP = 0.031  # from one isoline to the next


@dataclass(frozen=True)
class FrameRequest:
    """What a frame shows, and how many of its pixels one of the panel takes."""

    surface: Surface
    eye: Eye
    style: Style
    scale: float


@lru_cache(maxsize=8)
def style(look: Theme, contours: bool) -> Style:
    """Return how a surface is coloured in a theme."""
    table = landscape_colours(SHADES)[:, :3].astype(np.float32)
    line = look.ink("surface_line")
    return Style(
        table.tobytes(),
        STEP if contours else 0.0,
        1.0,
        _rgb(line),
        line.alphaF(),
        _rgb(look.ink("surface_wall")),
        _rgb(look.ink("surface_layer")),
        _rgb(look.ink("hatch_ground")),
        _rgb(look.ink("hatch")),
    )


def _rgb(colour: QColor) -> tuple[float, float, float]:
    return float(colour.red()), float(colour.green()), float(colour.blue())


class SurfaceFrames(QObject):
    """Gives the frame for what is to be seen. Without a worker every frame is a fine one."""

    changed = Signal()  # a finer frame is there

    def __init__(self, worker: Worker | None = None, key: str = "frame of the surface") -> None:
        super().__init__()
        self._worker, self._key = worker, key
        self._request: FrameRequest | None = None
        self._frame: Frame | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.refine)
        if worker is not None:
            worker.done.connect(self._take)

    @property
    def last(self) -> Frame | None:
        """The frame that was drawn last; None before the first."""
        return self._frame

    @property
    def is_moving(self) -> bool:
        """Whether the last frame was a quick one, and something has just moved."""
        return self._rest.isActive()

    def frame(self, surface: Surface, eye: Eye, look: Style, ratio: float = 1.0) -> Frame:
        """Return a frame of a surface, the fine one if it is there."""
        count = eye.width * eye.height
        request = FrameRequest(surface, eye, look, min(ratio, sqrt(SHARP / count)))
        if request != self._request or self._frame is None:
            self._request = request
            if self._worker is None:
                self._frame = _drawn(request)
            else:
                scale = min(1.0, sqrt(QUICK / count))
                stride = 1 if surface.request.nodes <= COARSE else surface.field.stride
                self._frame = render(surface.field, eye, look, scale, stride=stride)
                self._worker.cancel(self._key)
                self._rest.start()
        return self._frame

    def refine(self) -> None:
        """Have the fine frame made of what was drawn last."""
        self._rest.stop()
        request = self._request
        if self._worker is not None and request is not None:
            job = lambda cancelled: None if cancelled() else _drawn(request)  # noqa: E731
            self._worker.want(self._key, request, job, urgent=True)

    def halt(self) -> None:
        """Leave it at the frame there is: nobody looks."""
        self._rest.stop()
        if self._worker is not None:
            self._worker.cancel(self._key)

    def _take(self, key: str, request: object, result: object) -> None:
        if key == self._key and request == self._request and isinstance(result, Frame):
            self._frame = result
            self.changed.emit()


def _drawn(request: FrameRequest) -> Frame:
    return render(request.surface.field, request.eye, request.style, request.scale, is_soft=True)


def frame_image(frame: Frame) -> QImage:
    """Return the colours of a frame as a picture; the frame must live as long."""
    height, width = frame.colours.shape
    kind = QImage.Format.Format_ARGB32_Premultiplied
    return QImage(frame.colours.data, width, height, 4 * width, kind)

"""A surface without a window: the ground and the race on it, for pictures and animations."""

from collections.abc import Sequence

from PySide6.QtGui import QImage, QPainter

from explorer.core.array import Array
from explorer.core.objective import Objective
from explorer.views.paths import Path
from explorer.views.relief import Scale
from explorer.views.scene import Mark
from explorer.views.surface_camera import first_eye
from explorer.views.surface_frames import SurfaceFrames, style
from explorer.views.surface_marks import (
    paint_surface_forks,
    paint_surface_heads,
    paint_surface_starts,
)
from explorer.views.surface_paths import SurfaceTrails
from explorer.views.surface_plane import paint_ground
from explorer.views.surface_survey import FINE, SurfaceRequest, survey_surface
from explorer.views.theme import Theme

__all__ = ["SurfacePicture"]


class SurfacePicture:
    """Paints the frames of one race on the surface of a landscape, seen as at first."""

    def __init__(
        self, landscape: Objective, width: int, height: int, scale: Scale = "balanced"
    ) -> None:
        surface = survey_surface(SurfaceRequest(landscape, scale, FINE))
        assert surface is not None  # nobody cancels it
        self._surface = surface
        self._eye = first_eye(surface.field, width, height)
        self._frames, self._trails = SurfaceFrames(), SurfaceTrails()
        self._ground: QImage | None = None

    def paint(
        self,
        painter: QPainter,
        look: Theme,
        known: Sequence[Mark],
        starts: Array,
        lines: tuple[Path, ...],
        step: int,
        *,
        vector: bool = False,
    ) -> None:
        """Paint the surface and the race at a step; for a `vector` drawing paths are shapes."""
        surface, eye = self._surface, self._eye
        ratio = 2.0 if vector else 1.0
        frame = self._frames.frame(surface, eye, style(look, True), ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if vector:
            paint_ground(painter, surface, frame, look, known)
            self._trails.paint(painter, frame, surface, lines, step, look)
        else:
            if self._ground is None:
                self._ground = QImage(eye.width, eye.height, QImage.Format.Format_RGB32)
                own = QPainter(self._ground)
                paint_ground(own, surface, frame, look, known)
                own.end()
            painter.drawImage(0, 0, self._ground)
            if lines and step > 0:
                self._trails.sheet(frame, surface, lines, step, None, look).draw(painter)
        paint_surface_starts(painter, frame, surface, look, starts, 0)
        paint_surface_forks(painter, frame, surface, look, lines, step, None)
        paint_surface_heads(painter, frame, surface, look, lines, step, None)

"""A picture of a race without a window, by the same drawing code as the window's."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.core.landscape import Landscape
from explorer.session.document import Document
from explorer.session.race import Race
from explorer.views.background import Ground
from explorer.views.camera import Camera
from explorer.views.curve_ground import CurveGround, curve_frame
from explorer.views.curve_trails import paint_curve_trails
from explorer.views.flat_view import flat_view
from explorer.views.fork_marks import paint_forks
from explorer.views.marks import paint_marker
from explorer.views.numbers import number
from explorer.views.panel import ALL, paint_panel_chip, panels_of
from explorer.views.paths import Path, paths
from explorer.views.relief import Scale
from explorer.views.scene import (
    mark_scale,
    paint_heads,
    paint_marks,
    paint_starts,
)
from explorer.views.theme import CAPTION, TEXT, Theme, ThemeName, named
from explorer.views.tiling import tiles
from explorer.views.trails import Trails
from explorer.views.vector_trails import paint_vector_trails
from explorer.views.viewpoint import Viewpoint

if TYPE_CHECKING:
    from explorer.views.surface_picture import SurfacePicture

__all__ = ["Artist", "picture"]

INSET, PADDING, SWATCH = 10, 10, 10  # pixels
SHARP = 2.0  # device pixels a pixel, for pictures inside a vector drawing


def picture(
    race: Race,
    step: int,
    size: tuple[int, int],
    theme_name: ThemeName = "dark",
    scale: Scale = "balanced",
) -> QImage:
    """Draw a race at a step: map, surface or curve with a legend, or side by side.

    `size` is width and height in pixels, `scale` how values become colours. A
    QGuiApplication must be running, if only offscreen.
    """
    return Artist(race, size, theme_name, scale).draw(step)


class Artist:
    """Draws the frames of one race: ground and trails are kept from one frame to the next."""

    def __init__(
        self,
        race: Race,
        size: tuple[int, int],
        theme_name: ThemeName = "dark",
        scale: Scale = "balanced",
    ) -> None:
        document = self._document = race.document
        self._size, self._look = size, named(theme_name)
        self._view = view = flat_view(race)
        landscape = view.landscape
        panels = panels_of(document) if document.layout == "side-by-side" else ()
        is_split = bool(panels)
        self._groups = panels or (ALL,)
        self._places = tiles(len(self._groups), *size)
        place = self._places[0]
        viewpoint = Viewpoint(landscape, curve_frame if landscape.dim == 1 else None)
        viewpoint.resize(place.width(), place.height())
        self._camera: Camera = viewpoint.camera
        self._ground: Ground | CurveGround = (
            CurveGround(not is_split) if landscape.dim == 1 else Ground(has_ticks=not is_split)
        )
        self._ground.look(landscape, self._camera, scale)
        self._block = _block(document, place.width(), place.height(), scale)
        self._trails = [Trails() for _ in self._groups]
        self._paths = [
            tuple(
                replace(path, points=view.places(path))
                for path in paths(race, group.entrant, group.start)
            )
            for group in self._groups
        ]

    def draw(self, step: int) -> QImage:
        """Return the frame of a step."""
        image = QImage(*self._size, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        self.paint(painter, step)
        painter.end()
        return image

    def paint(self, painter: QPainter, step: int, *, vector: bool = False) -> None:
        """Paint the frame of a step; for a `vector` drawing paths are shapes, not pictures."""
        painter.fillRect(0, 0, *self._size, self._look.ink("ground"))
        for k, place in enumerate(self._places):
            painter.save()
            painter.setClipRect(place)
            painter.translate(place.topLeft())
            self._draw_panel(painter, k, step, vector)
            painter.restore()

    def _draw_panel(self, painter: QPainter, k: int, step: int, vector: bool) -> None:
        camera, look, lines = self._camera, self._look, self._paths[k]
        if self._block is not None:
            marks, starts = self._view.marks, self._view.starts
            self._block.paint(painter, look, marks, starts, lines, step, vector=vector)
            _paint_legend(painter, look, self._view.landscape.name, lines, step, camera.width)
            return
        landscape = self._view.landscape
        small = mark_scale(camera)
        ratio = SHARP if vector else 1.0
        whole = QRectF(0, 0, camera.width, camera.height)
        known = () if vector else self._view.marks
        painter.drawImage(whole, self._ground.picture(camera, look, True, known, ratio))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if vector:
            paint_marks(painter, camera, look, landscape, self._view.marks)
        if landscape.dim == 1:
            paint_curve_trails(painter, camera, look, lines, step, None, ratio)
        elif vector:
            paint_vector_trails(painter, camera, look, lines, step)
        elif lines and step > 0:
            self._trails[k].sheet(camera, lines, step, None, look).draw(painter)
        group = self._groups[k]
        starts = camera.to_pixels(self._view.starts)
        starts = starts if group.start is None else starts[group.start : group.start + 1]
        paint_starts(painter, camera, look, starts, 0, scale=small)
        paint_forks(painter, camera, look, lines, step, None, small)
        paint_heads(painter, camera, look, lines, step, None, small)
        if group == ALL:
            _paint_legend(painter, look, landscape.name, lines, step, camera.width)
        else:
            paint_panel_chip(painter, camera.width, look, self._document, group, lines, 0, step)


def _block(document: Document, width: int, height: int, scale: Scale) -> "SurfacePicture | None":
    """Return the surface of a document that is laid out as one; None where it has none."""
    landscape = document.landscape
    if document.layout != "surface" or not isinstance(landscape, Landscape) or landscape.dim != 2:
        return None
    # A picture of a map does not wait for it.
    from explorer.views.surface_picture import SurfacePicture

    return SurfacePicture(landscape, width, height, scale)


def _paint_legend(
    painter: QPainter, look: Theme, title: str, lines: tuple[Path, ...], step: int, width: int
) -> None:
    """Paint a box that names each path of the first start, its loss and how it ended."""
    size = TEXT - 1 if width >= 560 else CAPTION
    shown = [path for path in lines if path.start == 0]
    rows = [(path, _row(path, step)) for path in shown]
    painter.setFont(look.font(size))
    metrics = painter.fontMetrics()
    heading = f"{title} · step {step}"
    indent = SWATCH + 6
    widest = max(
        [metrics.horizontalAdvance(heading)]
        + [metrics.horizontalAdvance(text) + indent for _, text in rows]
    )
    tall = metrics.height() + 4
    box = QRectF(INSET, INSET, widest + 2 * PADDING, tall * (len(rows) + 1) + PADDING)
    painter.setPen(look.pen("chip_line"))
    painter.setBrush(look.ink("chip"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    left, top = box.left() + PADDING, box.top() + PADDING / 2
    _write(painter, QRectF(left, top, widest, tall), heading, look.ink("muted"))
    for k, (path, text) in enumerate(rows):
        line = QRectF(left + indent, top + (k + 1) * tall, widest, tall)
        at = QPointF(left + SWATCH / 2, line.center().y())
        paint_marker(painter, at, look, path.slot, SWATCH, 0.5)
        _write(painter, line, text, look.ink("text"))


def _row(path: Path, step: int) -> str:
    text = f"{path.name} · {number(float(path.trace.values[path.step(step)]), 3)}"
    return f"{text} · {path.trace.verdict.words}" if path.has_ended(step) else text


def _write(painter: QPainter, box: QRectF, text: str, ink: QColor) -> None:
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

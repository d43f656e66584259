"""The inspector: what the land is like under the pointer, drawn there and said beside it."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from explorer.core.array import Array, Point
from explorer.core.landscape import Landscape
from explorer.core.local_model import LocalModel, rate_here
from explorer.session.reading import Reading, read_at
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.inspector_card import card_place, card_size, paint_card, paint_end
from explorer.views.inspector_words import Line, Racer, lines
from explorer.views.model_lines import axes, downhill, level_lines, parabola, tangent
from explorer.views.shown import Shown
from explorer.views.strokes import clipped, draw_segments, thinned
from explorer.views.theme import Theme
from explorer.views.touch import Grip

__all__ = ["Inspector"]

FAR = 1e5  # pixels: what ends farther off is not drawn to its end
BARB = 7.0  # pixels
MOST = 0.25  # of one of several panels: a larger card is left out
HEAD = 34.0  # pixels: at the upper edge of one of several panels is its name
UNDER = 2.2  # pixels: how much wider the edge under a line is


class Inspector(QObject):
    """Draws on one panel, while the inspector is on.

    It reads the land under the pointer. While the pointer is elsewhere, it reads it at the play
    head of the selected path, and where none is selected at the active start.
    """

    def __init__(
        self,
        session: Session,
        panel: QWidget,
        grip: Grip,
        shown: Shown,
        entrant: Callable[[], int | None] = lambda: None,
        *,
        is_brief: bool = False,
    ) -> None:
        """On the panel of one `entrant`, learning rates of this one alone are told.

        A brief card, for one of several panels, has no more than the height and the rates.
        """
        super().__init__(panel)
        self._entrant, self._is_brief = entrant, is_brief
        self._session, self._panel, self._grip, self._shown = session, panel, grip, shown
        self._pointed: Point | None = None
        self._known: tuple[object, Reading] | None = None
        session.pointed.connect(self._point)

    @property
    def reading(self) -> Reading | None:
        """The land where it is inspected; None where there is no landscape to inspect."""
        landscape, point = self._session.document.landscape, self._place()
        if not isinstance(landscape, Landscape) or point is None:
            return None
        if self._known is None or self._known[0] != (landscape, point):
            self._known = (landscape, point), read_at(landscape, point)
        return self._known[1]

    @property
    def said(self) -> tuple[Line, ...]:
        """What the card says."""
        reading = self.reading
        if reading is None:
            return ()
        first, *others = lines(reading, self._racers(reading.model))
        if self._is_brief:
            others = [line for line in others if line.sign == "racer"]
        return first, *others

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint the model of the land, and the card."""
        reading = self.reading if self._shown.is_on("inspector") else None
        if reading is None:
            return
        room, model = (camera.width, camera.height), reading.model
        height = model.point[1] if len(model.point) == 2 else model.value
        at = camera.to_pixels(np.array([[model.point[0], height]]))[0]
        if model.is_known and np.isfinite(at).all():
            draw = _draw_on_map if len(model.point) == 2 else _draw_on_curve
            draw(painter, camera, look, model)
        else:
            at = np.array([at[0] if np.isfinite(at[0]) else 0.0, camera.height / 2])
        said = self.said
        size = card_size(look, said, camera.width)
        is_large = size[0] * size[1] > MOST * camera.width * camera.height
        if self._is_brief and (is_large or len(said) < 2):
            return  # the line below the window tells the value
        spot = QPointF(*np.clip(at, 0, room).tolist())
        paint_card(painter, look, card_place(spot, size, room, self._taken()), said)

    def _place(self) -> Point | None:
        session = self._session
        dim = session.document.landscape.dim
        if self._pointed is not None and len(self._pointed) == dim:
            return self._pointed
        trace = session.race.trace(*session.selection) if session.selection else None
        if trace is not None and trace.points.shape[1] == dim:
            return tuple(trace.points[min(session.playback.step, trace.steps)].tolist())
        return self._grip.point if len(self._grip.point) == dim else None

    def _racers(self, model: LocalModel) -> tuple[Racer, ...]:
        session, found = self._session, []
        chosen = self._entrant()
        if chosen is None and session.selection:
            chosen = session.selection[1]
        for k, entrant in enumerate(session.document.entrants):
            if not entrant.visible or chosen not in (None, k):
                continue
            rate = rate_here(entrant.optimizer, model, session.playback.step)
            if rate is not None:
                found.append(Racer(entrant.colour, type(entrant.optimizer).name, rate))
        return tuple(found)

    def _taken(self) -> list[QRectF]:
        """Return where chips lie over the panel."""
        parts = self._panel.children()
        chips = [part for part in parts if isinstance(part, QWidget) and part.isVisible()]
        head = [QRectF(0, 0, self._panel.width(), HEAD)] if self._is_brief else []
        return [*head, *(QRectF(chip.geometry()) for chip in chips)]

    def _point(self, reading: object) -> None:
        self._pointed = reading.point if isinstance(reading, Reading) else None
        if isinstance(reading, Reading):
            self._known = (self._session.document.landscape, reading.point), reading
        if self._shown.is_on("inspector"):
            self._panel.update()


def _draw_on_map(painter: QPainter, camera: Camera, look: Theme, model: LocalModel) -> None:
    _stroke(painter, camera, look, level_lines(model, camera), 1.3)
    for bend, axis in zip(model.curvatures, axes(model, camera), strict=True):
        _stroke(painter, camera, look, axis, 1.1, (3.0, 3.0) if bend < 0 else None)
    _draw_newton(painter, camera, look, model, model.level)
    arrow = downhill(model, camera)
    if arrow is not None:
        way = (arrow[1] - arrow[0]) / np.hypot(*(arrow[1] - arrow[0])) * BARB
        side = np.array([-way[1], way[0]]) * 0.55
        head = np.array([arrow[1] - way + side, arrow[1], arrow[1] - way - side])
        _stroke(painter, camera, look, np.vstack([arrow, [[np.nan, np.nan]], head]), 1.8)


def _draw_on_curve(painter: QPainter, camera: Camera, look: Theme, model: LocalModel) -> None:
    _stroke(painter, camera, look, parabola(model, camera), 1.4)
    _stroke(painter, camera, look, tangent(model, camera), 1.2, (4.0, 3.0))
    if model.level is not None and model.rise is not None:
        _draw_newton(painter, camera, look, model, (model.level[0], model.value + model.rise))


def _draw_newton(
    painter: QPainter, camera: Camera, look: Theme, model: LocalModel, end: Point | None
) -> None:
    """Draw where a Newton step leads, on a map with the step itself."""
    if end is None:
        return
    spots = camera.to_pixels(np.array([end]))
    if len(model.point) == 2:
        step = np.vstack([camera.to_pixels(np.array([model.point])), spots])
        _stroke(painter, camera, look, step, 1.1, (2.0, 3.0))
    if np.isfinite(spots).all() and np.abs(spots).max() < FAR:
        paint_end(painter, look, QPointF(*spots[0].tolist()))


def _stroke(
    painter: QPainter,
    camera: Camera,
    look: Theme,
    pixels: Array,
    width: float,
    dash: tuple[float, float] | None = None,
) -> None:
    """Draw a broken line of pixels (n, 2) in white with a dark edge, which reads on any ground."""
    segments = clipped(thinned(pixels, 3.0), camera.width, camera.height)
    pieces = segments if dash is None else _dashes(segments, *dash)
    edge = look.ink("mark_edge")
    edge.setAlphaF(0.5)
    painter.setPen(look.pen(edge, width + UNDER))
    draw_segments(painter, segments)
    pen = look.pen("mark", width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    draw_segments(painter, pieces)


def _dashes(segments: Array, drawn: float, left_out: float) -> Array:
    """Return the dashes of segments (m, 4) in pixels: ten times as quick as those of a pen."""
    pieces = []
    for x0, y0, x1, y1 in segments.tolist():
        length = max(float(np.hypot(x1 - x0, y1 - y0)), 1e-9)
        begins = np.arange(0.0, length, drawn + left_out)
        shares = np.column_stack([begins, np.minimum(begins + drawn, length)]) / length
        ends = np.array([x0, y0]) + shares[..., None] * np.array([x1 - x0, y1 - y0])
        pieces.append(ends.reshape(-1, 4))
    return np.concatenate(pieces) if pieces else segments

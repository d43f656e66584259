"""The line along which many starts stand: drawn with the pointer, bent by its ends."""

from collections.abc import Callable
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QWheelEvent

from explorer.core.array import Array, Point
from explorer.core.many_starts import ManyStarts
from explorer.session.document import Document
from explorer.session.many_edits import draw_line, move_end
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.hand import Hand
from explorer.views.scene import plane_points
from explorer.views.start_handle import grasped
from explorer.views.theme import Theme
from explorer.views.viewpoint import Viewpoint

__all__ = ["StartLine"]

SIDE, REACH = 9.0, 14.0  # pixels: a handle, and how near the pointer must be
SLACK = 4.0  # pixels: a press that moves less draws nothing
NUDGE = 10.0  # pixels; a tenth of it with shift
ENDS = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1}
ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}


class StartLine:
    """A layer and a tool: it draws the line, and while it is in the hand its two ends.

    A press on open ground begins a new line, one on an end moves it; start points of the race are
    left to the panel. The keys 1 and 2 choose an end, which the arrows then move.
    """

    def __init__(
        self, session: Session, hand: Hand, viewpoint: Viewpoint, repaint: Callable[[], None]
    ) -> None:
        self._session, self._hand, self._viewpoint = session, hand, viewpoint
        self._repaint = repaint
        self.in_hand = False
        self._end: int | None = None  # the end that pointer or keys move
        self._pressed: QPointF | None = None
        self._before: Document | None = None

    @property
    def chosen(self) -> int | None:
        """The end that the arrow keys move, 0 or 1; None: they move the start."""
        return self._end

    def paint(self, painter: QPainter, camera: Camera, look: Theme, ratio: float) -> None:
        """Paint the line and, while it is in the hand, its ends."""
        plan = self._plan()
        if plan is None:
            return
        spots = [QPointF(x, y) for x, y in np.clip(self._ends(camera), -1e5, 1e5).tolist()]
        for pen in (look.pen("mark_edge", 3.6), look.pen("mark", 1.4)):
            painter.setPen(pen)
            painter.drawLine(*spots)
        if not self.in_hand:
            return
        for end, at in enumerate(spots):
            painter.setPen(look.pen("mark_edge", 1.6))
            painter.setBrush(look.ink("accent" if end == self._end else "mark"))
            painter.drawRect(QRectF(at.x() - SIDE / 2, at.y() - SIDE / 2, SIDE, SIDE))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def press(self, at: QPointF, camera: Camera, held: Qt.KeyboardModifier) -> bool:
        """Take hold of an end, or begin a new line."""
        document, shift = self._session.document, Qt.KeyboardModifier.ShiftModifier
        if self._plan() is None or held & shift or "starts" in document.locks:
            return False
        end, starts = self._end_at(at, camera), camera.to_pixels(self._hand.starts())
        if end is None and grasped(starts, at.x(), at.y(), self._hand.active) is not None:
            return False
        self._end, self._pressed, self._before = end, at, document
        return True

    def move(self, at: QPointF, camera: Camera, held: Qt.KeyboardModifier) -> None:
        """Bend the line, or draw the new one from where the button went down."""
        if self._pressed is None:
            return
        far = at - self._pressed
        if self._end is None and hypot(far.x(), far.y()) > SLACK:
            first, last = self._point(self._pressed, camera), self._point(at, camera)
            self._edit(lambda document: draw_line(document, first, last), "Draw line of starts")
            self._end = 1
        elif self._end is not None:
            self._move_end(self._point(at, camera))

    def release(self, at: QPointF, camera: Camera) -> None:
        """Let go of the end."""
        self._pressed = self._before = None
        self._session.seal()

    def wheel(self, event: QWheelEvent, camera: Camera) -> bool:
        """Leave the wheel to the panel: it zooms."""
        return False

    def key(self, event: QKeyEvent) -> bool:
        """Choose an end with 1 and 2, move it with the arrows, take a drag back with Escape."""
        key, plan = Qt.Key(event.key()), self._plan()
        if plan is None or "starts" in self._session.document.locks:
            return False
        if key in ENDS:
            self._choose(ENDS[key])
        elif key == Qt.Key.Key_Escape and self._before is not None:
            self._session.edit(self._before, "Draw line of starts", key="line of starts")
            self._pressed = self._before = self._end = None
            self._session.seal()
        elif key == Qt.Key.Key_Escape and self._end is not None:
            self._choose(None)
        elif key in ARROWS and self._end is not None and plan.line:
            self._nudge(plan.line[self._end], ARROWS[key], event)
        else:
            return False
        return True

    def cursor(self, at: QPointF, camera: Camera) -> Qt.CursorShape | None:
        """Show that an end can be taken hold of."""
        is_on_end = self._plan() is not None and self._end_at(at, camera) is not None
        return Qt.CursorShape.SizeAllCursor if is_on_end else None

    def _plan(self) -> ManyStarts | None:
        """Return the plan where its starts stand along a line."""
        plan = self._session.document.many
        is_line = plan is not None and plan.spread == "line" and plan.line
        return plan if is_line else None

    def _ends(self, camera: Camera) -> Array:
        plan, land = self._plan(), self._session.document.landscape
        line = () if plan is None else plan.line
        return camera.to_pixels(plane_points(land, line))

    def _end_at(self, at: QPointF, camera: Camera) -> int | None:
        apart = np.hypot(*(self._ends(camera) - (at.x(), at.y())).T)
        end = int(np.argmin(apart))
        return end if apart[end] <= REACH else None

    def _choose(self, end: int | None) -> None:
        self._end = end
        self._repaint()

    def _nudge(self, point: Point, way: tuple[float, float], event: QKeyEvent) -> None:
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        size, scale = NUDGE / 10 if fine else NUDGE, self._viewpoint.camera.per_pixel
        moves = zip(point, way, scale, strict=False)
        self._move_end(tuple(c + size * s * u for c, s, u in moves))

    def _move_end(self, point: Point) -> None:
        end = self._end or 0
        self._edit(lambda document: move_end(document, end, point), "Move line of starts")

    def _edit(self, change: Callable[[Document], Document], label: str) -> None:
        self._session.edit(change, label, key="line of starts")

    def _point(self, at: QPointF, camera: Camera) -> Point:
        return camera.to_point(at.x(), at.y())[: self._session.document.landscape.dim]

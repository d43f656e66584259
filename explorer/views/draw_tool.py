"""The tool that draws: press, and the curve follows the pointer."""

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from explorer.session.document import Document
from explorer.session.sculpt_edits import draw
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.hand import Hand
from explorer.views.start_handle import grasped
from explorer.views.viewpoint import Viewpoint

__all__ = ["DrawTool"]

GAP = 2.0  # pixels: nearer to the last one, a point of a stroke is left out


class DrawTool:
    """A stroke is one step of undo. Starts are left to the panel: they can be dragged as always."""

    def __init__(self, session: Session, viewpoint: Viewpoint, starts: Hand) -> None:
        self._session, self._viewpoint, self._starts = session, viewpoint, starts
        self._before: Document | None = None  # the document when the button went down
        self._camera: Camera | None = None
        self._stroke: list[tuple[float, float]] = []
        self._last = QPointF()

    def press(self, at: QPointF, camera: Camera, held: Qt.KeyboardModifier) -> bool:
        """Begin a stroke."""
        pixels = camera.to_pixels(self._starts.starts())
        if grasped(pixels, at.x(), at.y(), self._starts.active) is not None:
            return False
        self._before, self._camera, self._stroke = self._session.document, camera, []
        self._viewpoint.hold(True)
        self._follow(at)
        return True

    def move(self, at: QPointF, camera: Camera, held: Qt.KeyboardModifier) -> None:
        """Let the curve follow."""
        if self._before is not None and (at - self._last).manhattanLength() >= GAP:
            self._follow(at)

    def release(self, at: QPointF, camera: Camera) -> None:
        """End the stroke."""
        if self._before is not None:
            self._end()

    def wheel(self, event: QWheelEvent, camera: Camera) -> bool:
        """Zoom as always, but not in a stroke."""
        return self._before is not None

    def key(self, event: QKeyEvent) -> bool:
        """Escape takes the stroke back."""
        before = self._before
        if before is None or event.key() != Qt.Key.Key_Escape:
            return False
        self._session.edit(
            lambda now: replace(now, landscape=before.landscape), "Draw the curve", "draw"
        )
        self._end()
        return True

    def cursor(self, at: QPointF, camera: Camera) -> Qt.CursorShape | None:
        """Show a cross while it draws."""
        return Qt.CursorShape.CrossCursor if self._before is not None else None

    def _follow(self, at: QPointF) -> None:
        before, camera = self._before, self._camera
        if before is None or camera is None:
            return
        self._last = at
        # Outside the panel nobody sees what is drawn.
        x, y = camera.to_point(at.x(), min(max(at.y(), 0.0), float(camera.height)))
        self._stroke.append((x, y))
        stroke = tuple(self._stroke)
        if not self._session.edit(lambda now: draw(now, before, stroke), "Draw the curve", "draw"):
            self._end()

    def _end(self) -> None:
        self._before = None
        self._session.seal()
        self._viewpoint.hold(False)

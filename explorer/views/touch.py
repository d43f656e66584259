"""How a panel answers to the pointer and to keys: drag, click, pan, zoom, nudge."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from explorer.core.array import Array, Point
from explorer.session.locks import locked_sentence
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.start_handle import grasped

__all__ = ["ARROWS", "NUDGE", "SLACK", "Grip", "Outlook", "Touch"]

SLACK = 4.0  # pixels: a press that moves less is a click
NUDGE = 10.0  # pixels; a tenth of it with shift
ZOOM_A_NOTCH = 0.85

ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}


class Grip(Protocol):
    """What a touch does to the start points: a map's hand or a slice's."""

    @property
    def active(self) -> int:
        """Which start the keys and clicks move."""

    @property
    def point(self) -> Point:
        """Where the active start is."""

    def starts(self) -> Array:
        """Return the start points as rows (n, 2) of the plane."""

    def take(self, start: int) -> None:
        """Make a start the active one."""

    def next(self, step: int) -> bool:
        """Make the next start the active one; False when there is none further on."""

    def move(self, point: Point) -> None:
        """Move the active start; until `release` all moves are one step of undo."""

    def release(self) -> None:
        """End a drag."""

    def add(self, point: Point) -> None:
        """Add a start point and make it the active one."""

    def remove(self) -> None:
        """Take the active start away, unless it is the last."""


class Outlook(Protocol):
    """What a touch does to the camera: a map's viewpoint or a slice's."""

    @property
    def camera(self) -> Camera:
        """What is seen now."""

    @property
    def is_equal(self) -> bool:
        """Whether both axes have the same scale."""

    def fit(self) -> None:
        """Show the whole box."""

    def set_equal(self, equal: bool) -> None:
        """Give both axes the same scale, or let each fill the panel."""

    def pan(self, x: float, y: float) -> None:
        """Follow the ground as it is dragged by so many pixels."""

    def zoom(self, factor: float, x: float, y: float) -> None:
        """See `factor` times as much, with what is under the pixel kept in place."""


class Touch:
    """Turns a panel's events into edits of the start points and moves of the camera."""

    def __init__(self, session: Session, viewpoint: Outlook, hand: Grip) -> None:
        self._session, self._viewpoint, self._hand = session, viewpoint, hand
        self._pressed: QPointF | None = None  # where the button went down
        self._last = QPointF()
        self._grip: QPointF | None = None  # from the pointer to the start it drags
        self._before: Point = ()
        self._is_panning = False
        self._has_clicked = False  # the click before a double click has moved the start

    @property
    def camera(self) -> Camera:
        """What the panel shows."""
        return self._viewpoint.camera

    @property
    def is_dragging(self) -> bool:
        """Whether a start point is in the hand."""
        return self._grip is not None

    @property
    def is_panning(self) -> bool:
        """Whether the ground is in the hand."""
        return self._is_panning

    @property
    def is_locked(self) -> bool:
        """Whether the starts must stay where they are."""
        return "starts" in self._session.document.locks

    def hovers(self, at: QPointF) -> bool:
        """Tell whether a start point is within reach."""
        return self._start_at(at) is not None

    def press(self, event: QMouseEvent) -> None:
        """Take a start, or get ready for a click or a pan."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        self._pressed = self._last = at
        self._has_clicked = False
        start = self._start_at(at)
        if start is not None and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._hand.take(start)
            if self.is_locked:
                self._pressed = None  # neither the start nor the ground comes along
                self._session.refused.emit(locked_sentence("starts"))
                return
            self._before = self._hand.point
            self._grip = self._start_pixel(start) - at

    def move(self, event: QMouseEvent) -> None:
        """Drag the start or the ground."""
        at = event.position()
        if self._grip is not None:
            self._hand.move(self._point(at + self._grip))
        elif self._pressed is not None:
            far = (at - self._pressed).manhattanLength() > SLACK
            if far and not self._is_panning:
                self._is_panning = True
                self._last = self._pressed
            if self._is_panning:
                shift = at - self._last
                self._last = at
                self._viewpoint.pan(shift.x(), shift.y())

    def release(self, event: QMouseEvent) -> None:
        """Let go; a press that went nowhere was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        if self._grip is not None:
            self._hand.release()
        elif not self._is_panning:
            self._click(event)
        self._pressed = self._grip = None
        self._is_panning = False

    def double_click(self, event: QMouseEvent) -> None:
        """Fit the box; the click that came first is taken back."""
        if event.button() == Qt.MouseButton.LeftButton and not self.hovers_before(event):
            if self._has_clicked:
                self._session.undo()
                self._has_clicked = False
            self._viewpoint.fit()

    def hovers_before(self, event: QMouseEvent) -> bool:
        """Tell whether a double click is on a start that was there before its first click."""
        return not self._has_clicked and self.hovers(event.position())

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        notches = event.angleDelta().y() / 120
        if notches:
            at = event.position()
            self._viewpoint.zoom(ZOOM_A_NOTCH**notches, at.x(), at.y())
        event.accept()

    def key(self, event: QKeyEvent) -> bool:
        """Nudge, remove or fit; False for a key that means nothing here."""
        key = Qt.Key(event.key())
        camera = self._viewpoint.camera
        middle = (camera.width / 2, camera.height / 2)
        if key in ARROWS:
            self._nudge(*ARROWS[key], event)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._hand.remove()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._viewpoint.zoom(ZOOM_A_NOTCH, *middle)
        elif key == Qt.Key.Key_Minus:
            self._viewpoint.zoom(1 / ZOOM_A_NOTCH, *middle)
        elif key == Qt.Key.Key_0:
            self._viewpoint.fit()
        elif key == Qt.Key.Key_E and not event.modifiers():
            self._viewpoint.set_equal(not self._viewpoint.is_equal)
        elif key == Qt.Key.Key_Escape and (self._grip is not None or self._session.selection):
            self._escape()
        else:
            return False
        return True

    def key_released(self, event: QKeyEvent) -> None:
        """End a nudge: keys that repeat are one step of undo."""
        if event.key() in ARROWS and not event.isAutoRepeat():
            self._hand.release()

    def _escape(self) -> None:
        if self._grip is None:
            self._session.select(None)
            return
        self._hand.move(self._before)
        self._hand.release()
        self._pressed = self._grip = None

    def _click(self, event: QMouseEvent) -> None:
        point = self._point(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._hand.add(point)
            return
        before = self._session.document
        self._hand.move(point)
        self._hand.release()
        self._has_clicked = self._session.document != before

    def _nudge(self, x: float, y: float, event: QKeyEvent) -> None:
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        size = NUDGE / 10 if fine else NUDGE
        steps = (x * size, y * size)
        point = self._hand.point
        if len(point) == 1 and not x:
            return
        scale = self._viewpoint.camera.per_pixel
        self._hand.move(tuple(c + s * u for c, s, u in zip(point, steps, scale, strict=False)))

    def _start_at(self, at: QPointF) -> int | None:
        starts = self._viewpoint.camera.to_pixels(self._hand.starts())
        return grasped(starts, at.x(), at.y(), self._hand.active)

    def _start_pixel(self, start: int) -> QPointF:
        x, y = self._viewpoint.camera.to_pixels(self._hand.starts())[start]
        return QPointF(float(x), float(y))

    def _point(self, at: QPointF) -> Point:
        dim = self._session.document.landscape.dim
        return self._viewpoint.camera.to_point(at.x(), at.y())[:dim]

"""How a surface answers to pointer and keys: drag a start, turn, move and zoom the ground."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from explorer.core.array import Array, Point
from explorer.core.height_field import Frame
from explorer.core.height_field_eye import Spot
from explorer.session.locks import locked_sentence
from explorer.session.session import Session
from explorer.views.start_handle import grasped
from explorer.views.surface_camera import SurfaceCamera
from explorer.views.surface_survey import Surface
from explorer.views.touch import NUDGE, SLACK, ZOOM_A_NOTCH, Grip

__all__ = ["Scene", "SurfaceTouch"]

Scene = tuple[Surface, Frame]

DEGREES = 0.35  # a pixel
TURN_A_KEY = 7.5  # degrees

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, 1.0),
    Qt.Key.Key_Down: (0.0, -1.0),
}
_TURNS = {Qt.Key.Key_Comma: -1.0, Qt.Key.Key_Period: 1.0}
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


class SurfaceTouch:
    """Turns a panel's events into edits of the start points and moves of the camera.

    `scene` gives the surface and the frame that are on the screen; None while there are none.
    """

    def __init__(
        self,
        session: Session,
        camera: SurfaceCamera,
        hand: Grip,
        scene: Callable[[], Scene | None],
    ) -> None:
        self._session, self._camera, self._hand, self._scene = session, camera, hand, scene
        self._pressed: QPointF | None = None  # where a button went down
        self._last = QPointF()
        self._grip: QPointF | None = None  # from the pointer to the start it drags
        self._before: Point = ()
        self._moves = False  # the ground is in the hand, and moves along instead of turning
        self._is_far = False  # the press has become a drag of the ground
        self._has_clicked = False  # the click before a double click has moved the start

    @property
    def is_dragging(self) -> bool:
        """Whether a start point is in the hand."""
        return self._grip is not None

    @property
    def is_turning(self) -> bool:
        """Whether the ground is in the hand."""
        return self._is_far

    @property
    def is_locked(self) -> bool:
        """Whether the starts must stay where they are."""
        return "starts" in self._session.document.locks

    def hovers(self, at: QPointF) -> bool:
        """Tell whether a start point is within reach."""
        return self._start_at(at) is not None

    def point(self, at: QPointF) -> Point | None:
        """Return the point of the plane that is seen at a pixel; None beside the surface."""
        scene = self._scene()
        if scene is None:
            return None
        surface, frame = scene
        share = frame.pick(at.x(), at.y())
        return None if share is None else surface.place(share)

    def press(self, event: QMouseEvent) -> None:
        """Take a start, or get ready for a click or a turn."""
        if event.button() not in (LEFT, RIGHT) or self._pressed is not None:
            return
        at, is_shifted = event.position(), bool(event.modifiers() & SHIFT)
        self._pressed = self._last = at
        self._has_clicked = self._is_far = False
        self._moves = is_shifted or event.button() == RIGHT
        start = self._start_at(at)
        if start is not None and not self._moves:
            self._hand.take(start)
            if self.is_locked:
                self._pressed = None  # neither the start nor the ground comes along
                self._session.refused.emit(locked_sentence("starts"))
                return
            self._before = self._hand.point
            self._grip = self._starts()[start] - at

    def move(self, event: QMouseEvent) -> None:
        """Drag the start, turn the ground, or move it along."""
        at = event.position()
        if self._grip is not None:
            self._drag(at + self._grip)
        elif self._pressed is not None:
            if not self._is_far and (at - self._pressed).manhattanLength() > SLACK:
                self._is_far, self._last = True, self._pressed
            if self._is_far:
                shift, self._last = at - self._last, at
                if self._moves:
                    self._camera.pan(shift.x(), shift.y())
                else:
                    self._camera.turn(-DEGREES * shift.x(), DEGREES * shift.y())

    def release(self, event: QMouseEvent) -> None:
        """Let go; a press that went nowhere was a click."""
        if event.button() not in (LEFT, RIGHT) or self._pressed is None:
            return
        if self._grip is not None:
            self._hand.release()
        elif not self._is_far and event.button() == LEFT:
            self._click(event)
        self.let_go()

    def let_go(self) -> None:
        """Have nothing in the hand any more."""
        self._pressed = self._grip = None
        self._is_far = False

    def double_click(self, event: QMouseEvent) -> None:
        """Show the whole surface; the click that came first is taken back."""
        if event.button() == LEFT and (self._has_clicked or not self.hovers(event.position())):
            if self._has_clicked:
                self._session.undo()
                self._has_clicked = False
            self._camera.fit()

    def wheel(self, event: QWheelEvent) -> None:
        """Come closer to what is under the pointer, or go away from it."""
        notches = event.angleDelta().y() / 120
        if notches:
            at = event.position()
            self._camera.zoom(ZOOM_A_NOTCH**notches, self._spot(at))
        event.accept()

    def key(self, event: QKeyEvent) -> bool:
        """Nudge, remove, turn or fit; False for a key that means nothing here."""
        key = Qt.Key(event.key())
        if key in _ARROWS and event.modifiers() & ALT:
            x, y = _ARROWS[key]
            self._camera.turn(TURN_A_KEY * x, TURN_A_KEY * y)
        elif key in _ARROWS:
            self._nudge(*_ARROWS[key], event)
        elif key in _TURNS:
            self._camera.turn(TURN_A_KEY * _TURNS[key], 0.0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._hand.remove()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._camera.zoom(ZOOM_A_NOTCH)
        elif key == Qt.Key.Key_Minus:
            self._camera.zoom(1 / ZOOM_A_NOTCH)
        elif key == Qt.Key.Key_0:
            self._camera.fit()
        elif key == Qt.Key.Key_Escape and (self._grip is not None or self._session.selection):
            self._escape()
        else:
            return False
        return True

    def key_released(self, event: QKeyEvent) -> None:
        """End a nudge: keys that repeat are one step of undo."""
        if event.key() in _ARROWS and not event.isAutoRepeat():
            self._hand.release()

    def _escape(self) -> None:
        if self._grip is None:
            self._session.select(None)
            return
        self._hand.move(self._before)
        self._hand.release()
        self.let_go()

    def _click(self, event: QMouseEvent) -> None:
        point = self.point(event.position())
        if point is None:
            return
        if event.modifiers() & SHIFT:
            self._hand.add(point)
            return
        before = self._session.document
        self._hand.move(point)
        self._hand.release()
        self._has_clicked = self._session.document != before

    def _drag(self, at: QPointF) -> None:
        """Move the start to what is seen at a pixel; beside the surface, along its edge."""
        point, scene = self.point(at), self._scene()
        if point is None and scene is not None:
            surface, frame = scene
            height = float(surface.lay(np.array([self._hand.point]))[0][0, 2])
            level = frame.eye.to_level(at.x(), at.y(), height)
            if level is not None:
                half = surface.field.half_x, surface.field.half_y
                x, y = (0.5 + 0.5 * c / h for c, h in zip(level, half, strict=True))
                point = surface.place((x, y))
        if point is not None:
            self._hand.move(point)

    def _nudge(self, x: float, y: float, event: QKeyEvent) -> None:
        """Move the start along the axis that leads the way of the arrow on the screen."""
        scene = self._scene()
        if scene is None:
            return
        surface, frame = scene
        eye, field = frame.eye, surface.field
        right, ahead = eye.axes[0][:2], -eye.axes[2][:2]
        way = x * right + y * ahead
        axis = int(abs(way[1]) > abs(way[0]))
        at = surface.lay(np.array([self._hand.point]))[0][0]
        pixels = NUDGE / 10 if event.modifiers() & SHIFT else NUDGE
        low, high = surface.box[:, axis]
        half = (field.half_x, field.half_y)[axis]
        step = pixels * eye.per_pixel((at[0], at[1], at[2])) * (high - low) / (2 * half)
        point = list(self._hand.point)
        point[axis] += float(np.sign(way[axis]) * step)
        self._hand.move(tuple(point))

    def _spot(self, at: QPointF) -> Spot | None:
        """Return the spot of the ground that is seen at a pixel."""
        point, scene = self.point(at), self._scene()
        if point is None or scene is None:
            return None
        x, y, z = scene[0].lay(np.array([point]))[0][0].tolist()
        return x, y, z

    def _starts(self) -> list[QPointF]:
        """Return where the start points are on the screen."""
        scene = self._scene()
        if scene is None:
            return []
        surface, frame = scene
        pixels: Array = frame.look(surface.lay(self._hand.starts())[0])[0]
        return [QPointF(x, y) for x, y in np.nan_to_num(pixels, nan=-1e6).tolist()]

    def _start_at(self, at: QPointF) -> int | None:
        starts = np.array([[spot.x(), spot.y()] for spot in self._starts()]).reshape(-1, 2)
        return grasped(starts, at.x(), at.y(), self._hand.active)

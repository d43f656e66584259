"""The tool that sculpts: click for a well, drag a middle, a ring or a knob, turn the wheel."""

from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from explorer.core.array import Point
from explorer.core.hump import Hump
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.hand import Hand
from explorer.views.hump_handles import Handles, Part, handles
from explorer.views.sculpt_hand import SculptHand
from explorer.views.start_handle import grasped
from explorer.views.touch import ARROWS, NUDGE, SLACK
from explorer.views.viewpoint import Viewpoint

__all__ = ["SculptTool"]

TRAVEL = 160.0  # pixels that the knob is dragged on a map for the usual range of heights
NOTCH = 0.05  # of that range: by as much a notch of the wheel deepens
SHAPES = {"middle": Qt.CursorShape.SizeAllCursor, "knob": Qt.CursorShape.SizeVerCursor}
WIDER = 1.1  # times as wide by a notch of the wheel with shift
LEAST = 2.0  # pixels: a ring is not dragged to be narrower


@dataclass
class _Grip:
    """What was pressed, with which camera, and how all was then."""

    at: QPointF
    camera: Camera
    is_shifted: bool
    part: Part | None = None  # None: the ground
    hump: Hump | None = None
    is_panning: bool = False


class SculptTool:
    """On the ground a click puts a well, or with shift a hill, and a drag pans as always."""

    def __init__(
        self, session: Session, viewpoint: Viewpoint, starts: Hand, hand: SculptHand
    ) -> None:
        self._session, self._viewpoint = session, viewpoint
        self._starts, self._hand = starts, hand
        self._grip: _Grip | None = None
        self._last = QPointF()
        self._has_turned = False  # the wheel, since the pointer moved

    def press(self, at: QPointF, camera: Camera, held: Qt.KeyboardModifier) -> bool:
        """Take a handle, or get ready for a click or a pan; starts are left to the panel."""
        found = self._found(at, camera)
        is_shifted = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if found is None and not is_shifted and self._is_start(at, camera):
            return False
        self._last = at
        self._grip = _Grip(at, camera, is_shifted)
        if found is not None and self._hand.refusal is None:
            index, part = found
            self._hand.choose(index)
            self._grip = _Grip(at, camera, is_shifted, part, self._hand.hump)
            self._viewpoint.hold(True)
        return True

    def move(self, at: QPointF, camera: Camera, held: Qt.KeyboardModifier) -> None:
        """Drag what is held."""
        grip = self._grip
        if self._has_turned:
            self._hand.release()
            self._has_turned = False
        if grip is None:
            return
        away = at - grip.at
        if grip.hump is None:
            if grip.is_panning or away.manhattanLength() > SLACK:
                grip.is_panning = True
                shift, self._last = at - self._last, at
                self._viewpoint.pan(shift.x(), shift.y())
        elif grip.part == "middle":
            self._hand.move(_moved(grip.hump, away, grip.camera), grip.camera)
        elif grip.part == "knob":
            unit = (
                self._hand.range / TRAVEL if grip.hump.y is not None else grip.camera.per_pixel[1]
            )
            self._hand.deepen(grip.hump.height - away.y() * unit)
        else:
            self._widen(grip, grip.hump, at)

    def release(self, at: QPointF, camera: Camera) -> None:
        """Let go; a press on the ground that went nowhere was a click."""
        grip, self._grip = self._grip, None
        if grip is None:
            return
        if grip.hump is not None:
            self._hand.release()
            self._viewpoint.hold(False)
        elif not grip.is_panning:
            dim = self._session.document.landscape.dim
            point = camera.to_point(at.x(), at.y())[:dim]
            self._hand.add(point, camera, self._hand.puts_hills != grip.is_shifted)
            self._hand.release()

    def wheel(self, event: QWheelEvent, camera: Camera) -> bool:
        """Deepen what the pointer is on, or with shift widen it; elsewhere zoom as always."""
        turned = event.angleDelta()
        notches = (turned.y() or turned.x()) / 120
        index = self._under(event.position(), camera)
        if index is None or not notches or self._hand.refusal:
            return False
        self._hand.choose(index)
        hump = self._hand.humps[index]
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._hand.widen(hump.width * WIDER**notches)
        else:
            self._hand.deepen(hump.height + notches * NOTCH * self._hand.range)
        self._has_turned = True
        event.accept()
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Go on with Tab, nudge with arrows, deepen with Page Up and Down, remove with Delete."""
        key, hump = Qt.Key(event.key()), self._hand.hump
        fine = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._hand.next(1 if key == Qt.Key.Key_Tab else -1)
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if hump is None:
            return False
        if key in ARROWS:
            x, up = ARROWS[key]
            camera = self._viewpoint.camera
            nudge = QPointF(x, -up) * NUDGE * fine
            self._hand.move(_moved(hump, nudge, camera), camera)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            way = 1.0 if key == Qt.Key.Key_PageUp else -1.0
            self._hand.deepen(hump.height + way * fine * NOTCH * self._hand.range)
            self._has_turned = True
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._hand.remove()
        else:
            return False
        return True

    def cursor(self, at: QPointF, camera: Camera) -> Qt.CursorShape | None:
        """Show what a press would take hold of."""
        grip = self._grip
        if grip is not None:
            panning = Qt.CursorShape.ClosedHandCursor if grip.is_panning else None
            return self._shape(grip.part, at, camera) if grip.part else panning
        found = self._found(at, camera)
        if self._hand.refusal:
            return None if self._is_start(at, camera) else Qt.CursorShape.ForbiddenCursor
        return self._shape(found[1], at, camera, found[0]) if found else None

    def _widen(self, grip: _Grip, hump: Hump, at: QPointF) -> None:
        """Let the ring follow the pointer, as far from it as where it was taken."""
        far, near = (
            hypot(
                *(
                    c - m
                    for c, m in zip(grip.camera.to_point(p.x(), p.y()), hump.place, strict=False)
                )
            )
            for p in (at, grip.at)
        )
        if near > 0.0:
            narrowest = LEAST * min(grip.camera.per_pixel[: len(hump.place)])
            self._hand.widen(hump.width * far / near, narrowest)

    def _shape(
        self, part: Part, at: QPointF, camera: Camera, index: int | None = None
    ) -> Qt.CursorShape:
        """Return what the pointer looks like on a part of a hump, or of the chosen one."""
        if part != "ring":
            return SHAPES[part]
        wanted = self._hand.chosen if index is None else index
        one = next((found for number, found in self._all(camera) if number == wanted), None)
        away = QPointF() if one is None else at - one.middle
        if (one is not None and one.sides) or abs(away.x()) > 2.0 * abs(away.y()):
            return Qt.CursorShape.SizeHorCursor
        if abs(away.y()) > 2.0 * abs(away.x()):
            return Qt.CursorShape.SizeVerCursor
        is_rising = away.x() * away.y() < 0
        return Qt.CursorShape.SizeBDiagCursor if is_rising else Qt.CursorShape.SizeFDiagCursor

    def _escape(self) -> bool:
        """Put what is dragged back where it was."""
        grip = self._grip
        if grip is None or grip.hump is None:
            self._hand.choose(None)
            return False
        self._hand.put(grip.hump)
        self._hand.release()
        self._viewpoint.hold(False)
        self._grip = None
        return True

    def _found(self, at: QPointF, camera: Camera) -> tuple[int, Part] | None:
        """Return which hump lies under a pixel, the chosen one first, and what part of it."""
        for index, one in self._all(camera):
            part = one.part_at(at, index == self._hand.chosen)
            if part is not None:
                return index, part
        return None

    def _under(self, at: QPointF, camera: Camera) -> int | None:
        return next((index for index, one in self._all(camera) if one.is_on(at)), None)

    def _all(self, camera: Camera) -> list[tuple[int, Handles]]:
        """Return the handles of all humps, those of the chosen one first."""
        landscape, chosen = self._hand.landscape, self._hand.chosen
        if landscape is None:
            return []
        humps = sorted(enumerate(self._hand.humps), key=lambda one: one[0] != chosen)
        found = [(index, handles(hump, landscape, camera)) for index, hump in humps]
        return [(index, one) for index, one in found if one is not None]

    def _is_start(self, at: QPointF, camera: Camera) -> bool:
        pixels = camera.to_pixels(self._starts.starts())
        return grasped(pixels, at.x(), at.y(), self._starts.active) is not None


def _moved(hump: Hump, away: QPointF, camera: Camera) -> Point:
    """Return where a hump comes to lie that is moved by so many pixels."""
    across, up = camera.per_pixel
    steps = (away.x() * across, -away.y() * up)
    return tuple(c + step for c, step in zip(hump.place, steps, strict=False))

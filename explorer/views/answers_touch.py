"""How the picture of the answers takes pointer and keys: examples are moved, added and erased."""

from typing import Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from explorer.core.array import Array
from explorer.session.net_edits import add_example, move_example, remove_example
from explorer.session.session import Session
from explorer.views.answers_points import nearest
from explorer.views.answers_sheet import Sheet
from explorer.views.camera import Camera

__all__ = ["ADD", "ERASE", "MOVE", "AnswersTouch", "Touched"]

MOVE, ADD, ERASE = "move", "add", "erase"  # what the pointer does
SLACK = 4.0  # pixels: a press that moves less is a click
SPRAY = 12.0  # pixels between two examples of a spray
NUDGE = 8.0  # pixels; an eighth of it with shift
ZOOM_A_NOTCH = 0.85
EDGE = 4.0  # pixels: how near to the edge an example can be dragged

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class Touched(Protocol):
    """What a touch needs of its panel."""

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""

    @property
    def camera(self) -> Camera:
        """Which part of it is seen."""

    @property
    def pixels(self) -> Array:
        """Where the examples are, (n, 2)."""

    @property
    def tool(self) -> tuple[str, int | None]:
        """What the pointer does, and for ADD the class."""

    def look(self, camera: Camera) -> None:
        """See another part."""

    def fit(self) -> None:
        """See all examples."""


class AnswersTouch:
    """Turns a panel's events into edits of the examples and moves of the camera."""

    def __init__(self, session: Session, panel: Touched) -> None:
        self._session, self._panel = session, panel
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._row: int | None = None  # the example in the hand
        self._grip = QPointF()  # from the pointer to its middle
        self._before = session.document
        self._has_moved = False

    @property
    def is_busy(self) -> bool:
        """Whether a button is down: the camera stays."""
        return self._pressed is not None

    @property
    def is_dragging(self) -> bool:
        """Whether an example is in the hand."""
        return self._row is not None and self.is_busy

    def press(self, event: QMouseEvent) -> None:
        """Take, add or erase an example, or get ready to pan."""
        if event.button() != Qt.MouseButton.LeftButton or self._panel.sheet is None:
            return
        at = event.position()
        self._pressed = self._last = at
        self._has_moved = False
        tool, kind = self._panel.tool
        if tool == ADD:
            self._add(at, kind)
        elif tool == ERASE:
            self._erase(at)
        else:
            self._take(nearest(self._panel.pixels, at), at)

    def move(self, event: QMouseEvent) -> None:
        """Go on with what the press began."""
        if self._pressed is None:
            return
        at = event.position()
        tool, kind = self._panel.tool
        if tool == ADD:
            if (at - self._last).manhattanLength() >= SPRAY:
                self._last = at
                self._add(at, kind)
        elif tool == ERASE:
            self._erase(at)
        elif self._row is not None:
            if self._has_moved or (at - self._pressed).manhattanLength() > SLACK:
                self._has_moved = True
                self._place(self._row, at + self._grip)
        elif self._has_moved or (at - self._pressed).manhattanLength() > SLACK:
            self._has_moved = True
            shift, self._last = at - self._last, at
            self._panel.look(self._panel.camera.panned(shift.x(), shift.y()))

    def release(self, event: QMouseEvent) -> None:
        """Let go: what was done is one step of undo; a click on the ground picks nothing."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        if self._panel.tool[0] == MOVE and self._row is None and not self._has_moved:
            self._session.focus.pick_example(None)
        self._let_go()

    def double_click(self, event: QMouseEvent) -> None:
        """Add an example like its nearest neighbour."""
        if event.button() != Qt.MouseButton.LeftButton or self._panel.tool[0] != MOVE:
            return
        at = event.position()
        if nearest(self._panel.pixels, at) is None:
            self._add(at, None)
            self._session.seal()

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom at the pointer."""
        notches = event.angleDelta().y() / 120
        if notches and not self.is_busy:
            at = event.position()
            self._panel.look(self._panel.camera.zoomed(ZOOM_A_NOTCH**notches, at.x(), at.y()))
        event.accept()

    def key(self, event: QKeyEvent) -> bool:
        """Pick, nudge, add, erase or fit; False for a key that means nothing here."""
        key, picked = Qt.Key(event.key()), self._session.focus.example
        if key in _ARROWS and picked is not None:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._nudge(picked, *_ARROWS[key], NUDGE / 8 if fine else NUDGE)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and picked is not None:
            self._remove(picked)
            self._session.seal()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Insert):
            self._add_by_key(picked)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and picked is None:
            self.pick_next(1)
        elif key == Qt.Key.Key_0:
            self._panel.fit()
        elif key == Qt.Key.Key_Escape and (self.is_dragging or picked is not None):
            self._escape()
        else:
            return False
        return True

    def key_released(self, event: QKeyEvent) -> None:
        """End a nudge: keys that repeat are one step of undo."""
        if event.key() in _ARROWS and not event.isAutoRepeat():
            self._session.seal()

    def pick_next(self, step: int) -> bool:
        """Pick the next example; False when there is none further on."""
        count = len(self._panel.pixels)
        picked = self._session.focus.example
        following = (0 if step > 0 else count - 1) if picked is None else picked + step
        if not 0 <= following < count:
            return False
        self._session.focus.pick_example(following)
        return True

    def _take(self, row: int | None, at: QPointF) -> None:
        self._row = row
        if row is not None:
            x, y = self._panel.pixels[row].tolist()
            self._grip = QPointF(x, y) - at
            self._before = self._session.document
            self._session.focus.pick_example(row)

    def _place(self, row: int, at: QPointF) -> None:
        """Move an example to a pixel, as far as the panel reaches."""
        sheet, camera = self._panel.sheet, self._panel.camera
        if sheet is None or row >= len(sheet.learner.targets):
            return
        x = min(max(at.x(), EDGE), camera.width - EDGE)
        y = min(max(at.y(), EDGE), camera.height - EDGE)
        inputs, target = sheet.moved(row, camera.to_point(x, y))
        self._session.edit(
            lambda document: move_example(document, row, inputs, target),
            "Move example", key=f"example {row}",
        )  # fmt: skip

    def _add(self, at: QPointF, kind: int | None) -> bool:
        sheet, camera = self._panel.sheet, self._panel.camera
        if sheet is None:
            return False
        like = nearest(self._panel.pixels, at, float("inf")) or 0
        inputs, target = sheet.made(camera.to_point(at.x(), at.y()), kind, like)
        return self._session.edit(
            lambda document: add_example(document, inputs, target), "Add example",
            key="add example",
        )  # fmt: skip

    def _add_by_key(self, picked: int | None) -> None:
        """Add an example beside the picked one, or in the middle, and pick it."""
        camera = self._panel.camera
        at = QPointF(camera.width / 2, camera.height / 2)
        if picked is not None:
            x, y = self._panel.pixels[picked].tolist()
            at = QPointF(x + SPRAY if x < camera.width / 2 else x - SPRAY, y)
        tool, kind = self._panel.tool
        if self._add(at, kind if tool == ADD else None):
            self._session.seal()
            self._session.focus.pick_example(len(self._panel.pixels) - 1)

    def _erase(self, at: QPointF) -> None:
        row = nearest(self._panel.pixels, at)
        if row is not None:
            self._remove(row)

    def _remove(self, row: int) -> None:
        removed = self._session.edit(
            lambda document: remove_example(document, row), "Erase example", key="erase example"
        )
        if removed:
            self._session.focus.pick_example(None)

    def _nudge(self, row: int, x: float, y: float, size: float) -> None:
        at_x, at_y = self._panel.pixels[row].tolist()
        self._place(row, QPointF(at_x + x * size, at_y + y * size))

    def _escape(self) -> None:
        if not self.is_dragging:
            self._session.focus.pick_example(None)
            return
        self._let_go()
        if self._session.document != self._before:
            self._session.undo()

    def _let_go(self) -> None:
        self._pressed = self._row = None
        self._session.seal()

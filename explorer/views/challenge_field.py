"""The land of a blind descent: where one probes, and in the end the map with every path."""

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.core.array import Point
from explorer.session.challenge import Challenge
from explorer.session.worker import Worker
from explorer.views.challenge_drawing import spot
from explorer.views.challenge_picture import GamePicture
from explorer.views.challenge_scale import KEY_WIDTH
from explorer.views.challenge_words import said
from explorer.views.numbers import coordinates
from explorer.views.theme import theme, theme_changed
from explorer.views.viewpoint import Viewpoint

__all__ = ["ChallengeField"]

PAUSE = 60  # milliseconds between two looks, when the paths are shown
STRIDE, FINE = 0.025, 0.005  # of the land: how far a key moves the cross
REACH = 14.0  # pixels around a probe that belong to it
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class ChallengeField(QWidget):
    """Click, or move the cross with the arrow keys and press Enter, to probe."""

    chosen = Signal(int)  # the probe whose numbers are shown

    def __init__(self, challenge: Challenge, worker: Worker) -> None:
        super().__init__()
        self._challenge = challenge
        self.picture = GamePicture(challenge, worker, self)
        self.viewpoint = Viewpoint(challenge.land.landscape)
        self._cross, self._is_keyed = challenge.land.start, False
        self._was_over = False
        self._clock = QTimer(self)
        self._clock.setInterval(PAUSE)
        self._clock.timeout.connect(self._play)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(280, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName("The land: arrow keys move the cross, Enter probes")
        challenge.changed.connect(self.show_game)
        self.picture.changed.connect(self.update)
        theme_changed.connect(self._fit)
        self.show_game()

    @property
    def cross(self) -> Point:
        """Where the cross of the keys is."""
        return self._cross

    def show_game(self) -> None:
        """Show the game as it stands."""
        challenge, picture = self._challenge, self.picture
        if len(challenge.probes) == 1 and not challenge.is_over:
            self._cross = challenge.land.start
        self.viewpoint.show(challenge.land.landscape)
        if not challenge.is_over:
            picture.choice = len(challenge.probes) - 1
        elif not self._was_over:
            picture.choice = challenge.probes.index(challenge.lowest)
            self.chosen.emit(picture.choice)
        self._was_over = challenge.is_over
        if picture.look(self.viewpoint.camera):
            self._clock.start()
        if not picture.paths:
            self._clock.stop()
        shapes = Qt.CursorShape
        self.setCursor(shapes.ArrowCursor if challenge.is_over else shapes.CrossCursor)
        self._speak()
        self.update()

    def choose(self, number: int) -> None:
        """Show the numbers of another probe."""
        if number != self.picture.choice and 0 <= number < len(self._challenge.probes):
            self.picture.choice = number
            self.chosen.emit(number)
            self.update()

    def show_hint(self, shown: bool) -> None:
        """Show where gradient descent would look after the last probe, or not."""
        self.picture.has_hint = shown
        self.update()

    def finish(self) -> None:
        """Show the paths to their ends at once."""
        self._clock.stop()
        self.picture.step = self.picture.last_step
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._is_keyed = False
        at = event.position()
        if not self._challenge.is_over:
            self._challenge.probe(self.viewpoint.camera.to_point(at.x(), at.y()))
        elif (near := self._near(at)) is not None:
            self.choose(near)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        pass  # the second click of two is no probe: it would be lost on the same place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._challenge.is_over:
            shapes, near = Qt.CursorShape, self._near(event.position())
            self.setCursor(shapes.ArrowCursor if near is None else shapes.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_over = Qt.Key(event.key()), self._challenge.is_over
        if is_over and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            turn, _ = _ARROWS[key]
            self.choose((self.picture.choice + turn) % len(self._challenge.probes))
        elif is_over:
            super().keyPressEvent(event)
        elif way := _ARROWS.get(key):
            is_fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._move(way, FINE if is_fine else STRIDE)
        elif key == Qt.Key.Key_Home:
            self._put_cross(self._challenge.lowest.point)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._is_keyed = True
            self._challenge.probe(self._cross)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = Qt.FocusReason
        if event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason):
            self._is_keyed = True
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        has_cross = self.hasFocus() and self._is_keyed and not self._challenge.is_over
        painter = QPainter(self)
        self.picture.paint(
            *(painter, self.viewpoint.camera, theme(), self.devicePixelRatioF()),
            self._cross if has_cross else None,
        )
        painter.end()

    def _play(self) -> None:
        self.picture.step += 1
        if self.picture.step >= self.picture.last_step:
            self._clock.stop()
        self.update()

    def _near(self, at: QPointF) -> int | None:
        """Return the probe under the pointer, the newest where several are."""
        for number in reversed(range(len(self._challenge.probes))):
            apart = spot(self.viewpoint.camera, self._challenge.probes[number].point) - at
            if apart.manhattanLength() <= theme().length(REACH):
                return number
        return None

    def _move(self, way: tuple[int, int], stride: float) -> None:
        box = self._challenge.land.landscape.box
        moved = zip(self._cross, way, box, strict=True)
        self._put_cross(
            tuple(
                min(max(c + turn * stride * (high - low), low), high)
                for c, turn, (low, high) in moved
            )
        )

    def _put_cross(self, point: Point) -> None:
        self._cross, self._is_keyed = point, True
        self._announce(coordinates(point))
        self.update()

    def _speak(self) -> None:
        words = said(self._challenge)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            self._announce(words)

    def _announce(self, words: str) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _fit(self, *_: object) -> None:
        wide = max(self.width() - theme().length(KEY_WIDTH), 16)
        self.viewpoint.resize(wide, self.height())
        self.picture.look(self.viewpoint.camera)
        self.update()

"""What can be done with the play head: by button, by menu, and by keys nobody else wants."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent

from explorer.session.playback import STEPS_PER_SECOND, Playback

__all__ = ["SPEEDS", "TransportActions", "speed_name"]

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
LOOP = "Begin again when the end is reached (L). For a part of the steps press [ and ]."
RANGE = "Steps {} to {} are played again and again. Press to play all of them (L, Esc)."
_NAMES = {0.25: "¼×", 0.5: "½×"}


class TransportActions(QObject):
    """The actions of a playback, kept up to date with it.

    As an event filter of a window it takes the keys that nothing in the window wanted. Shortcuts
    would take Space from buttons and arrows from sliders that have the focus.
    """

    def __init__(self, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self._playback = playback
        self.to_start = self._action("To start", "Go back to the start points (Home).")
        self.back = self._action(
            "Step back", "One step back (Left). What was computed is kept, so this costs nothing."
        )
        self.play = self._action("Play", "Let all paths run, step by step, or stop them (Space).")
        self.forward = self._action(
            "Step forward", "One step on (Right): every optimizer applies its rule once."
        )
        self.to_end = self._action("To end", "Go to where the paths ended (End).")
        self.loop = self._action("Loop", LOOP)
        self.loop.setCheckable(True)
        self.begin_range = self._action(
            "Loop from here", "Steps are played again and again from this one on ([)."
        )
        self.end_range = self._action(
            "Loop to here", "Steps are played again and again up to this one (])."
        )
        self.clear_range = self._action(
            "Play all steps again", "No longer loop some of them (Esc)."
        )
        self.speeds = QActionGroup(self)
        for speed in SPEEDS:
            action = QAction(speed_name(speed), self.speeds)
            action.setCheckable(True)
            action.setData(speed)
            action.setToolTip(f"{STEPS_PER_SECOND * speed:g} steps a second")
        self._keys = {
            Qt.Key.Key_Space: self.play,
            Qt.Key.Key_Left: self.back,
            Qt.Key.Key_Right: self.forward,
            Qt.Key.Key_Home: self.to_start,
            Qt.Key.Key_End: self.to_end,
            Qt.Key.Key_L: self.loop,
            Qt.Key.Key_Escape: self.clear_range,
        }
        self._connect(playback)
        self.show_playback()

    def show_step(self, step: int) -> None:
        """Allow only what leads somewhere."""
        length = self._playback.length
        for action in (self.back, self.to_start):
            action.setEnabled(step > 0)
        for action in (self.forward, self.to_end):
            action.setEnabled(step < length)

    def show_playback(self) -> None:
        """Show speed, loop, and whether it plays."""
        playback = self._playback
        self.play.setText("Pause" if playback.is_playing else "Play")
        self.play.setEnabled(playback.length > 0)
        some = playback.range
        self.loop.setChecked(playback.loop or some is not None)
        self.loop.setToolTip(RANGE.format(*some) if some else LOOP)
        self.clear_range.setEnabled(some is not None)
        for action in self.speeds.actions():
            action.setChecked(action.data() == playback.speed)
        self.show_step(playback.step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            # Arrows carry the keypad's mark on a Mac.
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            action = self._keys.get(Qt.Key(event.key()))
            if held != Qt.KeyboardModifier.NoModifier:
                action = None
            # On some keyboards a bracket takes a modifier: what it writes tells.
            action = {"[": self.begin_range, "]": self.end_range}.get(event.text(), action)
            if action is not None and (action is not self.clear_range or action.isEnabled()):
                action.trigger()
                return True
        return super().eventFilter(watched, event)

    def _connect(self, playback: Playback) -> None:
        acts: tuple[tuple[QAction, Callable[[], None]], ...] = (
            (self.to_start, lambda: playback.seek(0)),
            (self.back, lambda: playback.step_by(-1)),
            (self.play, playback.toggle),
            (self.forward, lambda: playback.step_by(1)),
            (self.to_end, lambda: playback.seek(playback.length)),
            (self.loop, self._switch_loop),
            (self.begin_range, playback.begin_range),
            (self.end_range, playback.end_range),
            (self.clear_range, playback.clear_range),
        )
        for action, act in acts:
            action.triggered.connect(lambda _checked=False, act=act: act())
        self.speeds.triggered.connect(lambda action: playback.set_speed(action.data()))
        playback.moved.connect(self.show_step)
        playback.changed.connect(self.show_playback)

    def take_key(self, key: Qt.Key, action: QAction) -> None:
        """Let a key that nobody else wants trigger one more action."""
        self._keys[key] = action

    def _switch_loop(self) -> None:
        """Loop or not; where only some steps are looped, play them all."""
        if self._playback.range is not None:
            self._playback.clear_range()
        else:
            self._playback.set_loop(not self._playback.loop)
        self.show_playback()

    def _action(self, name: str, tip: str) -> QAction:
        action = QAction(name, self)
        action.setToolTip(tip)
        return action


def speed_name(speed: float) -> str:
    """Return a speed as its button says it: ¼×, 1×, 8×."""
    return _NAMES.get(speed, f"{speed:g}×")

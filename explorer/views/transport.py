"""Transport: play, pause, step, scrub, speed and loop, as on a tape recorder."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from explorer.session.session import Session
from explorer.views.icons import icon
from explorer.views.slider import Slider
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["SPEEDS", "TransportView"]

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
_NAMES = {0.25: "¼×", 0.5: "½×"}
_ROUND = """
QToolButton {{ background: {accent}; border: 2px solid {accent}; border-radius: 17px; padding: 0;
  min-width: 30px; max-width: 30px; min-height: 30px; max-height: 30px; }}
QToolButton:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QToolButton:focus {{ border-color: {text}; }}
QToolButton:disabled {{ background: {line}; border-color: {line}; }}
"""


class TransportView(QWidget):
    """Steers the session's playback. Its actions can be put into menus and given shortcuts."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._playback = session.playback
        self._make_actions()
        self._play = QToolButton()
        self.scrub = Slider(1)
        self._place_label = QLabel()
        self._speed = QToolButton()
        self._loop = QToolButton()
        self._dress_controls()
        self._place()
        self.scrub.dragged.connect(self._seek)
        self._playback.moved.connect(self.show_step)
        self._playback.changed.connect(self.show_playback)
        theme_changed.connect(self._dress)
        self._dress()
        self.show_playback()

    def show_step(self, step: int) -> None:
        """Show where the play head is."""
        self.scrub.show_tick(step)
        length = self._playback.length
        self._place_label.setText(f"step {step} / {length}")
        self.back.setEnabled(step > 0)
        self.to_start.setEnabled(step > 0)
        self.forward.setEnabled(step < length)
        self.to_end.setEnabled(step < length)

    def show_playback(self) -> None:
        """Show length, speed, loop, and whether it plays."""
        playback = self._playback
        self.scrub.blockSignals(True)
        self.scrub.setRange(0, max(1, playback.length))
        self.scrub.blockSignals(False)
        self.scrub.setEnabled(playback.length > 0)
        self.play.setEnabled(playback.length > 0)
        words = "Pause" if playback.is_playing else "Play"
        if self.play.text() != words:
            self.play.setText(words)
            self._dress_play()
        self.loop.setChecked(playback.loop)
        self._speed.setText(speed_name(playback.speed))
        for action in self.speeds.actions():
            action.setChecked(action.data() == playback.speed)
        self.show_step(playback.step)

    def _make_actions(self) -> None:
        playback = self._playback
        self.to_start = self._action(
            "To start", "Go back to the start points.", lambda: playback.seek(0)
        )
        self.back = self._action(
            "Step back", "One step back (Left). What was computed is kept, so this costs nothing.",
            lambda: playback.step_by(-1),
        )  # fmt: skip
        self.play = self._action(
            "Play", "Let all paths run, step by step, or stop them (Space).", playback.toggle
        )
        self.forward = self._action(
            "Step forward", "One step on (Right): every optimizer applies its rule once.",
            lambda: playback.step_by(1),
        )  # fmt: skip
        self.to_end = self._action(
            "To end", "Go to where the paths ended.", lambda: playback.seek(playback.length)
        )
        self.loop = self._action("Loop", "Begin again when the end is reached.", None)
        self.loop.setCheckable(True)
        self.loop.toggled.connect(playback.set_loop)
        self.speeds = QActionGroup(self)
        for speed in SPEEDS:
            action = QAction(speed_name(speed), self.speeds)
            action.setCheckable(True)
            action.setData(speed)
            action.setToolTip(f"{30 * speed:g} steps a second")
        self.speeds.triggered.connect(lambda action: playback.set_speed(action.data()))

    def _action(self, name: str, tip: str, act: Callable[[], None] | None) -> QAction:
        action = QAction(name, self)
        action.setToolTip(tip)
        if act is not None:
            action.triggered.connect(lambda _checked=False: act())
        return action

    def _dress_controls(self) -> None:
        self._play.setDefaultAction(self.play)
        self._play.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._play.setIconSize(QSize(18, 18))
        self.scrub.setAccessibleName("Step")
        self.scrub.setToolTip("<p>Drag to any step; all views show that moment.</p>")
        self.scrub.setSingleStep(1)
        self._place_label.setMinimumWidth(104)
        self._place_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._place_label.setToolTip("<p>Where the play head is, and the most steps any path took.")
        self._speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._speed.setFixedWidth(46)
        self._speed.setAccessibleName("Speed")
        self._speed.setToolTip("<p>How fast it plays: at 1× thirty steps a second.</p>")
        menu = QMenu(self._speed)
        menu.setToolTipsVisible(True)
        menu.addActions(self.speeds.actions())
        self._speed.setMenu(menu)
        self._loop.setDefaultAction(self.loop)
        self._loop.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GAP, GAP, 3 * GAP, 2 * GAP)
        row.setSpacing(GAP)
        for action in (self.to_start, self.back):
            row.addWidget(self._quiet(action))
        row.addWidget(self._play)
        for action in (self.forward, self.to_end):
            row.addWidget(self._quiet(action))
        row.addSpacing(GAP)
        row.addWidget(self.scrub, 1)
        row.addSpacing(GAP)
        row.addWidget(self._place_label)
        row.addSpacing(GAP)
        row.addWidget(self._loop)
        row.addWidget(self._speed)

    def _quiet(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setProperty("role", "quiet")
        button.setAccessibleName(action.text())
        button.setIconSize(QSize(18, 18))
        return button

    def _dress(self, *_: object) -> None:
        for action, name in (
            (self.to_start, "to-start"), (self.back, "step-back"),
            (self.forward, "step-forward"), (self.to_end, "to-end"), (self.loop, "loop"),
        ):  # fmt: skip
            action.setIcon(icon(name))
        palette = theme().palette
        roles = ("accent", "accent_hover", "text", "line")
        self._play.setStyleSheet(_ROUND.format(**{r: getattr(palette, r) for r in roles}))
        self._dress_play()

    def _dress_play(self) -> None:
        name = "pause" if self._playback.is_playing else "play"
        self.play.setIcon(icon(name, theme().ink("on_accent")))
        self._play.setAccessibleName(self.play.text())

    def _seek(self, step: int) -> None:
        self._playback.seek(step)


def speed_name(speed: float) -> str:
    """Return a speed as its button says it: ¼×, 1×, 8×."""
    return _NAMES.get(speed, f"{speed:g}×")

"""Transport: play, pause, step, scrub, fork, loop and speed, as on a tape recorder."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.views.forking import Forking
from explorer.views.icons import icon
from explorer.views.scrub_bar import ScrubBar
from explorer.views.theme import GAP, theme, theme_changed
from explorer.views.transport_actions import TransportActions, speed_name

__all__ = ["TransportView"]

NARROW = 620  # pixels
PLACE, SPEED = 104, 46  # pixels of "step 300 / 300" and "1×"

_ROUND = """
QToolButton {{ background: {accent}; border: 2px solid {accent}; border-radius: 17px; padding: 0;
  min-width: 30px; max-width: 30px; min-height: 30px; max-height: 30px; }}
QToolButton:hover {{ background: {accent_hover}; border-color: {accent_hover}; }}
QToolButton:focus {{ border-color: {text}; }}
QToolButton:disabled {{ background: {line}; border-color: {line}; }}
"""


class TransportView(QWidget):
    """Steers the session's playback; `does` holds its actions, for menus and keys."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._playback = session.playback
        self.does = TransportActions(session.playback, self)
        self.forking = Forking(session, self)
        self.does.take_key(Qt.Key.Key_F, self.forking.action)
        self._play = QToolButton()
        self.scrub = ScrubBar()
        self._place_label = QLabel()
        self._speed = QToolButton()
        self._fork, self._loop = QToolButton(), QToolButton()
        self._dress_controls()
        self._place()
        self.scrub.dragged.connect(self._seek)
        self.scrub.range_wished.connect(session.playback.set_range)
        self._playback.moved.connect(self.show_step)
        self._playback.changed.connect(self.show_playback)
        theme_changed.connect(self._dress)
        self._dress()
        self.show_playback()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self.does)

    def show_step(self, step: int) -> None:
        """Show where the play head is."""
        self.scrub.show_tick(step)
        self._place_label.setText(f"step {step} / {self._playback.length}")

    def show_playback(self) -> None:
        """Show length, speed, and whether it plays."""
        playback = self._playback
        self.scrub.blockSignals(True)
        self.scrub.setRange(0, max(1, playback.length))
        self.scrub.blockSignals(False)
        self.scrub.setEnabled(playback.length > 0)
        self.scrub.show_range(playback.range)
        self._speed.setText(speed_name(playback.speed))
        if self._play.accessibleName() != self.does.play.text():
            self._dress_play()
        self.show_step(playback.step)

    def _dress_controls(self) -> None:
        does = self.does
        self._play.setDefaultAction(self.does.play)
        self._play.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._play.setIconSize(QSize(18, 18))
        self.scrub.addActions([does.begin_range, does.end_range, does.clear_range])
        self.scrub.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._place_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._place_label.setToolTip("<p>Where the play head is, and the most steps any path took.")
        self._speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._speed.setAccessibleName("Speed")
        self._speed.setToolTip("<p>How fast it plays: at 1× sixty steps a second.</p>")
        menu = QMenu(self._speed)
        menu.setToolTipsVisible(True)
        menu.addActions(self.does.speeds.actions())
        self._speed.setMenu(menu)
        self._fork.setDefaultAction(self.forking.action)
        self._fork.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._fork.setAccessibleName("Fork")
        self.forking.below = self._fork
        self._loop.setDefaultAction(self.does.loop)
        self._loop.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def minimumSizeHint(self) -> QSize:
        """Return the least room: with the scrub bar in a row of its own."""
        least, has_one_row = super().minimumSizeHint(), self._rows.count() == 1
        bar = self.scrub.minimumSizeHint().width() + self._row.spacing()
        return QSize(least.width() - bar * has_one_row, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room(self.width() < theme().length(NARROW))

    def _place(self) -> None:
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(3 * GAP, GAP, 3 * GAP, 2 * GAP)
        self._rows.setSpacing(0)
        self._row = row = QHBoxLayout()
        self._rows.addLayout(row)
        row.setSpacing(GAP)
        for action in (self.does.to_start, self.does.back):
            row.addWidget(self._quiet(action))
        row.addWidget(self._play)
        for action in (self.does.forward, self.does.to_end):
            row.addWidget(self._quiet(action))
        row.addSpacing(GAP)
        self._scrub_place = row.count()
        row.addWidget(self.scrub, 1)
        row.addSpacing(GAP)
        row.addWidget(self._place_label, 0)
        row.addSpacing(GAP)
        row.addWidget(self._fork)
        row.addWidget(self._loop)
        row.addWidget(self._speed)

    def _make_room(self, narrow: bool) -> None:
        """Give the scrub bar a row of its own above the buttons where there is little room."""
        if narrow == (self._rows.count() == 2):
            return
        if narrow:
            self._row.removeWidget(self.scrub)
            self._row.insertStretch(self._scrub_place, 1)
            self._rows.insertWidget(0, self.scrub)
        else:
            self._rows.removeWidget(self.scrub)
            self._row.takeAt(self._scrub_place)
            self._row.insertWidget(self._scrub_place, self.scrub, 1)

    def _quiet(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setProperty("role", "quiet")
        button.setAccessibleName(action.text())
        button.setIconSize(QSize(18, 18))
        return button

    def _dress(self, *_: object) -> None:
        does = self.does
        for action, name in (
            (does.to_start, "to-start"), (does.back, "step-back"), (does.forward, "step-forward"),
            (does.to_end, "to-end"), (does.loop, "loop"), (self.forking.action, "fork"),
        ):  # fmt: skip
            action.setIcon(icon(name))
        palette = theme().palette
        roles = ("accent", "accent_hover", "text", "line")
        self._place_label.setMinimumWidth(theme().length(PLACE))
        self._speed.setFixedWidth(theme().length(SPEED))
        self._play.setStyleSheet(_ROUND.format(**{r: getattr(palette, r) for r in roles}))
        self._dress_play()

    def _dress_play(self) -> None:
        name = "pause" if self._playback.is_playing else "play"
        self.does.play.setIcon(icon(name, theme().ink("on_accent")))
        self._play.setAccessibleName(self.does.play.text())

    def _seek(self, step: int) -> None:
        self._playback.seek(step)

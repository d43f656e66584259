"""The jumping robot: what the simulator says of a design, and what it would do in the world."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.session.session import Session
from explorer.views.icons import icon
from explorer.views.jump_clock import JumpClock
from explorer.views.jump_pair import JumpPair, jump_pair
from explorer.views.jump_scene import JumpScene
from explorer.views.marker import marker_pixmap
from explorer.views.numbers import number
from explorer.views.theme import GAP, theme_changed

__all__ = ["JumpView"]

NARROWEST = 280  # pixels
NO_ROBOT = f"No robot here: choose “{LANDSCAPES['robot-simulator'].name}” on the left."
NO_DESIGN = "This design is no robot any more: its numbers have grown beyond all bounds."
START = "Start point"
HOW = (
    "The leg is a spring that stores 100 joules and throws the robot off at the angle shown. The "
    "stiffer it is, the heavier. The dashed flight is the one that the simulator computes in small "
    "steps of time, the solid one that of the real robot. At the red line all the energy has gone "
    "into a flight without any leg: no real jump can be longer. Robot and leg are drawn larger "
    "than they are."
)
PLAY = "Plays one jump: the robot of the real world, and that of the simulator as a dashed shape."
FOLLOWED = (
    "The design that is drawn: where the chosen run is at the play head, or the start point. Click "
    "another run in the results to see its design."
)


class JumpView(QWidget):
    """The robot at the play head of the chosen run, or at the start where nothing runs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.clock = JumpClock(self)
        self.scene = JumpScene(self.clock)
        self.button = QPushButton("Jump")
        self._sign, self._who, self._design = QLabel(), QLabel(), QLabel()
        self._energy, self._empty = QLabel(), QLabel()
        self._place()
        self.button.clicked.connect(self.jump)
        for signal in (
            session.changed, session.raced, session.selected, session.playback.moved, theme_changed
        ):  # fmt: skip
            signal.connect(self._show)
        self._show()

    def words(self) -> tuple[str, str, str]:
        """Return whose design is shown, the design, and what is said of its energy."""
        return self._who.text(), self._design.text(), self._energy.text()

    def jump(self) -> None:
        """Play one jump of the design that is shown."""
        if self.scene.pair is not None:
            self.clock.start(self.scene.pair)

    def sizeHint(self) -> QSize:
        return QSize(380, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, 260)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.clock.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show()

    def _show(self, _: object = None) -> None:
        """Follow the document, the race, the choice of a run and the play head."""
        if not self.isVisible():
            return
        session, focus = self._session, self._session.focus
        landscape, training = session.document.landscape, focus.training
        start, entrant = focus.followed
        is_robot = isinstance(landscape, Landscape) and landscape.beside == "jump"
        point = session.document.starts[start]
        if training is not None:
            point = tuple(training.points[focus.step].tolist())
        pair = None
        if isinstance(landscape, Landscape) and is_robot and len(point) == landscape.dim:
            pair = jump_pair(landscape, point)
        self._empty.setText(NO_DESIGN if is_robot else NO_ROBOT)
        slot = 0
        if entrant < len(session.document.entrants):
            racer = session.document.entrants[entrant]
            slot = racer.colour
            self._who.setText(f"{type(racer.optimizer).name} · step {focus.step}")
        if training is None:
            self._who.setText(START)
        self._sign.setPixmap(marker_pixmap(slot))
        self._sign.setVisible(training is not None)
        self._show_pair(pair, slot)

    def _show_pair(self, pair: JumpPair | None, slot: int) -> None:
        before = self.scene.pair
        if before is not None and (pair is None or pair.design != before.design):
            self.clock.stop()  # another robot does not finish the jump of this one
        self.scene.show_pair(pair, slot)
        self.scene.setVisible(pair is not None)
        self._energy.setVisible(pair is not None)
        self._empty.setVisible(pair is None)
        self.button.setEnabled(pair is not None)
        self.button.setIcon(icon("play"))
        if pair is None:
            self._design.setText("")
            return
        self._design.setText(f"leg {number(pair.stiffness, 3)} N/m · {number(pair.angle, 3)}°")
        self._energy.setText(pair.energy_words())
        # Always room for two lines, so that the scene does not jump as words come and go.
        self._energy.setMinimumHeight(2 * self._energy.fontMetrics().lineSpacing())
        self.scene.setAccessibleDescription(f"{pair.words()} {HOW}")

    def _place(self) -> None:
        heading = QLabel("JUMPING ROBOT")
        heading.setProperty("role", "heading")
        self._design.setProperty("role", "caption")
        self._empty.setProperty("role", "muted")
        self._energy.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.scene.setAccessibleName("Jump of the robot")
        self.scene.setToolTip(f"<p>{HOW}</p>")
        self.button.setToolTip(f"<p>{PLAY}</p>")
        self.button.setAccessibleDescription(PLAY)
        self._who.setAccessibleName("Chosen run")
        self._design.setAccessibleName("Design of the robot")
        self._energy.setAccessibleName("Energy given out")
        for label in (self._sign, self._who, self._design):
            label.setToolTip(f"<p>{FOLLOWED}</p>")
        for label in (self._who, self._energy, self._empty):
            label.setWordWrap(True)
        who = QHBoxLayout()
        who.setSpacing(2 * GAP)
        who.addWidget(self._sign)
        who.addWidget(self._who, 1)
        design = QHBoxLayout()
        design.addWidget(self._design, 1)
        design.addWidget(self.button)
        above = QVBoxLayout()
        above.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 0)
        above.setSpacing(GAP // 2)
        above.addWidget(heading)
        above.addLayout(who)
        above.addLayout(design)
        below = QHBoxLayout()
        below.setContentsMargins(3 * GAP, 0, 3 * GAP, 2 * GAP)
        below.addWidget(self._energy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(above)
        column.addWidget(self.scene, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(below)

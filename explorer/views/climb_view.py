"""Dream: an example climbs, step by step, towards an answer of the net in focus."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.core.nets.climbing import RATE, Climb, climb, is_picture, refusal
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.session import Session
from explorer.views.climb_chart import ClimbChart
from explorer.views.climb_choices import ClimbChoices
from explorer.views.climb_scene import ClimbScene
from explorer.views.climb_words import TICKS, step_at
from explorer.views.sight import Sight
from explorer.views.slider import Slider
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["ClimbView"]

KEY = "climb"
PAUSE = 60  # milliseconds between two climbs while the play head moves
FRAME, TURN = 33, 2  # milliseconds of a frame, and ticks that it moves
SLOW = 0.05  # how far a step goes where inputs are no dots
LOW = 260  # pixels; in less height, before scaling, there is no chart
EMPTY = "Nothing can climb here: choose a net under Tiny net, on the left."


class _Request(NamedTuple):
    """All that decides a climb."""

    net: TinyNet
    weights: bytes
    goal: int
    row: int | None  # the example it begins with; None: noise of the seed
    seed: int

    @property
    def beginning(self) -> tuple[object, ...]:
        """Where it begins, and where to: all but the weights."""
        return self.net.data, self.net.sizes, self.goal, self.row, self.seed

    def climb(self) -> Climb:
        """Return the climb."""
        net = self.net
        start = None if self.row is None else net.data_set.inputs[self.row]
        rate = RATE if is_picture(net) else SLOW
        weights = np.frombuffer(self.weights, np.float64)
        return climb(net, weights, self.goal, start, rate=rate, seed=self.seed)


class ClimbView(QWidget):
    """Climbs anew with the weights in focus, while this can be seen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked: _Request | None = None
        self._shown: _Request | None = None
        self._seed = 0
        self.climb: Climb | None = None
        self.choices, self.scene, self.chart = ClimbChoices(), ClimbScene(), ClimbChart()
        self.slider = Slider(TICKS)
        self._step, self._sentence, self._sheet = QLabel(), QLabel(), QWidget()
        self._place()
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME)
        self._listen()
        self._sight = Sight(session, self, self._look, PAUSE)

    @property
    def step(self) -> int:
        """The step of the climb that is shown."""
        return 0 if self.climb is None else step_at(self.slider.value(), self.climb.steps)

    @property
    def sentence(self) -> str:
        """Why nothing climbs; empty where something does."""
        return self._sentence.text()

    @property
    def is_climbing(self) -> bool:
        """Whether the example is climbing before one's eyes."""
        return self._clock.isActive()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.choices.minimumSizeHint().width() + 6 * GAP, 120)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._climb(False)
        self._session.worker.cancel(KEY)
        self._asked = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _look(self) -> None:
        """Ask for the climb of what is in focus, unless it is there."""
        net, weights = self._sight.net, self._sight.weights
        if net is None or weights is None:
            self._give_way(EMPTY, can_choose=False)
        elif sentence := refusal(net, 0) and refusal(net, len(net.data_set.classes) - 1):
            self._give_way(sentence, can_choose=False)
        else:
            self.choices.offer(net)
            goal = self.choices.goal_class
            if sentence := refusal(net, goal):
                self._give_way(sentence)
            else:
                row = self._row(net, goal)
                self._want(_Request(net, weights.tobytes(), goal, row, self._seed))

    def _row(self, net: TinyNet, goal: int) -> int | None:
        """Return the example to begin with: the one picked out, or one of another class."""
        if self.choices.is_noise:
            return None
        picked = self._session.focus.example
        return picked if picked is not None else int(_others(net, goal)[0])

    def _want(self, request: _Request) -> None:
        self._say("")
        if request == self._shown:
            self._session.worker.cancel(KEY)
            self._asked = None
        elif request != self._asked:
            self._asked = request
            self._session.worker.want(KEY, request, lambda _: request.climb())

    def _take(self, key: str, request: object, result: Climb) -> None:
        if key != KEY or request != self._asked or self._asked is None:
            return
        before, self._shown, self._asked = self._shown, self._asked, None
        self.climb = result
        # Where only the weights are others, the same step of another climb is shown.
        if before is None or before.beginning != self._shown.beginning:
            self.slider.show_tick(0)
        self._draw()

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key == KEY and request == self._asked:
            self._give_way(sentence)

    def _give_way(self, sentence: str, *, can_choose: bool = True) -> None:
        """Show a sentence in place of a climb; and no choices where none of them would do."""
        self._climb(False)
        self._session.worker.cancel(KEY)
        self._asked = self._shown = self.climb = None
        self.scene.clear()
        self.chart.show_climb(None, 0)
        self._say(sentence, can_choose=can_choose)

    def _say(self, sentence: str, *, can_choose: bool = True) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self._sheet.setVisible(not sentence)
        self.choices.setVisible(can_choose)

    def _draw(self) -> None:
        if self.climb is None or self._shown is None:
            return
        weights = np.frombuffer(self._shown.weights, np.float64)
        self.scene.show_step(self._shown.net, weights, self.climb, self.step)
        self.chart.show_climb(self.climb, self.slider.value())
        self._step.setText(f"step {self.step} / {self.climb.steps}")

    def _climb(self, wanted: bool) -> None:
        """Climb from the beginning, or stop where it is."""
        if wanted:
            self.slider.show_tick(0)
            self._clock.start()
        else:
            self._clock.stop()
        self.choices.show_climbing(wanted)
        self._draw()

    def _turn(self) -> None:
        if self.climb is None:
            return
        self.slider.show_tick(min(self.slider.value() + TURN, TICKS))
        self._draw()
        if self.slider.value() == TICKS:
            self._climb(False)

    def _begin_elsewhere(self) -> None:
        """Draw other noise, or pick the next example of another class."""
        net = self._sight.net
        if net is None:
            return
        if self.choices.is_noise:
            self._seed += 1
            self._look()
        else:
            others, picked = _others(net, self.choices.goal_class), self._session.focus.example
            behind = others[others > (others[0] if picked is None else picked)]
            self._session.focus.pick_example(int(behind[0] if len(behind) else others[0]))

    def _listen(self) -> None:
        self._clock.timeout.connect(self._turn)
        self.choices.climbed.connect(self._climb)
        self.choices.another.connect(self._begin_elsewhere)
        self.choices.chosen.connect(self._look)
        self.slider.dragged.connect(lambda _: self._climb(False))
        self._session.worker.done.connect(self._take)
        self._session.worker.failed.connect(self._give_up)
        theme_changed.connect(self._fit)

    def _fit(self, _: object = None) -> None:
        """Leave out what there is no room for."""
        look = theme()
        self.chart.setVisible(self.height() >= look.length(LOW))
        widest = self._step.fontMetrics().horizontalAdvance("step 300 / 300")
        self._step.setMinimumWidth(widest)

    def _place(self) -> None:
        self.slider.setAccessibleName("Step of the climb")
        self.slider.setToolTip("<p>The step of the climb that is shown.</p>")
        self._step.setProperty("role", "muted")
        self._sentence.setWordWrap(True)
        self._sentence.setProperty("role", "muted")
        along = QHBoxLayout()
        along.setSpacing(GAP)
        along.addWidget(self.slider, 1)
        along.addWidget(self._step)
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(GAP)
        sheet.addWidget(self.scene, 1)
        sheet.addWidget(self.chart)
        sheet.addLayout(along)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, GAP)
        column.setSpacing(2 * GAP)
        column.addWidget(self.choices)
        column.addWidget(self._sentence)
        column.addWidget(self._sheet, 1)
        column.addStretch()


def _others(net: TinyNet, goal: int) -> NDArray[np.int64]:
    """Return the examples of all classes but one, as rows of the data; all where there is one."""
    targets = np.round(net.data_set.targets)
    rows = np.flatnonzero(targets != goal)
    return rows if len(rows) else np.arange(len(targets))

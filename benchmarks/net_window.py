"""How live the window stays while nets are trained, played and dragged: lag of a 4 ms timer.

Run: python benchmarks/net_window.py [seconds]    (under a display, or QT_QPA_PLATFORM=offscreen)

Four optimizers train a 2-8-1 net on 200 examples. The lag of each tick is how much later than
4 ms after the last one it came; while the window is painted, that is the time a frame takes.
Prints percentiles in milliseconds: at rest, playing, dragging the start on the slice, dragging an
example, dragging a learning rate, and while 20,000 steps of a larger net are trained.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from math import cos, sin
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from explorer.app import show_window
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import warm_up
from explorer.session.edits import set_optimizer
from explorer.session.net_edits import move_example, pick_net
from explorer.session.session import Session
from explorer.views.slice_view import SliceView

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
TICK = 0.004
INPUTS = 60  # a second, as a mouse sends them


class Lag:
    """Ticks every 4 ms and notes how late each tick comes."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(4)
        self._timer.timeout.connect(self._tick)

    def of(self, seconds: float, act: Callable[[int], None] | None = None) -> list[float]:
        """Return the lags of so many seconds in ms, while `act` is called 60 times a second."""
        self.late, self._last = [], perf_counter()
        self._timer.start()
        begun, acted = perf_counter(), 0
        while perf_counter() - begun < seconds:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            due = int((perf_counter() - begun) * INPUTS)
            if act is not None and due > acted:
                acted = due
                act(due)
        self._timer.stop()
        return self.late

    def _tick(self) -> None:
        now = perf_counter()
        self.late.append(1e3 * max(now - self._last - TICK, 0.0))
        self._last = now


def say(name: str, late: list[float]) -> None:
    """Print the percentiles of lags."""
    middle, high, worst = np.percentile(late, (50, 99, 100))
    print(f"{name:34s} median {middle:5.1f}   99th percentile {high:5.1f}   worst {worst:5.1f} ms")


def settle(session: Session) -> None:
    """Let everything that was asked for come in."""
    session.finish()
    for _ in range(60):
        QApplication.processEvents()
        session.worker.finish()


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 6.0
    application = QApplication([])
    window, session = show_window(application)
    window.resize(1440, 900)
    session.begin()
    warm_up()
    session.edit(lambda document: pick_net(document, TinyNet(DataPlan(examples=300))), "Net")
    settle(session)
    session.playback.pause()
    session.playback.seek(session.playback.length)
    lag, view = Lag(), window.findChild(SliceView)
    say("at rest", lag.of(2.0))

    session.playback.set_loop(True)
    session.playback.seek(0)
    session.playback.play()
    say("playing", lag.of(seconds))
    session.playback.pause()
    session.playback.seek(session.playback.length)
    settle(session)
    drag_start(session, view, lag, seconds)

    data = session.focus.net.data_set
    spot = data.inputs[0]

    def example(count: int) -> None:
        place = (float(spot[0] + 0.5 * sin(count / 9)), float(spot[1] + 0.5 * cos(count / 7)))
        session.edit(lambda document: move_example(document, 0, place), "Move", key="example")

    say("dragging an example", lag.of(seconds, example))
    session.seal()
    settle(session)
    kind = type(session.document.entrants[0].optimizer)

    def rate(count: int) -> None:
        optimizer = kind(learning_rate=0.5 + 0.4 * sin(count / 20))
        session.edit(lambda document: set_optimizer(document, 0, optimizer), "Rate", key="rate")

    say("dragging a learning rate", lag.of(seconds, rate))
    session.seal()
    larger = TinyNet(DataPlan(examples=300), hidden=(16, 16))
    session.edit(
        lambda document: replace(
            pick_net(document, larger), steps=20_000, entrants=document.entrants[3:]
        ),
        "Train long",
    )
    say("training 20,000 steps of 2-16-16-1", lag.of(seconds))
    session.close()


def drag_start(session: Session, view: SliceView, lag: Lag, seconds: float) -> None:
    """Drag the start of the first run over the slice, by mouse events."""
    plane, camera = view.plane, view.viewpoint.camera
    laid = session.slicer.slice.plane
    at = laid.coordinates(np.array([session.document.starts[0]]))
    x, y = (float(c) for c in camera.to_pixels(at)[0])

    def send(kind: QEvent.Type, dx: float, dy: float) -> None:
        where = QPoint(round(x + dx), round(y + dy))
        press = kind == QEvent.Type.MouseButtonPress
        held = NONE if kind == QEvent.Type.MouseButtonRelease else LEFT
        event = QMouseEvent(
            kind, where.toPointF(), plane.mapToGlobal(where).toPointF(),
            LEFT if press or held is NONE else NONE, held, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(plane, event)

    send(QEvent.Type.MouseButtonPress, 0, 0)
    late = lag.of(
        seconds,
        lambda count: send(QEvent.Type.MouseMove, 40 * sin(count / 15), 40 * sin(count / 11)),
    )
    send(QEvent.Type.MouseButtonRelease, 0, 0)
    moved = session.document.starts[0] != session.focus.net.suggested_start
    say("dragging the start" if moved else "dragging the start (IT DID NOT MOVE)", late)
    settle(session)


if __name__ == "__main__":
    main()

"""Plays one jump: the push of the leg, then both flights, in a time that the eye can follow."""

from time import perf_counter

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from explorer.core.simulators.jump import Jump
from explorer.views.jump_drawing import Pose
from explorer.views.jump_pair import JumpPair

__all__ = ["JumpClock"]

FRAME = 16  # milliseconds
PUSH, LONGEST, REST = 0.45, 1.8, 0.9  # seconds shown: the push, the longer flight, the landing
STALLED = 0.1  # seconds: after a stall it goes on, it does not leap


class JumpClock(QObject):
    """Runs while a jump is played and stops by itself; `poses` says where both robots are."""

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pair: JumpPair | None = None
        self._shown = 0.0  # seconds since the push began
        self._ticked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME)
        self._timer.timeout.connect(self._tick)

    @property
    def is_running(self) -> bool:
        """Whether a jump is played."""
        return self._timer.isActive()

    def start(self, pair: JumpPair) -> None:
        """Play a jump from its beginning."""
        self._pair, self._shown, self._ticked = pair, 0.0, perf_counter()
        self._timer.start()
        self.moved.emit()

    def stop(self) -> None:
        """Go back to the robot that stands still."""
        if self.is_running:
            self._timer.stop()
            self._pair = None
            self.moved.emit()

    def advance(self, seconds: float) -> None:
        """Go on by the time that passed; after the landing it stops."""
        self._shown += seconds
        if self._pair is None or self._shown >= PUSH + max(self._flights(self._pair)) + REST:
            self.stop()
        else:
            self.moved.emit()

    def poses(self) -> tuple[Pose, Pose] | None:
        """Return how the simulated and the real robot stand now; None while no jump is played."""
        if self._pair is None:
            return None
        pair, flights = self._pair, self._flights(self._pair)
        first, second = (
            _pose(one, self._shown / PUSH, (self._shown - PUSH) / max(flight, 1e-9))
            for one, flight in zip((pair.simulated, pair.real), flights, strict=True)
        )
        return first, second

    def _flights(self, pair: JumpPair) -> tuple[float, float]:
        """Return how long each flight is shown: short ones last as long as they do."""
        first, second = pair.seconds
        quicker = max(first, second, LONGEST) / LONGEST
        return first / quicker, second / quicker

    def _tick(self) -> None:
        now = perf_counter()
        elapsed, self._ticked = now - self._ticked, now
        self.advance(min(elapsed, STALLED))


def _pose(one: Jump, pushed: float, flown: float) -> Pose:
    """Return the pose after shares of the push and of the flight, each from 0 to 1."""
    if flown > 0:
        row = min(flown, 1.0) * (len(one.flight) - 1)
        rows = np.arange(len(one.flight))
        x, y = (float(np.interp(row, rows, one.flight[:, k])) for k in (0, 1))
        return Pose((x, y), 0.0)
    bent = one.push[0]
    bends = np.clip(one.push @ bent / max(float(bent @ bent), 1e-300), 0.0, 1.0)
    return Pose(bend=float(np.interp(min(pushed, 1.0) * one.times[-1], one.times, bends)))

"""Plays the race: a play head that runs along traces which are already there."""

from math import inf
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal

__all__ = ["HIGHEST_SPEED", "LOWEST_SPEED", "STEPS_PER_SECOND", "Playback"]

STEPS_PER_SECOND = 60.0  # at speed 1: every frame of a 60 Hz screen shows another step
LOWEST_SPEED, HIGHEST_SPEED = 0.125, 16.0
_FRAME = 16  # milliseconds
_LONGEST_FRAME = 0.1  # seconds: after a stall the play head goes on, it does not leap
_REST, _SHORT_REST = 1.0, 0.35  # seconds at the end before a loop begins again; that of a range


class Playback(QObject):
    """The play head and its clock. The clock ticks only while it plays.

    `step` counts from 0, the start, to `length`. A play head at the end stays at the end when
    the race gets longer; one that a shorter race cut off comes back with the longer one. While
    there is a `range` of steps, it plays these again and again.
    """

    moved = Signal(int)  # step
    changed = Signal()  # length, playing, speed, loop or range

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._position = 0.0  # in steps; inf: at the end, wherever that is
        self._length = 0
        self._speed = 1.0
        self._loop = False
        self._range: tuple[int, int] | None = None
        self._rested = 0.0  # seconds at the end of a loop
        self._told = 0  # the step that listeners know
        self._ticked = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._tick)

    @property
    def step(self) -> int:
        """Where the play head is."""
        return int(min(self._position, self._length))

    @property
    def place(self) -> float:
        """Where it is, for `put_back`; inf at the end of the race, wherever that is."""
        return self._position

    @property
    def length(self) -> int:
        """The last step there is."""
        return self._length

    @property
    def is_playing(self) -> bool:
        """Whether the play head moves by itself."""
        return self._timer.isActive()

    @property
    def speed(self) -> float:
        """How fast it plays; 1 is STEPS_PER_SECOND."""
        return self._speed

    @property
    def loop(self) -> bool:
        """Whether it begins again at the end."""
        return self._loop

    @property
    def range(self) -> tuple[int, int] | None:
        """The first and the last of the steps that are played again and again, or None for all.

        As far as the race goes; a race that ends before the first of them plays as without.
        """
        if self._range is None or self._range[0] >= self._length:
            return None
        return self._range[0], min(self._range[1], self._length)

    def play(self) -> None:
        """Play on from here; from the start when at the end, or at that of the range."""
        if self.is_playing or not self._length:
            return
        begin, end = self.range or (0, self._length)
        self._rested = 0.0
        if self.step >= end or self.step < begin:
            self._go(float(begin))
        else:
            self._position = min(self._position, self._length)
        self._ticked = perf_counter()
        self._timer.start()
        self.changed.emit()

    def pause(self) -> None:
        """Stop where it is."""
        if self.is_playing:
            self._timer.stop()
            self.changed.emit()

    def toggle(self) -> None:
        """Play when paused, pause when playing."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def step_by(self, count: int) -> None:
        """Pause and go some steps on, or back when negative."""
        self.pause()
        self.seek(self.step + count)

    def seek(self, step: float) -> None:
        """Go to a step; beyond the ends means at the end. It goes on playing if it did."""
        self._rested = 0.0
        self._go(inf if step >= self._length else max(0.0, float(step)))

    def put_back(self, place: float) -> None:
        """Go where it was in a race that is not there yet."""
        self._go(place)

    def set_speed(self, speed: float) -> None:
        """Play at another speed, within LOWEST_SPEED and HIGHEST_SPEED."""
        speed = min(max(speed, LOWEST_SPEED), HIGHEST_SPEED)
        if speed != self._speed:
            self._speed = speed
            self.changed.emit()

    def set_loop(self, loop: bool) -> None:
        """Begin again at the end, or stop there."""
        if loop != self._loop:
            self._loop = loop
            self.changed.emit()

    def set_range(self, first: int, last: int) -> None:
        """Play these steps again and again, at least one; the ends may come in either order."""
        first, last = sorted((min(max(first, 0), self._length), min(max(last, 0), self._length)))
        if first < last and self._range != (first, last):
            self._range = first, last
            self.changed.emit()

    def begin_range(self) -> None:
        """Let the range begin at the play head, and end where it did, or at the end."""
        last = self.range[1] if self.range and self.range[1] > self.step else self._length
        self.set_range(self.step, last)

    def end_range(self) -> None:
        """Let the range end at the play head, and begin where it did, or at the start."""
        first = self.range[0] if self.range and self.range[0] < self.step else 0
        self.set_range(first, self.step)

    def clear_range(self) -> None:
        """Play all steps again."""
        if self._range is not None:
            self._range = None
            self.changed.emit()

    def set_length(self, length: int) -> None:
        """Follow a race of another length."""
        if length != self._length:
            self._length = length
            self.changed.emit()
            self._tell()

    def advance(self, seconds: float) -> None:
        """Move the play head by the time that passed."""
        pace, loops = STEPS_PER_SECOND * self._speed, self._loop or self.range is not None
        begin, end = self.range or (0, self._length)
        position = min(self._position, float(self._length)) + seconds * pace
        if position < end:
            self._go(position)
        elif not loops:
            self._go(inf)
            self.pause()
        else:
            is_beyond = self.step > end  # the user has sought a step behind the range
            here = self._position < end
            self._rested = (position - end) / pace if here else self._rested + seconds
            if is_beyond or self._rested >= (_SHORT_REST if self.range else _REST):
                self._rested = 0.0
                self._go(float(begin))
            else:
                self._go(float(end))

    def _tick(self) -> None:
        now = perf_counter()
        elapsed, self._ticked = now - self._ticked, now
        self.advance(min(elapsed, _LONGEST_FRAME))

    def _go(self, position: float) -> None:
        self._position = position
        self._tell()

    def _tell(self) -> None:
        if self.step != self._told:
            self._told = self.step
            self.moved.emit(self._told)

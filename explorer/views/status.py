"""Status line: what lies under the pointer, what was refused, and how fast it all goes."""

from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from explorer.session.race import Race
from explorer.session.reading import Reading
from explorer.session.session import Session
from explorer.views.numbers import number
from explorer.views.theme import GAP

__all__ = ["StatusView", "reading_words"]

REFUSAL_SHOWN = 6000  # milliseconds
NARROW = 640  # pixels; below it the curvature is left out
IDLE = "Point at the landscape to read its value, slope and curvature."
IDLE_NET = "Drag the start ring, an example, or play: everything shows the same weights."
_PARTS = (
    ("place", "Where the pointer is."),
    ("value", "The value of the function there: what every optimizer wants to lower."),
    ("slope", "The gradient there: the direction of steepest climb and how steep it is."),
    (
        "curvature",
        "The curvatures there, least and greatest: the eigenvalues of the exact Hessian. "
        "Both above zero: a bowl. Of either sign: saddle-like. Both below zero: a hill.",
    ),
)
_AXES = "xyz"


class StatusView(QWidget):
    """One quiet line; a refusal takes its left side for some seconds, in the warning colour."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._parts = [self._part(name, tip) for name, tip in _PARTS]
        self._refusal = QLabel()
        self._refusal.setProperty("role", "warning")
        self._refusal.setAccessibleName("Refused")
        self._speed = self._part(
            "speed", "How long the newest paths took to compute, and, while it plays, how many "
            "pictures a second are shown."
        )  # fmt: skip
        self._frames: list[float] = []
        self._paths, self._milliseconds = 0, 0.0
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.setInterval(REFUSAL_SHOWN)
        self._hide.timeout.connect(self._forget_refusal)
        self._place()
        self.show_reading(None)
        self.show_race(session.race)
        self._forget_refusal()
        session.pointed.connect(self.show_reading)
        session.changed.connect(lambda _: self.show_reading(self._reading))
        session.raced.connect(self.show_race)
        session.refused.connect(self.show_refusal)
        session.playback.moved.connect(self._count_frame)
        session.playback.changed.connect(self._show_speed)

    def words(self) -> str:
        """Return all that is said now, from left to right."""
        labels = (*self._parts, self._refusal, self._speed)
        return "  ".join(label.text() for label in labels if not label.isHidden())

    def show_reading(self, reading: Reading | None) -> None:
        """Show the landscape at a point; None: the pointer is elsewhere."""
        self._reading = reading
        idle = IDLE if self._session.focus.net is None else IDLE_NET
        texts = (idle, "", "", "") if reading is None else reading_words(reading)
        for label, text in zip(self._parts, texts, strict=True):
            if label.text() != text:
                label.setText(text)
        self._show_parts()

    def show_refusal(self, sentence: str) -> None:
        """Say for some seconds why something was not done; an empty sentence clears it."""
        if not sentence:
            self._forget_refusal()
            return
        self._refusal.setText(sentence)
        self._refusal.setToolTip(f"<p>{sentence}</p>")
        self._refusal.show()
        self._show_parts()
        self._hide.start()

    def show_race(self, race: Race) -> None:
        """Show how long the paths took."""
        self._paths = sum(trace is not None for row in race.traces for trace in row)
        self._milliseconds = race.milliseconds or self._milliseconds  # 0: all were known already
        self._show_speed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_parts()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._forget_refusal()

    def _show_speed(self) -> None:
        pieces = []
        if self._paths and self._milliseconds:
            paths = "1 path" if self._paths == 1 else f"{self._paths} paths"
            pieces.append(f"{paths} in {_time(self._milliseconds)}")
        if self._session.playback.is_playing:
            if rate := self._rate():
                pieces.append(f"{rate} fps")
        else:
            self._frames.clear()
        self._speed.setText(" · ".join(pieces))

    def _count_frame(self, _step: int) -> None:
        if not self._session.playback.is_playing:
            return
        now = perf_counter()
        told = int(self._frames[-1]) if self._frames else 0
        self._frames = [t for t in self._frames if t > now - 1.0] + [now]
        if int(now) != told:  # once a second: a number that flickers cannot be read
            self._show_speed()

    def _rate(self) -> int:
        if len(self._frames) < 5:
            return 0
        return round((len(self._frames) - 1) / (self._frames[-1] - self._frames[0]))

    def _forget_refusal(self) -> None:
        self._hide.stop()
        self._refusal.clear()
        self._refusal.hide()
        self._show_parts()

    def _show_parts(self) -> None:
        is_free = not self._refusal.text()
        for label in self._parts:
            fits = label is not self._parts[-1] or self.width() >= NARROW
            label.setVisible(is_free and fits and bool(label.text()))

    def _part(self, name: str, tip: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", "muted")
        label.setAccessibleName(name)
        label.setToolTip(f"<p>{tip}</p>")
        # A line that is too long is cut; it must not push the window wider.
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        label.setMinimumWidth(1)
        return label

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GAP, GAP, 3 * GAP, GAP)
        row.setSpacing(4 * GAP)
        for label in self._parts:
            row.addWidget(label)
        self._refusal.setMinimumWidth(1)
        row.addWidget(self._refusal, 1)
        row.addStretch(0)  # the refusal, when it is there, takes the room
        row.addWidget(self._speed)


def reading_words(reading: Reading) -> tuple[str, str, str, str]:
    """Return position, value, gradient and curvature as the line shows them."""
    place = "  ".join(f"{axis} {number(c)}" for axis, c in zip(_AXES, reading.point, strict=False))
    slope = ", ".join(number(g, 3) for g in reading.gradient)
    slope = f"∇f ({slope})" if len(reading.point) > 1 else f"f′ {slope}"
    bends = " / ".join(_signed(c) for c in reading.curvatures)
    return place, f"f {number(reading.value)}", slope, f"curvature {bends} · {reading.words}"


def _signed(value: float) -> str:
    return f"+{number(value, 3)}" if value > 0 else number(value, 3)


def _time(milliseconds: float) -> str:
    if milliseconds < 1000:
        return f"{number(milliseconds, 2)} ms"
    return f"{number(milliseconds / 1000, 2)} s"

"""The goal of a lesson's page: something to bring about in the window, judged as it changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan, nan

from PySide6.QtCore import QObject, Signal

from explorer.core.measure import Ended
from explorer.session.lesson import Goal
from explorer.session.lesson_gauge import LessonGauge
from explorer.session.lesson_text import filled, shown_format, written
from explorer.session.measuring import holds
from explorer.session.race import Race

__all__ = ["GoalState", "LessonGoal"]


@dataclass(frozen=True)
class GoalState:
    """How far the goal of a page is from being met, by the race in the window."""

    words: str
    value: str  # as written; empty while it is not known
    is_met: bool  # by the race in the window
    was_met: bool  # by this one or one before

    @property
    def text(self) -> str:
        """One line: whether it is done, and where it stands."""
        said = "done" if self.was_met else "not yet"
        return f"{said} ({self.value} now)" if self.value else said


class LessonGoal(QObject):
    """Measures the race in the window for the page that is shown, and remembers goals once met."""

    judged = Signal()

    def __init__(self, gauge: LessonGauge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gauge = gauge
        self._goal: Goal | None = None
        self._place = 0
        self._value = nan
        self._met: set[int] = set()
        gauge.judged.connect(self._take)

    def clear(self) -> None:
        """Forget what was met: another lesson begins."""
        self._goal = None
        self._met.clear()

    def show(self, place: int, goal: Goal | None) -> None:
        """Follow the goal of a step, if it has one."""
        self._place, self._goal, self._value = place, goal, nan

    def watch(self, race: Race) -> None:
        """Measure how the goal stands in a race, beside the window."""
        if self._goal is None:
            return
        number, document = self._goal.number, race.document
        ended = [
            Ended(document.run(start, entrant), trace)
            for start, entrant in number.runs
            if (trace := race.trace(start, entrant)) is not None
        ]
        if len(ended) == len(number.runs):
            self._gauge.want_goal(number, ended, document)
        elif race.finished:  # the run that the goal speaks of was taken out, or hidden
            self._take(nan)

    def met_by(self, numbers: Mapping[str, float]) -> bool:
        """Tell whether the race in the window meets the goal; then it counts as met from now on."""
        goal = self._goal
        is_met = goal is not None and holds(
            goal.condition, {**numbers, goal.number.name: self._value}
        )
        if is_met:
            self._met.add(self._place)
        return is_met

    def state(self, numbers: Mapping[str, float], forms: Mapping[str, str]) -> GoalState | None:
        """Return how the goal stands, with the numbers of the page; None where it has none."""
        goal = self._goal
        if goal is None:
            return None
        is_met = self.met_by(numbers)
        value = "" if isnan(self._value) else written(self._value, shown_format(goal.number))
        return GoalState(
            filled(goal.words, numbers, forms), value, is_met, self._place in self._met
        )

    def _take(self, value: float) -> None:
        self._value = value
        self.judged.emit()

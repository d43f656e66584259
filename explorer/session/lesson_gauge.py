"""Measures the numbers of the page that is shown, beside the window; the newest page is first."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from explorer.core.experiment import Cancelled
from explorer.core.measure import Ended
from explorer.session.document import Document
from explorer.session.lesson import Lesson, Number
from explorer.session.measuring import (
    Measured,
    Spread,
    measure_draw,
    measure_step,
    read_off,
    spread_of,
)
from explorer.session.runner import RACE
from explorer.session.trace_cache import TraceCache
from explorer.session.worker import Worker

__all__ = ["DRAWS", "LessonGauge", "Page"]

Page = tuple[int, int]  # a step and a draw

DRAWS = 8  # that a spread is taken over
_PAGE, _SPREAD, _GOAL = "lesson", "lesson spread", "lesson goal"


class LessonGauge(QObject):
    """Keeps what was measured of one lesson, and asks the worker for the rest.

    Nothing is measured before `begin`: the window must be on the screen first. Nor is a page
    begun while its race is computed, whose traces are `known` then: call `go_on` when it is there.
    """

    came = Signal()  # numbers, or more of a spread
    judged = Signal(float)  # the number of the goal
    failed = Signal(str)  # a sentence

    def __init__(self, worker: Worker, known: TraceCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker, self._known = worker, known
        self._begun = False
        self._lesson: Lesson | None = None
        self._turn = 0  # how many lessons there were: results of an older one are dropped
        self._measured: dict[Page, Measured] = {}
        self._singles: dict[Page, Measured] = {}
        self._wanted: tuple[Page, ...] = ()
        self._spread: int | None = None  # the step whose spread is wanted
        self._given_up: set[tuple[str, Page]] = set()
        worker.done.connect(self._take)
        worker.failed.connect(self._give_up)

    def begin(self) -> None:
        """Measure from now on."""
        self._begun = True
        self.go_on()

    def open(self, lesson: Lesson | None) -> None:
        """Measure another lesson, or none; what is known of the same one is kept."""
        self._wanted, self._spread = (), None
        self._given_up.clear()
        for key in (_PAGE, _SPREAD, _GOAL):
            self._worker.cancel(key)
        if lesson is not None and lesson != self._lesson:
            self._lesson = lesson
            self._turn += 1
            self._measured.clear()
            self._singles.clear()

    def want(self, pages: Sequence[Page]) -> None:
        """Measure these pages, the first one first, and no others, from the next `go_on` on."""
        self._wanted, self._spread = tuple(pages), None
        for key in (_SPREAD, _GOAL):
            self._worker.cancel(key)

    def want_spread(self, step: int) -> None:
        """Measure each number of a step in DRAWS draws."""
        self._spread = step
        self.go_on()

    def want_goal(self, number: Number, ended: Sequence[Ended], document: Document) -> None:
        """Read the number of a goal off the race of a document."""
        if self._begun:
            job = partial(_read_off, number, tuple(ended))
            self._worker.want(_GOAL, (self._turn, number.name, document), job)

    def measured(self, page: Page) -> Measured | None:
        """Return what is known of a step in a draw; None while it is not measured."""
        return self._measured.get(page)

    def known(self, step: int, draw: int) -> Mapping[str, float]:
        """Return all numbers known so far up to a step: its own in this draw, older ones in 0."""
        known: dict[str, float] = {}
        for place in range(step + 1):
            found = self.measured((place, draw if place == step else 0))
            known |= {} if found is None else found.numbers
        return known

    def spreads(self, step: int) -> Mapping[str, Spread]:
        """Return how far the numbers of a step spread over the draws measured so far."""
        found = [
            self._singles[page] for draw in range(DRAWS) if (page := (step, draw)) in self._singles
        ]
        names = found[0].numbers if found else ()
        return {name: spread_of([one.numbers[name] for one in found]) for name in names}

    def go_on(self) -> None:
        """Measure what is wanted next, unless a race is under way."""
        if not self._begun or self._lesson is None or self._worker.is_busy(RACE):
            return
        for page in self._wanted:
            if page not in self._measured and (_PAGE, page) not in self._given_up:
                self._ask(_PAGE, page)
                return
        self._worker.cancel(_PAGE)
        if self._spread is not None:
            for draw in range(DRAWS):
                page = self._spread, draw
                if page not in self._singles and (_SPREAD, page) not in self._given_up:
                    self._ask(_SPREAD, page)
                    return

    def _ask(self, key: str, page: Page) -> None:
        assert self._lesson is not None
        measure = measure_step if key == _PAGE else measure_draw
        job = partial(_measured, measure, self._lesson, page, self._known)
        self._worker.want(key, (self._turn, page), job)

    def _take(self, key: str, request: Any, result: Any) -> None:
        if key == _GOAL and request[0] == self._turn:
            self.judged.emit(result)
        elif key in (_PAGE, _SPREAD) and request[0] == self._turn and result is not None:
            kept = self._measured if key == _PAGE else self._singles
            kept[request[1]] = result
            self.came.emit()
            self.go_on()

    def _give_up(self, key: str, request: Any, sentence: str) -> None:
        if key in (_PAGE, _SPREAD):
            self._given_up.add((key, request[1]))
            self.failed.emit(sentence)
            self.go_on()
        elif key == _GOAL:
            self.judged.emit(float("nan"))


def _read_off(number: Number, ended: tuple[Ended, ...], cancelled: object) -> float:
    return read_off(number, ended)


def _measured(
    measure: Callable[..., Measured | None],
    lesson: Lesson,
    page: Page,
    known: TraceCache,
    cancelled: Cancelled,
) -> Measured | None:
    return measure(lesson, *page, cancelled=cancelled, known=known)

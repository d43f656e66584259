"""Plays a lesson: its pages, what is expected and what came of it; one's own document is kept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from explorer.core.experiment import Finding
from explorer.session.document import Document
from explorer.session.draws import drawn_again
from explorer.session.lesson import Lesson, LessonError, Step
from explorer.session.lesson_arrival import Arrival
from explorer.session.lesson_files import read_lesson
from explorer.session.lesson_gauge import LessonGauge, Page
from explorer.session.lesson_goal import GoalState, LessonGoal
from explorer.session.lesson_results import Row, called_in, pages_needed, rows
from explorer.session.lesson_shelf import Entry, find
from explorer.session.lesson_text import filled, formats
from explorer.session.measuring import Measured, Spread, right_options
from explorer.session.opened import Stage
from explorer.session.progress import Progress, keep, progress_of
from explorer.session.race import Race

__all__ = ["LessonPlayer"]


class LessonPlayer(QObject):
    """The lesson that is open, if one is, at one of its steps.

    Each step puts its document into the window, where everything stays touchable. Numbers are
    measured beside the window; until they are there, `numbers` is None and texts show an ellipsis.
    """

    opened = Signal(object)  # Lesson | None
    changed = Signal()  # the page, what is expected or revealed, the draw, whether it was touched
    measured = Signal(object)  # Mapping[str, float] | None: numbers of this page, or their spreads
    goal_moved = Signal(object)  # GoalState

    def __init__(self, session: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._gauge = LessonGauge(session.worker, session.known, self)
        self._goal = LessonGoal(self._gauge, self)
        self._arrival = Arrival(session.playback)
        self._lesson: Lesson | None = None
        self._entry: Entry | None = None
        self._aside: Any = None  # the user's own document
        self._formats: Mapping[str, str] = {}
        self._index, self._draw = 0, 0
        self._pages: tuple[Page, ...] = ()  # that have the numbers this one needs
        self._shown: Document | None = None  # what the page has put into the window
        self._was_changed = False
        self._predictions: dict[int, int] = {}
        self._revealed: set[int] = set()
        self.fault = ""  # why the numbers of this page cannot be measured
        self._gauge.came.connect(self._take)
        self._goal.judged.connect(self._judge_goal)
        self._gauge.failed.connect(self._fail)
        session.changed.connect(self._follow)
        session.raced.connect(self._watch)

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is open."""
        return self._lesson

    @property
    def entry(self) -> Entry | None:
        """Its line of the contents: its number in the course, and where it lies."""
        return self._entry

    @property
    def index(self) -> int:
        """The step that is shown, from 0."""
        return self._index

    @property
    def step(self) -> Step | None:
        """That step."""
        return None if self._lesson is None else self._lesson.steps[self._index]

    @property
    def progress(self) -> Progress:
        """How far somebody has come in this lesson, now or before."""
        return Progress() if self._entry is None else progress_of(self._entry.progress_key)

    def begin(self) -> None:
        """Measure from now on: the window is on the screen."""
        self._gauge.begin()

    def open(self, name: str | Path) -> bool:
        """Open a lesson by its key or its folder; if that fails, all stays as it was."""
        try:
            entry = find(name)
            lesson = read_lesson(entry.folder)
        except LessonError as error:
            self._session.refused.emit(str(error))
            return False
        if self._lesson is None:
            self._aside = self._session.set_aside()
        self._lesson, self._entry, self._formats = lesson, entry, formats(lesson)
        self._predictions, self._revealed = {}, set()
        self._goal.clear()
        self._gauge.open(lesson)
        self._put(0)
        self.opened.emit(lesson)
        self.changed.emit()
        return True

    def leave(self) -> None:
        """Close the lesson and give the user's own document back, as it was."""
        if self._lesson is not None:
            aside = self._aside
            self.end()
            self._session.playback.pause()
            self._session.bring_back(aside)

    def end(self) -> None:
        """Close the lesson; another document takes the window, and the one set aside is gone."""
        if self._lesson is not None:
            self._lesson = self._entry = self._aside = self._shown = None
            self._arrival.cancel()
            self._gauge.open(None)
            self.opened.emit(None)
            self.changed.emit()

    def go(self, index: int) -> None:
        """Show a step; beyond the ends nothing happens."""
        if self._lesson is not None and 0 <= index < len(self._lesson.steps):
            self._put(index)
            self.changed.emit()

    def next(self) -> None:
        """Show the next step."""
        self.go(self._index + 1)

    def back(self) -> None:
        """Show the step before."""
        self.go(self._index - 1)

    @property
    def is_changed(self) -> bool:
        """Whether the user has changed what the page has put into the window."""
        return self._shown is not None and self._session.document != self._shown

    def restore(self) -> None:
        """Set everything up again as the page has it; that can be undone."""
        if self._shown is not None:
            self._session.edit(self._shown, "Set up again")

    @property
    def prediction(self) -> int | None:
        """The option that was picked, by position."""
        return self._predictions.get(self._index)

    @property
    def is_revealed(self) -> bool:
        """Whether the answer is shown: always where nothing was asked."""
        step = self.step
        return step is not None and (not step.question or self._index in self._revealed)

    @property
    def right_options(self) -> tuple[int, ...]:
        """The options that are right in this draw, by position; empty while that is not known."""
        step, is_known = self.step, all(map(self._gauge.measured, self._pages))
        return right_options(step, self._known()) if step and is_known else ()

    def predict(self, option: int) -> None:
        """Expect an option; it can be changed until it is revealed."""
        step = self.step
        if step is not None and 0 <= option < len(step.options) and not self.is_revealed:
            self._predictions[self._index] = option
            self.changed.emit()

    def reveal(self) -> None:
        """Show what came of it."""
        if self.step is not None and not self.is_revealed:
            self._revealed.add(self._index)
            self._note()
            if not self.is_changed:
                self._arrival.answer(self.step)
            self.changed.emit()

    @property
    def numbers(self) -> Mapping[str, float] | None:
        """The numbers of this page in this draw; None while they are measured."""
        found = self._found
        return None if found is None else found.numbers

    @property
    def curves(self) -> Finding | None:
        """What the page's experiment has found, to be drawn; None where there is none yet."""
        step, found = self.step, self._found
        return found.findings.get(step.curves) if found and step else None

    @property
    def draw(self) -> int:
        """Which draw is shown; 0 is the lesson's own."""
        return self._draw

    def draw_again(self) -> None:
        """Take the next draw: other chance, as the page says, in the window and in the numbers."""
        self.show_draw(self._draw + 1)

    def show_draw(self, draw: int) -> None:
        """Take a draw by its number; 0 is the lesson's own."""
        if self._lesson is not None and draw >= 0:
            self._put(self._index, draw)
            self.changed.emit()

    def want_spread(self) -> None:
        """Measure the numbers of this page in several draws; `measured` tells as they come."""
        if self._lesson is not None:
            self._gauge.want_spread(self._index)

    @property
    def spreads(self) -> Mapping[str, Spread]:
        """How far the numbers of this page spread over the draws that were measured so far."""
        return {} if self.step is None else self._gauge.spreads(self._index)

    def fill(self, text: str) -> str:
        """Return a text of this page as Markdown: numbers in bold, an ellipsis while unknown."""
        return filled(text, self._known(), self._formats)

    def table(self) -> tuple[Row, ...]:
        """Return the rows of the page's table; what is expected holds for draw 0 alone."""
        step, known, is_own = self.step, self._known(), self._draw == 0
        called = called_in(self._lesson, known)
        return () if step is None else rows(step, known, is_own, called=called)

    @property
    def goal(self) -> GoalState | None:
        """How the goal of this page stands; None where it has none."""
        return None if self.step is None else self._goal.state(self._known(), self._formats)

    @property
    def _found(self) -> Measured | None:
        return self._gauge.measured((self._index, self._draw)) if self._lesson else None

    def _put(self, index: int, draw: int = 0) -> None:
        """Put a step into the window, and measure what it needs."""
        lesson = self._lesson
        assert lesson is not None
        self._index, self._draw = index, draw
        step = lesson.steps[index]
        self.fault = ""
        self._goal.show(index, step.goal)
        self._was_changed = False
        self._shown = drawn_again(step.document, draw, step.vary)
        self._arrival.begin(step, self._shown, index in self._revealed)
        needed = pages_needed(lesson, index)
        self._pages = tuple((page, draw if page == index else 0) for page in needed)
        self._gauge.want(self._pages)
        self._session.show(self._shown)
        self._keep(self.progress.seen(index, index == len(lesson.steps) - 1))

    def _follow(self, document: Document) -> None:
        """Tell once when the user changes the page's document, or has changed it back."""
        if self._lesson is not None and self.is_changed != self._was_changed:
            self._was_changed = self.is_changed
            self._arrival.cancel()
            self.changed.emit()

    def _watch(self, race: Race) -> None:
        """Move the play head where the page wants it, and measure how the goal stands."""
        if self._lesson is not None:
            self._arrival.watch(race)
            self._goal.watch(race)
            self._gauge.go_on()

    def _judge_goal(self) -> None:
        goal = self.goal
        if goal is not None:
            if goal.is_met:
                self._keep(self.progress.reached(self._index))
            self.goal_moved.emit(goal)

    def _take(self) -> None:
        self._note()
        self.measured.emit(self.numbers)

    def _fail(self, sentence: str) -> None:
        self.fault = sentence
        self._session.refused.emit(sentence)
        self.changed.emit()

    def _note(self) -> None:
        """Remember whether what was expected is right, once both are known."""
        expected, right = self.prediction, self.right_options
        if expected is not None and right and self.is_revealed and self._draw == 0:
            self._keep(self.progress.expected(self._index, expected in right))

    def _known(self) -> Mapping[str, float]:
        """Return all numbers that are known so far and may be shown on this page."""
        return {} if self._lesson is None else self._gauge.known(self._index, self._draw)

    def _keep(self, progress: Progress) -> None:
        if self._entry is not None and progress != self.progress:
            keep(self._entry.progress_key, progress)

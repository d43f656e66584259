"""A lesson run from start to end without a window: every number, what was expected, how long."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from time import perf_counter
from typing import Any, NamedTuple

from explorer.core.param import SettingError
from explorer.session.lesson import Lesson, LessonError, Number, Step
from explorer.session.lesson_results import rows, says
from explorer.session.lesson_text import filled, formats, shown_format, single_format, written
from explorer.session.measuring import (
    Spread,
    holds,
    measure_number,
    measure_step,
    right_options,
    spread,
)
from explorer.session.trace_cache import TraceCache

__all__ = ["Line", "Page", "Report", "report_on"]


class Line(NamedTuple):
    """Something that was measured; `ok` is None where nothing was expected of it."""

    name: str
    words: str
    value: str
    expected: str
    ok: bool | None
    measured: float | None = None
    spread: tuple[str, str, str] | None = None  # lowest, median and highest
    singles: tuple[float, ...] = ()


@dataclass(frozen=True)
class Page:
    """What came of a step."""

    number: int  # from 1
    title: str
    lines: tuple[Line, ...]
    seconds: float


@dataclass(frozen=True)
class Report:
    """What came of a lesson."""

    pages: tuple[Page, ...]

    @property
    def held(self) -> int:
        """How many checks hold."""
        return sum(line.ok is True for page in self.pages for line in page.lines)

    @property
    def missed(self) -> int:
        """How many do not."""
        return sum(line.ok is False for page in self.pages for line in page.lines)

    @property
    def seconds(self) -> float:
        """How long it took."""
        return sum(page.seconds for page in self.pages)

    def as_values(self) -> dict[str, Any]:
        """Return the report as JSON has it; numbers that are not finite are None."""
        return {
            "seconds": round(self.seconds, 3),
            "steps": [
                {
                    "title": page.title,
                    "seconds": round(page.seconds, 3),
                    "numbers": [_values(line) for line in page.lines],
                }
                for page in self.pages
            ],
        }


def report_on(lesson: Lesson, draws: int = 0) -> Report:
    """Run a lesson; with `draws`, each number in so many as well.

    Raises LessonError, one sentence, where a number cannot be measured.
    """
    pages: list[Page] = []
    known: dict[str, float] = {}
    traces = TraceCache()
    for index, step in enumerate(lesson.steps):
        began = perf_counter()
        try:
            found = measure_step(lesson, index, known=traces)
            assert found is not None  # nobody cancels
            known |= found.numbers
            lines = [*_numbers(step, known), *_question(lesson, step, known)]
            lines += _goal(lesson, step, known, traces)
            seconds = perf_counter() - began
            if draws:
                spreads = {
                    n.name: spread(lesson, index, n.name, draws, known=traces) for n in step.numbers
                }
                lines = [_with_spread(line, step, spreads.get(line.name)) for line in lines]
        except SettingError as error:
            raise LessonError(f"Step {index + 1} cannot be measured: {error}") from error
        pages.append(Page(index + 1, step.title, tuple(lines), seconds))
    return Report(tuple(pages))


def _numbers(step: Step, known: Mapping[str, float]) -> Iterator[Line]:
    for row in rows(step, known, everything=True):
        yield Line(*row, known[row.name])


def _question(lesson: Lesson, step: Step, known: Mapping[str, float]) -> Iterator[Line]:
    """Yield the right answer to the step's question: there must be exactly one."""
    if step.question:
        right = right_options(step, known)
        names = ", ".join(str(place + 1) for place in right) or "none"
        count = len(step.options)
        yield Line("", f"right of {count} options", names, "exactly one", len(right) == 1)


def _goal(
    lesson: Lesson, step: Step, known: Mapping[str, float], traces: TraceCache
) -> Iterator[Line]:
    """Yield how the goal stands as the page opens: it must not be met without doing anything."""
    goal = step.goal
    if goal is not None:
        value = measure_number(goal.number, lesson.documents, step, known=traces)
        assert value is not None
        form = shown_format(goal.number)
        is_met = holds(goal.condition, {**known, goal.number.name: value})
        words = f"goal: {filled(goal.words, known, formats(lesson), mark='')}"
        expected = f"not yet {says(goal.condition, form.endswith('%'))}"
        yield Line("", words, written(value, form), expected, not is_met, value)


def _with_spread(line: Line, step: Step, found: Spread | None) -> Line:
    number: Number | None = next((n for n in step.numbers if n.name == line.name), None)
    if found is None or number is None:
        return line
    form = single_format(number)
    low, middle, high = (written(v, form) for v in (found.lowest, found.median, found.highest))
    return line._replace(spread=(low, middle, high), singles=found.values)


def _values(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "words": line.words,
        "value": _finite(line.measured),
        "shown": line.value,
        "expected": line.expected,
        "ok": line.ok,
        **({"draws": [_finite(one) for one in line.singles]} if line.singles else {}),
    }


def _finite(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None

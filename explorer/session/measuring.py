"""Measure the numbers of a lesson anew: race what they are read off, and judge what must hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from math import isnan
from typing import Any

import numpy as np

from explorer.core.experiment import Cancelled, Experiment, Finding
from explorer.core.measure import Ended, Measure
from explorer.core.param import SettingError, params
from explorer.core.run import Run
from explorer.session.document import Document
from explorer.session.draws import study_drawn_again
from explorer.session.lesson import Condition, Lesson, Number, Step
from explorer.session.lesson_races import ended_draws
from explorer.session.trace_cache import TraceCache

__all__ = [
    "Measured", "Spread", "Study", "holds", "measure_draw", "measure_number", "measure_step",
    "read_off", "right_options", "spread", "spread_of", "study", "summary_of",
]  # fmt: skip

Study = Measure | Experiment


@dataclass(frozen=True, eq=False)
class Measured:
    """The numbers of a step by their names, and the findings of its experiments likewise."""

    numbers: Mapping[str, float]
    findings: Mapping[str, Finding] = field(default_factory=dict)


@dataclass(frozen=True)
class Spread:
    """How far a number spreads over draws, each taken alone; `values` are in their order."""

    lowest: float
    median: float
    highest: float
    values: tuple[float, ...]

    @property
    def draws(self) -> int:
        """Over how many draws."""
        return len(self.values)


def study(number: Number) -> Study:
    """Return the measure or the experiment of a number, with its settings.

    Raises SettingError where there is none of that name, or a setting is unknown or out of range.
    """
    # The window does not wait for what only lessons need.
    from explorer.core.experiments import EXPERIMENTS
    from explorer.core.measures import MEASURES

    what, key = "experiment", number.experiment
    table: Mapping[str, type[Study]] = EXPERIMENTS
    if number.measure:
        what, key, table = "measure", number.measure, MEASURES
    kind = table.get(key)
    if kind is None:
        raise SettingError(f"There is no {what} called {key!r}.")
    declared, known = params(kind), {f.name: f.default for f in fields(kind)}
    settings: dict[str, Any] = {}
    for name, value in number.settings.items():
        if name not in known:
            raise SettingError(f"The {what} {key!r} has no setting {name!r}.")
        if isinstance(value, str) != isinstance(known[name], str):
            wanted = "a word" if isinstance(known[name], str) else "a number"
            raise SettingError(f"The setting {name!r} of {key!r} takes {wanted}.")
        whole = name in declared and declared[name].whole
        settings[name] = int(value) if whole and float(value).is_integer() else value
    return kind(**settings)


def read_off(number: Number, ended: Sequence[Ended]) -> float:
    """Return what a number's measure says of runs that are finished; NaN where there is none."""
    measure = study(number)
    assert isinstance(measure, Measure)
    return float(measure.of(ended))


def measure_step(
    lesson: Lesson,
    index: int,
    draw: int = 0,
    cancelled: Cancelled = lambda: False,
    known: TraceCache | None = None,
) -> Measured | None:
    """Return the numbers of a step; None when `cancelled` says so. May be called on any thread.

    `draw` is the one that is shown; a number of n draws takes it and the n − 1 after it. Each
    document is raced once a draw, and only the runs that are needed; trainings that are `known`
    are not done again, and new ones are kept there. Raises SettingError.
    """
    step = lesson.steps[index]
    numbers = step.numbers
    most = max((number.draws for number in numbers), default=0)
    asked = [[number for number in numbers if number.draws > turn] for turn in range(most)]
    singles: dict[str, list[float]] = {number.name: [] for number in numbers}
    draws = tuple(_measured(asked, lesson.documents, step, draw, cancelled, known))
    if len(draws) < most:
        return None
    for found in draws:
        for name, value in found.numbers.items():
            singles[name].append(value)
    findings = next((found.findings for found in draws if found.findings), {})
    return Measured({n.name: summary_of(n, singles[n.name]) for n in numbers}, findings)


def measure_draw(
    lesson: Lesson,
    index: int,
    draw: int = 0,
    names: Iterable[str] | None = None,
    cancelled: Cancelled = lambda: False,
    known: TraceCache | None = None,
) -> Measured | None:
    """Return the numbers of a step in one single draw, all of them or those named."""
    step, wanted = lesson.steps[index], None if names is None else set(names)
    numbers = [n for n in step.numbers if wanted is None or n.name in wanted]
    return next(_measured([numbers], lesson.documents, step, draw, cancelled, known), None)


def measure_number(
    number: Number,
    documents: Mapping[str, Document],
    step: Step,
    draw: int = 0,
    cancelled: Cancelled = lambda: False,
    known: TraceCache | None = None,
) -> float | None:
    """Return one number in one single draw; None when `cancelled` says so. Raises SettingError."""
    found = next(_measured([[number]], documents, step, draw, cancelled, known), None)
    return None if found is None else found.numbers[number.name]


def summary_of(number: Number, singles: Sequence[float]) -> float:
    """Return what a number makes of its draws; NaN where one of them is NaN, except of a share."""
    values = np.asarray(singles, dtype=np.float64)
    if number.draws == 1:
        return float(values[0])
    if number.summary == "share-above":
        return float(np.mean(values > number.above))
    summaries: Mapping[str, Callable[[Any], Any]] = {
        "median": np.median,
        "mean": np.mean,
        "lowest": np.min,
        "highest": np.max,
    }
    return float(summaries[number.summary](values))


def spread(
    lesson: Lesson,
    index: int,
    name: str,
    draws: int = 8,
    cancelled: Cancelled = lambda: False,
    known: TraceCache | None = None,
) -> Spread | None:
    """Return how far a number of a step spreads over its first draws, each taken alone."""
    step = lesson.steps[index]
    asked = [[number for number in step.numbers if number.name == name]] * draws
    found = tuple(_measured(asked, lesson.documents, step, 0, cancelled, known))
    return spread_of([one.numbers[name] for one in found]) if len(found) == draws else None


def spread_of(singles: Sequence[float]) -> Spread:
    """Return how far numbers spread; NaN where one of them is NaN."""
    values = np.asarray(singles, dtype=np.float64)
    low, middle, high = float(np.min(values)), float(np.median(values)), float(np.max(values))
    return Spread(low, middle, high, tuple(singles))


def holds(condition: Condition, numbers: Mapping[str, float]) -> bool:
    """Tell whether a condition holds; never of NaN or of a number that is not there."""
    nan = float("nan")

    def known(bound: float | str) -> float:
        return numbers.get(bound, nan) if isinstance(bound, str) else bound

    value, by = numbers.get(condition.number, nan), condition.by
    if isnan(value):
        return False
    if condition.near is not None and not abs(value - condition.near) <= condition.within:
        return False
    for bound, sign in ((condition.above, 1.0), (condition.below, -1.0)):
        if bound is not None:
            ahead = sign * (value - known(bound))
            if not (ahead >= by if by else ahead > 0.0):
                return False
    return True


def right_options(step: Step, numbers: Mapping[str, float]) -> tuple[int, ...]:
    """Return which answers to a step's question are right, by position; one, in a sound lesson."""
    return tuple(
        place
        for place, option in enumerate(step.options)
        if all(holds(condition, numbers) for condition in option.holds)
    )


def _measured(
    asked: Sequence[Sequence[Number]],
    documents: Mapping[str, Document],
    step: Step,
    draw: int,
    cancelled: Cancelled,
    known: TraceCache | None,
) -> Iterator[Measured]:
    """Yield the numbers asked for in a draw and in those after it; end where it is cancelled."""
    known = TraceCache() if known is None else known
    ended = ended_draws(asked, documents, step, draw, known, cancelled)
    for turn, (numbers, runs) in enumerate(zip(asked, ended, strict=False)):
        found = _read(numbers, runs, draw + turn, cancelled)
        if found is None:
            return
        yield found


def _read(
    numbers: Sequence[Number],
    ended: Mapping[str, Sequence[Ended]],
    draw: int,
    cancelled: Cancelled,
) -> Measured | None:
    """Return what numbers say in one draw; None when `cancelled` says so."""
    values: dict[str, float] = {}
    findings: dict[str, Finding] = {}
    done: dict[Experiment, Finding | None] = {}
    read: dict[tuple[Measure, tuple[Run, ...]], float] = {}
    for number in numbers:
        if cancelled():
            return None
        asked = study_drawn_again(study(number), draw)
        if isinstance(asked, Measure):
            # Numbers that differ in their summary alone are read off once.
            what = asked, tuple(one.run for one in ended[number.name])
            if what not in read:
                read[what] = float(asked.of(ended[number.name]))
            values[number.name] = read[what]
            continue
        if asked not in done:
            done[asked] = asked.run(cancelled)
        finding = done[asked]
        if finding is None:
            return None
        findings[number.name] = finding
        values[number.name] = float(finding.numbers[number.finding])
    return Measured(values, findings)

"""Measure the numbers of a lesson anew: race what they are read off, and judge what must hold."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from math import isnan
from typing import Any

import numpy as np

from explorer.core.descent import descend
from explorer.core.experiment import Cancelled, Experiment, Finding
from explorer.core.measure import Ended, Measure
from explorer.core.param import SettingError, params
from explorer.core.run import Run, Trace
from explorer.session.document import Document
from explorer.session.draws import drawn_again, study_drawn_again
from explorer.session.lesson import Condition, Lesson, Number, Step, Vary

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
    lesson: Lesson, index: int, draw: int = 0, cancelled: Cancelled = lambda: False
) -> Measured | None:
    """Return the numbers of a step; None when `cancelled` says so. May be called on any thread.

    `draw` is the one that is shown; a number of n draws takes it and the n − 1 after it. Each
    document is raced once a draw, and only the runs that are needed. Raises SettingError.
    """
    numbers = lesson.steps[index].numbers
    singles: dict[str, list[float]] = {number.name: [] for number in numbers}
    findings: Mapping[str, Finding] = {}
    for turn in range(max((number.draws for number in numbers), default=0)):
        names = [number.name for number in numbers if number.draws > turn]
        found = measure_draw(lesson, index, draw + turn, names, cancelled)
        if found is None:
            return None
        findings = findings or found.findings
        for name, value in found.numbers.items():
            singles[name].append(value)
    return Measured({n.name: summary_of(n, singles[n.name]) for n in numbers}, findings)


def measure_draw(
    lesson: Lesson,
    index: int,
    draw: int = 0,
    names: Iterable[str] | None = None,
    cancelled: Cancelled = lambda: False,
) -> Measured | None:
    """Return the numbers of a step in one single draw, all of them or those named."""
    step = lesson.steps[index]
    wanted = None if names is None else set(names)
    numbers = [n for n in step.numbers if wanted is None or n.name in wanted]
    return _measured(numbers, lesson.documents, step, draw, cancelled)


def measure_number(
    number: Number,
    documents: Mapping[str, Document],
    step: Step,
    draw: int = 0,
    cancelled: Cancelled = lambda: False,
) -> float | None:
    """Return one number in one single draw; None when `cancelled` says so. Raises SettingError."""
    found = _measured([number], documents, step, draw, cancelled)
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
) -> Spread | None:
    """Return how far a number of a step spreads over its first draws, each taken alone."""
    singles: list[float] = []
    for draw in range(draws):
        found = measure_draw(lesson, index, draw, [name], cancelled)
        if found is None:
            return None
        singles.append(found.numbers[name])
    return spread_of(singles)


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
    numbers: Sequence[Number],
    documents: Mapping[str, Document],
    step: Step,
    draw: int,
    cancelled: Cancelled,
) -> Measured | None:
    studies = {n.name: study_drawn_again(study(n), draw) for n in numbers}
    read = {n.name: _runs(n, documents, step, draw) for n in numbers if n.measure}
    traces = _raced(dict.fromkeys(run for runs in read.values() for run in runs), cancelled)
    values: dict[str, float] = {}
    findings: dict[str, Finding] = {}
    done: dict[Experiment, Finding | None] = {}
    for number in numbers:
        if cancelled() or traces is None:
            return None
        asked = studies[number.name]
        if isinstance(asked, Measure):
            ended = [Ended(run, traces[run]) for run in read[number.name]]
            values[number.name] = float(asked.of(ended))
            continue
        if asked not in done:
            done[asked] = asked.run(cancelled)
        finding = done[asked]
        if finding is None:
            return None
        findings[number.name] = finding
        values[number.name] = float(finding.numbers[number.finding])
    return Measured(values, findings)


def _runs(
    number: Number, documents: Mapping[str, Document], step: Step, draw: int
) -> tuple[Run, ...]:
    document = documents[number.document] if number.document else step.document
    vary: Vary = number.vary or step.vary
    drawn = drawn_again(document, draw, vary)
    return tuple(drawn.run(start, entrant) for start, entrant in number.runs)


def _raced(runs: Iterable[Run], cancelled: Cancelled) -> Mapping[Run, Trace] | None:
    """Return the traces of runs; None when `cancelled` says so."""
    wanted = tuple(runs)
    traces = descend(wanted, cancelled)
    return dict(zip(wanted, traces, strict=True)) if len(traces) == len(wanted) else None

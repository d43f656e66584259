"""What a lesson must be like so that it can be played: everything named is there, and can hold."""

import re
from collections.abc import Iterator, Mapping
from math import inf, isfinite, nextafter

from explorer.core.experiment import Experiment
from explorer.core.formula import FormulaError
from explorer.core.landscapes import landscape
from explorer.core.measure import Measure
from explorer.core.param import SettingError
from explorer.session.lesson import LOOKS, Condition, Lesson, LessonError, Number, Step
from explorer.session.lesson_text import check_format, check_text, names_in
from explorer.session.measuring import study

__all__ = ["MOST_DOCUMENTS", "check_lesson"]

MOST_DOCUMENTS = 60
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_RANGES = {"share": (0.0, 1.0), "count": (0.0, inf), "length": (0.0, inf)}

Known = Mapping[str, Number]


def check_lesson(lesson: Lesson) -> None:
    """Raise LessonError, one sentence for the user, when a lesson cannot be played."""
    if not lesson.steps:
        raise LessonError("A lesson needs at least one step.")
    known: dict[str, Number] = {}
    for place, step in enumerate(lesson.steps, 1):
        try:
            for number in step.numbers:
                _check_number(number, lesson, step)
                if number.name in known:
                    raise LessonError(f"Two numbers are called {number.name!r}.")
                known[number.name] = number
            _check_step(step, known)
        except (LessonError, SettingError) as error:
            raise LessonError(f"Step {place}: {_inside(str(error))}") from error
    for text in (lesson.notes, lesson.title, lesson.line):
        if names := names_in(text):
            raise LessonError(f"The number {names[0]!r} stands outside the steps.")


def _check_number(number: Number, lesson: Lesson, step: Step) -> None:
    name = number.name
    if _NAME.fullmatch(name) is None:
        raise LessonError(
            f"A number cannot be called {name!r}: take small letters, digits, - and _."
        )
    if bool(number.measure) == bool(number.experiment):
        raise LessonError(f"The number {name!r} needs a measure or an experiment, and not both.")
    asked = study(number)
    if isinstance(asked, Experiment):
        if number.finding not in asked.finds:
            raise LessonError(
                f"The experiment {number.experiment!r} does not find {number.finding!r}; "
                f"it finds {', '.join(asked.finds)}."
            )
    elif number.finding:
        raise LessonError(f"The number {name!r} is measured, so it takes no finding.")
    else:
        _check_runs(number, asked, lesson, step)
        _check_other_landscape(asked)
    if number.format:
        check_format(number.format)
    if not isfinite(number.above):
        raise LessonError(f"The number {name!r} compares with {number.above}, which is no number.")


def _check_runs(number: Number, asked: Measure, lesson: Lesson, step: Step) -> None:
    if len(number.runs) != asked.runs:
        raise LessonError(
            f"The measure {number.measure!r} reads {asked.runs} "
            f"run{'s' if asked.runs > 1 else ''}, and {number.name!r} gives it {len(number.runs)}."
        )
    document = lesson.documents[number.document] if number.document else step.document
    for start, entrant in number.runs:
        if start >= len(document.starts) or entrant >= len(document.entrants):
            raise LessonError(
                f"The number {number.name!r} reads run [{start}, {entrant}], but "
                f"{number.document or step.file} has {len(document.starts)} starts and "
                f"{len(document.entrants)} optimizers, counted from 0."
            )


def _check_other_landscape(asked: Measure) -> None:
    """Raise LessonError where a measure asks a landscape that there is not."""
    name = getattr(asked, "landscape", "")
    if isinstance(name, str) and name:
        try:
            landscape(name)
        except FormulaError as error:
            raise LessonError(f"There is no landscape {name[:40]!r}: {error}") from error


def _check_step(step: Step, known: Known) -> None:
    if step.look and step.look not in LOOKS:
        raise LessonError(
            f"There is no part {step.look!r} to look at; there is {', '.join(LOOKS)}."
        )
    if step.question and len(step.options) < 2:
        raise LessonError("A question needs at least two options.")
    if step.options and not step.question:
        raise LessonError("The options need a question.")
    for text in _texts(step):
        check_text(text)
        for name in names_in(text):
            _check_known(name, known)
    for option in step.options:
        for condition in option.holds:
            _check_condition(condition, known)
    for condition in step.checks:
        _check_condition(condition, known)
        _check_can_hold(condition, known)
    if step.curves:
        _check_curves(step)
    if step.goal is not None:
        _check_goal(step, known)


def _check_curves(step: Step) -> None:
    found = [number for number in step.numbers if number.name == step.curves]
    if not found or not found[0].experiment:
        raise LessonError(
            f"The curves {step.curves!r} belong to no number of this step with an experiment."
        )


def _check_goal(step: Step, known: Known) -> None:
    goal = step.goal
    assert goal is not None
    number = goal.number
    if number.name in known:
        raise LessonError(f"Two numbers are called {number.name!r}.")
    if not number.measure or number.document or number.draws > 1:
        raise LessonError("The number of a goal is measured, once, on the race in the window.")
    _check_number(number, Lesson("", "", "", (), {}), step)
    everything = {**known, number.name: number}
    _check_condition(goal.condition, everything)
    _check_can_hold(goal.condition, everything)


def _check_condition(condition: Condition, known: Known) -> None:
    bounds = (condition.above, condition.below)
    for name in (condition.number, *(bound for bound in bounds if isinstance(bound, str))):
        _check_known(name, known)
    if condition.near is None and bounds == (None, None):
        raise LessonError(f"A condition on {condition.number!r} says nothing of it.")
    said = (condition.near, condition.within, condition.by, *bounds)
    if not all(isfinite(one) for one in said if isinstance(one, int | float)):
        raise LessonError(f"A condition on {condition.number!r} holds what is no number.")
    if condition.within < 0.0 or condition.by < 0.0:
        raise LessonError(
            f"The check of {condition.number!r} cannot pass: within and by are 0 or larger."
        )


def _check_known(name: str, known: Known) -> None:
    if name not in known:
        raise LessonError(f"There is no number called {name!r} up to here.")


def _check_can_hold(condition: Condition, known: Known) -> None:
    """Raise LessonError where a condition fails whatever is measured."""
    low, high = _range(known[condition.number])
    if condition.near is not None:
        low = max(low, condition.near - condition.within)
        high = min(high, condition.near + condition.within)
    apart = condition.by
    if condition.above is not None:
        bound = _lowest(condition.above, known) + apart
        low = max(low, bound if apart else nextafter(bound, inf))
    if condition.below is not None:
        bound = _highest(condition.below, known) - apart
        high = min(high, bound if apart else nextafter(bound, -inf))
    both = isinstance(condition.above, str) and condition.above == condition.below
    itself = condition.number in (condition.above, condition.below)
    if low > high or both or itself:
        raise LessonError(f"The check of {condition.number!r} cannot pass, whatever is measured.")


def _lowest(bound: float | str, known: Known) -> float:
    return _range(known[bound])[0] if isinstance(bound, str) else bound


def _highest(bound: float | str, known: Known) -> float:
    return _range(known[bound])[1] if isinstance(bound, str) else bound


def _range(number: Number) -> tuple[float, float]:
    """Return the lowest and the highest that a number can be."""
    if number.summary == "share-above" and number.draws > 1:
        return _RANGES["share"]
    asked = study(number)
    return _RANGES.get(asked.unit, (-inf, inf)) if isinstance(asked, Measure) else (-inf, inf)


def _texts(step: Step) -> Iterator[str]:
    yield from (step.title, step.text, step.question, step.answer, step.try_next)
    yield from (option.text for option in step.options)
    yield from (number.words for number in step.numbers)
    if step.goal is not None:
        yield step.goal.words


def _inside(sentence: str) -> str:
    """Return a sentence as it stands inside another one."""
    return sentence[:1].lower() + sentence[1:]

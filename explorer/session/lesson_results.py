"""What came of the numbers of a lesson: the rows of its table, and what was expected in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from explorer.session.lesson import Condition, Lesson, Number, Step
from explorer.session.lesson_text import UNKNOWN, names_in, shown_format, written
from explorer.session.measuring import holds

__all__ = ["Row", "called_in", "known_up_to", "pages_needed", "rows", "says"]


NAMED: Mapping[str, str] = MappingProxyType({})  # no words for numbers


class Row(NamedTuple):
    """A number of a step, as written."""

    name: str
    words: str
    value: str  # an ellipsis while it is measured
    expected: str  # empty: nothing
    ok: bool | None  # None: nothing was expected, or it is not known yet


def rows(
    step: Step,
    numbers: Mapping[str, float],
    is_judged: bool = True,
    everything: bool = False,
    called: Mapping[str, str] = NAMED,
) -> tuple[Row, ...]:
    """Return the rows of a step's table: of the numbers that have words, or of all.

    `numbers` are those known so far, also of earlier steps. Expected values are those of the draw
    that the lesson shows; of another draw nothing is judged. `called` is as in `says`.
    """
    shown = [n for n in step.numbers if n.words or everything]
    return tuple(_row(number, step, numbers, is_judged, called) for number in shown)


def says(condition: Condition, is_share: bool = False, called: Mapping[str, str] = NAMED) -> str:
    """Return a condition in words, like "within 0.01 of 0.56" or "at least 0.2 below train".

    Shares are said in per cent, and how far they lie apart in percentage points. `called` says
    how other numbers are called that it compares with; else they are called by their names.
    """

    def number(bound: float | str) -> str:
        if isinstance(bound, str):
            return called.get(bound, bound)
        return f"{100 * bound:.6g}%" if is_share else _plain(bound)

    def apart(size: float) -> str:
        if not is_share:
            return _plain(size)
        points = f"{100 * size:.6g}"
        return f"{points} percentage point{'' if points == '1' else 's'}"

    said = []
    if condition.near is not None:
        near = number(condition.near)
        said.append(f"within {apart(condition.within)} of {near}" if condition.within else near)
    for bound, word in ((condition.above, "above"), (condition.below, "below")):
        if bound is not None:
            least = f"at least {apart(condition.by)} " if condition.by else ""
            said.append(f"{least}{word} {number(bound)}")
    return " and ".join(said)


def called_in(lesson: Lesson | None, numbers: Mapping[str, float]) -> Mapping[str, str]:
    """Return a lesson's numbers as written, by their names; an ellipsis for those not known."""
    steps = () if lesson is None else lesson.steps
    return {
        number.name: written(numbers[number.name], shown_format(number))
        if number.name in numbers
        else UNKNOWN
        for step in steps
        for number in step.numbers
    }


def known_up_to(lesson: Lesson, index: int) -> Mapping[str, int]:
    """Return which step each number is measured in that a text of this step may show."""
    steps = enumerate(lesson.steps[: index + 1])
    return {number.name: place for place, step in steps for number in step.numbers}


def pages_needed(lesson: Lesson, index: int) -> tuple[int, ...]:
    """Return the steps whose numbers a step shows or compares with: itself first."""
    step, known = lesson.steps[index], known_up_to(lesson, index)
    texts = [step.text, step.question, step.answer, step.try_next, step.title]
    texts += [option.text for option in step.options]
    conditions = [*step.checks, *(one for option in step.options for one in option.holds)]
    if step.goal is not None:
        texts.append(step.goal.words)
        conditions.append(step.goal.condition)
    names = {name for text in texts for name in names_in(text)}
    for condition in conditions:
        names |= {condition.number, str(condition.above), str(condition.below)}
    earlier = {known[name] for name in names if name in known}
    return (index, *sorted(earlier - {index}))


def _row(
    number: Number,
    step: Step,
    numbers: Mapping[str, float],
    is_judged: bool,
    called: Mapping[str, str],
) -> Row:
    form = shown_format(number)
    value = numbers.get(number.name)
    checks = [condition for condition in step.checks if condition.number == number.name]
    known = value is not None and all(_is_known(condition, numbers) for condition in checks)
    return Row(
        number.name,
        number.words or number.name,
        "…" if value is None else written(value, form),
        "; ".join(says(condition, form.endswith("%"), called) for condition in checks),
        all(holds(check, numbers) for check in checks) if checks and known and is_judged else None,
    )


def _is_known(condition: Condition, numbers: Mapping[str, float]) -> bool:
    bounds = (condition.number, condition.above, condition.below)
    return all(bound in numbers for bound in bounds if isinstance(bound, str))


def _plain(value: float) -> str:
    is_whole = float(value).is_integer() and abs(value) < 1e15
    return written(value, ",d" if is_whole else ".6g")

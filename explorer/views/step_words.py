"""The numbers of one step of a run, in rows: what the rule saw, carried and did."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, degrees
from types import MappingProxyType

import numpy as np

from explorer.core.array import Array
from explorer.core.extras import treated
from explorer.core.inside import Inside
from explorer.core.marks import Moment
from explorer.core.optimizer import Optimizer, Rule
from explorer.views.numbers import number
from explorer.views.trials import trials

__all__ = ["NOTHING", "Row", "step_head", "step_rows"]

NOTHING = "–"  # in the place of a number that there is not
SHOWN = 3  # of a longer list of numbers
DIGITS = 4
NAMES = ("x", "y")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a number for each coordinate, or one or some words for all."""

    symbol: str
    words: str
    cells: tuple[str, ...]
    tip: str


def step_head(notes: Inside, step: int, is_over: bool) -> str:
    """Return which step is shown; `is_over`: the play head is beyond the last one."""
    if not notes.steps:
        return "No step: it ends where it begins"
    if step == 0:
        return "Step 0: nothing has been done yet"
    return f"Step {step:,}{', the last one' if is_over else f' of {notes.steps:,}'}"


def step_rows(notes: Inside, step: int) -> tuple[Row, ...]:
    """Return the rows of a step, from 0, at which nothing has been done; their number stays."""
    optimizer, at = notes.optimizer(step), max(step - 1, 0)
    moment = notes.moment(step) if step else None
    with np.errstate(all="ignore"):
        return (
            Row("x", "from", _cells(notes.points[at]), "Where the step began."),
            *_slopes(notes, step),
            *_memory(notes, step, moment),
            *_rate(optimizer, moment),
            *_move(notes, step),
            *_cost(notes, step, moment),
        )


def _cells(numbers: Array) -> tuple[str, ...]:
    """Return each of a few numbers, or the first of many with how many there are."""
    cells = tuple(number(float(n), DIGITS) for n in numbers)
    if len(cells) <= len(NAMES):
        return cells
    return (f"{', '.join(cells[:SHOWN])}, … ({len(cells)})",)


def _slopes(notes: Inside, step: int) -> tuple[Row, ...]:
    optimizer, at = notes.optimizer(step), max(step - 1, 0)
    gradient = notes.gradients[at]
    if optimizer.derivatives == "value":
        tip = "The slope where the step began. This rule never asks for it."
        return (Row("", "slope, unseen", _cells(gradient), tip),)
    rows = [Row("g", "slope", _cells(gradient), "The gradient at x: it points uphill.")]
    if optimizer.extras.is_treated:
        used = _cells(_treated(notes, step, gradient)) if step else _none(notes)
        tip = "The slope that the rule was given: with noise, clipped, and with decay."
        rows.append(Row("g", "as given", used, tip))
    return tuple(rows)


def _treated(notes: Inside, step: int, gradient: Array) -> Array:
    extras = np.array(notes.optimizer(step).extras.numbers)[:, None]
    point, used = notes.points[step - 1][:, None].copy(), gradient[:, None].copy()
    treated(extras, 0, notes.run.seed, 0, notes.age(step), point, used, 0)
    given: Array = used[:, 0]
    return given


def _none(notes: Inside) -> tuple[str, ...]:
    dim: int = notes.points.shape[1]
    return (NOTHING,) * min(dim, len(NAMES))


def _memory(notes: Inside, step: int, moment: Moment | None) -> tuple[Row, ...]:
    """Return a row or more for each name of the memory, as it was after the step."""
    optimizer, dim = notes.optimizer(step), notes.points.shape[1]
    rule, rows = optimizer.rule(), []
    before: Mapping[str, Array] = moment.before if moment else MappingProxyType({})
    after: Mapping[str, Array] = moment.after if moment else MappingProxyType({})
    # Where the equation has names, the rest is book-keeping.
    names = optimizer.symbols or (*rule.sizes, *rule.memory, *rule.shared)
    for name in names:
        symbol, words = optimizer.symbols.get(name, ""), name.replace("_", " ")
        tall = dim if _is_matrix(rule, name) and 1 < dim <= len(NAMES) else 1
        lines: list[tuple[str, ...]] = [(NOTHING,)] * tall
        tip = _carried(words)
        if moment is not None:
            lines = [_cells(part) for part in np.split(after[name], tall)]
            tip += f" Before the step it was {', '.join(_cells(before[name])) or NOTHING}."
        for k, cells in enumerate(lines):
            rows.append(Row("" if k else symbol, "" if k else words, cells, tip))
    return tuple(rows)


def _is_matrix(rule: Rule, name: str) -> bool:
    size = rule.sizes.get(name)
    return size is not None and (size.numbers, size.vectors, size.matrices) == (0, 0, 1)


def _carried(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}: what the rule carries from step to step, after it."


def _rate(optimizer: Optimizer, moment: Moment | None) -> tuple[Row, ...]:
    if "learning_rate" not in optimizer.names:
        return ()
    tip = "The learning rate as it was in this step: a schedule or a warm-up changes it."
    rate = number(moment.settings["learning_rate"], DIGITS) if moment else NOTHING
    return (Row("η", "learning rate", (rate,), tip),)


def _move(notes: Inside, step: int) -> tuple[Row, ...]:
    tips = (
        "The step itself: where it led, less where it began.",
        "How long the step is.",
        "|Δx| / |g|, the length of the step over that of the slope: with this learning rate, "
        "gradient descent would have stepped as far.",
        "The angle between the step and the way straight down, −g: 0° is steepest descent, and "
        "more than 90° leads uphill at first.",
    )
    names = (("Δx", "step"), ("|Δx|", "length"), ("", "effective rate"), ("∠", "off downhill"))
    cells = [_none(notes), *[(NOTHING,)] * 3]
    if step:
        moved = notes.points[step] - notes.points[step - 1]
        gradient = notes.gradients[step - 1]
        far, steep = float(np.linalg.norm(moved)), float(np.linalg.norm(gradient))
        angle = _angle(moved, -gradient)
        cells = [
            _cells(moved),
            (number(far, DIGITS),),
            (number(far / steep, DIGITS) if steep else NOTHING,),
            (NOTHING if angle is None else f"{angle:.1f}°",),
        ]
    rows = [Row(*name, cell, tip) for name, cell, tip in zip(names, cells, tips, strict=True)]
    # A rule that never sees a slope does not measure its steps by it.
    return tuple(rows[:2] if notes.optimizer(step).derivatives == "value" else rows)


def _angle(one: Array, other: Array) -> float | None:
    """Return the angle between two vectors in degrees; None where one of them is nothing."""
    lengths = np.linalg.norm(one), np.linalg.norm(other)
    if not (0 < lengths[0] < np.inf and 0 < lengths[1] < np.inf):
        return None
    u, v = one / lengths[0], other / lengths[1]
    # Exact for small angles as well, which the arc cosine is not.
    return degrees(2 * atan2(float(np.linalg.norm(u - v)), float(np.linalg.norm(u + v))))


def _cost(notes: Inside, step: int, moment: Moment | None) -> tuple[Row, ...]:
    values, slopes, curvatures = (int(n) for n in notes.costs[step])
    before = number(float(notes.values[max(step - 1, 0)]), DIGITS)
    after = number(float(notes.values[step]), DIGITS) if step else NOTHING
    count = f"{values:,} f · {slopes:,} ∇f"
    words = f"{values:,} values and {slopes:,} gradients"
    curved = {"hessian": ("∇²f", "Hessians"), "residuals": ("J", "slopes of the squares' roots")}
    if (asked := notes.optimizer(step).derivatives) in curved:
        short, named = curved[asked]
        count += f" · {curvatures:,} {short}"
        words = f"{values:,} values, {slopes:,} gradients and {curvatures:,} {named}"
    rows = [
        Row("f", "before", (before,), "The loss where the step began."),
        Row("f", "after", (after,), "The loss where the step led."),
        Row("", "evaluations", (count,), f"What the run has asked for so far: {words}."),
    ]
    if notes.optimizer(step).rule().whole:
        tip = "The places that the rule looked at by itself in this step; the map shows them."
        rows.append(Row("", "looked at", (_looked(notes, moment),), tip))
    return tuple(rows)


def _looked(notes: Inside, moment: Moment | None) -> str:
    if moment is None:
        return NOTHING
    found = trials(moment, notes.marks(moment.step))
    count, rejected = len(moment.looks), sum(not trial.is_kept for trial in found)
    places = f"{count:,} place{'' if count == 1 else 's'}" if count else "no other place"
    return f"{places}, {rejected:,} rejected" if rejected else places

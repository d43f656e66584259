"""Flaws of the data: what can be wrong with the examples that a net is trained on."""

from math import floor

import numpy as np
from numpy.typing import NDArray

from explorer.core.nets.data_examples import Examples
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_split import HELD_OUT, TRAIN
from explorer.core.randomness import DATA, permutation, uniforms

__all__ = ["flawed"]

WHICH, HOW = 1000, 1001  # lanes of chance; the sets themselves use small numbers
FAR = 3.0  # half ranges of the others that an outlier lies off, at least; at most twice that


def flawed(plan: DataPlan, examples: Examples, features: tuple[str, ...], classes: int) -> Examples:
    """Return the examples with the flaw that the plan asks for; only the training part has it."""
    train = np.flatnonzero(examples.parts == TRAIN)
    count = min(max(1, floor(plan.flaw_share * len(train) + 0.5)), len(train))
    if plan.flaw == "none" or plan.flaw_share == 0.0:
        return examples
    if plan.flaw == "one-sided":
        return _one_sided(examples, train, count, features)
    chosen = np.sort(train[permutation(plan.seed, DATA, len(train), WHICH)[:count]])
    if plan.flaw == "flipped":
        return _flipped(plan, examples, chosen, classes)
    if plan.flaw == "repeated":
        return _repeated(examples, train, chosen)
    return _outlying(plan, examples, train, chosen, classes)


def _flipped(
    plan: DataPlan, examples: Examples, chosen: NDArray[np.int64], classes: int
) -> Examples:
    """Give the chosen examples a wrong class; values are mirrored in the middle of their range."""
    targets = examples.targets.copy()
    if classes > 2:
        further = 1 + np.floor(uniforms(plan.seed, DATA, len(chosen), HOW) * (classes - 1))
        targets[chosen] = (targets[chosen] + further) % classes
        what = f"{_many(chosen, 'training example has', 'training examples have')} a wrong class."
    elif classes:
        targets[chosen] = 1.0 - targets[chosen]
        what = f"{_many(chosen, 'training example has', 'training examples have')} the wrong class."
    else:
        middle = 0.5 * targets.min() + 0.5 * targets.max()
        targets[chosen] = 2.0 * middle - targets[chosen]
        what = f"{_many(chosen, 'training value is', 'training values are')} upside down."
    return examples._replace(targets=targets, note=what)


def _repeated(examples: Examples, train: NDArray[np.int64], chosen: NDArray[np.int64]) -> Examples:
    """Overwrite the chosen training examples with copies of held-out ones, if there are any."""
    held = np.flatnonzero(examples.parts == HELD_OUT)
    others = held if len(held) else np.setdiff1d(train, chosen)
    if not len(others):
        return examples._replace(note="There are too few examples to repeat any.")
    rows = np.arange(len(examples.targets))
    rows[chosen] = np.resize(others, len(chosen))
    where = "held-out examples" if len(held) else "other training examples"
    note = f"{_many(chosen, 'training example is a copy', 'training examples are copies')} "
    return examples.taken(rows, f"{note}of {where}.")._replace(parts=examples.parts)


def _one_sided(
    examples: Examples, train: NDArray[np.int64], count: int, features: tuple[str, ...]
) -> Examples:
    """Leave out the training examples at one end of the input that is spread most widely."""
    count = min(count, len(train) - 1)
    known = examples.inputs[train]
    widest = int(np.argmax(known.max(axis=0) - known.min(axis=0)))
    lost = train[np.argsort(known[:, widest], kind="stable")[len(train) - count :]]
    stay = np.setdiff1d(np.arange(len(examples.targets)), lost)
    verb = (
        "training example with the largest" if count == 1 else "training examples with the largest"
    )
    return examples.taken(
        stay,
        f"The {count} {verb} “{features[widest]}” "
        f"{'is' if count == 1 else 'are'} left out: what is trained on is one-sided.",
    )


def _outlying(
    plan: DataPlan,
    examples: Examples,
    train: NDArray[np.int64],
    chosen: NDArray[np.int64],
    classes: int,
) -> Examples:
    """Move the chosen examples far off: their inputs, or on a curve their values."""
    inputs, targets = examples.inputs.copy(), examples.targets.copy()
    chance = uniforms(plan.seed, DATA, 2 * len(chosen), HOW).reshape(2, -1)
    far = FAR * (1.0 + chance[0])
    if classes:
        low, high = inputs[train].min(axis=0), inputs[train].max(axis=0)
        middle, spread = 0.5 * low + 0.5 * high, 0.5 * (high - low)
        turn = uniforms(plan.seed, DATA, len(chosen) * inputs.shape[1], HOW + 1) - 0.5
        way = turn.reshape(len(chosen), -1)
        way /= np.abs(way).max(axis=1, keepdims=True)
        inputs[chosen] = middle + far[:, None] * way * spread
    else:
        spread = 0.5 * (targets[train].max() - targets[train].min())
        side = np.where(chance[1] < 0.5, -1.0, 1.0)
        targets[chosen] = targets[chosen] + side * far * spread
    note = f"{_many(chosen, 'training example lies', 'training examples lie')} far off the others."
    return examples._replace(inputs=inputs, targets=targets, note=note)


def _many(chosen: NDArray[np.int64], one: str, many: str) -> str:
    return f"{len(chosen)} {one if len(chosen) == 1 else many}"

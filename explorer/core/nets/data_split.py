"""The split: which examples are for training, which are held out, which are for choosing."""

from math import floor

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_plan import DataPlan, Split
from explorer.core.randomness import SPLIT, uniforms

__all__ = ["kept_parts", "parts_of", "split_sizes"]

TRAIN, HELD_OUT, CHOOSING = range(3)  # as in PARTS


def split_sizes(count: int, held_out: float, choosing: float) -> tuple[int, int]:
    """Return how many of `count` examples are held out and how many are for choosing.

    The shares are rounded; at least one example is always left for training.
    """
    held = min(floor(held_out * count + 0.5), count - 1)
    return held, min(floor(choosing * count + 0.5), count - 1 - held)


def parts_of(plan: DataPlan, targets: Array, has_classes: bool) -> NDArray[np.int8]:
    """Return the part of each example, (n,): exact sizes, and the classes shared out evenly.

    Each example has its own number by chance, so one more at the end or another target moves
    hardly any of the others to another part.
    """
    count = len(targets)
    chance = uniforms(plan.seed, SPLIT, count)
    kinds = np.round(targets) if has_classes else np.zeros(count)
    place = np.empty(count)  # of an example in the queue of its own class, from 0 to 1
    for kind in np.unique(kinds):
        rows = np.flatnonzero(kinds == kind)
        place[rows[np.argsort(chance[rows])]] = (np.arange(len(rows)) + 0.5) / len(rows)
    queue = np.lexsort((chance, place))
    held, choosing = split_sizes(count, plan.held_out, plan.choosing)
    parts = np.full(count, TRAIN, dtype=np.int8)
    parts[queue[:held]] = HELD_OUT
    parts[queue[held : held + choosing]] = CHOOSING
    return parts


def kept_parts(plan: DataPlan, split: Split | None, count: int) -> NDArray[np.int8] | None:
    """Return the parts that rows already had, or None when the plan asks for others.

    Rows that were added since are given a part by chance, each on its own.
    """
    if split is None or len(split.parts) > count or not set(split.parts) <= {0, 1, 2}:
        return None
    if (split.seed, split.held_out, split.choosing) != (plan.seed, plan.held_out, plan.choosing):
        return None
    chance = uniforms(plan.seed, SPLIT, count)
    new = np.where(chance < plan.held_out, HELD_OUT, TRAIN)
    new[(chance >= plan.held_out) & (chance < plan.held_out + plan.choosing)] = CHOOSING
    new[: len(split.parts)] = split.parts
    return new.astype(np.int8) if (new == TRAIN).any() else None

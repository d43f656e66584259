"""What the chips say: a path's loss at the play head, and how it ended."""

from collections.abc import Sequence

import numpy as np

from explorer.core.array import Point
from explorer.core.objective import Objective
from explorer.views.numbers import coordinates, number
from explorer.views.paths import Path

__all__ = ["panel_words", "start_words"]

NARROW = 300  # pixels: a chip in a narrower panel leaves out the word "loss"


def panel_words(paths: Sequence[Path], start: int, step: int, width: float) -> str:
    """Return the loss of the active start's path at a step, and its verdict once it has ended."""
    for path in paths:
        if path.start == start:
            loss = number(float(path.trace.values[path.step(step)]), 3)
            words = loss if width < NARROW else f"loss {loss}"
            if path.has_ended(step):
                words += f" · {path.trace.verdict.words}"
            return words
    return ""


def start_words(landscape: Objective, point: Point) -> str:
    """Return where a start is, how high, and how steep it is there."""
    at = np.array([point])
    value = float(landscape.value(at)[0])
    slope = float(np.linalg.norm(landscape.gradient(at)[0]))
    return f"Start {coordinates(point)} · f = {number(value)} · |∇f| = {number(slope, 3)}"

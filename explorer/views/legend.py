"""What the chip of the active start says: where it is, how high and how steep."""

from math import hypot

import numpy as np

from explorer.core.array import Point
from explorer.core.objective import Objective
from explorer.views.numbers import coordinates, number

__all__ = ["start_words"]


def start_words(landscape: Objective, point: Point) -> str:
    """Return where a start is, how high, and how steep it is there."""
    at = np.array([point])
    value = float(landscape.value(at)[0])
    slope = hypot(*landscape.gradient(at)[0].tolist())
    return f"Start {coordinates(point)} · f = {number(value)} · |∇f| = {number(slope, 3)}"

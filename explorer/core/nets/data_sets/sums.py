"""Sums: pictures of two dots, whose places are two numbers, and the last digit of their sum."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.digits import DIGITS
from explorer.core.nets.data_sets.kind import DataKind, Drawn

__all__ = ["SUMS"]

NUMBERS = 10
INK = 3.0  # of a dot: a net learns pale ones so slowly that it knows the rule before the examples
ACROSS = 5  # places in a line; the second line begins with the number 5
UPPER, LOWER, LEFT = 1, 5, 1  # where the first place of each number is


def _draw(plan: DataPlan) -> Drawn:
    first, second = np.divmod(np.arange(NUMBERS**2), NUMBERS)
    pictures = np.zeros((NUMBERS**2, 8, 8))
    rows = np.arange(NUMBERS**2)
    for number, top in ((first, UPPER), (second, LOWER)):
        pictures[rows, top + number // ACROSS, LEFT + number % ACROSS] = INK
    return Drawn(pictures.reshape(-1, 64), ((first + second) % NUMBERS).astype(np.float64))


SUMS = DataKind(
    key="sums",
    name="Sums",
    line="A toy: the places of two dots are two numbers; which is the last digit of their sum?",
    task="classes",
    features=DIGITS.features,
    target="last digit",
    classes=DIGITS.classes,
    draw=_draw,
    plan=DataPlan("sums", examples=NUMBERS**2, noise=0.0, held_out=0.1),
    noise_matters=False,
    most=NUMBERS**2,
    source="A toy, after Power and others (2022), arXiv:2201.02177.",
)

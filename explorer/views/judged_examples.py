"""Every example with what the net answers to it, and how wrong that is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.fit import Fit
from explorer.core.landscape import Landscape
from explorer.core.nets.data_set import PARTS
from explorer.core.nets.tiny_net import TinyNet

__all__ = ["PART_WORDS", "JudgedExamples", "judged"]

PART_WORDS = {"train": "train", "held-out": "held out", "choosing": "choosing"}


@dataclass(frozen=True, eq=False)
class JudgedExamples:
    """Examples in the order of the data, and one answer and one loss each.

    `answers` are chances where `has_chances`, else values. `wrong` is empty for a regression.
    """

    features: tuple[str, ...]
    target: str
    classes: tuple[str, ...]
    parts: NDArray[np.int8]  # (n,): which of PARTS
    inputs: Array  # (n, features)
    targets: Array  # (n,)
    answers: Array  # (outputs, n)
    has_chances: bool
    losses: Array  # (n,)
    wrong: NDArray[np.bool_]  # (n,), or empty

    def answered(self, row: int) -> tuple[int | None, float]:
        """Return which class the net answers, None for a regression, and its chance or value.

        Of an answer that is undefined there is no class.
        """
        column = self.answers[:, row]
        if not self.classes or np.isnan(column).any():
            return None, float(column[0])
        if len(column) > 1:
            chosen = int(column.argmax())
            return chosen, float(column[chosen])
        value = float(column[0])
        # A wrong answer is the other class of the two: no second place decides where the edge is.
        right = bool(self.targets[row] > 0.5)
        chosen = int(right != bool(self.wrong[row]))
        return chosen, value if chosen or not self.has_chances else 1.0 - value

    def words(self) -> str:
        """Return how many are wrong in each part, or the mean losses of a regression."""
        told = []
        for k, part in enumerate(PARTS):
            rows = self.parts == k
            count = int(rows.sum())
            if not count:
                continue
            if len(self.wrong):
                told.append(f"{int(self.wrong[rows].sum())} of {count} {PART_WORDS[part]}")
            else:
                told.append(f"{self.losses[rows].mean():.3g} {PART_WORDS[part]}")
        return ("wrong: " if len(self.wrong) else "mean loss: ") + ", ".join(told)


def judged(learner: TinyNet | Landscape, weights: Array) -> JudgedExamples | None:
    """Return all examples of a net, or of a landscape with a fit, at these weights (dim,)."""
    with np.errstate(all="ignore"):
        if isinstance(learner, TinyNet):
            return _of_net(learner, weights)
        return None if learner.fit is None else _of_fit(learner, learner.fit, weights)


def _of_net(net: TinyNet, weights: Array) -> JudgedExamples:
    data = net.data_set
    has_chances = net.loss in ("cross-entropy", "softmax")
    answers = net.answers(weights, data.inputs)
    right = net.is_right(weights, data.inputs, data.targets)
    wrong = (right < 0.5) | np.isnan(answers).any(axis=0)
    return JudgedExamples(
        data.features, data.target, data.classes, data.parts, data.inputs, data.targets,
        answers, has_chances,
        net.losses(weights, data.inputs, data.targets),
        wrong if data.classes else np.empty(0, dtype=bool),
    )  # fmt: skip


def _of_fit(landscape: Landscape, fit: Fit, weights: Array) -> JudgedExamples:
    pairs = np.array(fit.examples)
    inputs, targets = pairs[:, 0], pairs[:, 1]
    answers = fit.answers(weights, inputs)
    wrong = ((answers > 0.5) != (targets > 0.5)) | np.isnan(answers)
    return JudgedExamples(
        (fit.input,), fit.target, fit.classes, np.zeros(len(pairs), dtype=np.int8),
        inputs[:, None], targets, answers[None], fit.loss == "cross-entropy",
        landscape.losses(weights),
        wrong if fit.classes else np.empty(0, dtype=bool),
    )  # fmt: skip

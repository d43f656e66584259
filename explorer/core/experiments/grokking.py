"""Grokking: a net knows its examples by heart, and long afterwards it gets the rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan, sqrt
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.experiment import Cancelled, Curve, Experiment, Finding
from explorer.core.param import param
from explorer.core.randomness import SPLIT, WEIGHTS, normals, permutation

__all__ = ["Grokking"]

Single = NDArray[np.float32]

MODULUS, UNITS = 23, 64
RATE, FIRST, SECOND, SMALL = 0.005, 0.9, 0.98, 1e-8  # of AdamW
OFTEN = 10  # steps between two looks at the accuracies
LEARNED, UNDERSTOOD = 0.99, 0.95


@dataclass(frozen=True)
class Grokking(Experiment):
    """Learn a + b modulo 23 from a share of all 529 pairs; the others are held out.

    Two one-hot numbers (46 inputs), 64 units that square their sum, 23 outputs, no biases,
    softmax cross-entropy on all examples at once, AdamW (Loshchilov and Hutter 2019) with a rate
    of 0.005. In single precision.
    """

    key: ClassVar[str] = "grokking"
    name: ClassVar[str] = "Grokking"
    line: ClassVar[str] = "Train far beyond the step where every example is known by heart"
    source: ClassVar[str] = (
        "Power, Burda, Edwards, Babuschkin and Misra 2022, arXiv:2201.02177; the net is that of "
        "Gromov 2023, arXiv:2301.02679"
    )
    finds: ClassVar[Mapping[str, str]] = {
        "learned": "first step at which over 99 % of the training pairs are right",
        "understood": "first step at which over 95 % of the held-out pairs are right",
        "held-out-when-learned": "held-out accuracy at the step where training was learned",
        "held-out": "held-out accuracy at the end",
    }

    weight_decay: float = param(0.5, 0.0, 2.0, "How strongly weights are pulled towards zero")
    share: float = param(0.6, 0.2, 0.9, "Share of the pairs that are trained on")
    steps: int = param(2500, 100, 5000, "How long to train", whole=True)

    def run(self, cancelled: Cancelled = lambda: False) -> Finding | None:
        """Return when what was learned; None when `cancelled` says so. NaN means never."""
        told, wanted = _sums()
        order = permutation(self.seed, SPLIT, len(wanted))
        told, wanted = told[order], wanted[order]
        count = round(self.share * len(wanted))
        learner = _Learner(self.seed, told[:count], wanted[:count], self.weight_decay)
        rows: list[tuple[int, float, float]] = []
        for step in range(self.steps + 1):
            if step % OFTEN == 0 or step == self.steps:
                if cancelled():
                    return None
                right = learner.answers(told) == wanted
                rows.append((step, float(right[:count].mean()), float(right[count:].mean())))
            if step < self.steps:
                learner.step()
        return _found(np.array(rows))


class _Learner:
    """The net and AdamW; arrays are filled again at each step, or most of the time went there."""

    def __init__(
        self, seed: int, told: Single, wanted: NDArray[np.int64], weight_decay: float
    ) -> None:
        inputs = told.shape[1]
        self._told, self._back = told, np.ascontiguousarray(told.T)
        self._goal = np.eye(MODULUS, dtype=np.float32)[wanted]
        drawn = normals(seed, WEIGHTS, (inputs + MODULUS) * UNITS)
        drawn[: inputs * UNITS] /= sqrt(inputs)
        drawn[inputs * UNITS :] /= sqrt(UNITS)
        self._weights = drawn.astype(np.float32)
        self._slope, self._mean, self._square = np.zeros((3, len(drawn)), np.float32)
        self._in, self._out = self._layers(self._weights)
        self._slope_in, self._slope_out = self._layers(self._slope)
        self._kept = np.float32(1.0 - RATE * weight_decay)
        self._taken = 0  # steps

    def _layers(self, flat: Single) -> tuple[Single, Single]:
        """Return the parts of a vector that belong to the first layer and to the second."""
        inputs = self._told.shape[1]
        first, second = flat[: inputs * UNITS], flat[inputs * UNITS :]
        return first.reshape(inputs, UNITS), second.reshape(UNITS, MODULUS)

    def answers(self, told: Single) -> NDArray[np.int64]:
        """Return the number that each pair is said to add up to."""
        return np.asarray(((told @ self._in) ** 2 @ self._out).argmax(axis=1))

    def step(self) -> None:
        """Step once down the slope of the mean softmax cross-entropy."""
        sums = self._told @ self._in
        squares = sums * sums
        chances = squares @ self._out
        chances -= chances.max(axis=1, keepdims=True)
        np.exp(chances, out=chances)
        chances /= chances.sum(axis=1, keepdims=True)
        chances -= self._goal
        chances *= np.float32(1.0 / len(chances))
        np.matmul(squares.T, chances, out=self._slope_out)
        sums *= chances @ self._out.T
        sums *= np.float32(2.0)
        np.matmul(self._back, sums, out=self._slope_in)
        self._move()

    def _move(self) -> None:
        self._taken += 1
        slope, mean, square = self._slope, self._mean, self._square
        mean *= np.float32(FIRST)
        mean += np.float32(1.0 - FIRST) * slope
        slope *= slope
        slope *= np.float32(1.0 - SECOND)
        square *= np.float32(SECOND)
        square += slope
        # Both corrections for the beginning in one factor, and slope as room for the root.
        np.sqrt(square, out=slope)
        slope *= np.float32(1.0 / sqrt(1.0 - SECOND**self._taken))
        slope += np.float32(SMALL)
        np.divide(mean, slope, out=slope)
        slope *= np.float32(RATE / (1.0 - FIRST**self._taken))
        self._weights *= self._kept
        self._weights -= slope


def _sums() -> tuple[Single, NDArray[np.int64]]:
    """Return all pairs as two one-hot numbers, (529, 46), and what each adds up to."""
    first, second = np.divmod(np.arange(MODULUS**2), MODULUS)
    hot = np.eye(MODULUS, dtype=np.float32)
    return np.hstack([hot[first], hot[second]]), (first + second) % MODULUS


def _found(rows: Array) -> Finding:
    steps, trained, held = rows.T
    learned = trained > LEARNED
    return Finding(
        {
            "learned": _first(learned, steps),
            "understood": _first(held > UNDERSTOOD, steps),
            "held-out-when-learned": _first(learned, held),
            "held-out": float(held[-1]),
        },
        (Curve("training pairs", steps, trained), Curve("held-out pairs", steps, held)),
        across="steps",
        up="accuracy",
    )


def _first(passed: NDArray[np.bool_], values: Array) -> float:
    """Return the value where something has come to pass for the first time; NaN: never."""
    return float(values[passed.argmax()]) if passed.any() else nan

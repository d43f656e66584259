"""Losses: how wrong an answer of a net is, for one example."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.activations import sigmoid

__all__ = ["LOSSES", "Loss", "softmax"]

Elementwise = Callable[[Array, Array], Array]


@dataclass(frozen=True)
class Loss:
    """A loss on raw outputs s (outputs, n) and targets t of the same shape, with derivatives in s.

    `value` returns (n,), summed over the outputs; `slope` and `bend` return (outputs, n). `bend`
    is the diagonal of the second derivative; only softmax has more, p p′ taken off. `code` is its
    number in compiled code.
    """

    key: str
    name: str
    equation: str
    line: str
    code: int
    value: Elementwise
    slope: Elementwise
    bend: Elementwise


def softmax(s: Array) -> Array:
    """Return the chances that raw outputs (classes, n) give to each class."""
    e = np.exp(s - s.max(axis=0))
    return np.asarray(e / e.sum(axis=0))


def _softmax_loss(s: Array, t: Array) -> Array:
    m = s.max(axis=0)
    return np.asarray(np.log(np.exp(s - m).sum(axis=0)) + m - (s * t).sum(axis=0))


def _softmax_bend(s: Array, t: Array) -> Array:
    p = softmax(s)
    return p * (1.0 - p)


def _side(t: Array) -> Array:
    """Return targets 0 and 1 as −1 and 1."""
    return 2.0 * t - 1.0


LOSSES: dict[str, Loss] = {
    one.key: one
    for one in (
        Loss(
            *("cross-entropy", "cross-entropy", "log(1 + eˢ) − t s"),
            *("Two classes: minus the log of the chance given to the right one", 0),
            lambda s, t: (np.logaddexp(0.0, s) - t * s).sum(axis=0),
            lambda s, t: sigmoid(s) - t,
            lambda s, t: sigmoid(s) * (1.0 - sigmoid(s)),
        ),
        Loss(
            *("squared", "squared error", "(s − t)²"),
            *("The squared distance to the target; for curves, and for classes too", 1),
            lambda s, t: ((s - t) ** 2).sum(axis=0),
            lambda s, t: 2.0 * (s - t),
            lambda s, t: np.full_like(s, 2.0),
        ),
        Loss(
            *("hinge", "hinge", "max(0, 1 − (2t − 1) s)"),
            *("Two classes: nothing to pay once the answer is clear enough", 2),
            lambda s, t: np.maximum(0.0, 1.0 - _side(t) * s).sum(axis=0),
            lambda s, t: np.where(1.0 - _side(t) * s > 0.0, -_side(t), 0.0),
            lambda s, t: np.zeros_like(s),
        ),
        Loss(
            *("softmax", "softmax cross-entropy", "log Σ eˢ − s of the right class"),
            *("Several classes: minus the log of the chance given to the right one", 3),
            *(_softmax_loss, lambda s, t: softmax(s) - t, _softmax_bend),
        ),
    )
}

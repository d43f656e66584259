"""Units: which of them work, and which are dead, saturated or deaf to their inputs."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets import backpropagation
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.tiny_net import TinyNet

__all__ = ["UNITS", "UnitState", "unit_states"]

UnitState = Literal["works", "dead", "saturated", "constant", "undefined"]
UNITS: dict[UnitState, str] = {
    "works": "It answers differently to different training examples.",
    "dead": "Dead: off on every training example, so that no gradient reaches its weights.",
    "saturated": "Asleep: so far out on the flat ends that hardly any gradient passes.",
    "constant": "Asleep: it answers the same to every training example.",
    "undefined": "Its numbers have grown beyond all bounds.",
}

FLAT = 0.01  # share of the steepest slope under which a smooth activation counts as flat
SAME = 1e-3  # answers that differ by less, or by less than this share of their size, are the same
_STEEPEST = {"tanh": 1.0, "sigmoid": 0.25, "softplus": 1.0}  # those with flat ends


def unit_states(net: TinyNet, weights: Array) -> tuple[tuple[UnitState, ...], ...]:
    """Return the state of each hidden unit at weights (dim,), over the training examples.

    With no training example at all, every unit works.
    """
    data = net.data_set
    seen = data.seen[:, data.rows("train")]
    if not seen.shape[1]:
        working: tuple[UnitState, ...] = ("works",)
        return tuple(working * width for width in net.hidden)
    with np.errstate(over="ignore", invalid="ignore"):
        received, sums = backpropagation.forward(net.layers, net.activation, weights, seen)
        return tuple(
            _states(net.activation, sums[k], received[k + 1]) for k in range(len(net.hidden))
        )


def _states(activation: str, sums: Array, answers: Array) -> tuple[UnitState, ...]:
    """Return the states of the units of a layer from their sums and answers (units, n)."""
    is_finite: NDArray[np.bool_] = np.all(np.isfinite(sums + answers), axis=1)
    is_off: NDArray[np.bool_] = np.all(answers == 0.0, axis=1)
    is_flat: NDArray[np.bool_] = np.zeros(len(sums), dtype=bool)
    if activation in _STEEPEST:
        steepest = np.abs(ACTIVATIONS[activation].slope(sums)).max(axis=1)
        is_flat = np.less(steepest, FLAT * _STEEPEST[activation])
    size = np.maximum(1.0, np.abs(answers).max(axis=1))
    spread = answers.max(axis=1) - answers.min(axis=1)
    is_same: NDArray[np.bool_] = np.less(spread, SAME * size)
    found: list[UnitState] = []
    for row in range(len(sums)):
        if not is_finite[row]:
            found.append("undefined")
        elif activation == "relu" and is_off[row]:
            found.append("dead")
        elif is_flat[row]:
            found.append("saturated")
        else:
            found.append("constant" if is_same[row] and sums.shape[1] > 1 else "works")
    return tuple(found)

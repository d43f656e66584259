"""The gradient check: the slopes of backpropagation beside those of nudging each weight."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets import backpropagation, engine
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.tiny_net import TinyNet

__all__ = ["LayerCheck", "check"]

Bools = NDArray[np.bool_]

NUDGE = 1e-5  # of a weight, and of 1 where the weight is smaller
SMALL = 1e-3  # slopes below this share of the layer's largest are compared with that share


@dataclass(frozen=True)
class LayerCheck:
    """How well both slopes agree in one layer."""

    name: str  # "layer 1", "output layer"
    worst: float  # the worst relative error; NaN where no weight could be checked
    checked: int
    skipped: int  # weights that cross a kink when nudged, where there is no one slope

    @property
    def words(self) -> str:
        """The line for the screen."""
        if not self.checked:
            return f"{self.name}: every nudge crosses a kink"
        left_out = f", {self.skipped:,} at a kink left out" if self.skipped else ""
        return f"{self.name}: {self.worst:.0e} at worst of {self.checked:,}{left_out}"


def check(
    net: TinyNet, weights: Array, cancelled: Callable[[], bool] | None = None
) -> list[LayerCheck] | None:
    """Compare the slopes that training follows with central differences; None when cancelled.

    The differences come from forward passes alone: backpropagation has no part in them.
    """
    weights = np.array(weights, dtype=np.float64)
    differences = np.empty(net.dim)
    is_skipped: Bools = np.zeros(net.dim, dtype=np.bool_)
    for k in range(net.dim):
        if cancelled is not None and cancelled():
            return None
        differences[k], is_skipped[k] = _difference(net, weights, k)
    slopes = _followed(net, weights)
    checks = []
    for number, layer in enumerate(net.layers):
        own = slice(layer.weights.start, layer.biases.stop)
        is_last = number == len(net.layers) - 1
        name = "output layer" if is_last else f"layer {number + 1}"
        checks.append(_compare(name, slopes[own], differences[own], is_skipped[own]))
    return checks


def _followed(net: TinyNet, weights: Array) -> Array:
    if engine.ready():
        return np.asarray(engine.slope(net.problem("train"), weights)[1])
    return np.asarray(net.gradient(weights[None])[0])


def _compare(name: str, slopes: Array, differences: Array, is_skipped: Bools) -> LayerCheck:
    fine = np.logical_not(is_skipped)
    checked = int(np.count_nonzero(fine))
    if not checked:
        return LayerCheck(name, float("nan"), 0, len(slopes))
    one, other = slopes[fine], differences[fine]
    sizes = np.maximum(np.abs(one), np.abs(other))
    # Rounding is as large for a slope that happens to be near 0 as for its neighbours.
    floor = max(SMALL * float(sizes.max()), SMALL)
    worst = float((np.abs(one - other) / np.maximum(sizes, floor)).max())
    return LayerCheck(name, worst, checked, len(slopes) - checked)


def _difference(net: TinyNet, weights: Array, k: int) -> tuple[float, bool]:
    """Return the central difference in one weight, and whether a kink lies in between."""
    nudge = NUDGE * max(1.0, abs(float(weights[k])))
    ends, sides = [], []
    for way in (nudge, -nudge):
        nudged = weights.copy()
        nudged[k] += way
        value, side = _price(net, nudged)
        ends.append((value, nudged[k]))
        sides.append(side)
    (ahead, to), (behind, fro) = ends
    slope = (ahead - behind) / (to - fro)
    return slope, any(not np.array_equal(a, b) for a, b in zip(*sides, strict=True))


def _price(net: TinyNet, weights: Array) -> tuple[float, list[Bools]]:
    """Return the objective, and on which side of each kink everything lies."""
    data = net.data_set
    rows = data.rows("train")
    seen, wanted = data.seen[:, rows], data.wanted[:, rows]
    _, sums = backpropagation.forward(net.layers, net.activation, weights, seen)
    sides: list[Bools] = []
    if ACTIVATIONS[net.activation].has_kink:
        sides += [z > 0.0 for z in sums[:-1]]
    if net.loss == "hinge":
        sides.append((2.0 * wanted - 1.0) * sums[-1] < 1.0)
    if net.l1:
        sides.append(weights * net.is_weight > 0.0)
    with np.errstate(over="ignore", invalid="ignore"):
        price = float(LOSSES[net.loss].value(sums[-1], wanted).mean())
    return price + float(net.penalty(weights)), sides

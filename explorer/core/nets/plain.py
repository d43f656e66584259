"""The kernels of the nets in plain NumPy: for what is wanted before the engine is compiled.

They fill the same arrays as kernels.py does.
"""

import numpy as np

from explorer.core.array import Array
from explorer.core.kernels import Kernels
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.backpropagation import forward
from explorer.core.nets.backpropagation import slope as slope_of
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.network import Layer, chained
from explorer.core.nets.passes import HEAD, SIZES

__all__ = ["PLAIN"]

ACTIVATION_KEYS = {one.code: one.key for one in ACTIVATIONS.values()}
LOSS_KEYS = {one.code: one.key for one in LOSSES.values()}
STRIDE = 6e-6  # of central differences: their error is smallest at about the cube root of epsilon


class _Net:
    """What a problem says, taken apart."""

    def __init__(self, problem: Array) -> None:
        sizes = problem[SIZES : SIZES + 1 + int(problem[0])].astype(int)
        self.layers: tuple[Layer, ...] = chained(sizes.tolist())
        self.activation = ACTIVATION_KEYS[int(problem[1])]
        self.loss = LOSS_KEYS[int(problem[2])]
        self.l1, self.l2 = float(problem[3]), float(problem[4])
        n, first, last = (int(number) for number in problem[5:8])
        self.has_classes = problem[8] > 0
        table = problem[HEAD:].reshape(-1, n)[:, first:last]
        self.inputs, self.wanted = table[: sizes[0]], table[sizes[0] :]

    def penalty(self, weights: Array) -> tuple[float, Array]:
        """Return what the weights cost and its slope."""
        total, slopes = 0.0, np.zeros_like(weights)
        for layer in self.layers:
            w = weights[layer.weights]
            total += float((0.5 * self.l2 * w * w + self.l1 * np.abs(w)).sum())
            slopes[layer.weights] = self.l2 * w + self.l1 * np.sign(w)
        return total, slopes

    def gradient(self, weights: Array) -> Array:
        """Return the gradient of the objective."""
        _, slopes = slope_of(
            self.layers, self.activation, self.loss, weights, self.inputs, self.wanted
        )
        return slopes + self.penalty(weights)[1]

    def found(self, weights: Array) -> tuple[float, float, float]:
        """Return the objective, the mean loss and the share of right answers."""
        raw = forward(self.layers, self.activation, weights, self.inputs)[1][-1]
        mean = float(LOSSES[self.loss].value(raw, self.wanted).mean())
        if not self.has_classes:
            right = np.nan
        elif len(raw) > 1:
            right = float((raw.argmax(axis=0) == self.wanted.argmax(axis=0)).mean())
        else:
            edge = 0.5 if self.loss == "squared" else 0.0
            right = float(((raw > edge) == (self.wanted > 0.5)).mean())
        return mean + self.penalty(weights)[0], mean, right


def value(points: Array, problem: Array, value: Array) -> None:
    """Fill value (n,), or (3,) for one point, at points (dim, n)."""
    net = _Net(problem)
    for i, weights in enumerate(points.T):
        found = net.found(weights)
        value[i] = found[0]
    value[points.shape[1] :] = found[points.shape[1] : len(value)]


def slope(points: Array, problem: Array, value_: Array, gradient: Array) -> None:
    """Fill value (n,), or (3,) for one point, and gradient (dim, n) at points (dim, n)."""
    value(points, problem, value_)
    net = _Net(problem)
    for i, weights in enumerate(points.T):
        gradient[:, i] = net.gradient(weights)


def curvature(points: Array, problem: Array, hessian: Array) -> None:
    """Fill hessian (dim, dim, n) at points (dim, n), from differences of slopes."""
    net = _Net(problem)
    for i, weights in enumerate(points.T):
        for d in range(len(weights)):
            there, here = weights.copy(), weights.copy()
            there[d] += STRIDE
            here[d] -= STRIDE
            rise = net.gradient(there) - net.gradient(here)
            hessian[d, :, i] = rise / (there[d] - here[d])
        hessian[:, :, i] = (hessian[:, :, i] + hessian[:, :, i].T) / 2


PLAIN = Kernels(value, slope, curvature)

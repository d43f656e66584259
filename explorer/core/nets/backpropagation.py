"""Backpropagation: the slope in all weights for the price of about two answers.

This is the textbook in NumPy (Rumelhart, Hinton and Williams 1986): it answers for the pictures
and before the engine is compiled. The engine computes the same, faster.
"""

from collections.abc import Sequence

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.network import Layer

__all__ = ["forward", "slope"]


def forward(
    layers: Sequence[Layer], activation: str, weights: Array, inputs: Array
) -> tuple[list[Array], list[Array]]:
    """Return what each layer receives and the sums it makes, from inputs (features, n).

    The last sums are the raw outputs (outputs, n).
    """
    bend = ACTIVATIONS[activation].value
    received, sums = [inputs], []
    with np.errstate(over="ignore", invalid="ignore"):
        for k, layer in enumerate(layers):
            matrix = weights[layer.weights].reshape(layer.outputs, layer.inputs)
            sums.append(matrix @ received[-1] + weights[layer.biases][:, None])
            if k < len(layers) - 1:
                received.append(bend(sums[-1]))
    return received, sums


def slope(
    layers: Sequence[Layer],
    activation: str,
    loss: str,
    weights: Array,
    inputs: Array,
    wanted: Array,
) -> tuple[float, Array]:
    """Return the mean loss and its gradient (dim,) for inputs (features, n), wanted (outputs, n).

    Penalties on the weights are not in it.
    """
    turn, price = ACTIVATIONS[activation].slope, LOSSES[loss]
    received, sums = forward(layers, activation, weights, inputs)
    gradient = np.empty_like(weights)
    with np.errstate(over="ignore", invalid="ignore"):
        back = price.slope(sums[-1], wanted) / inputs.shape[1]
        for k in range(len(layers) - 1, -1, -1):
            layer = layers[k]
            gradient[layer.weights] = (back @ received[k].T).ravel()
            gradient[layer.biases] = back.sum(axis=1)
            if k:
                matrix = weights[layer.weights].reshape(layer.outputs, layer.inputs)
                back = (matrix.T @ back) * turn(sums[k - 1])
        return float(price.value(sums[-1], wanted).mean()), gradient

"""The layers of a net: where each lies in the one vector of weights."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import Literal, NamedTuple, get_args

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.randomness import WEIGHTS, normals

__all__ = ["INITS", "Init", "Layer", "chained", "count", "initial_weights"]

Init = Literal["random", "he", "xavier", "zeros", "equal", "typed"]
INITS: tuple[Init, ...] = get_args(Init)


class Layer(NamedTuple):
    """One layer: its weights (outputs, inputs) row by row, then its biases (outputs,)."""

    inputs: int
    outputs: int
    weights: slice
    biases: slice


def chained(sizes: Sequence[int]) -> tuple[Layer, ...]:
    """Return the layers between groups of so many units each, the inputs first."""
    found: list[Layer] = []
    at = 0
    for inputs, outputs in pairwise(sizes):
        end = at + inputs * outputs
        found.append(Layer(inputs, outputs, slice(at, end), slice(end, end + outputs)))
        at = end + outputs
    return tuple(found)


def count(layers: Sequence[Layer]) -> int:
    """Return how many weights there are, biases included."""
    return sum((layer.inputs + 1) * layer.outputs for layer in layers)


def initial_weights(
    layers: Sequence[Layer],
    activation: str,
    init: Init,
    seed: int = 0,
    size: float = 0.5,
    bias: float = 0.0,
) -> Point:
    """Return the weights that training begins with.

    With random weights, hidden units have `bias` as their bias, and outputs 0.

    Variances: "he" 2/inputs (He, Zhang, Ren and Sun 2015), "xavier" 2/(inputs + outputs) (Glorot
    and Bengio 2010), "random" He's for ReLU and its kin, else 1/inputs (LeCun, Bottou, Orr and
    Müller 1998). "equal" sets weights and biases to `size`; "typed" is zeros until typed over.
    """
    weights: Array = np.zeros(count(layers))
    if init == "equal":
        weights[:] = size
    elif init in ("random", "he", "xavier"):
        drawn = normals(seed, WEIGHTS, len(weights))
        for layer in layers:
            weights[layer.weights] = drawn[layer.weights] * sqrt(_variance(layer, activation, init))
        for layer in layers[:-1]:
            weights[layer.biases] = bias
    return tuple(weights.tolist())


def _variance(layer: Layer, activation: str, init: Init) -> float:
    if init == "xavier":
        return 2.0 / (layer.inputs + layer.outputs)
    if init == "he" or activation in ("relu", "leaky-relu"):
        return 2.0 / layer.inputs
    return 1.0 / layer.inputs

"""Activations: what a neuron makes of the sum it receives."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array

__all__ = ["ACTIVATIONS", "LEAK", "Activation", "sigmoid"]

LEAK = 0.1  # slope of the leaky ReLU below zero


@dataclass(frozen=True)
class Activation:
    """An activation with its first two derivatives, all elementwise on the sum z, any shape.

    `code` is its number in compiled code. At a kink the slope is the one of the lower side,
    as in torch.
    """

    key: str
    name: str
    equation: str
    line: str  # one telling line for the menu
    code: int
    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    bend: Callable[[Array], Array]  # the second derivative

    @property
    def has_kink(self) -> bool:
        """Whether its slope jumps at zero."""
        return self.key in ("relu", "leaky-relu")


def sigmoid(z: Array) -> Array:
    """Return 1 / (1 + e⁻ᶻ), of any shape."""
    # Written with tanh, no exponential can overflow.
    return np.asarray(0.5 + 0.5 * np.tanh(0.5 * z))


def _sigmoid_slope(z: Array) -> Array:
    s = sigmoid(z)
    return s * (1.0 - s)


def _sigmoid_bend(z: Array) -> Array:
    s = sigmoid(z)
    return s * (1.0 - s) * (1.0 - 2.0 * s)


def _tanh_slope(z: Array) -> Array:
    return 1.0 - np.tanh(z) ** 2


def _tanh_bend(z: Array) -> Array:
    t = np.tanh(z)
    return -2.0 * t * (1.0 - t * t)


ACTIVATIONS: dict[str, Activation] = {
    one.key: one
    for one in (
        Activation(
            *("tanh", "tanh", "tanh z", "Smooth, from −1 to 1; flat far from zero", 0),
            *(np.tanh, _tanh_slope, _tanh_bend),
        ),
        Activation(
            *("relu", "ReLU", "max(0, z)", "Nothing below zero: a unit can die there", 1),
            lambda z: np.maximum(z, 0.0),
            lambda z: (z > 0.0).astype(np.float64),
            np.zeros_like,
        ),
        Activation(
            *("leaky-relu", "leaky ReLU", "max(0.1 z, z)", "A little slope below zero", 2),
            lambda z: np.where(z > 0.0, z, LEAK * z),
            lambda z: np.where(z > 0.0, 1.0, LEAK),
            np.zeros_like,
        ),
        Activation(
            *("sigmoid", "sigmoid", "1 / (1 + e⁻ᶻ)", "From 0 to 1; learns slowly in layers", 3),
            *(sigmoid, _sigmoid_slope, _sigmoid_bend),
        ),
        Activation(
            *("softplus", "softplus", "log(1 + eᶻ)", "ReLU with its corner rounded", 4),
            *(lambda z: np.logaddexp(0.0, z), sigmoid, _sigmoid_slope),
        ),
        Activation(
            *("sin", "sine", "sin z", "Waves: many local minima", 5),
            *(np.sin, np.cos, lambda z: -np.sin(z)),
        ),
        Activation(
            *("linear", "linear", "z", "No bend: layers add nothing", 6),
            *(np.positive, np.ones_like, np.zeros_like),
        ),
        Activation(
            *("square", "square", "z²", "Grows fast, and can fly away", 7),
            *(np.square, lambda z: 2.0 * z, lambda z: np.full_like(z, 2.0)),
        ),
    )
}

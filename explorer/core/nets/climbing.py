"""Climbing the input: the weights stay, and the example moves uphill towards an answer."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.activations import ACTIVATIONS, sigmoid
from explorer.core.nets.backpropagation import forward
from explorer.core.nets.losses import softmax
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.core.randomness import PROBES, uniforms

__all__ = [
    "MOST_STEPS", "RATE", "SHRINK", "STEPS", "Climb", "climb", "input_slope", "is_picture",
    "noise", "reach", "real_ones", "refusal",
]  # fmt: skip

STEPS, MOST_STEPS = 300, 5000
RATE, SHRINK = 0.3, 0.002
PICTURE = 64  # inputs that are dots, all of the same kind
FAINT = 0.2  # the share of their range that the dots of a noisy picture take up
NOISE = 1200  # a lane of chance, for the noise that a climb begins with


@dataclass(frozen=True, eq=False)
class Climb:
    """The way of an example, a row each step and the start first. Distances are as the net sees."""

    goal: int  # the class it climbs towards
    inputs: Array  # (steps + 1, features), as the user sees them
    chances: Array  # (steps + 1,) that the net gives the class
    nearest: Array  # (steps + 1,) distance to the nearest training example of the class
    rows: NDArray[np.int64]  # (steps + 1,) which example of the data that is
    typical: float  # the median distance of a real one to the next; NaN where there is only one
    likeness: Array  # (steps + 1,) correlation with the mean of the class, or NaN

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.chances) - 1

    def first_above(self, chance: float) -> int | None:
        """Return the first step at which the net is surer than this; None: it never is."""
        sure = self.chances > chance
        return int(sure.argmax()) if sure.any() else None


def climb(
    net: TinyNet,
    weights: Array,
    goal: int,
    start: Array | None = None,
    steps: int = STEPS,
    rate: float = RATE,
    shrink: float = SHRINK,
    seed: int = 0,
) -> Climb:
    """Return the climb of an example (features,) up the log of the chance of a class.

    A step adds `rate` times the slope to the inputs as the net sees them and takes off `shrink`
    of them; they stay within the range of the training data (see `reach`). Without a `start` it
    begins with `noise` of the seed. Raises SettingError where the net gives no chances, or where
    the class has no training example.
    """
    if sentence := refusal(net, goal):
        raise SettingError(sentence)
    if not 0 <= steps <= MOST_STEPS:
        raise SettingError(f"A climb takes from 0 to {MOST_STEPS} steps, not {steps}.")
    data = net.data_set
    low, high = (data.scaled(end[None])[0] for end in reach(net))
    begin = noise(net, seed) if start is None else np.asarray(start, np.float64)
    here = np.clip(data.scaled(begin[None])[0], low, high)
    seen, chances = np.empty((steps + 1, len(here))), np.empty(steps + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for step in range(steps + 1):
            found, slope = input_slope(net, weights, here[:, None], goal)
            seen[step], chances[step] = here, found[0]
            here = np.clip(here + rate * slope[:, 0] - shrink * here, low, high)
    return _told(net, goal, seen, chances)


def input_slope(net: TinyNet, weights: Array, seen: Array, goal: int) -> tuple[Array, Array]:
    """Return the chance of a class, (n,), and the slope of its log in each input, (features, n).

    `seen` (features, n) are inputs as the net sees them; the slope is by backpropagation, carried
    on from the weights to the inputs.
    """
    _, sums = forward(net.layers, net.activation, weights, seen)
    raw, bend = sums[-1], ACTIVATIONS[net.activation].slope
    if net.loss == "softmax":
        every = softmax(raw)
        chance, back = every[goal], -every
        back[goal] += 1.0
    else:
        side = 1.0 if goal else -1.0
        chance, back = sigmoid(side * raw[0]), side * sigmoid(-side * raw)
    for k in range(len(net.layers) - 1, -1, -1):
        layer = net.layers[k]
        back = weights[layer.weights].reshape(layer.outputs, layer.inputs).T @ back
        if k:
            back = back * bend(sums[k - 1])
    return chance, np.asarray(back)


def refusal(net: TinyNet, goal: int = 0) -> str | None:
    """Return why an input cannot climb towards a class, in one sentence, or None."""
    classes = net.data_set.classes
    if not classes:
        return "This net answers with values: an input climbs towards a class."
    if net.loss not in ("cross-entropy", "softmax"):
        return "This net gives no chances to climb: choose cross-entropy as its loss."
    if not 0 <= goal < len(classes):
        return f"There are classes 0 to {len(classes) - 1}; there is no class {goal}."
    if not len(real_ones(net, goal)):
        return f"No training example is {classes[goal]}, so there is nothing to compare with."
    return None


def is_picture(net: TinyNet) -> bool:
    """Tell whether the examples of a net are pictures of 8 by 8 dots."""
    return len(net.data_set.features) == PICTURE


def reach(net: TinyNet) -> tuple[Array, Array]:
    """Return the lowest and the highest input of the training data, (features,) each.

    The dots of a picture of 64 share one range.
    """
    inputs, _ = net.part("train")
    low, high = inputs.min(axis=0), inputs.max(axis=0)
    if is_picture(net):
        low, high = np.full_like(low, low.min()), np.full_like(high, high.max())
    return low, high


def noise(net: TinyNet, seed: int) -> Array:
    """Return an example by chance, (features,): anywhere in the range, or a faint grey picture."""
    low, high = reach(net)
    share = FAINT if is_picture(net) else 1.0
    return np.asarray(low + share * (high - low) * uniforms(seed, PROBES, len(low), NOISE))


def real_ones(net: TinyNet, goal: int) -> NDArray[np.int64]:
    """Return the training examples of a class, as rows of the data."""
    data = net.data_set
    rows = data.rows("train")
    return np.asarray(rows[np.round(data.targets[rows]) == goal])


def _told(net: TinyNet, goal: int, seen: Array, chances: Array) -> Climb:
    """Return the climb with how far from real ones it leads."""
    data = net.data_set
    rows = real_ones(net, goal)
    real = data.scaled(data.inputs[rows])
    squares = np.array([((real - one) ** 2).sum(axis=1) for one in seen])
    between = np.array([((real - one) ** 2).sum(axis=1) for one in real])
    np.fill_diagonal(between, np.inf)
    typical = np.sqrt(np.median(between.min(axis=1))) if len(real) > 1 else np.nan
    return Climb(
        goal,
        seen * data.scale + data.centre,
        chances,
        np.sqrt(squares.min(axis=1)),
        rows[squares.argmin(axis=1)],
        float(typical),
        _likeness(seen, real.mean(axis=0)),
    )


def _likeness(seen: Array, mean: Array) -> Array:
    """Return the correlation of each row (n, features) with a mean (features,).

    NaN where a row is all alike, and for fewer than three numbers, which say nothing of a shape.
    """
    if len(mean) < 3:
        return np.full(len(seen), np.nan)
    away, usual = seen - seen.mean(axis=1, keepdims=True), mean - mean.mean()
    sizes = np.linalg.norm(away, axis=1) * np.linalg.norm(usual)
    alike = np.full(len(seen), np.nan)
    return np.asarray(np.divide(away @ usual, sizes, out=alike, where=sizes > 0.0))

"""Symmetry: the many weights that are the same net, and the hill between two of them.

Units of a layer can change places, and with most activations a unit can be mirrored: the net
answers as before.
"""

from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.core.randomness import WEIGHTS, permutation, uniforms

__all__ = ["assigned", "barrier", "copies", "matched", "profile", "shuffled"]

POINTS = 101  # of a straight line
FAR = 1e100  # squares of larger weights begin to overflow
# a(−z) = sign · a(z) + shift: activations whose units can be mirrored, with their sign and shift.
MIRRORS: dict[str, tuple[float, float]] = {
    "tanh": (-1.0, 0.0),
    "sigmoid": (-1.0, 1.0),
    "sin": (-1.0, 0.0),
    "linear": (-1.0, 0.0),
    "square": (1.0, 0.0),
}


def copies(net: TinyNet) -> int:
    """Return how many weights are the same net by changing places and mirroring, itself among them.

    With h units in a hidden layer there are h! places, times 2ʰ where a unit can be mirrored.
    Weights that are the same net for other reasons, like ReLU units that are scaled, are not
    counted.
    """
    sides = 2 if net.activation in MIRRORS else 1
    return prod(factorial(units) * sides**units for units in net.hidden)


def shuffled(net: TinyNet, weights: Array, seed: int = 0) -> Array:
    """Return a copy of weights (dim,) that is the same net, its units shuffled by a seed.

    In each hidden layer units change places, and where they can be they are mirrored by a coin.
    """
    copy = np.array(weights, dtype=np.float64)
    for number, units in enumerate(net.hidden):
        order = permutation(seed, WEIGHTS, units, lane=2 * number)
        coins = uniforms(seed, WEIGHTS, units, lane=2 * number + 1)
        turned = (coins < 0.5) & (net.activation in MIRRORS)
        copy = _rearranged(net, copy, number, order, turned)
    return copy


def matched(net: TinyNet, weights: Array, other: Array) -> Array:
    """Return the copy of `other` that is the same net with its units nearest to `weights`, (dim,).

    Nearest by the sum of squared distances between all that goes into and out of each unit.
    Raises SettingError unless the net has exactly one hidden layer: with more, what is nearest
    for one layer depends on the others.
    """
    if len(net.hidden) != 1:
        raise SettingError("Units can be matched in a net with exactly one hidden layer.")
    ours, theirs = _units(net, weights), _units(net, other)
    if not np.abs([ours, theirs]).max() < FAR:  # not so either for NaN
        raise SettingError("A net whose weights have flown away has no units to match.")
    straight = _distances(ours, theirs)
    if net.activation not in MIRRORS:
        return _rearranged(net, other, 0, assigned(straight), np.zeros(len(ours), np.bool_))
    sign, _ = MIRRORS[net.activation]
    inputs = net.layers[0].inputs
    mirrored = np.hstack([-theirs[:, : inputs + 1], sign * theirs[:, inputs + 1 :]])
    turned = _distances(ours, mirrored)
    order = assigned(np.minimum(straight, turned))
    rows = np.arange(len(order))
    return _rearranged(net, other, 0, order, (turned < straight)[rows, order])


def barrier(net: TinyNet, one: Array, other: Array) -> float:
    """Return how high the straight line between two weights (dim,) leads over the ground.

    The highest rise of the training objective, at 101 points of the line, over the straight line
    between its two ends (Frankle, Dziugaite, Roy and Carbin 2020); 0 where it never rises.
    """
    heights, shares = profile(net, one, other), np.linspace(0.0, 1.0, POINTS)
    rises = heights - ((1.0 - shares) * heights[0] + shares * heights[-1])
    return float(max(rises.max(), 0.0))


def profile(net: TinyNet, one: Array, other: Array) -> Array:
    """Return the training objective at 101 even points from one net (dim,) to another, (101,)."""
    shares = np.linspace(0.0, 1.0, POINTS)[:, None]
    return net.value((1.0 - shares) * one + shares * other)


def assigned(costs: Array) -> NDArray[np.int64]:
    """Return for each row of square costs (n, n) a column of its own, so that the sum is least.

    Kuhn 1955 and Munkres 1957 by shortest augmenting paths, of order n³ (Jonker and Volgenant
    1987). Costs must be finite.
    """
    count = len(costs)
    rows, columns = np.zeros(count + 1), np.zeros(count + 1)  # prices; column 0 is a stand-in
    taken = np.full(count + 1, -1)  # which row has a column
    for row in range(count):
        taken[0], at = row, 0
        least, before = np.full(count + 1, np.inf), np.zeros(count + 1, np.int64)
        done = np.zeros(count + 1, np.bool_)
        while taken[at] >= 0:
            done[at] = True
            now = taken[at]
            slack = costs[now] - rows[now] - columns[1:]
            nearer = ~done[1:] & (slack < least[1:])
            least[1:][nearer], before[1:][nearer] = slack[nearer], at
            best = int(np.where(done[1:], np.inf, least[1:]).argmin()) + 1
            step = least[best]
            rows[taken[done]] += step
            columns[done] -= step
            least[~done] -= step
            at = best
        while at:
            taken[at] = taken[before[at]]
            at = int(before[at])
    found = np.empty(count, np.int64)
    found[taken[1:]] = np.arange(count)
    return found


def _units(net: TinyNet, weights: Array) -> Array:
    """Return what goes into each unit of the one hidden layer, and out of it, (units, numbers)."""
    first, last = net.layers
    into = np.asarray(weights)[first.weights].reshape(first.outputs, first.inputs)
    out = np.asarray(weights)[last.weights].reshape(last.outputs, last.inputs)
    return np.hstack([into, np.asarray(weights)[first.biases][:, None], out.T])


def _distances(ours: Array, theirs: Array) -> Array:
    return np.asarray(((ours[:, None, :] - theirs[None, :, :]) ** 2).sum(axis=-1))


def _rearranged(
    net: TinyNet, weights: Array, number: int, order: NDArray[np.int64], turned: NDArray[np.bool_]
) -> Array:
    """Return weights with unit `order[k]` of a hidden layer in place k, mirrored where told."""
    copy = np.array(weights, dtype=np.float64)
    into, out = net.layers[number], net.layers[number + 1]
    sign, shift = MIRRORS.get(net.activation, (1.0, 0.0))
    side = np.where(turned, -1.0, 1.0)
    before = weights[into.weights].reshape(into.outputs, into.inputs)[order]
    after = weights[out.weights].reshape(out.outputs, out.inputs)[:, order]
    after = after * np.where(turned, sign, 1.0)
    copy[into.weights] = (before * side[:, None]).ravel()
    copy[into.biases] = weights[into.biases][order] * side
    copy[out.weights] = after.ravel()
    # A mirrored unit answers `shift` more, sign times: the next layer's biases take it off.
    copy[out.biases] -= shift * (after * turned).sum(axis=1)
    return copy

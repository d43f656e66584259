"""Directions in the space of the weights: of a path, across it, and at random."""

from collections.abc import Iterable, Sequence

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.network import Layer
from explorer.core.randomness import DIRECTIONS, normals

__all__ = [
    "completed", "differ", "end_of", "filter_normalised", "orthonormal", "principal", "sound",
    "thinned", "towards",
]  # fmt: skip

FAR = 1e12  # a weight beyond this has flown away, and squares of it begin to overflow
MOST_POINTS = 200  # of a path; more do not turn its principal directions visibly


def sound(path: Array) -> Array:
    """Return the points of a path (n, dim) that lie before it flies away; the first at least."""
    fine = np.all(np.abs(path) < FAR, axis=1)
    fine[0] = True
    return path if fine.all() else path[: int(np.argmin(fine))]


def end_of(path: Array) -> Array:
    """Return the last point of a path (n, dim), before it flies away."""
    return np.asarray(sound(path)[-1])


def differ(one: Array, other: Array) -> bool:
    """Tell whether two paths end at different weights, by more than rounding and impatience."""
    a, b = end_of(one), end_of(other)
    return bool(np.linalg.norm(a - b) > 1e-6 * (1.0 + np.linalg.norm(a)))


def thinned(path: Array, most: int = MOST_POINTS) -> Array:
    """Return at most so many points of a path, evenly spaced, both ends among them."""
    if len(path) <= most:
        return path
    return path[np.linspace(0, len(path) - 1, most).round().astype(np.int64)]


def principal(away: Array, count: int, scale: float) -> list[Array]:
    """Return up to `count` unit directions in which rows (n, dim) spread most, from their zero.

    Directions in which nothing but rounding is left, measured by `scale`, are not among them.
    """
    n, dim = away.shape
    # The smaller of the two square matrices: five times faster than singular values.
    if n < dim:
        squares, sides = np.linalg.eigh(away @ away.T)
        found = away.T @ sides[:, ::-1][:, :count]
    else:
        squares, sides = np.linalg.eigh(away.T @ away)
        found = sides[:, ::-1][:, :count]
    sizes = np.sqrt(np.maximum(squares[::-1][:count], 0.0))
    least = max(1e-9 * scale, 1e-6 * float(sizes[0]))
    return orthonormal([found[:, k] for k in range(len(sizes)) if sizes[k] > least])


def orthonormal(wanted: Iterable[Array]) -> list[Array]:
    """Return unit directions at right angles, as near as can be to those wanted, in their order.

    A direction that the ones before it leave nothing of is dropped.
    """
    found: list[Array] = []
    for direction in wanted:
        _add(found, direction)
    return found


def completed(wanted: Iterable[Array], count: int, dim: int, seed: int) -> list[Array]:
    """Return `count` unit directions at right angles: those wanted, then random ones."""
    found = orthonormal(wanted)[:count]
    lane = 0
    while len(found) < min(count, dim):
        _add(found, normals(seed, DIRECTIONS, dim, lane))
        lane += 1
    return found


def _add(found: list[Array], direction: Array) -> None:
    length = float(np.linalg.norm(direction))
    if not 0.0 < length < np.inf:
        return
    left = direction / length
    for _ in range(2):  # the second time takes off what rounding left
        for other in found:
            left = left - (left @ other) * other
        size = float(np.linalg.norm(left))
        if size < 1e-9:
            return
        left = left / size
    found.append(left)


def towards(direction: Array, goal: Array) -> Array:
    """Return a direction turned to the side of a goal; without one, to its largest part."""
    side = float(direction @ goal)
    if abs(side) <= 1e-9 * float(np.linalg.norm(goal)) or side == 0.0:
        side = float(direction[np.argmax(np.abs(direction))])
    return -direction if side < 0 else direction


def filter_normalised(layers: Sequence[Layer], weights: Array, seed: int, lane: int) -> Array:
    """Return a random direction in which each unit's weights move by as much as they are long.

    After Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss landscape of neural nets"
    (2018): what a unit receives is one filter, and biases stay.
    """
    drawn = normals(seed, DIRECTIONS, len(weights), lane)
    direction = np.zeros_like(weights)
    for layer in layers:
        shape = layer.outputs, layer.inputs
        rows, own = drawn[layer.weights].reshape(shape), weights[layer.weights].reshape(shape)
        scale = np.linalg.norm(own, axis=1) / np.linalg.norm(rows, axis=1)
        direction[layer.weights] = (rows * scale[:, None]).ravel()
    return direction

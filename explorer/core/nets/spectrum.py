"""The spectrum of curvatures: how steeply the land bends, and along which directions."""

from collections.abc import Callable

import numpy as np

from explorer.core.array import Array
from explorer.core.nets import engine
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.randomness import DIRECTIONS, normals

__all__ = ["MOST_WEIGHTS", "spectrum", "top"]

MOST_WEIGHTS = 700  # larger Hessians take a second; of these the extreme curvatures are found
ROUNDS = 60  # of Lanczos; the outermost eigenvalues settle first
NUDGE = 1e-5  # along a unit direction, for the change of the slope

Cancelled = Callable[[], bool]


def spectrum(net: TinyNet, weights: Array, cancelled: Cancelled | None = None) -> Array | None:
    """Return the curvatures at weights (dim,), the eigenvalues of the Hessian, rising.

    Of a net with more than MOST_WEIGHTS weights they are the extreme ones alone, a few from either
    end. All NaN where the loss is too large to have curvatures; None when cancelled.
    """
    found = _eigen(net, weights, cancelled)
    return None if found is None else found[0]


def top(net: TinyNet, weights: Array, k: int) -> tuple[Array, Array]:
    """Return the k strongest curvatures (k,), up or down, and their directions (k, dim)."""
    found = _eigen(net, weights, None)
    assert found is not None
    values, vectors = found
    order = np.argsort(-np.abs(values), kind="stable")[:k]
    return values[order], vectors[:, order].T


def _eigen(net: TinyNet, weights: Array, cancelled: Cancelled | None) -> tuple[Array, Array] | None:
    """Return eigenvalues, rising, and eigenvectors (dim, count)."""
    weights = np.ascontiguousarray(weights, dtype=np.float64)
    problem = net.problem("train")
    if net.dim > MOST_WEIGHTS:
        return _lanczos(problem, weights, cancelled)
    hessian = engine.hessian(problem, weights)
    if cancelled is not None and cancelled():
        return None
    if not np.isfinite(hessian).all():
        return np.full(net.dim, np.nan), np.eye(net.dim)
    values, vectors = np.linalg.eigh((hessian + hessian.T) / 2)
    return values, vectors


def _lanczos(
    problem: Array, weights: Array, cancelled: Cancelled | None
) -> tuple[Array, Array] | None:
    """Return the outermost eigenvalues by Lanczos (1950), with all directions kept apart.

    The Hessian is only ever multiplied: by how the slope changes along a direction.
    """
    rounds = min(ROUNDS, len(weights))
    basis, products = np.empty((rounds, len(weights))), np.empty((rounds, len(weights)))
    direction = normals(0, DIRECTIONS, len(weights))
    nudge = NUDGE * max(1.0, float(np.abs(weights).max()))
    done = 0
    while done < rounds:
        if cancelled is not None and cancelled():
            return None
        basis[done] = direction / np.linalg.norm(direction)
        step = nudge * basis[done]
        ahead, behind = engine.slope(problem, weights + step), engine.slope(problem, weights - step)
        products[done] = (ahead[1] - behind[1]) / (2 * nudge)
        if not np.isfinite(products[done]).all():
            return np.full(1, np.nan), basis[:1].T
        direction, size, done = products[done], float(np.linalg.norm(products[done])), done + 1
        for _ in range(2):  # the second time takes off what rounding left
            direction = direction - basis[:done].T @ (basis[:done] @ direction)
        if float(np.linalg.norm(direction)) <= 1e-9 * size:
            break  # nothing new is reached: all curvatures that can be are found
    basis, products = basis[:done], products[:done]
    small = basis @ products.T
    values, mixes = np.linalg.eigh((small + small.T) / 2)
    # A few from either end have settled; those between are still mixtures.
    few = min(10, (len(values) + 1) // 2)
    ends = np.unique([*range(few), *range(len(values) - few, len(values))])
    return values[ends], basis.T @ mixes[:, ends]

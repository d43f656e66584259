"""The engine of the nets: their mean loss, slope and curvature as compiled kernels."""

from collections.abc import Sequence

from explorer.core.array import Array
from explorer.core.nets.network import Layer

__all__ = ["hessian", "problem"]


def problem(
    layers: Sequence[Layer],
    activation: str,
    loss: str,
    l1: float,
    l2: float,
    inputs: Array,
    wanted: Array,
) -> Array:
    """Return all that decides the height at given weights, in one array for the kernels.

    `inputs` (features, n) are as the net sees them, `wanted` (outputs, n) as the loss does.
    """
    raise NotImplementedError


def hessian(problem: Array, weights: Array) -> Array:
    """Return the exact Hessian (dim, dim) at weights (dim,)."""
    raise NotImplementedError

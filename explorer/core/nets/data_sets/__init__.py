"""The data sets, in the order of the menu."""

import numpy as np
from functools import lru_cache

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_set import DataSet
from explorer.core.randomness import DATA, SPLIT, normals, permutation, uniforms

__all__ = ["data_set"]


@lru_cache(maxsize=64)
def data_set(plan: DataPlan) -> DataSet:
    """Return the examples of a plan."""
    n = plan.examples
    k = n // 2
    a = np.pi * uniforms(plan.seed, DATA, n)
    x = np.where(np.arange(n) < k, np.cos(a), 1 - np.cos(a))
    y = np.where(np.arange(n) < k, np.sin(a), 0.5 - np.sin(a))
    inputs = np.column_stack([x, y])
    inputs += plan.noise * normals(plan.seed, DATA, 2 * n, lane=1).reshape(n, 2)
    targets = (np.arange(n) >= k).astype(np.float64)
    parts = np.zeros(n, np.int8)
    order = permutation(plan.seed, SPLIT, n)
    parts[order[: round(plan.held_out * n)]] = 1
    return DataSet(
        "Two moons",
        inputs,
        targets,
        ("x", "y"),
        "moon",
        ("upper", "lower"),
        parts,
        np.zeros(2),
        np.ones(2),
    )

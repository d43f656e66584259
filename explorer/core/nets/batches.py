"""Batches: which examples a step of training sees, in a seeded order that is new each epoch."""

import numpy as np
from numpy.typing import NDArray

from explorer.core.nets.tiny_net import TinyNet
from explorer.core.randomness import BATCHES, permutation

__all__ = ["batch_of"]


def batch_of(net: TinyNet, seed: int, step: int) -> NDArray[np.int64]:
    """Return the rows of the data set that step number `step`, from 1, uses."""
    rows = net.data_set.rows("train")
    if not 0 < net.batch < len(rows):
        return rows
    epoch, number = divmod(step - 1, -(-len(rows) // net.batch))
    order = permutation(seed, BATCHES, len(rows), lane=epoch)
    return rows[order[number * net.batch : (number + 1) * net.batch]]

"""Batches: which examples each step of a training sees."""

import numpy as np
from numpy.typing import NDArray

from explorer.core.nets.tiny_net import TinyNet
from explorer.core.randomness import BATCHES, permutation

__all__ = ["batch_of", "batches_per_epoch"]


def batch_of(net: TinyNet, seed: int, step: int) -> NDArray[np.int64]:
    """Return the rows of the data that step number `step`, counted from 1, of a run sees.

    Every epoch goes once through the training examples in an order of its own, which the seed of
    the run decides; its last batch may be smaller. Without batches it is all of them.
    """
    rows = net.data_set.rows("train")
    if batches_per_epoch(net) == 1:
        return rows
    epoch, number = divmod(step - 1, batches_per_epoch(net))
    order = permutation(seed, BATCHES, len(rows), lane=epoch)
    return rows[order[number * net.batch : (number + 1) * net.batch]]


def batches_per_epoch(net: TinyNet) -> int:
    """Return in how many steps training sees every example once; 1 where each sees them all."""
    count = len(net.data_set.rows("train"))
    return -(-count // net.batch) if 0 < net.batch < count else 1

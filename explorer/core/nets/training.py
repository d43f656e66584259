"""A training run: the trace of a net's weights, with what it has learned at each step."""

from dataclasses import dataclass

from explorer.core.array import Array
from explorer.core.run import Trace

__all__ = ["Training"]


@dataclass(frozen=True, eq=False)
class Training(Trace):
    """A trace in the space of the weights; `values` are the objective on all training examples.

    The losses are without penalties, so that nets with and without can be compared. Where a part
    of the data is empty, and for the accuracies of a regression, the numbers are NaN.
    """

    train_losses: Array  # (n + 1,)
    train_accuracies: Array  # (n + 1,) shares from 0 to 1
    held_out_losses: Array  # (n + 1,)
    held_out_accuracies: Array  # (n + 1,)

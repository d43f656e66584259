"""The cost meter: the multiply-adds of one training step, with backpropagation and without."""

from dataclasses import dataclass

from explorer.core.nets.tiny_net import TinyNet

__all__ = ["Cost", "cost"]


@dataclass(frozen=True)
class Cost:
    """Multiply-adds of products of weights; bends, losses and sums over biases are not counted."""

    weights: int  # N, biases left out: a bias adds, and multiplies nothing
    adjustable: int  # N with the biases: how many a step adjusts
    examples: int  # M of one step: the batch, or all of the training part
    trial: int  # N x M: the loss once
    one_by_one: int  # the loss once as it is, and once for each weight nudged
    backpropagation: int  # the loss once, and the slope in all weights on the way back

    @property
    def times(self) -> float:
        """How many times dearer it is to nudge one weight after another."""
        return self.one_by_one / self.backpropagation

    @property
    def words(self) -> str:
        """What is counted, in one paragraph."""
        return (
            f"One trial passes {self.examples:,} examples through {self.weights:,} weights: "
            f"{self.trial:,} multiplications, each added to a sum. Nudging all {self.adjustable:,} "
            "weights and biases, one at a time, takes one trial each and one more to compare "
            f"with: {self.one_by_one:,}. Backpropagation finds the same slopes with "
            f"{self.backpropagation:,}, {self.times:,.0f} times fewer."
        )


def cost(net: TinyNet) -> Cost:
    """Count what one step of a net takes.

    On the way back, each weight is multiplied once an example for its own slope, and once to
    carry the blame to the layer below; below the first there is none to blame.
    """
    weights = sum(layer.inputs * layer.outputs for layer in net.layers)
    first = net.layers[0].inputs * net.layers[0].outputs
    there = len(net.data_set.rows("train"))
    examples = min(net.batch, there) if net.batch else there
    trial = weights * examples
    return Cost(
        weights,
        net.dim,
        examples,
        trial,
        one_by_one=trial * (net.dim + 1),
        backpropagation=3 * trial - first * examples,
    )

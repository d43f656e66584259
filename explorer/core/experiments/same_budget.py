"""Same budget: slopes against nudges, at one price, in nets of ever more weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from explorer.core.array import Array
from explorer.core.experiment import Cancelled, Curve, Experiment, Finding
from explorer.core.nets.cost import cost
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import train
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.nudge import Nudge
from explorer.core.param import param
from explorer.core.randomness import derived_seed
from explorer.core.run import Run

__all__ = ["SameBudget"]

HIDDEN: tuple[tuple[int, ...], ...] = ((1,), (2,), (4,), (8,), (16,), (16, 16))
DATA = DataPlan("digits", noise=0.0)
SEEDS = 2**31  # of initial weights
RACERS: Mapping[str, Optimizer] = {
    "adam": Adam(learning_rate=0.03),
    "descent": GradientDescent(learning_rate=0.5),
    "nudge": Nudge(size=1.0),
}


@dataclass(frozen=True)
class SameBudget(Experiment):
    """Handwritten digits, learned with slopes or by nudging one weight at a time, at equal cost.

    Adam and gradient descent take `slopes` steps, nudging two to three times as many: as many as
    the multiplications of so many slopes by backpropagation pay for. Losses are means over the
    training examples, and medians over `repeats` initial weights.
    """

    key: ClassVar[str] = "same-budget"
    name: ClassVar[str] = "At the same price"
    line: ClassVar[str] = "Spend as much on slopes as on nudges, in nets of ever more weights"
    source: ClassVar[str] = (
        "Defined here; that a slope costs a few values: Baur and Strassen 1983, The complexity of "
        "partial derivatives"
    )
    finds: ClassVar[Mapping[str, str]] = {
        "adam-small": "training loss of Adam in the smallest net",
        "descent-small": "training loss of gradient descent there",
        "nudge-small": "training loss of nudging there",
        "adam-large": "training loss of Adam in the largest net",
        "descent-large": "training loss of gradient descent there",
        "nudge-large": "training loss of nudging there",
    }

    slopes: int = param(50, 10, 100, "How many slopes are paid for", whole=True)
    repeats: int = param(3, 1, 5, "How many initial weights the median is of", whole=True)

    def run(self, cancelled: Cancelled = lambda: False) -> Finding | None:
        """Return the losses; None when `cancelled` says so, asked before each training."""
        losses = np.empty((len(HIDDEN), len(RACERS), self.repeats))
        weights = np.empty(len(HIDDEN))
        for size, hidden in enumerate(HIDDEN):
            for repeat in range(self.repeats):
                seed = derived_seed(self.seed, repeat) % SEEDS
                net = TinyNet(DATA, hidden, loss="softmax", init_seed=seed)
                weights[size] = net.dim
                price = cost(net).backpropagation / cost(net).trial
                for racer, optimizer in enumerate(RACERS.values()):
                    is_sloped = optimizer.derivatives == "gradient"
                    steps = self.slopes if is_sloped else round(price * self.slopes)
                    done = train(Run(net, optimizer, net.suggested_start, steps, seed), cancelled)
                    if done is None or cancelled():
                        return None
                    losses[size, racer, repeat] = done.train_losses[-1]
        return _found(weights, np.median(losses, axis=2))


def _found(weights: Array, losses: Array) -> Finding:
    """Return what came of losses (sizes, racers)."""
    numbers = {
        f"{key}-{size}": float(losses[row, racer])
        for size, row in (("small", 0), ("large", -1))
        for racer, key in enumerate(RACERS)
    }
    names = ("Adam", "gradient descent", "nudging")
    return Finding(
        numbers,
        tuple(Curve(name, weights, losses[:, k]) for k, name in enumerate(names)),
        across="weights",
        up="training loss",
        log_x=True,
        log_y=True,
    )

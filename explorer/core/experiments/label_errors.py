"""Label errors: flip some labels, and let nets that never saw an example judge its label."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.experiment import Cancelled, Curve, Experiment, Finding
from explorer.core.nets.data_plan import DataPlan, OwnData, Split
from explorer.core.nets.data_sets import data_set
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import train
from explorer.core.optimizers.adam import Adam
from explorer.core.param import param
from explorer.core.randomness import NOISE, SPLIT, derived_seed, permutation, uniforms
from explorer.core.run import Run

__all__ = ["LabelErrors", "doubted"]

FOLDS = 5
APART = 1000  # held-out examples with the right labels
LAST_SEED = 2**31  # of a data plan
HIDDEN, RATE = (16,), 0.03


@dataclass(frozen=True)
class LabelErrors(Experiment):
    """Two moons with some labels flipped: find the flipped ones, drop them, and train again.

    The examples are parted into 5 folds. A net of 16 tanh units trained on the other four gives
    each example the chance of either class. A label is doubted where the other class has at least
    the mean chance of the examples that are labelled so, and more than the label itself has.
    Held-out accuracies are on 1,000 further examples with the right labels.
    """

    key: ClassVar[str] = "label-errors"
    name: ClassVar[str] = "Finding wrong labels"
    line: ClassVar[str] = "Look for wrong labels by asking nets that have not seen the example"
    source: ClassVar[str] = (
        "After Northcutt, Jiang and Chuang 2021, Confident learning: estimating uncertainty in "
        "dataset labels, JAIR 70"
    )
    finds: ClassVar[Mapping[str, str]] = {
        "flipped": "labels that are wrong",
        "doubted": "labels that are doubted",
        "precision": "share of the doubted labels that are wrong indeed",
        "recall": "share of the wrong labels that are doubted",
        "held-out-before": "held-out accuracy with all labels as they were given",
        "held-out-after": "held-out accuracy without the doubted examples",
    }

    share: float = param(0.3, 0.02, 0.45, "Share of the labels that are flipped")
    examples: int = param(200, 50, 800, "How many examples have labels", whole=True)
    noise: float = param(0.2, 0.0, 1.0, "How blurred the moons are")
    l2: float = param(0.02, 0.0, 1.0, "Price on the square of each weight", log=True,
        slider_low=1e-4, label="L2")  # fmt: skip
    steps: int = param(300, 50, 1000, "How long each net is trained", whole=True)

    def run(self, cancelled: Cancelled = lambda: False) -> Finding | None:
        """Return what was found; None when `cancelled` says so. NaN: nothing is doubted."""
        inputs, right = self._moons(self.seed, self.examples)
        apart = self._moons(derived_seed(self.seed, 0) % LAST_SEED, APART)
        wrong = uniforms(self.seed, NOISE, self.examples) < self.share
        given = np.where(wrong, 1.0 - right, right)
        chances = self._chances(inputs, given, cancelled)
        if chances is None:
            return None
        doubt = doubted(given, chances)
        accuracies = []
        for kept in (np.ones_like(doubt), ~doubt):
            trained = self._trained(inputs[kept], given[kept], cancelled)
            if trained is None:
                return None
            net, weights = trained
            accuracies.append(float(net.is_right(weights, *apart).mean()))
        belief = np.where(given > 0.5, chances, 1.0 - chances)
        return Finding(
            {
                "flipped": float(wrong.sum()),
                "doubted": float(doubt.sum()),
                "precision": float(wrong[doubt].mean()) if doubt.any() else nan,
                "recall": float(doubt[wrong].mean()) if wrong.any() else nan,
                "held-out-before": accuracies[0],
                "held-out-after": accuracies[1],
            },
            _searches(wrong, belief),
            across="labels looked at",
            up="share of the wrong labels found",
        )

    def _moons(self, seed: int, count: int) -> tuple[Array, Array]:
        """Return inputs (count, 2) and the right labels (count,)."""
        found = data_set(DataPlan(examples=count, noise=self.noise, seed=seed))
        return found.inputs, found.targets

    def _chances(self, inputs: Array, given: Array, cancelled: Cancelled) -> Array | None:
        """Return the chance of class 1 for each example, (n,), by a net that has not seen it."""
        order = permutation(self.seed, SPLIT, len(given))
        chances = np.empty(len(given))
        for fold in range(FOLDS):
            asked = order[fold::FOLDS]
            seen = np.setdiff1d(order, asked)
            trained = self._trained(inputs[seen], given[seen], cancelled)
            if trained is None:
                return None
            net, weights = trained
            chances[asked] = net.answers(weights, inputs[asked])[0]
        return chances

    def _trained(
        self, inputs: Array, given: Array, cancelled: Cancelled
    ) -> tuple[TinyNet, Array] | None:
        if cancelled():
            return None
        rows = tuple(map(tuple, np.column_stack([inputs, given]).tolist()))
        split = Split(self.seed, 0.0, 0.0, (0,) * len(rows))
        own = OwnData(("x", "y"), "moon", ("upper", "lower"), rows, split=split)
        plan = DataPlan("own", held_out=0.0, seed=self.seed, own=own)
        net = TinyNet(plan, HIDDEN, l2=self.l2, init_seed=self.seed)
        done = train(Run(net, Adam(learning_rate=RATE), net.suggested_start, self.steps), cancelled)
        return None if done is None else (net, done.points[-1])


def doubted(given: Array, chances: Array) -> NDArray[np.bool_]:
    """Return which labels (n,) are doubted, from the chances (n,) of class 1."""
    usual = [
        float(chance[given == label].mean()) if (given == label).any() else 1.0
        for label, chance in ((0.0, 1.0 - chances), (1.0, chances))
    ]
    other = np.where(given > 0.5, 1.0 - chances, chances)
    least = np.where(given > 0.5, usual[0], usual[1])
    return np.asarray((other >= least) & (other > 0.5))


def _searches(wrong: NDArray[np.bool_], belief: Array) -> tuple[Curve, ...]:
    """Return how many of the wrong labels are found by looking at some, by doubt or by chance."""
    looked = np.arange(len(wrong) + 1, dtype=np.float64)
    order = np.argsort(belief, kind="stable")
    found = np.concatenate([[0.0], np.cumsum(wrong[order])]) / max(1, wrong.sum())
    return Curve("most doubted first", looked, found), Curve(
        "by chance", looked, looked / len(wrong)
    )

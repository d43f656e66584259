"""What learns from examples - a tiny net or a landscape with a fit - as the picture sees it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.landscape import Landscape
from explorer.core.nets.activations import sigmoid
from explorer.core.nets.data_set import PARTS, Part
from explorer.core.nets.losses import softmax
from explorer.core.nets.tiny_net import TinyNet

__all__ = ["Answered", "Learner", "learner"]

STEEP = 4.0  # how quickly the colours of scores, which are no chances, turn into each other
MOST_SHAPES = 4  # groups of examples that can be told apart by their shape
HUGE = 1e9  # raw outputs beyond that are as good as infinite, and still can be interpolated


@dataclass(frozen=True, eq=False)
class Learner:
    """Examples, and the function of weights that is to fit them."""

    objective: TinyNet | Landscape
    inputs: Array  # (n, features), as the user sees them
    targets: Array  # (n,): values, or numbers of classes
    features: tuple[str, ...]
    target: str
    classes: tuple[str, ...]
    parts: NDArray[np.int8]  # (n,): which of PARTS
    loss: str
    is_photo: bool = False  # of pictures: larger numbers are lighter; else they are more ink
    groups: tuple[str, ...] = ()  # names, where it is known which of them examples belong to
    group: NDArray[np.int8] | None = None  # (n,): which of `groups`

    @cached_property
    def shapes(self) -> NDArray[np.int8]:
        """Which shape each example has, (n,): that of its group, unless its class says as much."""
        if self.group is None or self.group.max(initial=0) >= MOST_SHAPES:
            return np.zeros(len(self.targets), dtype=np.int8)
        pairs = np.unique(np.column_stack([self.targets, self.group]), axis=0)
        tells_more = len(pairs) > len(np.unique(self.targets))
        return self.group if tells_more else np.zeros_like(self.group)

    @property
    def tells_chances(self) -> bool:
        """Whether its answers are chances; else scores of classes, or values."""
        return self.loss in ("cross-entropy", "softmax")

    @property
    def is_picture(self) -> bool:
        """Whether an example is a picture of 8 by 8 dots."""
        return len(self.features) == 64

    @cached_property
    def middle(self) -> Array:
        """The mean of the training inputs, (features,)."""
        seen = self.inputs[self.parts == 0]
        return np.asarray((seen if len(seen) else self.inputs).mean(axis=0))

    @cached_property
    def answering(self) -> tuple[object, ...]:
        """All that decides its answers beside the weights; the examples mostly do not."""
        one = self.objective
        if isinstance(one, Landscape):
            return one.formula, self.classes
        scaling = one.data_set.centre.tobytes(), one.data_set.scale.tobytes()
        held = self.middle.tobytes() if len(self.features) > 2 else b""
        reach = () if self.classes else (float(self.targets.min()), float(self.targets.max()))
        return one.sizes, one.activation, one.loss, scaling, held, reach, self.features

    def is_like(self, other: "Learner") -> bool:
        """Tell whether weights of the other one mean the same here: only the examples differ."""
        mine, theirs = self.objective, other.objective
        if isinstance(mine, TinyNet) and isinstance(theirs, TinyNet):
            layers = mine.sizes == theirs.sizes and mine.activation == theirs.activation
            return layers and self.features == other.features
        if isinstance(mine, Landscape) and isinstance(theirs, Landscape):
            return mine.key == theirs.key and mine.formula == theirs.formula
        return False

    def raw(self, weights: Array, inputs: Array) -> Array:
        """Return the answers before they are made chances, (outputs, n)."""
        with np.errstate(all="ignore"):
            if isinstance(self.objective, TinyNet):
                return self.objective.outputs(weights, inputs)
            return self.objective.answers(weights, np.ascontiguousarray(inputs[:, 0]))[None, :]

    def shares(self, raw: Array) -> Array:
        """Return how much the answers are each class, (classes, n), from raw outputs."""
        with np.errstate(all="ignore"):
            if len(self.classes) > 2:
                return softmax(raw if self.loss == "softmax" else STEEP * raw)
            is_share = isinstance(self.objective, Landscape)
            second = np.clip(raw[0], 0.0, 1.0) if is_share else _share(raw[0], self.loss)
            return np.stack([1.0 - second, second])

    def margins(self, raw: Array) -> Array:
        """Return fields (m, n) that are zero on the borders between classes."""
        raw = np.clip(raw, -HUGE, HUGE)
        if len(self.classes) > 2:
            others = [np.delete(raw, k, axis=0).max(axis=0) for k in range(len(raw))]
            return np.asarray(raw - np.stack(others))
        is_share = self.loss == "squared" or isinstance(self.objective, Landscape)
        return raw - (0.5 if is_share else 0.0)


def learner(landscape: object) -> Learner | None:
    """Return what learns in a document; None where there are no examples."""
    if isinstance(landscape, TinyNet):
        data = landscape.data_set
        return Learner(
            landscape, data.inputs, data.targets, data.features, data.target, data.classes,
            data.parts, landscape.loss, data.is_photo, data.groups, data.group,
        )  # fmt: skip
    if isinstance(landscape, Landscape) and landscape.fit is not None:
        fit = landscape.fit
        rows = np.array(fit.examples, dtype=np.float64).reshape(-1, 2)
        return Learner(
            landscape, rows[:, :1], rows[:, 1], (fit.input,), fit.target, fit.classes,
            np.zeros(len(rows), dtype=np.int8), fit.loss,
        )  # fmt: skip
    return None


@dataclass(frozen=True, eq=False)
class Answered:
    """What a learner answers to its examples, with the weights that are shown."""

    learner: Learner
    weights: Array

    @cached_property
    def raw(self) -> Array:
        """The raw answers, (outputs, n)."""
        return self.learner.raw(self.weights, self.learner.inputs)

    @cached_property
    def shares(self) -> Array:
        """How much each answer is each class, (classes, n)."""
        return self.learner.shares(self.raw)

    @cached_property
    def is_defined(self) -> NDArray[np.bool_]:
        """Which examples have an answer at all, (n,)."""
        return np.asarray(~np.isnan(self.shares if self.learner.classes else self.raw).any(axis=0))

    @cached_property
    def choices(self) -> NDArray[np.intp]:
        """The class that each answer is, (n,)."""
        return np.asarray(self.shares.argmax(axis=0))

    @cached_property
    def is_wrong(self) -> NDArray[np.bool_]:
        """Which examples are answered with another class, (n,); none of a regression."""
        one = self.learner
        if not one.classes:
            return np.zeros(len(one.targets), dtype=np.bool_)
        wanted = one.targets if len(one.classes) > 2 else one.targets > 0.5
        return np.asarray((self.choices != wanted) & self.is_defined)

    @cached_property
    def losses(self) -> Array:
        """The loss of each example, (n,), without penalties."""
        one = self.learner
        with np.errstate(all="ignore"):
            if isinstance(one.objective, TinyNet):
                return one.objective.losses(self.weights, one.inputs, one.targets)
            return one.objective.losses(self.weights)

    def mark(self, part: Part) -> float | None:
        """Return the share of right answers in a part, or the mean loss; None if it is empty."""
        rows = self.learner.parts == PARTS.index(part)
        if not rows.any():
            return None
        if self.learner.classes:
            return float(1.0 - self.is_wrong[rows].mean())
        with np.errstate(all="ignore"):
            return float(self.losses[rows].mean())


def _share(raw: Array, loss: str) -> Array:
    """Return the share of the second of two classes."""
    if loss == "cross-entropy":
        return sigmoid(raw)
    return np.clip(raw if loss == "squared" else 0.5 + 0.5 * raw, 0.0, 1.0)

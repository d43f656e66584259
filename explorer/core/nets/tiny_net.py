"""A tiny neural net as an objective: its weights are the variables, its mean loss the height.

Weights are one flat vector, layer by layer: the weight matrix (out, in) row by row, then the biases
(out,). This is the order of `torch.nn.utils.parameters_to_vector` for a chain of linear layers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array, Box, Point
from explorer.core.nets import backpropagation, engine
from explorer.core.nets.activations import ACTIVATIONS, sigmoid
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_set import DataSet, Part, as_outputs
from explorer.core.nets.data_sets import data_set
from explorer.core.nets.losses import LOSSES, softmax
from explorer.core.nets.network import INITS, Init, Layer, chained, count, initial_weights
from explorer.core.param import SettingError, check_settings, param

__all__ = ["MOST_LAYERS", "MOST_WIDTH", "TinyNet", "losses_for"]

MOST_LAYERS = 3  # hidden ones
MOST_WIDTH = 16
REACH = 10.0  # half the width of the box of a weight


@dataclass(frozen=True)
class TinyNet:
    """A net with its data and its loss. Equal nets are the same function of their weights.

    The objective is the mean loss over the training part, plus l2/2 times the squares and l1 times
    the sizes of all weights that are not biases. `decay` is decoupled: it shrinks the weights at
    each step and is no part of the objective. `batch` 0 steps on all examples at once.
    """

    data: DataPlan = field(default_factory=DataPlan)
    hidden: tuple[int, ...] = (8,)
    activation: str = "tanh"
    loss: str = "cross-entropy"
    l1: float = param(
        0.0, 0.0, 10.0, "Price on the size of each weight", log=True, slider_low=1e-5,
        slider_high=0.1, label="L1",
    )  # fmt: skip
    l2: float = param(
        0.0, 0.0, 10.0, "Price on the square of each weight", log=True, slider_low=1e-5,
        slider_high=1.0, label="L2",
    )  # fmt: skip
    decay: float = param(
        0.0, 0.0, 10.0, "Share of each weight taken off at each step, times the learning rate",
        log=True, slider_low=1e-5, slider_high=1.0, label="weight decay",
    )  # fmt: skip
    batch: int = param(0, 0, 2000, "Examples per step; 0: all of them", whole=True, slider_high=100)
    init: Init = "random"
    init_seed: int = param(0, 0, 2**31 - 1, "Which random start", whole=True, main=False)
    init_size: float = param(0.5, -10.0, 10.0, "What all weights begin with", main=False)
    init_bias: float = param(
        0.0, -10.0, 10.0, "What the biases of hidden units begin with, beside random weights",
        main=False, label="first biases", slider_low=-6.0, slider_high=3.0,
    )  # fmt: skip

    def __post_init__(self) -> None:
        check_settings(self)
        if len(self.hidden) > MOST_LAYERS:
            raise SettingError(f"A tiny net has at most {MOST_LAYERS} hidden layers.")
        for width in self.hidden:
            if not (isinstance(width, int) and 1 <= width <= MOST_WIDTH):
                raise SettingError(f"A layer has from 1 to {MOST_WIDTH} units, not {width}.")
        for name, known in (
            (self.activation, ACTIVATIONS), (self.loss, LOSSES), (self.init, INITS),
        ):  # fmt: skip
            if name not in known:
                raise SettingError(f"There is no {name!r}; there is {', '.join(known)}.")
        _check_loss(self.loss, self.data_set)

    @cached_property
    def data_set(self) -> DataSet:
        """The examples."""
        return data_set(self.data)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units per layer, the inputs first."""
        return (len(self.data_set.features), *self.hidden, self.data_set.outputs)

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """Where each layer lies in the vector of weights, the first layer first."""
        return chained(self.sizes)

    @cached_property
    def is_weight(self) -> Array:
        """1 for weights, 0 for biases, (dim,): penalties and decay leave the biases alone."""
        mask = np.zeros(self.dim)
        for layer in self.layers:
            mask[layer.weights] = 1.0
        return mask

    # As every objective:

    key: ClassVar[str] = "tiny-net"
    minima: ClassVar[tuple[Point, ...]] = ()
    lowest: ClassVar[float | None] = None
    knows_its_minima: ClassVar[bool] = False
    is_typed: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """Its data and its layers, like "Two moons, 2-8-1 tanh"."""
        return f"{self.data_set.name}, {self.formula}"

    @property
    def formula(self) -> str:
        """Its layers and its activation, like "2-8-1 tanh"."""
        layers = "-".join(map(str, self.sizes))
        return f"{layers} {ACTIVATIONS[self.activation].name}" if self.hidden else layers

    @property
    def shown_formula(self) -> str:
        """What it is the mean of, like "mean cross-entropy of 200 examples, 2-8-1 tanh"."""
        count = len(self.data_set.rows("train"))
        return f"mean {LOSSES[self.loss].name} of {count} examples, {self.formula}"

    @property
    def dim(self) -> int:
        """How many weights, biases included."""
        return count(self.layers)

    @property
    def box(self) -> Box:
        """From −10 to 10 for each weight: what a distance is a share of; nothing ends there."""
        return ((-REACH, REACH),) * self.dim

    @property
    def suggested_start(self) -> Point:
        """The weights that training begins with."""
        return self.initial(self.init, self.init_seed)

    def initial(self, init: Init, seed: int) -> Point:
        """Return the weights that another kind of start, or another seed, begins with."""
        return initial_weights(
            self.layers, self.activation, init, seed, self.init_size, self.init_bias
        )

    def contains(self, point: Iterable[float]) -> bool:
        """Tell whether all weights are within the box."""
        return all(abs(weight) <= REACH for weight in point)

    def value(self, points: Array) -> Array:
        """Return the objective at points (n, dim) as (n,)."""
        return self.value_over(points, self.data_set.rows("train"))

    def gradient(self, points: Array) -> Array:
        """Return the gradients of the objective at points (n, dim) as (n, dim)."""
        return np.array([self._slope(p)[1] for p in points]).reshape(len(points), self.dim)

    def hessian(self, points: Array) -> Array:
        """Return the exact Hessians at points (n, dim) as (n, dim, dim)."""
        problem = self.problem("train")
        return np.array([engine.hessian(problem, np.asarray(p, np.float64)) for p in points])

    # As a net:

    def value_over(self, points: Array, rows: NDArray[np.int64]) -> Array:
        """Return the objective over some examples at points (n, dim) as (n,)."""
        inputs, targets = self.data_set.inputs[rows], self.data_set.targets[rows]
        losses = [self.losses(point, inputs, targets).mean() for point in points]
        return np.array(losses, dtype=np.float64) + self.penalty(points)

    def penalty(self, points: Array) -> Array:
        """Return what the weights cost at points (n, dim), (n,)."""
        weights = np.asarray(points) * self.is_weight
        squares, sizes = (weights**2).sum(axis=-1), np.abs(weights).sum(axis=-1)
        return np.asarray(0.5 * self.l2 * squares + self.l1 * sizes)

    def outputs(self, weights: Array, inputs: Array) -> Array:
        """Return the raw outputs (outputs, n) for inputs (n, features) as the user sees them."""
        seen = np.ascontiguousarray(self.data_set.scaled(inputs).T)
        return backpropagation.forward(self.layers, self.activation, weights, seen)[1][-1]

    def answers(self, weights: Array, inputs: Array) -> Array:
        """Return what the net answers, (outputs, n): chances of classes, or values."""
        raw = self.outputs(weights, inputs)
        if self.loss == "cross-entropy":
            return sigmoid(raw)
        return softmax(raw) if self.loss == "softmax" else raw

    def losses(self, weights: Array, inputs: Array, targets: Array) -> Array:
        """Return the loss of each example, (n,), without penalties."""
        raw = self.outputs(weights, inputs)
        with np.errstate(over="ignore", invalid="ignore"):
            return LOSSES[self.loss].value(raw, as_outputs(targets, len(raw)))

    def is_right(self, weights: Array, inputs: Array, targets: Array) -> Array:
        """Return 1 where the net's answer is the right class, 0 elsewhere, (n,)."""
        raw = self.outputs(weights, inputs)
        if len(raw) > 1:
            return np.asarray(raw.argmax(axis=0) == targets, dtype=np.float64)
        edge = 0.5 if self.loss == "squared" else 0.0
        return np.asarray((raw[0] > edge) == (targets > 0.5), dtype=np.float64)

    def problem(self, part: Part, rows: NDArray[np.int64] | None = None) -> Array:
        """Return the objective over a part of the data, or these rows, as the engine reads it."""
        data = self.data_set
        rows = data.rows(part) if rows is None else rows
        return engine.problem(
            self.layers, self.activation, self.loss, self.l1, self.l2, data.seen[:, rows],
            data.wanted[:, rows], classes=bool(data.classes),
        )  # fmt: skip

    def part(self, part: Part) -> tuple[Array, Array]:
        """Return inputs (n, features) and targets (n,) of a part of the data."""
        rows = self.data_set.rows(part)
        return self.data_set.inputs[rows], self.data_set.targets[rows]

    def _slope(self, weights: Array) -> tuple[float, Array]:
        data = self.data_set
        rows = data.rows("train")
        value, gradient = backpropagation.slope(
            self.layers, self.activation, self.loss, weights, data.seen[:, rows],
            data.wanted[:, rows],
        )  # fmt: skip
        mask = self.is_weight
        gradient += (self.l2 * weights + self.l1 * np.sign(weights)) * mask
        return value + float(self.penalty(weights)), gradient


def losses_for(data: DataSet) -> tuple[str, ...]:
    """Return the losses that fit a data set, the usual one first."""
    if not data.classes:
        return ("squared",)
    if len(data.classes) > 2:
        return ("softmax", "squared")
    return ("cross-entropy", "squared", "hinge")


def _check_loss(loss: str, data: DataSet) -> None:
    if loss in losses_for(data):
        return
    if not data.classes:
        raise SettingError("Values, which are no classes, take the squared loss.")
    if len(data.classes) > 2:
        raise SettingError("More than two classes take softmax or the squared loss.")
    raise SettingError("Two classes take cross-entropy, which is softmax for two.")

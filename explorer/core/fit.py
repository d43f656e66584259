"""Fit: a net of one or two weights and the examples it learns from. Its loss is a landscape."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite

import numpy as np

from explorer.core.array import Array
from explorer.core.formula import Formula, parse
from explorer.core.nets.activations import sigmoid
from explorer.core.param import SettingError

__all__ = ["FIT_LOSSES", "MOST_EXAMPLES", "Fit", "mean"]

MOST_EXAMPLES = 200
PAIRS = 16_384  # points times examples that are evaluated at a time

# The loss of one example, as a formula of the model's answer and the target t.
FIT_LOSSES = {
    "squared": "({0} - t)^2",
    "cross-entropy": "softplus({0}) - t*({0})",
}


@dataclass(frozen=True)
class Fit:
    """A model, the loss of one example, and the examples: pairs of an input and a target.

    `model` is a formula in the weights x and y and the input u. With cross-entropy it gives a
    logit, and the targets are chances: 0, 1 or between. Raises SettingError.
    """

    model: str
    loss: str
    examples: tuple[tuple[float, float], ...]
    input: str = "input"  # what u is, in words
    target: str = "target"
    classes: tuple[str, ...] = ()  # what the targets 0 and 1 mean; empty where it is a value

    def __post_init__(self) -> None:
        if self.loss not in FIT_LOSSES:
            raise SettingError(f"The loss must be one of {', '.join(FIT_LOSSES)}.")
        if not 1 <= len(self.examples) <= MOST_EXAMPLES:
            raise SettingError(
                f"This net learns from 1 to {MOST_EXAMPLES} examples, not {len(self.examples):,}."
            )
        for number, example in enumerate(self.examples, 1):
            self._check(number, example)

    def _check(self, number: int, example: Sequence[float]) -> None:
        if len(example) != 2 or not all(map(_is_number, example)):
            raise SettingError(
                f"Example {number} must be two finite numbers: {self.input}, then {self.target}."
            )
        if self.loss == "cross-entropy" and not 0.0 <= example[1] <= 1.0:
            raise SettingError(
                f"Example {number}: {self.target} must lie between 0 and 1, not {example[1]:g}."
            )

    @property
    def formula(self) -> str:
        """The loss of one example, in the weights and the constants u and t."""
        return FIT_LOSSES[self.loss].format(self.model)

    @cached_property
    def numbers(self) -> Array:
        """The examples as the kernels read them: input, target, input, target, and so on."""
        return np.array(self.examples, dtype=np.float64).reshape(-1)

    def with_examples(self, examples: Iterable[Sequence[float]]) -> "Fit":
        """Return this net with other examples; SettingError where they cannot be learned from."""
        rows: list[tuple[float, float]] = []
        for number, example in enumerate(examples, 1):
            if number <= MOST_EXAMPLES:
                self._check(number, example)
            # Adding 0.0 makes one zero of the two, so that equal examples give equal bits.
            rows.append((float(example[0]) + 0.0, float(example[1]) + 0.0))
        return replace(self, examples=tuple(rows))

    def answers(self, weights: Array, inputs: Array) -> Array:
        """Return what the net answers to inputs (n,) with weights (dim,): a value or a chance."""
        seen = np.asarray(inputs, dtype=np.float64)
        columns = np.repeat(np.asarray(weights, dtype=np.float64)[:, None], len(seen), axis=1)
        raw = self._model.value(columns, seen[None])
        return raw if self.loss == "squared" else sigmoid(raw)

    @cached_property
    def _model(self) -> Formula:
        return parse(self.model, ("u",))


def mean(look: Callable[[Array, Array], Array], columns: Array, numbers: Array) -> Array:
    """Return the mean of look(columns (dim, n), constants), (..., n), over examples in a row.

    They are added one after the other, as the kernels do, however many are looked at together.
    """
    n = columns.shape[1]
    rows = numbers.reshape(-1, 2)
    together = max(1, PAIRS // max(1, n))
    total: Array | float = 0.0
    with np.errstate(all="ignore"):
        for first in range(0, len(rows), together):
            part = rows[first : first + together]
            constants = part[0] if len(part) == 1 else np.repeat(part.T, n, axis=1)
            found = look(np.tile(columns, len(part)), constants)
            found = found.reshape(*found.shape[:-1], len(part), n)
            found[..., 0, :] += total
            total = np.add.accumulate(found, axis=-2)[..., -1, :]
        return np.asarray(total / len(rows))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)

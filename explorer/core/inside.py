"""Inside: what a rule carries and where it looks at each step of a run, for card and map.

Traces keep none of this; the run is taken again, with notes. Equal runs have equal steps, so the
notes belong to the trace that is on the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.core import engine, kernels
from explorer.core.array import Array
from explorer.core.batch import batch
from explorer.core.descent import engine_ready
from explorer.core.extras import rate_factor
from explorer.core.landscape import Landscape
from explorer.core.marks import Mark, Moment
from explorer.core.param import SettingError
from explorer.core.run import Run, check_run

__all__ = ["MOST_LOOKS", "Inside", "inside"]

MOST_LOOKS = 200_000  # looks that are noted in a run; later ones are not
MOST_NUMBERS = 8_000_000  # of memory that are kept for a run


@dataclass(frozen=True, eq=False)
class Inside:
    """What happened inside a run, by step; `moment(k)` is step number k, from 1."""

    run: Run
    points: Array  # (n + 1, dim)
    values: Array  # (n + 1,)
    gradients: Array  # (n + 1, dim)
    costs: NDArray[np.int64]  # (n + 1, 3): evaluations so far of value, gradient, Hessian
    memory: Array  # (n + 1, rows): as the engine lays it out
    shared: Array  # (n + 1, rows)
    looks: Array  # (m, 3 + dim): step, 0 for a value or 1 for a slope, the value, the point

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1

    def moment(self, step: int) -> Moment:
        """Return what is known of a step, from 1 to `steps`."""
        if not 1 <= step <= self.steps:
            raise SettingError(f"The run has steps 1 to {self.steps}, not {step}.")
        first, last = (int(n) for n in np.searchsorted(self.looks[:, 0], (step, step + 1)))
        return Moment(
            step=step,
            settings={name: value * (self._share(step) if name == "learning_rate" else 1.0)
                      for name, value in self._settings.items()},
            point=self.points[step - 1],
            next=self.points[step],
            gradient=self.gradients[step - 1],
            before=self._named(step - 1),
            after=self._named(step),
            looks=self.looks[first:last, 2:],
            slopes=self.looks[first:last, 1] > 0,
        )  # fmt: skip

    def marks(self, step: int) -> tuple[Mark, ...]:
        """Return what the rule draws of itself at a step."""
        return self.run.optimizer.marks(self.moment(step))

    @cached_property
    def _settings(self) -> Mapping[str, float]:
        optimizer = self.run.optimizer
        return dict(zip(optimizer.names, optimizer.settings, strict=True))

    def _share(self, step: int) -> float:
        extras = np.array(self.run.optimizer.extras.numbers)[:, None]
        return rate_factor(extras, 0, step)

    def _named(self, step: int) -> Mapping[str, Array]:
        """Return the memory after a step by name; of elementwise rules (dim,) each."""
        rule, dim = self.run.optimizer.rule(), self.run.landscape.dim
        lengths = {name: size.of(dim) for name, size in rule.sizes.items()}
        lengths |= dict.fromkeys(rule.memory, dim)
        found, begin = {}, 0
        for name, length in lengths.items():
            found[name] = self.memory[step, begin : begin + length]
            begin += length
        return found | {
            name: self.shared[step, row : row + 1] for row, name in enumerate(rule.shared)
        }


def inside(run: Run, most_steps: int | None = None) -> Inside:
    """Take a run on a landscape again and note what happens inside; from any thread.

    With `most_steps` only so many steps. Compiled where that is ready, else as plain Python.
    Raises SettingError where the run cannot be computed, is too long to be noted, or trains a net.
    """
    check_run(run)
    landscape = run.landscape
    if not isinstance(landscape, Landscape):
        raise SettingError("The steps of a net have too many numbers to be shown one by one.")
    steps = run.steps if most_steps is None else min(run.steps, most_steps)
    start = np.array([run.start], np.float64)
    b = batch(landscape, [run.optimizer], start, [run.seed], [run.tolerance], run.boundary)
    rows, dim = steps + 1, landscape.dim
    if rows * (len(b.memory) + 1) > MOST_NUMBERS:
        raise SettingError(f"{steps:,} steps are too many to be looked into.")
    looks = np.zeros((1 + min(MOST_LOOKS, 200 * rows), 3 + dim))
    points, gradients = np.empty((1, rows, dim)), np.empty((1, rows, dim))
    values, costs = np.empty((1, rows)), np.empty((1, rows, 3), np.int64)
    memory, shared = np.empty((1, rows, len(b.memory))), np.empty((1, rows, len(b.shared)))
    is_ready = engine_ready([run])
    kind = type(run.optimizer)
    made = kernels.compiled if is_ready else kernels.interpreted
    found = made(landscape, kind.derivatives)
    path = engine.path() if is_ready else engine.PLAIN_PATH
    rule = engine.rule(kind) if is_ready else engine.plain_rule(kind)
    with np.errstate(all="ignore"):
        path(
            *(rule, *(engine.addresses(found) if is_ready else found)),
            *(landscape.constant_values, b.box, b.boundary, b.whole, b.sloped, steps),
            *(b.tolerances, b.streams, b.settings, b.extras, b.scaled, looks, b.shared, b.memory),
            *(b.points, b.counts, b.stops, np.empty((3 + 2 * dim, 1))),
            *(points, values, gradients, costs, memory, shared),
        )
    taken = int(b.stops[1, 0]) + 1
    noted = looks[1 : 1 + int(looks[0, 0])]
    return Inside(
        *(run, points[0, :taken], values[0, :taken], gradients[0, :taken], costs[0, :taken]),
        *(memory[0, :taken], shared[0, :taken], noted),
    )

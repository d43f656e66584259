"""Inside: what a rule carries and where it looks at each step of a run, for card and map.

Traces keep none of this; the run is taken again, with notes. Equal runs have equal steps, so the
notes belong to the trace that is on the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.descent import engine_ready
from explorer.core.extras import rate_factor
from explorer.core.gear import compiled_gear, plain_gear
from explorer.core.landscape import Landscape
from explorer.core.legs import Leg, legs
from explorer.core.marks import Mark, Moment
from explorer.core.optimizer import Optimizer
from explorer.core.param import SettingError
from explorer.core.run import Run, check_run
from explorer.core.walkers import Walkers

__all__ = ["MOST_LOOKS", "Inside", "inside"]

MOST_LOOKS = 200_000  # looks that are noted in a run; later ones are not
MOST_NUMBERS = 8_000_000  # of memory that are kept for a run


@dataclass(frozen=True, eq=False)
class Inside:
    """What happened inside a run, by step; `moment(k)` is step number k, from 1.

    Of a forked run nothing is known of what other kinds of optimizers carried: `moment(k)` is there
    for k above `born`, where the last kind began.
    """

    run: Run
    points: Array  # (n + 1, dim)
    values: Array  # (n + 1,)
    gradients: Array  # (n + 1, dim)
    costs: NDArray[np.int64]  # (n + 1, 3): evaluations so far of value, gradient, Hessian
    memory: Array  # (n + 1 - born, rows): as the engine lays it out
    shared: Array  # (n + 1 - born, rows)
    looks: Array  # (m, 3 + dim): step, 0 for a value or 1 for a slope, the value, the point
    legs: tuple[Leg, ...]  # who took the steps

    @property
    def born(self) -> int:
        """The step after which the kind of optimizer began that took the last step."""
        return self._leg(self.steps).born

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1

    def optimizer(self, step: int) -> Optimizer:
        """Return the optimizer, with its settings, that took a step."""
        return self._leg(step).optimizer

    def age(self, step: int) -> int:
        """Return the number of a step as its kind of optimizer counts: a schedule goes by it."""
        return step - self._leg(step).born

    def moment(self, step: int) -> Moment:
        """Return what is known of a step, from `born` + 1 to `steps`."""
        if not self.born < step <= self.steps:
            raise SettingError(f"Steps {self.born + 1} to {self.steps} are known, not {step}.")
        first, last = (int(n) for n in np.searchsorted(self.looks[:, 0], (step, step + 1)))
        return Moment(
            step=step,
            settings={name: value * (self._share(step) if name == "learning_rate" else 1.0)
                      for name, value in self._settings(step).items()},
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
        return self.optimizer(step).marks(self.moment(step))

    def _leg(self, step: int) -> Leg:
        return next((leg for leg in self.legs if step <= leg.end), self.legs[-1])

    def _settings(self, step: int) -> Mapping[str, float]:
        optimizer = self.optimizer(step)
        return dict(zip(optimizer.names, optimizer.settings, strict=True))

    def _share(self, step: int) -> float:
        extras = np.array(self.optimizer(step).extras.numbers)[:, None]
        return rate_factor(extras, 0, self.age(step))

    def _named(self, step: int) -> Mapping[str, Array]:
        """Return the memory after a step by name; of elementwise rules (dim,) each."""
        rule, dim = self.optimizer(self.steps).rule(), self.run.landscape.dim
        lengths = {name: size.of(dim) for name, size in rule.sizes.items()}
        lengths |= dict.fromkeys(rule.memory, dim)
        found, begin = {}, 0
        for name, length in lengths.items():
            found[name] = self.memory[step - self.born, begin : begin + length]
            begin += length
        return found | {
            name: self.shared[step - self.born, row : row + 1]
            for row, name in enumerate(rule.shared)
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
    rows, dim = steps + 1, landscape.dim
    most = max(type(leg.optimizer).rule().rows(dim) for leg in legs(run))
    if rows * (most + 1) > MOST_NUMBERS:
        raise SettingError(f"{steps:,} steps are too many to be looked into.")
    walker = Walkers(
        [replace(run, steps=steps)],
        compiled_gear(landscape) if engine_ready([run]) else plain_gear(landscape),
    )
    looks = walker.looks = np.zeros((1 + min(MOST_LOOKS, 200 * rows), 3 + dim))
    with np.errstate(all="ignore"):
        notes = walker.record(remembers=True)
    taken = int(walker.taken[0]) + 1
    noted = looks[1 : 1 + int(looks[0, 0])]
    return Inside(
        *(run, notes.points[0, :taken], notes.values[0, :taken], notes.gradients[0, :taken]),
        *(notes.costs[0, :taken], notes.memory[0, : taken - walker.born]),
        *(notes.shared[0, : taken - walker.born], noted),
        legs=walker.legs,
    )

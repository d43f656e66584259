"""Set up: a training before its first step, or at a fork, with all that the loop over steps takes.

Of a forked training what is recorded by one kind of optimizer begins at the row where it was born:
the kind counts its own steps.
"""

from typing import Any, NamedTuple

import numpy as np

from explorer.core.array import Array
from explorer.core.batch import Batch, batch
from explorer.core.legs import Leg
from explorer.core.nets.batches import batches_per_epoch
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.run import Run

__all__ = ["SetUp", "gone_over", "set_up"]


class SetUp(NamedTuple):
    """What `learn` is given: `arguments`, the steps from and to, `state`."""

    batch: Batch
    full: Array  # the problem of all training examples
    arguments: tuple[Any, ...]
    state: tuple[Any, ...]
    recorded: tuple[Any, ...]  # points, values, gradients, costs, measures; of the whole run


def set_up(run: Run, steps: int, where: tuple[Any, ...]) -> SetUp:
    """Return the training of a run before its first step, with room for so many.

    `where` are the rule and the kernels.
    """
    net = run.landscape
    assert isinstance(net, TinyNet)
    is_noisy = batches_per_epoch(net) > 1
    full = net.problem("train")
    seen, held = full.copy() if is_noisy else full, net.problem("held-out")
    recorded = (
        *(np.empty((steps + 1, net.dim)), np.empty(steps + 1), np.empty((steps + 1, net.dim))),
        *(np.empty((steps + 1, 3), np.int64), np.empty((steps + 1, 4))),
    )
    b = _batch(run, run.optimizer, run.start)
    room = np.empty((3 + 2 * net.dim, 1))
    problems = full, seen, held
    return SetUp(
        *(b, full, _arguments(run, run.optimizer, b, where, problems)),
        *(_state(b, room, recorded), recorded),
    )


def gone_over(made: SetUp, run: Run, leg: Leg, where: tuple[Any, ...]) -> SetUp:
    """Return the same training where a leg begins that is not its first."""
    before = made.batch
    b = _batch(run, leg.optimizer, tuple(before.points[:, 0].tolist()))
    room, recorded = np.empty_like(made.state[-6]), tuple(made.state[-5:])
    if leg.is_fresh:
        recorded = tuple(part[leg.born :] for part in made.recorded)
    else:
        b = b._replace(
            **{name: getattr(before, name) for name in ("shared", "memory", "points")},
            **{name: getattr(before, name) for name in ("counts", "stops")},
        )
        room = made.state[-6]
    arguments = _arguments(run, leg.optimizer, b, where, made.arguments[-3:])
    return made._replace(batch=b, arguments=arguments, state=_state(b, room, recorded))


def _batch(run: Run, optimizer: Optimizer, start: tuple[float, ...]) -> Batch:
    net = run.landscape
    assert isinstance(net, TinyNet)
    # The slope of a batch says little.
    tolerance = 0.0 if batches_per_epoch(net) > 1 else run.tolerance
    b = batch(net, [optimizer], np.array([start]), [run.seed], [tolerance], "free")
    b.counts[0], b.counts[1] = 1, b.sloped
    return b


def _arguments(
    run: Run, optimizer: Optimizer, b: Batch, where: tuple[Any, ...], problems: tuple[Any, ...]
) -> tuple[Any, ...]:
    net = run.landscape
    assert isinstance(net, TinyNet)
    rate = getattr(optimizer, "learning_rate", 0.0)
    seen = net.batch if batches_per_epoch(net) > 1 else 0
    return (*where, b.box, b.whole, b.sloped, seen, rate * net.decay * net.is_weight, *problems)


def _state(b: Batch, room: Array, recorded: tuple[Any, ...]) -> tuple[Any, ...]:
    return (
        *(b.tolerances, b.streams, b.settings, b.extras, b.scaled, b.looks, b.shared, b.memory),
        *(b.points, b.counts, b.stops, room, *recorded),
    )

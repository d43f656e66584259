"""Descent: compute the traces of runs, compiled or as plain Python; equal runs, equal traces."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from explorer.core import engine, kernels
from explorer.core.batch import ENDS
from explorer.core.gear import Gear, compiled_gear, plain_gear
from explorer.core.judge import judge
from explorer.core.lasting import lasting
from explorer.core.nets import training
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run, Trace, check_run
from explorer.core.walkers import Walkers

__all__ = ["check_run", "descend", "descend_interpreted", "engine_ready", "warm_up"]


def descend(runs: Sequence[Run], cancelled: Callable[[], bool] = lambda: False) -> list[Trace]:
    """Return the traces of runs, in their order; may be called from several threads.

    Compiles what is not compiled yet (see `engine_ready`). Raises SettingError where a run
    cannot be computed. The arrays of a trace are read-only. Training a net takes time: it is given
    up, and nothing returned, once `cancelled` says so.
    """
    traces: dict[int, Trace] = {}
    nets: list[int] = []
    for group in _groups(runs):
        head = runs[group[0]]
        if isinstance(head.landscape, TinyNet):
            nets += group
            continue
        walked = _walk([runs[i] for i in group], compiled_gear(head.landscape))
        traces |= zip(group, walked, strict=True)
    if nets:
        trained = training.train_all([runs[i] for i in nets], cancelled)
        if trained is None:
            return []
        traces |= zip(nets, trained, strict=True)
    return [traces[i] for i in range(len(runs))]


def descend_interpreted(runs: Sequence[Run]) -> list[Trace]:
    """Return the same traces without Numba, slower: for the first picture while it loads.

    They agree with the compiled ones to rounding, as plain Python may take other routines for
    sines and the like.
    """
    traces: dict[int, Trace] = {}
    for group in _groups(runs):
        head = runs[group[0]]
        if isinstance(head.landscape, TinyNet):
            traces |= {i: training.train_interpreted(runs[i]) for i in group}
            continue
        with np.errstate(all="ignore"):
            walked = _walk([runs[i] for i in group], plain_gear(head.landscape))
        traces |= zip(group, walked, strict=True)
    return [traces[i] for i in range(len(runs))]


def engine_ready(runs: Sequence[Run]) -> bool:
    """Tell whether all that these runs need is compiled in this process; never waits."""
    return all(_is_ready(run) for run in runs)


def _is_ready(run: Run) -> bool:
    kinds = {type(optimizer) for optimizer in run.optimizers}
    if isinstance(run.landscape, TinyNet):
        return all(map(training.ready, kinds))
    # What judges the end asks for the true curvature, whatever the rule itself asks for.
    wanted = {"hessian", *(kind.derivatives for kind in kinds)}
    asked = [kernels.ready(run.landscape, what) for what in wanted]
    return engine.ready_path() and None not in asked and all(map(engine.ready_rule, kinds))


def warm_up() -> None:
    """Import Numba and compile, or load from the cache, what most runs need.

    Rules that see the whole point take a second or two each, and wait until they are picked.
    """
    engine.path()
    engine.simple_rules(OPTIMIZERS.values())


def _groups(runs: Sequence[Run]) -> list[list[int]]:
    """Return the numbers of the runs that can be lanes of one batch, together."""
    groups: dict[Any, list[int]] = {}
    for i, run in enumerate(runs):
        check_run(run)
        past = tuple((type(stretch.optimizer), stretch.until) for stretch in run.past)
        key = (id(run.landscape), type(run.optimizer), run.steps, run.boundary, past)
        groups.setdefault(key, []).append(i)
    return list(groups.values())


def _walk(runs: list[Run], gear: Gear) -> list[Trace]:
    """Return the traces of runs that differ in start, settings, seed and tolerance alone."""
    walkers = Walkers(runs, gear)
    notes, b, dim = walkers.record(), walkers.batch, walkers.landscape.dim
    hessian = np.empty((dim, dim, len(runs)))
    gear.curvature(b.points, walkers.landscape.constant_values, hessian)
    traces = []
    for i, run in enumerate(runs):
        rows = int(walkers.taken[i]) + 1
        points, values = _kept(notes.points[i], rows), _kept(notes.values[i], rows)
        gradients, costs = _kept(notes.gradients[i], rows), _kept(notes.costs[i], rows)
        stop = ENDS[int(b.stops[0, i])]
        verdict = judge(run, points, values, gradients, stop, hessian[:, :, i])
        traces.append(Trace(points, values, gradients, costs, stop, verdict, run=run))
    return lasting(traces, gear)


def _kept(recorded: Any, rows: int) -> Any:
    """Return the rows that were filled, without holding on to many that were not."""
    filled = recorded[:rows]
    if 2 * rows < len(recorded):
        filled = filled.copy()
    filled.flags.writeable = False
    return filled

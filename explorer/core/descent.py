"""Descent: compute the traces of runs, compiled or as plain Python; equal runs, equal traces."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from explorer.core import engine, kernels
from explorer.core.batch import ENDS, batch
from explorer.core.judge import judge
from explorer.core.landscape import Landscape
from explorer.core.lasting import lasting
from explorer.core.nets import training
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run, Trace, check_run

__all__ = ["check_run", "descend", "descend_interpreted", "engine_ready", "warm_up"]

UNRECORDED = np.empty((0, 0, 0))  # what rules carry from step to step is recorded by inside.py


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
        found = kernels.compiled(head.landscape)
        used = kernels.compiled(head.landscape, head.optimizer.derivatives)
        rule = engine.rule(type(head.optimizer))
        where = engine.addresses(used)
        walked = _walk([runs[i] for i in group], engine.path(), rule, where, found.curvature)
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
        found = kernels.interpreted(head.landscape)
        used = kernels.interpreted(head.landscape, head.optimizer.derivatives)
        rule = engine.plain_rule(type(head.optimizer))
        with np.errstate(all="ignore"):
            walked = _walk([runs[i] for i in group], engine.PLAIN_PATH, rule, used, found.curvature)
        traces |= zip(group, walked, strict=True)
    return [traces[i] for i in range(len(runs))]


def engine_ready(runs: Sequence[Run]) -> bool:
    """Tell whether all that these runs need is compiled in this process; never waits."""
    return all(_is_ready(run) for run in runs)


def _is_ready(run: Run) -> bool:
    kind = type(run.optimizer)
    if isinstance(run.landscape, TinyNet):
        return training.ready(kind)
    # What judges the end asks for the true curvature, whatever the rule itself asks for.
    asked = (kernels.ready(run.landscape, what) for what in ("hessian", kind.derivatives))
    return engine.ready_path() and None not in asked and engine.ready_rule(kind)


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
        key = (id(run.landscape), type(run.optimizer), run.steps, run.boundary)
        groups.setdefault(key, []).append(i)
    return list(groups.values())


def _walk(
    runs: list[Run], path: Any, rule: Any, landscape_kernels: Any, curvature: Any
) -> list[Trace]:
    """Return the traces of runs that differ in start, settings, seed and tolerance alone."""
    landscape, steps = runs[0].landscape, runs[0].steps
    assert isinstance(landscape, Landscape)
    lanes, dim = len(runs), landscape.dim
    b = batch(
        landscape,
        [run.optimizer for run in runs],
        np.array([run.start for run in runs], np.float64),
        [run.seed for run in runs],
        [run.tolerance for run in runs],
        runs[0].boundary,
    )
    points = np.empty((lanes, steps + 1, dim))
    values = np.empty((lanes, steps + 1))
    gradients = np.empty((lanes, steps + 1, dim))
    costs = np.empty((lanes, steps + 1, 3), np.int64)
    path(
        *(
            rule,
            *landscape_kernels,
            landscape.constant_values,
            b.box,
            b.boundary,
            b.whole,
            b.sloped,
            steps,
        ),
        *(b.tolerances, b.streams, b.settings, b.extras, b.scaled, b.looks, b.shared, b.memory),
        *(b.points, b.counts, b.stops, np.empty((3 + 2 * dim, lanes))),
        *(points, values, gradients, costs, UNRECORDED, UNRECORDED),
    )
    hessian = np.empty((dim, dim, lanes))
    curvature(b.points, landscape.constant_values, hessian)
    traces = []
    for i, run in enumerate(runs):
        rows = int(b.stops[1, i]) + 1
        visited, heights = _kept(points[i], rows), _kept(values[i], rows)
        slopes, spent = _kept(gradients[i], rows), _kept(costs[i], rows)
        stop = ENDS[int(b.stops[0, i])]
        verdict = judge(run, visited, heights, slopes, stop, hessian[:, :, i])
        traces.append(Trace(visited, heights, slopes, spent, stop, verdict, run=run))
    is_compiled = path is not engine.PLAIN_PATH  # else each step more is felt
    return lasting(traces, path, rule, landscape_kernels, further=is_compiled)


def _kept(recorded: Any, rows: int) -> Any:
    """Return the rows that were filled, without holding on to many that were not."""
    filled = recorded[:rows]
    if 2 * rows < len(recorded):
        filled = filled.copy()
    filled.flags.writeable = False
    return filled

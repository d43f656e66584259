"""A training run: the trace of a net's weights, with what it has learned at each step."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

import numpy as np

from explorer.core import engine as rules
from explorer.core.array import Array
from explorer.core.batch import ENDS, Batch
from explorer.core.legs import Leg, legs
from explorer.core.nets import compiling, engine
from explorer.core.nets.epochs import learn
from explorer.core.nets.plain import PLAIN
from explorer.core.nets.set_up import SetUp, gone_over, set_up
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.verdicts import judge
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.run import Run, Stop, Trace, check_run
from explorer.core.sharing import shared_out

__all__ = [
    "MOST_NUMBERS",
    "Training",
    "ready",
    "rehearsal",
    "train",
    "train_all",
    "train_interpreted",
    "warm_up",
]

MOST_NUMBERS = 40_000_000  # weights times steps: recorded with their slopes, 640 megabytes
CHUNK = 1e8  # multiplications between two questions whether to go on: about 10 milliseconds
REHEARSED = 100  # steps that are timed, or fewer where they take long


@dataclass(frozen=True, eq=False)
class Training(Trace):
    """A trace in the space of the weights; `values` are the objective on all training examples.

    The losses are without penalties, so that nets with and without can be compared. Where a part
    of the data is empty, and for the accuracies of a regression, the numbers are NaN. Row k of
    `gradients` is the slope that step k + 1 sees there: that of its batch.
    """

    train_losses: Array  # (n + 1,)
    train_accuracies: Array  # (n + 1,) shares from 0 to 1
    held_out_losses: Array  # (n + 1,)
    held_out_accuracies: Array  # (n + 1,)


def train(run: Run, cancelled: Callable[[], bool] | None = None) -> Training | None:
    """Train the net of a run; None when `cancelled` says so, which is asked every 10 ms or so.

    Equal runs have equal traces, bit for bit. Compiles what is not compiled yet (see `ready`).
    Raises SettingError where a run cannot be computed.
    """
    for optimizer in run.optimizers:
        _compile(type(optimizer))
    return _train(run, compiling.learning(), _compile, engine.hessian, cancelled)


def train_all(
    runs: Sequence[Run], cancelled: Callable[[], bool] = lambda: False
) -> list[Training] | None:
    """Train the nets of several runs, two at a time where that is worth it; None when cancelled.

    Each trace is the same, bit for bit, as that of `train`. Raises SettingError.
    """
    traces: dict[int, Training] = {}

    def work(place: int) -> None:
        trained = train(runs[place], cancelled)
        if trained is not None:
            traces[place] = trained

    for kind in dict.fromkeys(type(optimizer) for run in runs for optimizer in run.optimizers):
        _compile(kind)  # before there are two threads that would both do it
    is_quick = sum(_cost(run) * run.steps for run in runs) < CHUNK
    shared_out(work, len(runs), cancelled, alone=is_quick)
    return [traces[k] for k in range(len(runs))] if len(traces) == len(runs) else None


def rehearsal(run: Run, most_steps: int = REHEARSED) -> Callable[[], float]:
    """Return a function that takes some steps of a run and no more, so that it can be timed.

    It does not measure what the net has learned after each step, as `train` does. It returns the
    evaluations after that of the start, or the steps, where there were none; it may be called
    once. Compiles what is not compiled yet. Raises SettingError as `train`.
    """
    check_run(run)
    _check_room(run)
    steps = min(run.steps, most_steps, max(3, int(2 * CHUNK / _cost(run))))
    loop, where = compiling.learning(), _compile(type(run.optimizer))
    made = set_up(run, steps, where)
    full, seen, held = made.arguments[-3:]
    held = held.copy()
    held[5] = 0  # no examples: they are passed over
    if seen is not full:
        full = full.copy()
        full[7] = full[6] + 1  # of all examples the value of one; the steps see their batches

    def walk() -> float:
        loop(*made.arguments[:-3], full, seen, held, 0, steps + 1, *made.state)
        rows, _ = _ended(made.batch, steps)
        costs = made.recorded[3][:rows].sum(axis=1)
        return float(costs[-1] - costs[0] or rows - 1)

    return walk


def train_interpreted(run: Run) -> Training:
    """Return the same to rounding without Numba, slower: for the first picture."""
    with np.errstate(all="ignore"):
        done = _train(run, learn, lambda kind: (rules.plain_rule(kind), *PLAIN), _plain_hessian)
    assert done is not None
    return done


def ready(kind: type[Optimizer]) -> bool:
    """Tell whether all that training with an optimizer needs is compiled; never waits."""
    is_curved = kind.derivatives != "hessian" or engine.ready_curvature()
    return engine.ready() and is_curved and compiling.has_learning() and rules.ready_rule(kind)


def judges_at_once() -> bool:
    """Tell whether a run that comes to rest is judged, by its curvatures, without compiling."""
    return engine.ready_curvature()


def warm_up() -> None:
    """Import Numba and compile, or load from the disk, all that nets need: first what waits."""
    compiling.learning()
    for part in get_args(compiling.Part):
        compiling.compiled(part)
    rules.simple_rules(OPTIMIZERS.values())


def _compile(kind: type[Optimizer]) -> tuple[Any, ...]:
    """Return where the loop finds rule and kernels; compiles what is not compiled yet."""
    curved = kind.derivatives == "hessian"
    return rules.rule(kind), *engine.addresses(curved)


def _plain_hessian(problem: Array, weights: Array) -> Array:
    found = np.empty((len(weights), len(weights), 1))
    PLAIN.curvature(weights[:, None], problem, found)
    return found[:, :, 0]


def _train(
    run: Run,
    loop: Callable[..., None],
    where: Callable[[type[Optimizer]], tuple[Any, ...]],
    hessian: Callable[[Array, Array], Array],
    cancelled: Callable[[], bool] | None = None,
) -> Training | None:
    check_run(run)
    _check_room(run)
    first, *later = legs(run)
    kind = type(first.optimizer)
    made = set_up(replace(run, optimizer=first.optimizer), run.steps, where(kind))
    if not _taken(run, loop, made, first, cancelled):
        return None
    born, spent, costs = 0, np.zeros(3, np.int64), made.recorded[3]
    for leg in later:
        if made.batch.stops[0, 0] != 0:
            break
        made = gone_over(made, run, leg, where(type(leg.optimizer)))
        if leg.is_fresh:
            born, spent = leg.born, costs[leg.born].copy()
        if not _taken(run, loop, made, leg, cancelled):
            return None
        costs[leg.begin + 1 : leg.end + 1] += spent
        costs[born] = spent if born else costs[born]
    rows, stop = _ended(made.batch, run.steps, born)
    points, values, gradients, costs = (_kept(part, rows) for part in made.recorded[:4])
    learned, right, apart, right_apart = (_kept(column, rows) for column in made.recorded[4].T)
    verdict = judge(run, points, values, gradients, stop, made.full, hessian)
    return Training(
        *(points, values, gradients, costs, stop, verdict, learned, right, apart, right_apart),
        run=run,
    )


def _taken(
    run: Run,
    loop: Callable[..., None],
    made: SetUp,
    leg: Leg,
    cancelled: Callable[[], bool] | None,
) -> bool:
    """Take the steps of a leg, as its kind counts them; False when it was cancelled."""
    for begin, end in _chunks(run, leg):
        loop(*made.arguments, begin, end, *made.state)
        if made.batch.stops[0, 0] != 0:
            break
        if cancelled is not None and leg.born + end <= run.steps and cancelled():
            return False
    return True


def _check_room(run: Run) -> None:
    dim, most = run.landscape.dim, MOST_NUMBERS // run.landscape.dim
    if run.steps > most:
        raise SettingError(
            f"With {dim:,} weights, at most {most:,} steps can be recorded, not {run.steps:,}."
        )


def _chunks(run: Run, leg: Leg) -> Iterator[tuple[int, int]]:
    """Return the first step of each chunk, and the one after its last."""
    size = max(1, int(CHUNK / _cost(run)))
    first, last = leg.begin - leg.born + (not leg.is_fresh), leg.end - leg.born
    for begin in range(first, last + 1, size):
        yield begin, min(begin + size, last + 1)


def _cost(run: Run) -> float:
    """Return about what a step takes, in multiplications."""
    net = run.landscape
    assert isinstance(net, TinyNet)
    sizes = np.array(net.sizes)
    once = len(net.data_set.parts) * float(sizes[:-1] @ sizes[1:] + 10 * sizes[1:].sum())
    curved = any(optimizer.derivatives == "hessian" for optimizer in run.optimizers)
    return 4 * once * (net.dim if curved else 1)


def _ended(b: Batch, steps: int, born: int = 0) -> tuple[int, Stop]:
    """Return how many rows were recorded, and why no more; stops count from row `born`."""
    if b.stops[0, 0] == 0:
        return steps + 1, Stop.BUDGET
    stop = ENDS[int(b.stops[0, 0])]
    # A net has a value for all weights: where it is no number, the loss has grown past all bounds.
    return born + int(b.stops[1, 0]) + 1, Stop.DIVERGED if stop is Stop.UNDEFINED else stop


def _kept(recorded: Any, rows: int) -> Any:
    """Return the rows that were filled, without holding on to many that were not."""
    filled = np.ascontiguousarray(recorded[:rows])
    if 2 * rows < len(recorded):
        filled = filled.copy()
    filled.flags.writeable = False
    return filled

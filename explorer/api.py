"""What a Python program can ask of Explorer; `import explorer` gives the same names."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, get_args

from explorer.core.array import Box, Point
from explorer.core.configuring import configured, unknown, with_settings
from explorer.core.experiment import Experiment, Finding
from explorer.core.experiments import EXPERIMENTS
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.landscapes import landscape as _resolved
from explorer.core.measure import Ended, Measure
from explorer.core.measures import MEASURES
from explorer.core.minima import CriticalPoint
from explorer.core.minima import critical_points as _critical_points
from explorer.core.moved_landscape import with_numbers
from explorer.core.nets.data_sets import data_set, plan_of
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.run import Boundary, Run, Trace
from explorer.core.slice_of import slice_of

if TYPE_CHECKING:
    from explorer.core.restarts import Restarts
    from explorer.core.sampling import Sampling

__all__ = [
    "configured",
    "critical_points",
    "experiment",
    "experiments",
    "landscape",
    "landscapes",
    "measure",
    "measures",
    "minimize",
    "optimizers",
    "restarts",
    "slice_of",
    "start_on",
    "tiny_net",
]


def landscapes() -> dict[str, Landscape]:
    """Return the catalogue of landscapes, key to Landscape, in the order of the menu."""
    return dict(LANDSCAPES)


def optimizers() -> dict[str, type[Optimizer]]:
    """Return the optimizers, key to class, in the order of the menu."""
    return dict(OPTIMIZERS)


def experiments() -> dict[str, type[Experiment]]:
    """Return the experiments, key to class, in the order of the menu."""
    return dict(EXPERIMENTS)


def experiment(key: str, **settings: float) -> Finding:
    """Run an experiment and return what it found: `numbers` by name, and `curves` over x.

    Equal settings find the same. Raises SettingError with one sentence.
    """
    kind = EXPERIMENTS.get(key)
    if kind is None:
        raise SettingError(unknown("experiment", key, EXPERIMENTS))
    found = with_settings(kind(), settings).run()
    assert found is not None  # nobody cancelled it
    return found


def measures() -> dict[str, type[Measure]]:
    """Return the measures, key to class, in the order of the menu."""
    return dict(MEASURES)


def measure(key: str, *traces: Trace, **settings: float | str) -> float:
    """Return a number read off what `minimize` returned, like "held-out-accuracy".

    Most measures take one trace; `measures()` has them all with their settings. `step` says
    where along it, −1 the end. NaN where there is no number; SettingError, with one sentence,
    where the measure makes no sense of such a run.
    """
    kind = MEASURES.get(key)
    if kind is None:
        raise SettingError(unknown("measure", key, MEASURES))
    ended = [Ended(trace.run, trace) for trace in traces if trace.run is not None]
    if len(ended) < len(traces):
        raise SettingError("A measure takes traces that `minimize` or `restarts` returned.")
    return with_settings(kind(), settings).of(ended)


def tiny_net(
    data: str | Mapping[str, Any] = "moons",
    hidden: Iterable[int] = (8,),
    activation: str = "tanh",
    loss: str | None = None,
    **settings: Any,
) -> TinyNet:
    """Return a tiny net as a landscape: its weights are the variables, its mean loss the height.

    `data` is a key of a data set or a mapping of its settings, those that only it has included,
    like {"key": "spiral", "noise": 0.1} or {"key": "tanks", "light": "any light"}; those that are
    not given are the ones that suit it. `hidden` are the units of each hidden layer; without a
    `loss` it is the usual one for the data. Other settings are those of TinyNet: l1, l2, decay,
    batch, init, init_seed, init_size, init_bias. Weights lie in one vector, layer by layer: the
    matrix (out, in) row by row, then the biases. Raises SettingError with one sentence.
    """
    said = {"key": data} if isinstance(data, str) else dict(data)
    plan = plan_of(said.pop("key", "moons"), said)
    names = [field.name for field in fields(TinyNet)]
    for name in settings:
        if name not in names:
            raise SettingError(unknown("setting", name, names))
    usual = losses_for(data_set(plan))[0]
    return TinyNet(plan, tuple(hidden), activation, loss or usual, **settings)


def landscape(
    key_or_formula: str | Landscape, box: Box | None = None, **settings: float
) -> Landscape:
    """Return the landscape of a catalogue key or of a formula in x and y.

    `box` is one (low, high) for each variable; without it a catalogue landscape keeps its own
    and a formula gets (-5, 5) each. Settings are the landscape's own constants by name, and what
    moves its land while starts stay: shift_x and shift_y in shares of the box, turn in degrees
    about its middle, stretch along the last axis, and noise in the height, as a share of its usual
    range. Raises FormulaError or SettingError, both ValueErrors.
    """
    box = None if box is None else tuple((float(low), float(high)) for low, high in box)
    if isinstance(key_or_formula, Landscape):
        found = key_or_formula if box is None else key_or_formula.with_box(box)
    else:
        found = _resolved(key_or_formula, box)
    return with_numbers(found, settings)


def minimize(
    landscape: str | Landscape | TinyNet,
    optimizer: str | Optimizer,
    start: Iterable[float] | float | None = None,
    *,
    steps: int = 300,
    box: Box | None = None,
    seed: int = 0,
    tolerance: float = 1e-8,
    boundary: Boundary = "free",
    **settings: float | str,
) -> Trace:
    """Run one optimizer from one start and return its trace, verdict included.

    `landscape` and `optimizer` are keys (a formula will do for the landscape) or the objects
    themselves. Settings that are not given are those suggested for this landscape (from its
    curvature and the width of its box), the same as in the window. Every rule also takes the
    extras: schedule ("cosine", "1/t", ...), period, factor, floor, warm_up, clip, noise and
    weight_decay (see explorer.core.extras). Without a `start` the run begins where the landscape
    suggests. A run stops early where the gradient norm falls below `tolerance`; 0 never stops
    early. `boundary` says what happens at the edge of the box: "free" (nothing), "clamp",
    "reflect" or "stop". A net (see `tiny_net`) gives a Training: a trace of its weights, with
    losses and accuracies of the training and the held-out examples at each step. Equal arguments
    give equal traces, bit for bit. Raises SettingError or FormulaError, both ValueErrors, with one
    sentence.
    """
    from explorer.core.descent import check_run, descend

    ground = landscape if isinstance(landscape, TinyNet) else _ground(landscape, box)
    run = Run(
        ground,
        configured(optimizer, ground, settings),
        start_on(ground, start),
        steps,
        seed,
        tolerance,
        _boundary(boundary),
    )
    check_run(run)
    return descend([run])[0]


def restarts(
    landscape: str | Landscape,
    optimizer: str | Optimizer,
    starts: int = 50,
    *,
    evaluations: int = 0,
    seed: int = 0,
    steps: int = 300,
    box: Box | None = None,
    tolerance: float = 1e-8,
    boundary: Boundary = "free",
    sampling: "Sampling" = "uniform",
    **settings: float | str,
) -> "Restarts":
    """Run one optimizer from many random starts in the box and tell what they found.

    `starts` says how many; with `evaluations` above 0 that budget is spent instead. `sampling`
    spreads them: "uniform" by chance, "sobol" by chance with fewer gaps, "grid" in rows. The
    result has `best` (a trace), `traces`, `success` (the share that reached the lowest minimum),
    `minima` (k, dim) deepest first and `counts` (k,). Other arguments as in `minimize`.
    """
    from explorer.core.restarts import restart

    ground = _ground(landscape, box)
    return restart(
        ground,
        configured(optimizer, ground, settings),
        starts=starts,
        evaluations=evaluations,
        seed=seed,
        steps=steps,
        tolerance=tolerance,
        boundary=_boundary(boundary),
        sampling=sampling,
    )


def critical_points(landscape: str | Landscape, box: Box | None = None) -> list[CriticalPoint]:
    """Return the minima, saddles and maxima found in the box, minima deepest first.

    Each has a `point`, a `value`, a `kind` ("minimum", "saddle", "maximum", "degenerate") and
    `curvatures`; `words` say it as a reader would: "minimum at a kink", "flat minimum", "one of a
    whole line of lowest points", "inflection". `is_smooth` is false where the slope breaks,
    `is_degenerate` true where the curvatures do not tell the kind. The edge of the box is no
    minimum, level ground is none, and noise is left out.
    """
    return list(_critical_points(_ground(landscape, box)))


def start_on(landscape: Landscape | TinyNet, start: Iterable[float] | float | None) -> Point:
    """Return a start as a point of this landscape; None is the suggested one."""
    if start is None:
        return landscape.suggested_start
    try:
        numbers = [start] if isinstance(start, int | float) else list(start)
        point = tuple(float(number) for number in numbers)
    except (TypeError, ValueError):
        raise SettingError(f"A start must be numbers, not {start!r}.") from None
    if len(point) != landscape.dim:
        raise SettingError(
            f"A start on this landscape has {landscape.dim} "
            f"coordinate{'s' * (landscape.dim > 1)}, not {len(point)}."
        )
    return point


def _ground(key_or_landscape: str | Landscape, box: Box | None) -> Landscape:
    return landscape(key_or_landscape, box)


def _boundary(boundary: Boundary) -> Boundary:
    allowed = get_args(Boundary)
    if boundary not in allowed:
        raise SettingError(unknown("boundary", boundary, allowed))
    return boundary

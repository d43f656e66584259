"""Checking: what every optimizer must do, tried on one that somebody wrote."""

import inspect
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from explorer.core import engine
from explorer.core.descent import descend, descend_interpreted
from explorer.core.ends import ends
from explorer.core.landscape import Landscape, typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.lifting import rule_functions
from explorer.core.optimizer import Optimizer
from explorer.core.param import SettingError, params
from explorer.core.randomness import starts_in
from explorer.core.run import Run, Stop
from explorer.core.suggestion import suggested
from explorer.plugins.errors import line_of, place_of, sentence_of

__all__ = ["CHECKS", "QUICK", "Check", "check"]

STEPS = 40
STARTS = 5
AGREES = 1e-9
HIMMELBLAU, VALLEY = LANDSCAPES["himmelblau"], LANDSCAPES["valley"]
PLAIN = ("rosenbrock", "himmelblau", "rastrigin", "tilted-double-well", "kink", "plateau", "cliff")


@dataclass(frozen=True)
class Check:
    """One promise of an optimizer: what it is, and why it is broken; empty where it is kept."""

    promise: str
    broken: str = ""


def check(kind: type[Optimizer], path: Path, promises: tuple[str, ...]) -> Iterator[Check]:
    """Try an optimizer, one promise after another; ends with the first that is broken.

    The name of each promise is yielded with no verdict before it is tried: a rule may never come
    back.
    """
    for promise in promises:
        yield Check(promise, "…")
        try:
            broken = CHECKS[promise](kind)
        except Exception as error:  # noqa: BLE001  (what a stranger wrote may raise anything)
            place = place_of(error, path, rule_functions(kind))
            broken = f"{place}: {sentence_of(error)}"
        else:
            if broken:
                broken = f"{path.name}, line {line_of(kind.step)}: {broken}"
        yield Check(promise, broken)
        if broken:
            return


def _gives_back(kind: type[Optimizer]) -> str:
    """Tell what is wrong with what `step` and `tick` return."""
    rule = kind.rule()
    if rule.whole:
        return ""
    numbers = dict(zip(params(kind), kind().settings, strict=True))
    common = dict.fromkeys(rule.shared, 1.0) | numbers
    if kind.tick is not None and (wrong := _wrong_shape("tick", kind.tick, common, rule.shared)):
        return wrong
    known = common | dict.fromkeys(rule.memory, 0.5)
    known |= {"gradient": 0.7, "coordinate": 0.3, "noise": -0.2}
    return _wrong_shape("step", kind.step, known, ("the move", *rule.memory))


def _wrong_shape(name: str, function: Callable[..., Any], known: dict[str, float], due: Any) -> str:
    asked = inspect.signature(function).parameters
    if unknown := [one for one in asked if one not in known]:
        return f"`{name}` asks for {unknown[0]!r}, which is neither a setting nor declared memory."
    found = function(**{one: known[one] for one in asked})
    parts = found if isinstance(found, tuple) else (found,)
    if len(parts) != len(due):
        count = f"{len(due)} number{'s' * (len(due) != 1)}"
        return f"`{name}` must return {count} ({', '.join(due)}), not {len(parts)}."
    if not all(isinstance(part, int | float | np.floating) for part in parts):
        return f"`{name}` must return numbers, not {type(parts[0]).__name__}."
    return ""


def _walks(kind: type[Optimizer]) -> str:
    for landscape in (HIMMELBLAU, VALLEY):
        run = Run(landscape, suggested(kind, landscape), landscape.suggested_start, 10)
        (trace,) = descend_interpreted([run])
        if trace.points.shape[1] != landscape.dim:
            return "its points have another number of coordinates than the landscape."
    return ""


def _compiles(kind: type[Optimizer]) -> str:
    engine.rule(kind)
    return ""


def _agrees(kind: type[Optimizer]) -> str:
    for landscape in (HIMMELBLAU, VALLEY):
        run = Run(landscape, suggested(kind, landscape), landscape.suggested_start, STEPS)
        compiled, plain = descend([run])[0], descend_interpreted([run])[0]
        rows = min(len(compiled.points), len(plain.points), 10)
        apart = np.abs(compiled.points[:rows] - plain.points[:rows]).max()
        if not apart <= AGREES * np.abs(plain.points[:rows]).max():
            return f"compiled it takes another path than as plain Python: {apart:.2g} apart."
    return ""


def _repeats(kind: type[Optimizer]) -> str:
    starts = starts_in(HIMMELBLAU.box, 0, 0, STARTS)
    optimizer = suggested(kind, HIMMELBLAU)
    together = ends(HIMMELBLAU, optimizer, starts, STEPS)
    for i in range(STARTS):
        alone = ends(HIMMELBLAU, optimizer, starts[i : i + 1], STEPS)
        if not np.array_equal(alone.points[0], together.points[i], equal_nan=True):
            return "where a start ends depends on the other starts that are run with it."
    return ""


def _rests(kind: type[Optimizer]) -> str:
    level = typed("0*x + 0*y")
    run = Run(level, suggested(kind, level), (1.0, 2.0), 20, tolerance=0.0)
    (trace,) = descend([run])
    if not np.isfinite(trace.points).all() or trace.stop is Stop.DIVERGED:
        return "where all slopes are 0 it leaves the land of numbers."
    return ""


def _bears_settings(kind: type[Optimizer]) -> str:
    for name, declared in params(kind).items():
        for value in (declared.low, declared.high, *declared.slider):
            setting: dict[str, Any] = {name: int(value) if declared.whole else value}
            try:
                optimizer = replace(kind(), **setting)
            except SettingError:
                continue  # it may refuse what does not go together
            (trace,) = descend([Run(HIMMELBLAU, optimizer, (1.0, 1.0), 20)])
            if not np.isfinite(trace.points).all():
                return f"with {name} = {value:g} its path is not made of numbers."
    return ""


def _stays(kind: type[Optimizer]) -> str:
    for landscape in _tame():
        optimizer = suggested(kind, landscape)
        starts = starts_in(landscape.box, 0, 0, STARTS).tolist()
        for trace in descend([Run(landscape, optimizer, tuple(start)) for start in starts]):
            if trace.stop is Stop.DIVERGED:
                return f"at its suggested settings it flies away on {landscape.name}."
    return ""


def _improves(kind: type[Optimizer]) -> str:
    bowl = LANDSCAPES["bowl"]
    starts = starts_in(bowl.box, 1, 0, STARTS).tolist()
    traces = descend([Run(bowl, suggested(kind, bowl), tuple(start)) for start in starts])
    if not math.fsum(t.values[-1] for t in traces) < math.fsum(t.values[0] for t in traces):
        return "on a round bowl it ends no lower than it began, at its suggested settings."
    return ""


def _tame() -> Iterator[Landscape]:
    return (LANDSCAPES[key] for key in PLAIN)


# The promises in the order tried: each needs those before it.
CHECKS: dict[str, Callable[[type[Optimizer]], str]] = {
    "returns the numbers it declares": _gives_back,
    "takes steps as plain Python": _walks,
    "compiles": _compiles,
    "takes the same path compiled": _agrees,
    "does not mind other starts beside it": _repeats,
    "stands still or stays finite on level ground": _rests,
    "bears every setting it allows": _bears_settings,
    "gets lower on a bowl": _improves,
    "does not fly away at its suggested settings": _stays,
}
# What the window asks for before it lets a plugin in.
QUICK = (
    "returns the numbers it declares",
    "takes steps as plain Python",
    "compiles",
    "stands still or stays finite on level ground",
)

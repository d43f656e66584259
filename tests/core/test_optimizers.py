"""Optimizers: declarations over the whole family, and some rules by themselves."""

import inspect
import json
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from explorer.core import optimizers
from explorer.core.descent import descend
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.lifting import rule_source
from explorer.core.optimizer import Derivatives, Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.core.run import Run, Stop

RECORDS = json.loads(
    (Path(__file__).parents[1] / "reference" / "trajectories.json").read_text("utf-8")
)
SIMPLEX = [record for record in RECORDS["scipy"] if record["method"] == "Nelder-Mead"]
FAMILY = pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())


def record_name(record):
    x, y = record["start"]
    return f"{record['function']}-{x:g},{y:g}"


def subclasses(kind):
    return {kind, *(s for direct in kind.__subclasses__() for s in subclasses(direct))}


@pytest.mark.parametrize("record", SIMPLEX, ids=record_name)
def test_nelder_mead_takes_the_path_of_scipy(record):
    run = Run(LANDSCAPES[record["function"]], OPTIMIZERS["nelder-mead"](), tuple(record["start"]))
    (trace,) = descend([run])
    path = np.array(record["path"])
    assert trace.stop is Stop.FINISHED
    assert trace.evaluations == {"value": record["nfev"], "gradient": 0, "hessian": 0}
    assert len(trace.points) == len(path)
    assert np.abs(trace.points - path).max() <= 1e-4
    np.testing.assert_allclose(trace.points[:20], path[:20], rtol=0, atol=1e-9)
    assert trace.values[-1] == pytest.approx(record["fun"], abs=1e-4)


def test_newton_needs_one_step_on_a_bowl_and_walks_to_a_saddle():
    bowl = typed("3*(x - 1)^2 + 2*x*y + (y + 2)^2")
    (trace,) = descend([Run(bowl, OPTIMIZERS["newton"](), (4.0, 3.0))])
    assert trace.steps == 1
    assert trace.evaluations == {"value": 2, "gradient": 2, "hessian": 1}
    (trace,) = descend([Run(typed("x^2 - y^2"), OPTIMIZERS["newton"](), (1.0, 2.0))])
    np.testing.assert_allclose(trace.points[-1], 0, atol=1e-12)
    assert trace.verdict.kind == "saddle"


def test_newton_steps_down_the_slope_where_nothing_curves():
    newton = OPTIMIZERS["newton"](learning_rate=0.5)
    (trace,) = descend([Run(typed("2*x + y"), newton, (1.0, 1.0), steps=2)])
    np.testing.assert_allclose(trace.points, [[1, 1], [0, 0.5], [-1, 0]])


def test_damped_newton_takes_shorter_steps():
    run = Run(typed("x^2"), OPTIMIZERS["newton"](damping=2.0), (1.0,), steps=1)
    assert descend([run])[0].points[1, 0] == pytest.approx(0.5)


@FAMILY
def test_declarations_are_complete(kind):
    assert OPTIMIZERS[kind.key] is kind
    for words in (kind.name, kind.equation, kind.source, kind.__doc__):
        assert words.strip()
    assert kind.differs.endswith(".")
    assert kind.derivatives in get_args(Derivatives)
    assert params(kind)
    assert all(declared.help for declared in params(kind).values())


@FAMILY
def test_defaults_and_sliders_lie_within_the_range(kind):
    for name, declared in params(kind).items():
        low, high = declared.slider
        assert declared.low <= low < high <= declared.high
        assert not declared.log or low > 0
        assert declared.refusal(name, getattr(kind(), name)) is None


@FAMILY
def test_settings_out_of_range_are_refused_with_one_sentence(kind):
    for name, declared in params(kind).items():
        for value in (declared.low - 1, declared.high * 2 + 1, float("nan"), float("inf"), "1"):
            with pytest.raises(SettingError, match=r"^The .*\.$"):
                kind(**{name: value})


@FAMILY
def test_optimizers_are_values(kind):
    assert kind() == kind()
    assert hash(kind()) == hash(kind())
    name = next(iter(params(kind)))
    with pytest.raises(FrozenInstanceError):
        setattr(kind(), name, 1.0)


@FAMILY
def test_steps_ask_for_what_there_is(kind):
    rule = kind.rule()
    offered = {"gradient", "coordinate", "noise", *rule.memory, *rule.shared, *params(kind)}
    if rule.whole:
        offered = {"point", "height", "gradient", "step", "world", "chance"}
        offered |= {*rule.sizes, *params(kind)}
    assert set(inspect.signature(kind.step).parameters) <= offered
    assert bool(rule.shared) == (kind.tick is not None)
    compile(rule_source(kind), kind.key, "exec")


def test_every_optimizer_is_in_the_table():
    ours = {s for s in subclasses(Optimizer) if s.__module__.startswith("explorer.")}
    assert ours - {Optimizer} == set(OPTIMIZERS.values())
    files = {p.stem for p in Path(optimizers.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == {kind.__module__.rpartition(".")[2] for kind in OPTIMIZERS.values()}


def test_a_learning_rate_of_zero_is_allowed_and_a_negative_one_is_not():
    assert OPTIMIZERS["adam"](learning_rate=0.0).learning_rate == 0
    assert OPTIMIZERS["adam"](learning_rate=1e9).learning_rate == 1e9
    with pytest.raises(SettingError, match=r"learning rate must lie between 0 and 1e\+09, not -1"):
        OPTIMIZERS["adam"](learning_rate=-1.0)

"""The Python API: the names, keywords and results that other programs rely on."""

import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import explorer
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.data_sets import DATA_SETS, with_dial

ROOT = Path(__file__).resolve().parent.parent


def test_importing_explorer_loads_neither_numba_nor_qt():
    code = (
        "import sys, explorer; assert 'numpy' not in sys.modules; "
        "explorer.landscapes(); explorer.optimizers(); "
        "sys.exit(any(name.split('.')[0] in ('numba', 'PySide6') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_version_is_the_one_of_the_distribution():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert explorer.__version__ == project["version"]


@pytest.mark.parametrize("name", explorer.__all__)
def test_every_public_name_is_there(name):
    assert getattr(explorer, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="basin_hopper"):
        _ = explorer.basin_hopper


@pytest.mark.parametrize("optimizer", list(explorer.optimizers()))
@pytest.mark.parametrize("landscape", ["himmelblau", "x^2 + 3*sin(5*x)"])
def test_a_trace_keeps_its_contract(landscape, optimizer):
    ground = explorer.landscape(landscape)
    if explorer.optimizers()[optimizer].derivatives == "residuals" and ground.as_squares is None:
        with pytest.raises(ValueError, match=r"squares.*\.$"):
            explorer.minimize(landscape, optimizer, steps=40)
        return
    trace = explorer.minimize(landscape, optimizer, steps=40)
    taken = len(trace.points) - 1
    assert trace.steps == taken <= 40
    assert trace.points.shape == (taken + 1, ground.dim)
    assert trace.points.dtype == trace.values.dtype == np.float64
    assert trace.values.shape == (taken + 1,)
    assert tuple(trace.points[0]) == ground.suggested_start
    assert set(trace.evaluations) == {"value", "gradient", "hessian"}
    assert all(isinstance(count, int) for count in trace.evaluations.values())
    np.testing.assert_allclose(trace.values, ground.value(trace.points), rtol=1e-9, atol=1e-9)


def test_equal_arguments_give_equal_traces_bit_for_bit():
    first, second = (
        explorer.minimize("rosenbrock", "adam", start=(-1.2, 1.0), steps=200, learning_rate=0.02)
        for _ in range(2)
    )
    assert first.points.tobytes() == second.points.tobytes()


def test_settings_that_are_not_given_are_the_suggested_ones():
    from explorer.core.suggestion import suggested

    ground = explorer.landscape("rosenbrock")
    usual = suggested(explorer.optimizers()["momentum"], ground)
    by_key = explorer.minimize("rosenbrock", "momentum", steps=30)
    by_object = explorer.minimize(ground, usual, steps=30)
    assert by_key.points.tobytes() == by_object.points.tobytes()


def test_a_box_replaces_that_of_the_catalogue_and_of_a_formula():
    assert explorer.landscape("himmelblau", box=((-1, 1), (0, 2))).box == ((-1, 1), (0, 2))
    assert explorer.landscape("x^2").box == ((-5, 5),)
    assert explorer.landscape("x*y").box == ((-5, 5), (-5, 5))


def test_a_landscape_answers_arrays_of_points():
    hill = explorer.landscape("x^2 + 3*sin(5*x)", box=((-3, 3),))
    points = np.linspace(-3, 3, 7)[:, None]
    assert hill.value(points).shape == (7,)
    assert hill.gradient(points).shape == (7, 1)
    assert hill.hessian(points).shape == (7, 1, 1)


def test_critical_points_come_minima_first_and_deepest_first():
    found = explorer.critical_points("himmelblau")
    kinds = [one.kind for one in found]
    assert kinds.count("minimum") == 4
    assert kinds[:4] == ["minimum"] * 4
    values = [one.value for one in explorer.critical_points("x^2 + 3*sin(5*x)", box=((-3, 3),))]
    minima = [
        one.value
        for one in explorer.critical_points("x^2 + 3*sin(5*x)", box=((-3, 3),))
        if one.kind == "minimum"
    ]
    assert minima == sorted(minima) == values[: len(minima)]


def test_restarts_tell_what_they_found_and_how_often():
    found = explorer.restarts("himmelblau", "gradient-descent", starts=20, seed=3, steps=200)
    again = explorer.restarts("himmelblau", "gradient-descent", starts=20, seed=3, steps=200)
    assert len(found.traces) == 20
    assert 0 <= found.success <= 1
    assert found.best.values[-1] == min(trace.values[-1] for trace in found.traces)
    assert found.best.points.tobytes() == again.best.points.tobytes()


@pytest.mark.parametrize(
    ("arguments", "settings", "says"),
    [
        (("himmelblau", "adam", (0, 0)), {"lr": 1}, "learning_rate"),
        (("himmelblau", "adam", (0,)), {}, "2 coordinates"),
        (("himmelblau", "adam", "ab"), {}, "numbers"),
        (("himmelblau", "adam", (float("nan"), 0)), {}, "start"),
        (("himmelblau", "adams", (0, 0)), {}, "Did you mean adam?"),
        (("himmelblau", "adam", (0, 0)), {"learning_rate": "fast"}, "learning rate"),
        (("himmelblau", "adam", (0, 0)), {"steps": 10_000_000}, "steps"),
        (("himmelblau", "adam", (0, 0)), {"boundary": "wall"}, "clamp"),
        (("himmelblau", "adam", (0, 0)), {"box": ((1, 1), (0, 1))}, "box"),
        (("x +", "adam", (0,)), {}, "Column 4"),
    ],
)
def test_bad_arguments_are_refused_with_a_sentence(arguments, settings, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        explorer.minimize(*arguments, **settings)


def test_a_tiny_net_is_a_landscape_of_its_weights():
    net = explorer.tiny_net({"key": "xor", "examples": 40, "held_out": 0.5}, hidden=(3,), l2=0.01)
    weights = np.array([net.suggested_start])
    assert net.dim == 13
    assert net.value(weights).shape == (1,)
    assert net.gradient(weights).shape == (1, 13)
    assert net.hessian(weights).shape == (1, 13, 13)
    run = explorer.minimize(net, "adam", steps=30)
    assert run.points.shape == (31, 13)
    assert run.values[0] == pytest.approx(net.value(weights)[0])
    assert run.held_out_losses.shape == run.train_accuracies.shape == (31,)


def test_the_usual_loss_fits_the_data():
    losses = [explorer.tiny_net(key).loss for key in ("moons", "penguins", "sine")]
    assert losses == ["cross-entropy", "softmax", "squared"]


@pytest.mark.parametrize("key", DATA_SETS)
def test_a_net_begins_with_the_settings_that_suit_its_data(key):
    assert explorer.tiny_net(key).data == DATA_SETS[key].plan
    assert explorer.tiny_net({"key": key, "examples": 9}).data.noise == DATA_SETS[key].plan.noise


def test_a_data_set_takes_settings_of_its_own():
    tanks = DATA_SETS["tanks"].plan
    for said in (1, 1.0, "as told"):
        net = explorer.tiny_net({"key": "tanks", "light": said, "dark_tanks": 0.0})
        assert net.data == with_dial(tanks, "light", 1)
    own = OwnData(("x",), "y", (), ((0.0, 1.0), (1.0, 2.0)))
    assert explorer.tiny_net({"key": "own", "own": own}).data == DataPlan("own", own=own)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"data": "cake"}, "cake"),
        ({"hidden": (0,)}, "from 1 to 16"),
        ({"hidden": (99,)}, "from 1 to 16"),
        ({"activation": "magic"}, "magic"),
        ({"loss": "softmax"}, "Two classes"),
        ({"sizes": (2, 3)}, "no setting"),
        ({"data": {"key": "moons", "salt": 1}}, "no setting"),
        ({"data": {"key": "moons", "light": 1}}, "no setting"),
        ({"data": {"key": "tanks", "light": 3}}, "between 0 and 2"),
        ({"data": {"key": "tanks", "dials": ()}}, "no setting"),
        ({"l2": -1.0}, "between"),
    ],
)
def test_a_net_that_cannot_be_is_refused_in_a_sentence(wrong, reason):
    with pytest.raises(ValueError, match=reason):
        explorer.tiny_net(**wrong)


def test_a_learning_rate_that_explodes_is_an_event_with_words():
    net = explorer.tiny_net({"key": "sine", "examples": 20}, activation="square")
    run = explorer.minimize(net, "gradient-descent", steps=200, learning_rate=100.0)
    assert run.verdict.kind == "diverged"
    assert run.steps < 200
    assert run.verdict.evidence


def test_a_number_is_read_off_a_trace():
    trace = explorer.minimize("valley", "gradient-descent", start=7.0, steps=50)
    assert explorer.measure("height", trace) == trace.values[-1]
    assert explorer.measure("coordinate", trace, step=3.0) == trace.points[3, 0]
    first = explorer.restarts("valley", "gradient-descent", starts=2).traces[0]
    assert explorer.measure("distance-from-start", first, step=0) == 0.0
    elsewhere = explorer.measure("height-elsewhere", trace, landscape="x^2")
    assert elsewhere == pytest.approx(trace.points[-1, 0] ** 2)
    assert set(explorer.measures()) >= {"success", "held-out-accuracy", "sharpness"}


@pytest.mark.parametrize(
    ("key", "settings", "says"),
    [
        ("hight", {}, "Did you mean height?"),
        ("height", {"steps": 3}, "Did you mean step?"),
        ("height", {"step": 0.5}, "whole number"),
        ("height", {"step": "last"}, "must be a number"),
        ("height-elsewhere", {"landscape": 3}, "landscape of height-elsewhere is a name, not 3"),
        ("train-loss", {}, "This run is on a landscape"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_a_sentence(key, settings, says):
    trace = explorer.minimize("valley", "gradient-descent", steps=5)
    with pytest.raises(ValueError, match=re.escape(says)):
        explorer.measure(key, trace, **settings)


def test_a_path_that_no_run_made_is_not_measured():
    trace = explorer.minimize("valley", "gradient-descent", steps=5)
    with pytest.raises(ValueError, match="takes traces that"):
        explorer.measure("height", replace(trace, run=None))

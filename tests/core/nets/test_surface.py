"""The surface is the loss at each place of the plane, in float64 wherever rounding would show."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from explorer.core.array import Array
from explorer.core.nets import compiling, engine
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.planes import plane, view_box
from explorer.core.nets.slice_plan import LAYERS, MapLayer, SlicePlan
from explorer.core.nets.surface import LEVELS, layer_values, survey
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane
from explorer.core.param import SettingError

Walk = Callable[..., Array]
every_layer = pytest.mark.parametrize("layer", LAYERS)


@pytest.fixture(scope="module", autouse=True)
def surfaces_are_compiled() -> None:
    """Compile maps first: until then small grids are drafted without the engine."""
    compiling.compiled("surface")
    compiling.compiled("rough surface")


@pytest.fixture
def precisions(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each grid asked of the engine was single, the probes left out."""
    seen: list[bool] = []
    heights = engine.heights

    def spied(problem: Array, *place: Any, single: bool, **rest: Any) -> Array | None:
        if len(place[2]) > 9:
            seen.append(single)
        return heights(problem, *place, single=single, **rest)

    monkeypatch.setattr(engine, "heights", spied)
    return seen


def exact(net: TinyNet, laid: WeightPlane, layer: MapLayer, xs: Array, ys: Array) -> Array:
    places = np.stack([c.ravel() for c in np.meshgrid(xs, ys)], axis=1)
    return layer_values(net, layer, laid.weights(places)).reshape(len(ys), len(xs))


@every_layer
def test_heights_are_the_layer_at_each_place(net: TinyNet, layer: MapLayer, walk: Walk) -> None:
    path = walk(net)
    laid = plane(net, SlicePlan(), [path], 0, 0)
    (left, right), (low, high) = view_box(laid, [path])
    xs, ys = np.linspace(left, right, 13), np.linspace(low, high, 11)
    found = survey(net, laid, layer, xs, ys)
    assert found.shape == (11, 13)
    expected = exact(net, laid, layer, xs, ys)
    assert np.abs(found - expected).max() < 1e-5 * max(1e-3, np.abs(expected).max())


@every_layer
@pytest.mark.parametrize("radius", [0.02, 1e-3, 1e-6])
def test_a_zoom_is_exact(net: TinyNet, layer: MapLayer, radius: float, walk: Walk) -> None:
    path = walk(net)
    laid = plane(net, SlicePlan(), [path], 0, 0)
    x, y = laid.project(path[-1:])[0][0]
    xs, ys = np.linspace(x - radius, x + radius, 12), np.linspace(y - radius, y + radius, 11)
    found = survey(net, laid, layer, xs, ys)
    assert np.abs(found - exact(net, laid, layer, xs, ys)).max() < 1e-9


def test_single_precision_is_taken_where_nobody_sees_it(walk: Walk, precisions: list[bool]) -> None:
    net = TinyNet()
    laid = plane(net, SlicePlan(), [walk(net)], 0, 0)
    wide, near = np.linspace(-2.0, 2.0, 17), np.linspace(-0.03, 0.03, 17)
    survey(net, laid, "train", wide, wide)
    survey(net, laid, "train", near, near)
    assert precisions == [True, False]


def test_flat_and_bottomless_land_is_taken_in_double_precision(precisions: list[bool]) -> None:
    net = TinyNet(DataPlan(examples=60), (4,), "relu")
    dead = np.array(net.suggested_start)
    dead[net.layers[0].biases] = -100.0  # no unit answers: only the last bias moves the loss
    steep = TinyNet(DataPlan(examples=60), (4, 4, 4), "square")
    side = np.linspace(-1.0, 1.0, 17)
    flat = plane(net, SlicePlan("weights", first=0, second=1), [dead[None]], 0, 0)
    found = survey(net, flat, "train", side, side)
    assert np.ptp(found) == 0.0
    start = np.array([steep.suggested_start])
    cliff = plane(steep, SlicePlan("random"), [start], 0, 0)
    survey(steep, cliff, "train", 1e5 * side, 1e5 * side)
    assert precisions == [False, False]


def test_until_maps_are_compiled_small_grids_are_drafted_exactly(
    walk: Walk, precisions: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "ready_surface", lambda single: False)
    net = TinyNet(l2=0.01)
    laid = plane(net, SlicePlan(), [walk(net)], 0, 0)
    side = np.linspace(-2.0, 2.0, 17)
    found = survey(net, laid, "train", side, side)
    assert np.abs(found - exact(net, laid, "train", side, side)).max() < 1e-12
    assert precisions == []
    assert survey(net, laid, "train", side, side, cancelled=lambda: True) is None
    survey(net, laid, "train", np.linspace(-2.0, 2.0, 60), np.linspace(-2.0, 2.0, 60))
    assert precisions == [True]


def test_a_line_has_one_row(walk: Walk) -> None:
    net = TinyNet()
    path = walk(net)
    laid = plane(net, SlicePlan("line"), [path], 0, 0)
    xs = np.linspace(-1.0, 5.0, 21)
    found = survey(net, laid, "train", xs, np.empty(0))
    assert found.shape == (1, 21)
    assert found[0] == pytest.approx(net.value(laid.weights(xs[:, None])), rel=1e-5)


def test_a_survey_stops_when_it_is_cancelled(walk: Walk) -> None:
    net = TinyNet()
    laid = plane(net, SlicePlan(), [walk(net)], 0, 0)
    side = np.linspace(-2.0, 2.0, 51)
    assert survey(net, laid, "train", side, side, cancelled=lambda: True) is None


def test_a_batch_counts_its_own_examples(walk: Walk) -> None:
    net = TinyNet(l2=0.01)
    points = walk(net)[::20]
    rows = np.array([3, 5, 8, 13])
    data = net.data_set
    expected = [
        net.losses(p, data.inputs[rows], data.targets[rows]).mean() + net.penalty(p) for p in points
    ]
    assert layer_values(net, "batch", points, rows) == pytest.approx(np.array(expected), abs=1e-12)
    assert layer_values(net, "batch", points) == pytest.approx(net.value(points), abs=1e-12)


def test_layers_are_what_they_say(net: TinyNet, walk: Walk) -> None:
    points = walk(net)[::15]
    found = {layer: layer_values(net, layer, points) for layer in LAYERS}
    plain = {
        part: np.array([net.losses(p, *net.part(part)).mean() for p in points])
        for part in ("train", "held-out")
    }
    assert found["train"] == pytest.approx(net.value(points), abs=1e-12)
    assert found["penalty"] == pytest.approx(net.penalty(points), abs=1e-15)
    assert found["held-out"] == pytest.approx(plain["held-out"], abs=1e-12)
    assert found["difference"] == pytest.approx(plain["held-out"] - plain["train"], abs=1e-12)
    assert found["train"] == pytest.approx(plain["train"] + found["penalty"], abs=1e-12)


@pytest.mark.parametrize("layer", ["held-out", "difference"])
def test_without_held_out_examples_there_is_a_sentence(layer: MapLayer) -> None:
    net = TinyNet(DataPlan(held_out=0.0))
    with pytest.raises(SettingError, match="held out"):
        layer_values(net, layer, np.array([net.suggested_start]))


def test_grids_grow_finer() -> None:
    assert list(LEVELS) == sorted(LEVELS)

"""The terrain of a slice: true at every place that was surveyed, whatever is drawn between."""

import numpy as np
import pytest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.slice_plan import LAYERS, SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.weight_plane import WeightPlane
from explorer.session.slicer import Slice
from explorer.views import slice_terrain as module
from explorer.views.camera import Camera
from explorer.views.slice_terrain import SliceRequest, slice_terrain
from explorer.views.theme import difference_colours, landscape_colours

NET = TinyNet(DataPlan("moons", examples=24), hidden=(2,))
CAMERA = Camera(-2.0, 3.0, -1.0, 2.0, 300, 200)
SURFACES = {
    "bowl": lambda x, y: x**2 + 3 * y**2,
    "both signs": lambda x, y: x + 2 * y,
    "huge": lambda x, y: np.exp(20 * x) + y,
    "flat": lambda x, y: 0 * x + 0.7,
    "undefined in part": lambda x, y: np.where(x > 0, x + y, np.nan),
    "undefined": lambda x, y: np.nan * x,
    "infinite in part": lambda x, y: np.where(x > 0, x + y, np.inf),
}


def seen(layer="train", directions=2):
    plane = WeightPlane(np.zeros(NET.dim), np.eye(NET.dim)[:directions], "a plane", ("a", "b"))
    box = ((-2.0, 3.0), (-1.0, 2.0))[:directions]
    return Slice(NET, SlicePlan(layer=layer), plane, box)


@pytest.fixture(params=SURFACES)
def height(request, monkeypatch):
    chosen = SURFACES[request.param]

    def survey(net, plane, layer, xs, ys, rows=None, cancelled=None):
        ys = ys if len(plane.directions) == 2 else np.zeros(1)
        return None if cancelled and cancelled() else chosen(*np.meshgrid(xs, ys))

    monkeypatch.setattr(module, "survey", survey)
    return lambda x, y: float(chosen(np.array(x), np.array(y)))


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("count", [5, 17, 51])
def test_every_surface_is_coloured(height, layer, count):
    terrain = slice_terrain(SliceRequest(seen(layer), CAMERA, count))
    rows, columns = terrain.values.shape
    assert rows * columns == pytest.approx(count**2, rel=0.2)
    assert columns / rows == pytest.approx(1.5, rel=0.25)
    is_clear = terrain.colours[..., 3] == 0
    assert is_clear.any() == np.isnan(terrain.values).any() == (not terrain.is_whole)


@pytest.mark.parametrize("place", [(-2.0, -1.0), (3.0, 2.0), (-2.0, 2.0), (0.5, 0.5)])
def test_the_surface_is_exact_where_it_was_surveyed(height, place):
    terrain = slice_terrain(SliceRequest(seen(), CAMERA, 17))
    camera, (rows, columns) = CAMERA, terrain.values.shape
    x = np.linspace(camera.left, camera.right, columns)[round((place[0] + 2) / 5 * (columns - 1))]
    y = np.linspace(camera.low, camera.high, rows)[round((place[1] + 1) / 3 * (rows - 1))]
    found = terrain.value_at(x, y)
    assert np.isnan(found) or found == pytest.approx(height(x, y))


def test_beyond_the_edge_nothing_is_known(height):
    terrain = slice_terrain(SliceRequest(seen(), CAMERA, 17))
    assert np.isnan(terrain.value_at(-2.1, 0.0))
    assert np.isnan(terrain.value_at(0.0, 2.1))


def test_a_line_has_one_row_and_its_held_out_loss(height):
    terrain = slice_terrain(SliceRequest(seen(directions=1), CAMERA, 17))
    assert terrain.values.shape == (1, len(terrain.xs))
    assert len(terrain.held_out) == len(terrain.xs)
    other = slice_terrain(SliceRequest(seen("held-out", 1), CAMERA, 17))
    assert len(other.held_out) == 0


def test_a_survey_can_be_given_up(height):
    assert slice_terrain(SliceRequest(seen(), CAMERA, 17), lambda: True) is None


@pytest.mark.parametrize("shape", [(5, 5), (7, 40), (101, 60)])
def test_smoothing_goes_through_every_point(shape):
    heights = np.random.default_rng(1).random(shape)
    smooth = module._smoothed(heights)
    times = [(n - 1) // (k - 1) for n, k in zip(smooth.shape, shape, strict=True)]
    assert np.allclose(smooth[:: times[0], :: times[1]], heights)


def test_smoothing_keeps_a_slope_a_slope():
    x, y = np.meshgrid(np.arange(9.0), np.arange(6.0))
    smooth = module._smoothed(2 * x + 3 * y)
    rows, columns = smooth.shape
    fine_x, fine_y = np.meshgrid(np.linspace(0, 8, columns), np.linspace(0, 5, rows))
    assert np.allclose(smooth, 2 * fine_x + 3 * fine_y)


def test_no_difference_is_in_the_middle_of_the_scale():
    values = np.concatenate([np.linspace(-0.1, 0.0, 50), np.linspace(0.0, 3.0, 50)])
    scale = module._either_way(values)
    assert scale.height(np.zeros(1)) == pytest.approx(0.5)
    sizes = np.linspace(0.0, 4.0, 20)
    assert np.allclose(scale.height(sizes) + scale.height(-sizes), 1.0)
    assert (np.diff(scale.height(np.linspace(-4, 4, 50))) >= 0).all()


def test_a_difference_has_colours_of_its_own():
    ours, others = difference_colours(64), landscape_colours(64)
    assert not np.array_equal(ours, others)
    luminance = ours[:, :3] @ (0.21, 0.72, 0.07)
    assert luminance[[0, -1]].min() > 4 * luminance[31:33].max()

"""A surface through heights on a grid is smooth, true at the grid and ends with it."""

import numpy as np
import pytest

from explorer.core import kernels, spline
from explorer.core.array import Array
from explorer.core.descent import descend, descend_interpreted
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.recorded_slice import Recording, recorded
from explorer.core.run import Run
from explorer.core.suggestion import suggested

BOX = ((-2.0, 2.0), (-1.0, 3.0))
XS, YS = np.linspace(-2, 2, 41), np.linspace(-1, 3, 31)


def hill(points: Array) -> Array:
    return (1 - points[:, 0]) ** 2 + 3 * np.sin(points[:, 1]) * points[:, 0]


def grid() -> Array:
    return np.stack(np.meshgrid(XS, YS), axis=-1).reshape(-1, 2)


def slice_(heights=None):
    found = hill(grid()).reshape(31, 41) if heights is None else heights
    rows = tuple(tuple(row) for row in found.tolist())
    record = Recording(rows, ((0.0, 0.5),), (1.0,), (0.0,), 1.0, 33)
    return recorded("A slice", BOX, record)


POINTS = np.random.RandomState(0).uniform([-1.5, -0.5], [1.5, 2.5], (50, 2))


def test_the_surface_goes_through_the_heights():
    assert np.allclose(slice_().value(grid()), hill(grid()), rtol=0, atol=1e-12)


def test_between_the_heights_it_is_as_smooth_as_what_was_measured():
    assert np.abs(slice_().value(POINTS) - hill(POINTS)).max() < 1e-4


def test_gradient_and_curvature_are_the_slopes_of_the_value():
    found, step = slice_(), 1e-5
    for d in range(2):
        away = step * np.eye(2)[d]
        slope = (found.value(POINTS + away) - found.value(POINTS - away)) / (2 * step)
        bend = (found.gradient(POINTS + away) - found.gradient(POINTS - away)) / (2 * step)
        assert np.allclose(slope, found.gradient(POINTS)[:, d], atol=1e-8)
        assert np.allclose(bend, found.hessian(POINTS)[:, :, d], atol=1e-7)


@pytest.mark.parametrize("way", [kernels.compiled, kernels.interpreted])
def test_kernels_agree_with_the_surface(way):
    found = slice_()
    look = way(found)
    columns = np.ascontiguousarray(POINTS.T)
    value, gradient, hessian = np.empty(50), np.empty((2, 50)), np.empty((2, 2, 50))
    look.slope(columns, found.constant_values, value, gradient)
    look.curvature(columns, found.constant_values, hessian)
    assert np.allclose(value, found.value(POINTS), atol=1e-12)
    assert np.allclose(gradient.T, found.gradient(POINTS), atol=1e-11)
    assert np.allclose(np.moveaxis(hessian, -1, 0), found.hessian(POINTS), atol=1e-10)


def test_nothing_is_said_of_what_was_not_measured():
    outside = np.array([[-2.01, 0.0], [0.0, 3.01], [1e300, 0.0], [np.nan, 0.0]])
    with np.errstate(all="ignore"):
        assert np.isnan(slice_().value(outside)).all()


@pytest.mark.parametrize(
    "key", [key for key, kind in OPTIMIZERS.items() if kind.derivatives != "residuals"]
)
def test_every_optimizer_races_on_it_and_stays(key):
    bowl = ((grid() - (0.4, 1.1)) ** 2).sum(axis=1).reshape(31, 41)
    found = slice_(bowl)
    run = Run(found, suggested(OPTIMIZERS[key], found), (0.0, 0.5), steps=60, boundary="stop")
    (trace,), (draft,) = descend([run]), descend_interpreted([run])
    assert trace.stop.name != "LEFT_BOX"
    assert trace.values[-1] < trace.values[0]
    assert np.allclose(trace.points, draft.points[: len(trace.points)], atol=1e-6)


def test_a_path_that_leaves_what_was_measured_has_left_the_box():
    found = slice_()
    optimizer = OPTIMIZERS["momentum"](learning_rate=0.05)
    trace = descend([Run(found, optimizer, (0.0, 0.5), boundary="stop")])[0]
    assert trace.verdict.kind == "left-box"
    assert np.isfinite(trace.values[:-1]).all()


def test_heights_that_are_no_numbers_are_as_high_as_the_highest():
    heights = hill(grid()).reshape(31, 41)
    heights[0, 0], heights[5, 7] = np.nan, np.inf
    corner = np.array([[-2.0, -1.0]])
    assert slice_(heights).value(corner)[0] == pytest.approx(heights[np.isfinite(heights)].max())


@pytest.mark.parametrize(
    ("heights", "reason"),
    [
        (np.zeros((3, 9)), "from 4 to"),
        (np.full((5, 5), np.nan), "None of the heights"),
    ],
)
def test_heights_that_make_no_surface_are_refused(heights, reason):
    with pytest.raises(SettingError, match=reason):
        slice_(heights)


def test_weights_of_the_spline_add_up_to_one():
    for share in np.linspace(0, 1, 11):
        assert sum(spline.weights_of(share)) == pytest.approx(1.0)
        assert sum(spline.slopes_of(share)) == pytest.approx(0.0, abs=1e-15)
        assert sum(spline.bends_of(share)) == pytest.approx(0.0, abs=1e-15)

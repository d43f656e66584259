"""The camera: pixels and points agree, whatever is zoomed and panned."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.views.camera import Camera, fitted

coordinate = st.floats(-1e6, 1e6)
extent = st.floats(1e-3, 1e6)
pixels = st.integers(16, 4000)


@st.composite
def cameras(draw):
    left, low = draw(coordinate), draw(coordinate)
    return Camera(left, left + draw(extent), low, low + draw(extent), draw(pixels), draw(pixels))


@given(cameras(), st.floats(0, 4000), st.floats(0, 4000))
def test_a_pixel_is_over_the_point_it_shows(camera, x, y):
    point = camera.to_point(x, y)
    back = camera.to_pixels(np.array([point]))[0]
    grain = 1e-9 * (1 + np.abs(point) / np.array(camera.per_pixel)).max()
    assert np.allclose(back, (x, y), atol=1e-6 + grain)


@given(cameras(), st.floats(0.1, 10), st.floats(0, 4000), st.floats(0, 4000))
def test_zooming_keeps_what_is_under_the_pointer(camera, factor, x, y):
    before = camera.to_point(x, y)
    after = camera.zoomed(factor, x, y).to_point(x, y)
    size = np.array(camera.per_pixel) * 4000 + np.abs(before)
    assert (np.abs(np.subtract(before, after)) <= 1e-9 * size).all()


@given(cameras(), st.integers(0, 400), st.booleans())
def test_zooming_never_ends_in_nothing(camera, times, closer):
    for _ in range(times):
        camera = camera.zoomed(0.5 if closer else 2.0, 10, 10)
    assert camera.left < camera.right
    assert camera.low < camera.high
    assert all(np.isfinite(camera.per_pixel))


@given(coordinate, extent, coordinate, extent, pixels, pixels, st.booleans())
def test_the_whole_box_fits(left, wide, low, tall, width, height, equal):
    box = ((left, left + wide), (low, low + tall))
    camera = fitted(box, width, height, equal)
    slack = 1e-6 * (wide + tall + abs(left) + abs(low))
    assert camera.left <= left + slack
    assert camera.right >= left + wide - slack
    assert camera.low <= low + slack
    assert camera.high >= low + tall - slack


@given(st.integers(16, 4000), st.integers(16, 4000))
def test_equal_axes_have_equal_units(width, height):
    camera = fitted(((-5.0, 5.0), (0.0, 3.0)), width, height, True)
    assert camera.is_equal


def test_the_second_axis_points_up():
    camera = Camera(0, 10, 0, 10, 100, 100)
    assert camera.to_pixels(np.array([[0.0, 10.0]])).tolist() == [[0.0, 0.0]]


def test_panning_moves_the_ground_with_the_hand():
    camera = Camera(0, 10, 0, 10, 100, 100)
    point = np.array([[3.0, 4.0]])
    moved = camera.panned(7, -5).to_pixels(point) - camera.to_pixels(point)
    assert np.allclose(moved, [[7, -5]])


def test_resizing_keeps_middle_and_scale():
    camera = Camera(0, 10, 0, 5, 100, 100)
    larger = camera.resized(200, 60)
    assert larger.per_pixel == camera.per_pixel
    assert (larger.left + larger.right, larger.low + larger.high) == (10, 5)

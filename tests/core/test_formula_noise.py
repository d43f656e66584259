"""Frozen noise belongs to the point, has the spread it says, and shows no pattern."""

from math import floor

import numpy as np
import pytest

from explorer.core.formula import parse
from explorer.core.formula.noise import noise
from explorer.core.kernels import compiled, interpreted
from explorer.core.landscape import typed

NOTHING = np.empty(0)
PRIME = 2**25 - 39
COUNT = 200_000
WALKS = {
    "by chance": np.random.default_rng(2).uniform(-5, 5, (2, COUNT)),
    "a fine grid": np.array([np.arange(COUNT) * 1e-5 - 1, np.zeros(COUNT)]),
    "neighbouring cells": np.array([np.arange(COUNT) * 2.0**-25, np.zeros(COUNT)]),
    "neighbours in y": np.array([np.full(COUNT, 0.3), np.arange(COUNT) * 2.0**-25]),
    "whole numbers": np.array([np.arange(COUNT) - 1e5, np.ones(COUNT)]),
    "a diagonal": np.array([np.arange(COUNT) * 1e-3, np.arange(COUNT) * -1e-3]),
    "far out": np.array([np.arange(COUNT) + 1e12, np.arange(COUNT) - 1e12]),
}


def noise_in_whole_numbers(u: float, v: float) -> float:
    """The same noise in Python's whole numbers, which are never rounded."""
    words = []
    for c in (u, v):
        words += [floor(c) % PRIME, floor((c - floor(c)) * 2**25)]
    states = [3141592, 9265359]
    for word in [*words, 0, 0, 0, 0]:
        states.append((states[-1] ** 3 + states[-2] + word + 27182819) % PRIME)
    return (2 * sum(states[-3:]) - 3 * (PRIME - 1)) / 2 * (2.0 / PRIME)


def test_is_the_same_in_whole_numbers_and_compiled_bit_for_bit() -> None:
    points = np.random.default_rng(0).normal(size=(2, 300)) * 10.0 ** np.arange(-10, 15, 25 / 300)
    points[:, :4] = [[0.0, -0.0, 1.0, -1.0], [0.5, -1e-30, 2.0**-25, -(2.0**-25)]]
    wanted = [noise_in_whole_numbers(u, v) for u, v in points.T]
    assert parse("noise(x, y)").value(points, NOTHING).tolist() == wanted
    landscape = typed("noise(x, y)")
    for made in (compiled(landscape), interpreted(landscape)):
        values = np.empty(300)
        made.value(points, NOTHING, values)
        assert values.tolist() == wanted


@pytest.mark.parametrize("walk", WALKS.values(), ids=WALKS.keys())
def test_looks_like_chance_along(walk: np.ndarray) -> None:
    found = noise(*walk)
    assert abs(found.mean()) < 5 / np.sqrt(COUNT)
    assert found.std() == pytest.approx(1, abs=5 / np.sqrt(COUNT))
    # The three numbers of which it is the sum make it rarer the further from 0.
    shares = [np.mean(np.abs(found) < limit) for limit in (0.5, 1, 2, 2.75)]
    assert shares == pytest.approx([0.3646, 0.6667, 0.9583, 0.9993], abs=6e-3)
    for heights in (found, np.abs(found) - np.abs(found).mean()):
        power = np.abs(np.fft.rfft(heights)) ** 2
        alike = np.fft.irfft(power)[1 : COUNT // 2] / np.sum(heights**2)
        assert np.abs(alike).max() < 7 / np.sqrt(COUNT)  # at every distance
        assert power[1:].max() < 25 * power[1:].mean()  # at every pitch


def test_a_map_of_it_has_no_stripes() -> None:
    for width in (10.0, 1.0, 1e-4):
        x, y = np.meshgrid(*[np.linspace(-width, width, 256)] * 2)
        power = np.abs(np.fft.fft2(noise(x, y))).ravel()[1:] ** 2
        assert power.max() < 25 * power.mean()
        assert abs(np.corrcoef(noise(x, y).ravel(), noise(y, x).ravel())[0, 1]) < 0.05


def test_one_coordinate_stands_for_two() -> None:
    points = WALKS["by chance"][:, :9]
    np.testing.assert_array_equal(
        parse("noise(x)").value(points, NOTHING), parse("noise(x, 0)").value(points, NOTHING)
    )


def test_it_is_defined_wherever_the_point_is() -> None:
    points = np.array([[1e16, -1e300, 5e-324, np.nan, np.inf], [0.0, -1e17, 1.0, 0.0, 0.0]])
    found = parse("noise(x, y)").value(points, NOTHING)
    assert np.isfinite(found[:3]).all()
    assert np.isnan(found[3:]).all()


def test_a_formula_can_be_had_without_its_noise() -> None:
    points = WALKS["by chance"][:, :9]
    noisy = parse("x^2 + 3*x*y + k*noise(x)", ("k",))
    constants = np.array([0.5])
    np.testing.assert_array_equal(
        noisy.calm.value(points, constants), parse("x^2 + 3*x*y").value(points, NOTHING)
    )
    assert noisy.calm != noisy
    assert noisy.calm.calm is noisy.calm
    hill = typed("x^2 + noise(x)")
    column = points[0][:, np.newaxis]
    np.testing.assert_array_equal(hill.calm_value(column), points[0] ** 2)
    assert (hill.value(column) != hill.calm_value(column)).all()


def test_slopes_and_curvatures_leave_it_out() -> None:
    points = WALKS["by chance"][:, :9]
    smooth, noisy = parse("x^2 + 3*x*y"), parse("x^2 + 3*x*y + 0.5*noise(x, y)")
    np.testing.assert_array_equal(noisy.slope(points, NOTHING)[1], smooth.slope(points, NOTHING)[1])
    np.testing.assert_array_equal(
        noisy.curvature(points, NOTHING), smooth.curvature(points, NOTHING)
    )
    assert any("without noise" in sentence for sentence in noisy.warnings)

"""What is said about the spot under the pointer agrees with the landscape there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.session.reading import read_at

WORDS = {
    ("x^2 + y^2", (0.5, 0.5)): "bowl",
    ("-x^2 - 2*y^2", (0.5, 0.5)): "hill",
    ("x^2 - y^2", (0.5, 0.5)): "saddle-like",
    ("x^2 + 0*y", (0.5, 0.5)): "trough",
    ("-x^2 + 0*y", (0.5, 0.5)): "ridge",
    ("x + y", (0.5, 0.5)): "even slope",
    ("3 + 0*x*y", (0.5, 0.5)): "flat",
    ("sqrt(x)", (-1.0,)): "undefined here",
    ("cbrt(x)", (0.0,)): "no slope here",
    ("x^2", (1.0,)): "bowl",
}


@pytest.mark.parametrize(("formula", "point"), WORDS)
def test_the_word_fits(formula, point):
    assert read_at(typed(formula), point).words == WORDS[formula, point]


@given(st.sampled_from(list(LANDSCAPES.values())), st.floats(0, 1), st.floats(0, 1))
def test_numbers_are_those_of_the_landscape(landscape, u, v):
    point = tuple(
        low + t * (high - low) for t, (low, high) in zip((u, v), landscape.box, strict=False)
    )
    at = np.array([point])
    reading = read_at(landscape, point)
    np.testing.assert_equal(reading.value, landscape.value(at)[0])
    np.testing.assert_equal(reading.gradient, landscape.gradient(at)[0])
    trace = np.trace(landscape.hessian(at)[0])
    if np.isfinite(trace):
        scale = 1.0 + max(abs(c) for c in reading.curvatures)
        assert sum(reading.curvatures) == pytest.approx(trace, abs=1e-9 * scale)
    assert list(reading.curvatures) == sorted(reading.curvatures) or not np.isfinite(trace)

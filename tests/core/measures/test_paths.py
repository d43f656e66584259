"""Measures of any path, against a descent that is known in closed form."""

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError

BOWL = typed("x^2 + 3*y^2")
STEPS = 12
# Gradient descent with rate 0.1 from (2, 1): every step takes off a fifth of x, three of y.
X, Y = 2.0 * 0.8 ** np.arange(STEPS + 1), 0.4 ** np.arange(STEPS + 1)


@pytest.fixture
def fall(raced):
    descent = OPTIMIZERS["gradient-descent"](learning_rate=0.1)
    return raced(BOWL, STEPS, descent, (2.0, 1.0), tolerance=0.0)


def test_everything_about_a_known_descent(fall, read):
    heights = X**2 + 3 * Y**2
    for step in (0, 1, 5, STEPS, -1):
        k = STEPS if step < 0 else step
        expected = {
            "height": heights[k],
            "steps": k,
            "evaluations": 2 * (k + 1),
            "gradient-norm": np.hypot(2 * X[k], 6 * Y[k]),
            "condition-number": 3.0,
            "travelled": np.hypot(np.diff(X), np.diff(Y))[:k].sum(),
            "distance-to-best": np.hypot(X[k], Y[k]),
            "distance-from-start": np.hypot(2 - X[k], 1 - Y[k]),
            "jitter": heights[: k + 1].std(),
        }
        for key, value in expected.items():
            assert read(key, fall, step=step) == pytest.approx(value, rel=1e-9), key
        for index, row in ((0, X), (1, Y)):
            assert read("coordinate", fall, step=step, index=index) == pytest.approx(row[k])
    assert read("uphill-share", fall) == 0.0
    assert read("jitter", fall, after=4, step=9) == pytest.approx(heights[4:10].std())


def test_a_variable_that_is_not_there_is_refused(fall, ended, read):
    with pytest.raises(SettingError, match=r"variables 0 to 1; there is no variable 2\.$"):
        read("coordinate", fall, index=2)
    with pytest.raises(SettingError, match=r"variable 0 alone; there is no variable 1\.$"):
        read("coordinate", ended("one variable"), index=1)


def test_steps_uphill_are_counted(raced, read):
    # With rate 1 on x² each step lands as high on the other side: no way up, whatever rounding.
    mirrored = raced(
        typed("x^2"), 9, OPTIMIZERS["gradient-descent"](learning_rate=1.0), (0.3,), tolerance=0.0
    )
    assert read("uphill-share", mirrored) == 0.0
    swinging = raced(typed("x^2"), 50, OPTIMIZERS["momentum"](0.05, 0.9), (3.0,), tolerance=0.0)
    heights = swinging.trace.points[:, 0] ** 2
    risen = heights[1:] > heights[:-1]
    assert 0.2 < risen.mean() < 0.8
    assert read("uphill-share", swinging) == risen.mean()
    assert read("uphill-share", swinging, after=10, step=30) == risen[10:30].mean()
    assert np.isnan(read("uphill-share", swinging, step=0))


def test_the_best_is_the_nearest_of_the_deepest(raced, read, ended):
    still = OPTIMIZERS["gradient-descent"](learning_rate=1e-12)
    # Both minima of Himmelblau's function on this side are zeros of it.
    there = raced(LANDSCAPES["himmelblau"], 0, still, (3.0, 1.0))
    assert read("distance-to-best", there) == pytest.approx(1.0)
    assert read("distance-to-best", raced(LANDSCAPES["valley"], 0, still, (6.25,))) == 4.25
    # Of a formula the minima are searched for: here the roots of 4x³ − 4x + 0.3, the lower one.
    roots = np.roots([4.0, 0.0, -4.0, 0.3]).real
    best = min(roots, key=lambda x: x**4 - 2 * x**2 + 0.3 * x)
    typed_run = raced(typed("x^4 - 2*x^2 + 0.3*x"), 0, still, (1.5,))
    assert read("distance-to-best", typed_run) == pytest.approx(1.5 - best, rel=1e-6)
    with pytest.raises(SettingError, match="No minimum is known"):
        read("distance-to-best", raced(typed("x"), 0, still, (1.5,)))


def test_condition_numbers(held, rows_of, read):
    line = TinyNet(
        rows_of([(x, 0.0) for x in (1.0, 2.0, 6.0)], features=("x",)), (), loss="squared"
    )
    x = line.part("train")[0][:, 0]
    curvature = 2 * np.array([[x @ x, x.sum()], [x.sum(), len(x)]]) / len(x)
    low, high = np.linalg.eigvalsh(curvature)
    assert read("condition-number", held(line, (1.0, 2.0))) == pytest.approx(high / low)
    flat = TinyNet(rows_of([(0.0, 1.0), (0.0, 2.0)], features=("x",)), (), loss="squared")
    assert read("condition-number", held(flat, (1.0, 2.0))) == np.inf


def test_the_slope_of_a_net_is_of_all_examples_not_of_a_batch(ended, read):
    one = ended("batches")
    whole = one.run.landscape.gradient(one.trace.points[-1:])[0]
    assert not np.allclose(whole, one.trace.gradients[-1])
    assert read("gradient-norm", one) == pytest.approx(np.sqrt((whole**2).sum()))

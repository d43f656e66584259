"""First-order and adaptive rules: what is said of them holds, and no slope is no trouble."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.ends import ends
from explorer.core.inside import inside
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import params
from explorer.core.run import Run

SLOPING = [kind for kind in OPTIMIZERS.values() if kind.derivatives != "value"]
RESTLESS = ("noisy-gradient-descent", "langevin", "yogi")  # Yogi's mean slope begins above 0.
HIMMELBLAU = LANDSCAPES["himmelblau"]
START = (1.0, 1.5)
BOWL = typed("0.5*(x^2 + 30*y^2)", box=((-5, 5), (-5, 5)))


def walk(landscape, key, steps=30, start=START, **settings):
    run = Run(landscape, OPTIMIZERS[key](**settings), start, steps, tolerance=0.0)
    return descend([run])[0]


@pytest.mark.parametrize("kind", SLOPING, ids=[kind.key for kind in SLOPING])
def test_where_there_is_no_slope_nothing_breaks(kind):
    flat = typed("max(x, 0)^2 + max(y, 0)^2", box=((-3, 3), (-3, 3)))
    sharp = {name: 0.0 for name in params(kind) if name == "epsilon"}
    runs = [
        Run(flat, optimizer, (-1.0, -2.0), 12, tolerance=0.0)
        for optimizer in (kind(), kind(**sharp))
    ]
    for trace in descend(runs):
        assert np.isfinite(trace.points).all()
        if kind.group != "global" and kind.key not in RESTLESS:
            still = np.tile((-1.0, -2.0), (trace.steps + 1, 1))
            np.testing.assert_array_equal(trace.points, still)


@pytest.mark.parametrize(
    ("key", "settings", "wanted"),
    [
        ("sign-descent", {}, 1.0),
        ("lion", {}, 1.0),
        ("adam", {}, 1.0),
        ("adamw", {}, 1.0),
        ("amsgrad", {}, 1.0),
        ("adamax", {}, 1.0),
        ("adagrad", {}, 1.0),
        ("rmsprop", {}, 10.0),
        ("rmsprop", {"decay": 0.9}, 10**0.5),
        ("adadelta", {}, (1e-6 / 0.1) ** 0.5),
        ("adabelief", {}, 1 / 0.9),
        ("adan", {}, 1.0),
        ("nadam", {}, 1.056),
        ("nadam", {"momentum_decay": 1.0}, 1.063),
        ("nadam", {"course": 1}, 1.474),
        ("adopt", {}, 0.0),
    ],
)
def test_first_steps_have_the_length_that_is_told(key, settings, wanted):
    trace = walk(HIMMELBLAU, key, 1, learning_rate=0.01, **settings)
    step = trace.points[1] - trace.points[0]
    signs = -np.sign(trace.gradients[0])
    np.testing.assert_allclose(step, 0.01 * wanted * signs, rtol=1e-3, atol=1e-12)


def test_steps_of_one_length_stay_so():
    lion = walk(HIMMELBLAU, "lion", learning_rate=0.02)
    sign = walk(HIMMELBLAU, "sign-descent", learning_rate=0.02)
    for trace in (lion, sign):
        np.testing.assert_allclose(np.abs(np.diff(trace.points, axis=0)), 0.02, rtol=1e-9)
    even = walk(HIMMELBLAU, "normalised-gradient-descent", learning_rate=0.02)
    lengths = np.linalg.norm(np.diff(even.points, axis=0), axis=1)
    np.testing.assert_allclose(lengths, 0.02, rtol=1e-9)
    longest = walk(HIMMELBLAU, "adamax", learning_rate=0.02)
    assert np.abs(np.diff(longest.points, axis=0)).max() <= 0.02 * (1 + 1e-9)


@pytest.mark.parametrize("restarts", [False, True])
def test_growing_momentum_is_that_of_su_boyd_and_candes(restarts):
    scale, rate = np.array([1.0, 30.0]), 0.03
    trace = walk(BOWL, "nesterov-convex", 120, learning_rate=rate, restart=int(restarts))
    ahead = ball = np.array(START)
    k, path, begun = 1, [ahead], 0
    for _ in range(120):
        last, slope = ball, scale * ahead
        ball = ahead - rate * slope
        if restarts and slope @ (ball - last) > 0:
            k, begun = 1, begun + 1
        ahead = ball + (k - 1) / (k + 2) * (ball - last)
        path, k = [*path, ahead], k + 1
    np.testing.assert_allclose(trace.points, path, rtol=1e-9, atol=1e-12)
    assert (begun > 2) == restarts


def test_a_restart_takes_the_swings_out():
    swinging, restarted = (
        walk(BOWL, "nesterov-convex", 200, learning_rate=0.03, restart=restart).values
        for restart in (0, 1)
    )
    assert restarted[-1] < 1e-3 * swinging[-1]
    assert (np.diff(swinging) > 0).sum() > 3 * (np.diff(restarted) > 0).sum()


def test_langevin_is_found_at_each_height_as_often_as_its_temperature_says():
    # On a parabola of curvature c, a step of η leaves a variance of T / (c (1 − η c / 2)).
    curvature, rate, temperature, count = 2.0, 0.1, 0.7, 4000
    hill = typed(f"{curvature / 2}*x^2", box=((-5, 5),))
    optimizer = OPTIMIZERS["langevin"](rate, temperature=temperature)
    found = ends(hill, optimizer, np.zeros((count, 1)), 60, seeds=list(range(count)), tolerance=0.0)
    wanted = temperature / (curvature * (1 - rate * curvature / 2))
    assert abs(found.points.mean()) < 4 * (wanted / count) ** 0.5
    assert found.points.var() == pytest.approx(wanted, rel=4 * (2 / count) ** 0.5)


def test_langevin_without_heat_is_gradient_descent():
    cold = walk(HIMMELBLAU, "langevin", learning_rate=0.01, temperature=0.0)
    plain = walk(HIMMELBLAU, "gradient-descent", learning_rate=0.01)
    np.testing.assert_array_equal(cold.points, plain.points)


def test_adan_is_as_its_authors_wrote_it():
    new1, new2, new3, rate, tiny = 0.02, 0.08, 0.01, 0.05, 1e-8  # the shares of the paper
    trace = walk(HIMMELBLAU, "adan", learning_rate=rate)
    x, m, v, n = np.array(START), 0.0, 0.0, 0.0
    last = HIMMELBLAU.gradient(x[None])[0]
    for t in range(1, 31):
        g = HIMMELBLAU.gradient(x[None])[0]
        d, last = g - last, g
        m = (1 - new1) * m + new1 * g
        v = (1 - new2) * v + new2 * d
        n = (1 - new3) * n + new3 * (g + (1 - new2) * d) ** 2
        m_, v_, n_ = (
            mean / (1 - (1 - new) ** t) for mean, new in ((m, new1), (v, new2), (n, new3))
        )
        x = x - rate * (m_ + (1 - new2) * v_) / (np.sqrt(n_ + tiny) + tiny)
        np.testing.assert_allclose(trace.points[t], x, rtol=1e-9)


def test_the_average_is_the_mean_of_the_walk():
    run = Run(HIMMELBLAU, OPTIMIZERS["averaged-gradient-descent"](0.01, quiet=10), START, 40)
    notes = inside(run)
    mean = notes.moment(40).after["mean"]
    np.testing.assert_allclose(mean, notes.points[12:41].mean(axis=0), rtol=1e-12)
    (dot,) = notes.marks(40)
    np.testing.assert_array_equal(dot.points[0], mean)


def test_rprop_feels_slopes_whose_product_is_nothing():
    faint = typed("1e-200*x", box=((-1, 1),))
    (trace,) = descend([Run(faint, OPTIMIZERS["rprop"](0.1, growth=2.0), (0.0,), 3, tolerance=0.0)])
    np.testing.assert_allclose(trace.points[:, 0], [0, -0.1, -0.3, -0.7])


def test_costs_are_as_the_cards_say():
    spent = {
        key: walk(HIMMELBLAU, key, 20).evaluations
        for key in ("sam", "schedule-free", "dog", "sophia", "prodigy")
    }
    assert spent["sam"] == {"value": 41, "gradient": 41, "hessian": 0}
    assert spent["schedule-free"] == {"value": 20, "gradient": 20, "hessian": 0}
    assert spent["dog"] == spent["prodigy"] == {"value": 21, "gradient": 21, "hessian": 0}
    assert spent["sophia"] == {"value": 21, "gradient": 21, "hessian": 2}


@pytest.mark.parametrize("key", ["prodigy", "d-adaptation"])
def test_a_guessed_distance_grows_up_to_its_bound(key):
    optimizer = OPTIMIZERS[key](first_distance=1e-3, largest_distance=0.5)
    notes = inside(Run(HIMMELBLAU, optimizer, START, 80))
    guessed = [notes.moment(k).after["distance"][0] for k in range(1, notes.steps + 1)]
    assert guessed[0] >= 1e-3
    assert (np.diff(guessed) >= 0).all()
    assert 0.05 < guessed[-1] <= 0.5
    free = inside(replace(notes.run, optimizer=OPTIMIZERS[key](first_distance=1e-3)))
    assert free.moment(min(80, free.steps)).after["distance"][0] >= guessed[-1]


def test_sharpness_aware_steps_leave_a_needle():
    hole = typed("-exp(-(x/0.02)^2) + 0.02*(x - 1)^2", box=((-1, 2),))
    plain = walk(hole, "gradient-descent", 500, (0.015,), learning_rate=1e-4)
    aware = walk(hole, "sam", 3000, (0.015,), learning_rate=0.05, radius=0.1)
    assert abs(plain.points[-1, 0]) < 0.01
    assert aware.points[-1, 0] == pytest.approx(1.0, abs=0.1)

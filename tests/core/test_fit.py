"""Nets of one or two weights: the map is their loss, whatever the examples."""

import io
import re
import tokenize
from math import nan

import numpy as np
import pytest

from explorer.core import modules
from explorer.core.array import Array
from explorer.core.descent import descend, descend_interpreted
from explorer.core.ends import ends
from explorer.core.fit import FIT_LOSSES, MOST_EXAMPLES, Fit
from explorer.core.formula.source import HEADER
from explorer.core.formula.trigonometry import TURN
from explorer.core.kernels import compiled, interpreted, ready
from explorer.core.landscape import Constant, Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.run import Run
from explorer.core.suggestion import suggested

NETS = {key: row for key, row in LANDSCAPES.items() if row.fit is not None}

every_net = pytest.mark.parametrize("net", NETS.values(), ids=NETS.keys())


def sigmoid(s):
    return 1 / (1 + np.exp(-s))


# What each net answers to u with weights x and y, written by hand.
MODELS = {
    "net-sine": lambda u, x: np.sin(x * u),
    "net-two-sines": lambda u, x, y: np.sin(x * u) + np.sin(y * u),
    "net-tanh": lambda u, x, y: y * np.tanh(x * u),
    "net-product": lambda u, x, y: x * y * u,
    "net-dead-relu": lambda u, x, y: y * np.maximum(0, x * u),
    "net-o-rings": lambda u, x, y: sigmoid(x + y * (u - 70) / 10),
    "net-o-rings-count": lambda u, x, y: x + y * (u - 70) / 10,
    "net-outlier": lambda u, x, y: sigmoid(x + y * u),
}


def by_hand(net: Landscape, point: Array) -> float:
    u, t = np.array(net.fit.examples).T
    answer = MODELS[net.key](u, *point)
    if net.fit.loss == "squared":
        return float(np.mean((answer - t) ** 2))
    return float(np.mean(-t * np.log(answer) - (1 - t) * np.log(1 - answer)))


def some_points(net: Landscape, count: int = 40) -> Array:
    low, high = np.array(net.box).T
    return low + (high - low) * np.random.default_rng(2).random((count, net.dim))


def filled(kernels, net: Landscape, points: Array) -> list[Array]:
    """Return value, gradient and Hessian as kernels fill them in, points first."""
    columns = np.ascontiguousarray(points.T)
    dim, n = columns.shape
    alone, value = np.empty(n), np.empty(n)
    gradient, hessian = np.empty((dim, n)), np.empty((dim, dim, n))
    kernels.value(columns, net.constant_values, alone)
    kernels.slope(columns, net.constant_values, value, gradient)
    kernels.curvature(columns, net.constant_values, hessian)
    np.testing.assert_array_equal(alone, value)
    return [value, gradient.T, np.moveaxis(hessian, -1, 0)]


def test_every_kind_of_net_is_listed() -> None:
    assert set(NETS) == set(MODELS)
    assert {net.fit.loss for net in NETS.values()} == set(FIT_LOSSES)
    assert all("tiny net" in net.tags for net in NETS.values())


@every_net
def test_the_map_is_the_mean_loss_over_the_examples(net: Landscape) -> None:
    points = some_points(net)
    wanted = [by_hand(net, point) for point in points]
    np.testing.assert_allclose(net.value(points), wanted, rtol=1e-12)
    np.testing.assert_allclose([net.losses(p).mean() for p in points], wanted, rtol=1e-12)


@every_net
def test_answers_are_those_of_the_net(net: Landscape) -> None:
    inputs = np.linspace(-90, 90, 41)
    for point in some_points(net, 5):
        with np.errstate(over="ignore"):
            wanted = MODELS[net.key](inputs, *point)
        np.testing.assert_allclose(net.answers(point, inputs), wanted, rtol=1e-9, atol=1e-15)
    assert net.answers(point, np.array([])).shape == (0,)


@every_net
def test_gradient_and_hessian_are_slopes(net: Landscape) -> None:
    # Away from x = 0, where the slope of the ReLU breaks.
    points = some_points(net)
    points = points[np.abs(points[:, 0]) > 0.01]
    gradient, hessian = net.gradient(points), net.hessian(points)
    for axis in range(net.dim):
        step = np.zeros(net.dim)
        step[axis] = 1e-5
        slope = (net.value(points + step) - net.value(points - step)) / 2e-5
        bend = (net.gradient(points + step) - net.gradient(points - step)) / 2e-5
        np.testing.assert_allclose(gradient[:, axis], slope, rtol=1e-6, atol=1e-8)
        np.testing.assert_allclose(hessian[:, axis], bend, rtol=1e-6, atol=1e-7)


@every_net
def test_compiled_interpreted_and_numpy_agree(net: Landscape) -> None:
    points = some_points(net)
    wanted = [net.value(points), net.gradient(points), net.hessian(points)]
    for kernels in (compiled(net), interpreted(net)):
        for found, right in zip(filled(kernels, net, points), wanted, strict=True):
            np.testing.assert_allclose(found, right, rtol=1e-12, atol=1e-14)


def test_any_number_of_points_gives_the_same_bits() -> None:
    net = NETS["net-two-sines"]
    points = some_points(net, 500)
    points[::7] *= 1e6  # far out, where the sine takes another way
    whole = filled(compiled(net), net, points)
    for width in (1, 2, 3, 17, 499):
        for few, many in zip(filled(compiled(net), net, points[:width]), whole, strict=True):
            np.testing.assert_array_equal(few, many[:width])


def test_an_example_that_is_nowhere_makes_the_mean_so() -> None:
    fit = Fit("log(x*u)", "squared", ((1.0, 0.0), (-1.0, 0.0)))
    net = Landscape("n", "N", fit.formula, ((-1.0, 1.0),), fit=fit)
    points = np.array([[0.5], [-0.5]])
    for kernels in (compiled(net), interpreted(net)):
        assert all(np.isnan(found).all() for found in filled(kernels, net, points))
    assert np.isnan(net.value(points)).all()
    assert np.isfinite(net.with_examples([(1, 0)]).value(points[:1])).all()


def test_cross_entropy_is_exact_at_a_logit_of_nothing_and_far_out() -> None:
    fit = Fit("x*u", "cross-entropy", ((1.0, 0.25),))
    net = Landscape("n", "N", fit.formula, ((-1.0, 1.0),), fit=fit)
    at = np.array([[0.0], [800.0], [-800.0]])
    np.testing.assert_allclose(net.value(at), [np.log(2), 600, 200], rtol=1e-15)
    np.testing.assert_allclose(net.gradient(at)[:, 0], [0.25, 0.75, -0.25], rtol=1e-15)
    np.testing.assert_allclose(net.hessian(at)[:, 0, 0], [0.25, 0, 0], atol=1e-15)
    np.testing.assert_allclose(net.answers(np.array([800.0]), np.array([1.0, -1.0])), [1, 0])


@every_net
def test_moving_an_example_moves_the_map_and_compiles_nothing(
    net: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = compiled(net)
    monkeypatch.setattr(modules, "plain_module", None)
    (u, t), *others = net.fit.examples
    moved = net.with_examples([(u + 0.5, 1 - t), *others])
    fewer, more = net.with_examples(others), net.with_examples([*others, (u, t), (u + 1, 0.7)])
    points = some_points(net)
    for other in (moved, fewer, more):
        assert ready(other) is made
        assert compiled(other) is made
        assert other != net
        assert hash(other) != hash(net)
        assert not other.knows_its_minima
        assert not np.allclose(other.value(points), net.value(points))
        found = filled(made, other, points)[0]
        np.testing.assert_allclose(found, other.value(points), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(found, [by_hand(other, p) for p in points], rtol=1e-12)
    back = moved.with_examples(net.fit.examples)
    assert back == net
    assert hash(back) == hash(net)
    assert back.knows_its_minima


@pytest.mark.parametrize(
    ("examples", "words"),
    [
        ([], "from 1 to 200 examples, not 0"),
        ([(0.0, 0.0)] * (MOST_EXAMPLES + 1), "from 1 to 200 examples, not 201"),
        ([(1.0, 0.0), (nan, 0.0)], "Example 2 must be two finite numbers: temperature"),
        ([(1.0, float("inf"))], "Example 1 must be two finite numbers"),
        ([(1.0,)], "Example 1 must be two finite numbers"),
        ([(1.0, True)], "Example 1 must be two finite numbers"),
        ([(1.0, "1")], "Example 1 must be two finite numbers"),
        ([(66.0, 1.5)], "Example 1: damage must lie between 0 and 1, not 1.5"),
    ],
)
def test_examples_that_cannot_be_learned_from_are_refused(examples, words) -> None:
    with pytest.raises(SettingError, match=words) as refusal:
        NETS["net-o-rings"].with_examples(examples)
    assert str(refusal.value).endswith(".")


def test_what_is_no_net_has_no_examples() -> None:
    with pytest.raises(SettingError, match="has no examples"):
        LANDSCAPES["bowl"].with_examples([(0.0, 0.0)])


def test_a_fit_says_what_it_is() -> None:
    net = NETS["net-sine"]
    assert net.shown_formula == "mean over 40 examples of (sin(x·u) − t)²"
    assert net.with_examples([(1, 2)]).shown_formula.startswith("mean over 1 example of ")
    assert LANDSCAPES["parabola"].shown_formula == "x²"
    with pytest.raises(SettingError, match="loss must be one of"):
        Fit("x*u", "cubed", ((1.0, 1.0),))
    with pytest.raises(ValueError, match="its own"):
        Landscape("n", "N", "x*u", ((0.0, 1.0),), fit=net.fit)
    constants = (Constant("a", 1.0, 0.0, 2.0, ""),)
    with pytest.raises(ValueError, match="its own"):
        Landscape("n", "N", net.formula, ((0.0, 1.0),), fit=net.fit, constants=constants)


def test_equal_zeros_make_equal_nets() -> None:
    one, other = (NETS["net-sine"].with_examples([(z, z)]) for z in (0.0, -0.0))
    assert one == other
    assert one.constant_values.tobytes() == other.constant_values.tobytes()


@every_net
def test_runs_on_a_net_are_the_same_compiled_and_interpreted(net: Landscape) -> None:
    kinds = ("gradient-descent", "adam", "newton")
    runs = [Run(net, suggested(OPTIMIZERS[kind], net), net.suggested_start, 40) for kind in kinds]
    for fast, plain in zip(descend(runs), descend_interpreted(runs), strict=True):
        assert fast.verdict.words == plain.verdict.words
        np.testing.assert_allclose(fast.points, plain.points, rtol=1e-6, atol=1e-8)


def from_everywhere(net: Landscape, rate: float) -> Array:
    """Return where gradient descent ends from 400 starts spread evenly over the map, (400,)."""
    low, high = np.array(net.box).T
    starts = low + (high - low) * np.random.default_rng(0).random((400, net.dim))
    descent = OPTIMIZERS["gradient-descent"](learning_rate=rate)
    return ends(net, descent, starts, 3000).values


@pytest.mark.parametrize(
    ("key", "rate", "value", "share"),
    [
        ("net-two-sines", 0.1, 0.0, 0.55),
        ("net-two-sines", 0.1, 0.7609, 0.23),
        ("net-tanh", 0.1, 0.0, 1.0),
        ("net-product", 0.01, 0.0, 1.0),
        ("net-dead-relu", 0.02, 3.1922, 0.59),
        ("net-o-rings", 1.0, 0.4416, 1.0),
    ],
)
def test_as_many_starts_end_there_as_were_measured(key, rate, value, share) -> None:
    ended = from_everywhere(NETS[key], rate)
    found = np.count_nonzero(np.abs(ended - value) < 1e-3) / len(ended)
    # Twice the spread of a share of 400 starts; all is all.
    assert abs(found - share) <= 2 * np.sqrt(share * (1 - share) / 400)


def test_a_dead_relu_stays_dead() -> None:
    net = NETS["net-dead-relu"]
    dead = np.array([[-0.5, 2.0], [-3.0, -1.0]])
    assert (net.gradient(dead) == 0).all()
    assert (net.value(dead) == net.value(dead)[0]).all()


TEMPLATE_WORDS = {
    *re.findall(r"\w+", HEADER + TURN),
    *("def", "for", "in", "range", "if", "else", "points", "constants", "value", "slope", "k"),
    *("curvature", "gradient", "hessian", "i", "shape", "abs", "far", "once", "empty"),
}


@every_net
def test_no_word_of_a_model_is_in_the_source(net: Landscape) -> None:
    source = net.parsed.source(net.dim, is_mean=True)
    for token in tokenize.tokenize(io.BytesIO(source.encode()).readline):
        if token.type == tokenize.NAME and token.string not in TEMPLATE_WORDS:
            assert re.fullmatch(r"[a-z]\d+", token.string), token.string

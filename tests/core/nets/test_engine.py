"""The engine: value, slope, curvature and maps, of all kinds of nets, agree with one another."""

from itertools import product

import numpy as np
import pytest

from explorer.core.nets import backpropagation, engine, pointwise
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.network import chained, count
from explorer.core.nets.plain import PLAIN

HIDDEN = ((), (5,), (4, 3), (5, 4, 3))
FAMILY = pytest.mark.parametrize(
    ("activation", "loss", "hidden"),
    [
        pytest.param(a, loss, hidden, id=f"{a} {loss} {len(hidden)}")
        for a, loss, hidden in product(ACTIVATIONS, LOSSES, HIDDEN)
    ],
)
MIXED = [
    ("tanh", "cross-entropy", (8,)),
    ("relu", "softmax", (9, 5)),
    ("leaky-relu", "hinge", (3, 3, 3)),
    ("sigmoid", "squared", (16, 16)),
    ("softplus", "softmax", (7,)),
    ("sin", "squared", (4, 4, 4)),
    ("square", "cross-entropy", (3,)),
    ("linear", "hinge", ()),
]


class Case:
    """A net with random examples and weights."""

    def __init__(self, activation, loss, hidden, examples=37, l1=0.0, l2=0.01, seed=0):
        draw = np.random.RandomState(seed)
        outputs = 3 if loss in ("softmax", "squared") else 1
        self.layers = chained((3, *hidden, outputs))
        self.activation, self.loss, self.l1, self.l2 = activation, loss, l1, l2
        self.inputs = draw.normal(size=(3, examples))
        if loss == "softmax":
            self.wanted = np.eye(3)[:, draw.randint(3, size=examples)]
        elif loss == "squared":
            self.wanted = draw.normal(size=(3, examples))
        else:
            self.wanted = draw.randint(2, size=(1, examples)) * 1.0
        self.dim = count(self.layers)
        self.weights = draw.normal(size=self.dim) * 0.7
        self.is_weight = np.zeros(self.dim)
        for layer in self.layers:
            self.is_weight[layer.weights] = 1.0

    @property
    def problem(self):
        settings = (self.layers, self.activation, self.loss, self.l1, self.l2)
        return engine.problem(*settings, self.inputs, self.wanted)

    def textbook(self, weights):
        mean, slope = backpropagation.slope(
            self.layers, self.activation, self.loss, weights, self.inputs, self.wanted
        )
        w = weights * self.is_weight
        slope = slope + self.l2 * w + self.l1 * np.sign(w)
        return mean + 0.5 * self.l2 * (w**2).sum() + self.l1 * np.abs(w).sum(), slope

    def corners(self, weights):
        """Return on which side of its kink each activation and each hinge is."""
        _, sums = backpropagation.forward(self.layers, self.activation, weights, self.inputs)
        sides = [weights * self.is_weight > 0]
        if ACTIVATIONS[self.activation].has_kink:
            sides += [z > 0 for z in sums[:-1]]
        if self.loss == "hinge":
            sides.append((2 * self.wanted - 1) * sums[-1] > 1)
        return np.concatenate([side.ravel() for side in sides])

    def crosses(self, offset):
        here = self.corners(self.weights)
        around = (self.weights - offset, self.weights + offset)
        return any((self.corners(w) != here).any() for w in around)


@FAMILY
def test_slope_agrees_with_central_differences(activation, loss, hidden):
    case = Case(activation, loss, hidden, l1=0.001)
    problem, h = case.problem, 1e-3
    _, slope = engine.slope(problem, case.weights)
    steps = np.eye(case.dim) * h
    around = [k * steps + case.weights for k in (-3, -2, -1, 1, 2, 3)]
    a, b, c, d, e, f = (engine.value(problem, w) for w in around)
    difference = ((f - a) - 9 * (e - b) + 45 * (d - c)) / (60 * h)
    smooth = np.array([not case.crosses(3 * step) for step in steps])
    assert smooth.sum() >= case.dim // 4
    for layer in case.layers:
        own = np.zeros(case.dim, bool)
        own[layer.weights] = own[layer.biases] = True
        kept = own & smooth
        norm = np.linalg.norm(slope[own])
        assert np.abs(difference - slope)[kept].max(initial=0.0) <= 1e-7 * norm


@FAMILY
def test_curvature_agrees_with_differences_of_slopes(activation, loss, hidden):
    case, h = Case(activation, loss, hidden), 1e-4
    exact = engine.hessian(case.problem, case.weights)
    assert np.array_equal(exact, exact.T)
    for k, step in enumerate(np.eye(case.dim) * h):
        if case.crosses(2 * step):
            continue
        a, b, c, d = (case.textbook(case.weights + t * step)[1] for t in (-2, -1, 1, 2))
        column = (8 * (c - b) - (d - a)) / (12 * h)
        assert np.abs(column - exact[k]).max() <= 1e-8 * np.abs(exact).max()


@FAMILY
def test_engine_agrees_with_the_textbook(activation, loss, hidden):
    case = Case(activation, loss, hidden, l1=0.003)
    wanted, slope_wanted = case.textbook(case.weights)
    value, slope = engine.slope(case.problem, case.weights)
    assert value == pytest.approx(wanted, rel=1e-13)
    assert np.abs(slope - slope_wanted).max() <= 1e-13 * np.abs(slope_wanted).max()
    assert engine.value(case.problem, case.weights[None])[0] == pytest.approx(value, rel=1e-14)


@FAMILY
def test_maps_agree_with_values(activation, loss, hidden):
    case = Case(activation, loss, hidden, l1=0.003)
    directions = np.random.RandomState(1).normal(size=(2, case.dim))
    xs, ys = np.linspace(-1, 1, 7), np.linspace(-0.5, 1, 5)
    points = [case.weights + x * directions[0] + y * directions[1] for y in ys for x in xs]
    values = engine.value(case.problem, np.array(points)).reshape(5, 7)
    asked = (case.problem, case.weights, directions, xs, ys)
    assert engine.heights(*asked, single=False) == pytest.approx(values, rel=1e-12)
    assert engine.heights(*asked, single=True) == pytest.approx(values, rel=1e-4, abs=1e-6)
    case.l1 = case.l2 = 0.0
    pure = engine.heights(*asked, single=False, pure=True).ravel()
    assert pure == pytest.approx(engine.value(case.problem, np.array(points)), rel=1e-12)


@pytest.mark.parametrize("examples", [1, 2, 7, 8, 9, 200, 255, 256, 257, 520])
@pytest.mark.parametrize(("activation", "loss", "hidden"), MIXED)
def test_any_number_of_examples(activation, loss, hidden, examples):
    case = Case(activation, loss, hidden, examples)
    wanted, slope_wanted = case.textbook(case.weights)
    value, slope = engine.slope(case.problem, case.weights)
    assert value == pytest.approx(wanted, rel=1e-12)
    assert np.abs(slope - slope_wanted).max() <= 1e-12 * np.abs(slope_wanted).max()


@pytest.mark.parametrize(("activation", "loss", "hidden"), MIXED)
def test_a_window_is_a_problem_of_its_own(activation, loss, hidden):
    case = Case(activation, loss, hidden, 350)
    window = case.problem
    window[6:8] = 21, 302
    case.inputs, case.wanted = case.inputs[:, 21:302], case.wanted[:, 21:302]
    value, slope = engine.slope(case.problem, case.weights)
    assert engine.slope(window, case.weights)[0] == pytest.approx(value, rel=1e-13)
    assert engine.slope(window, case.weights)[1] == pytest.approx(slope, rel=1e-10, abs=1e-13)
    bends = engine.hessian(case.problem, case.weights)
    assert engine.hessian(window, case.weights) == pytest.approx(bends, rel=1e-10, abs=1e-13)


@pytest.mark.parametrize(("activation", "loss", "hidden"), MIXED)
def test_plain_kernels_fill_the_same(activation, loss, hidden):
    case = Case(activation, loss, hidden, l1=0.001)
    points = np.ascontiguousarray(case.weights[:, None] * [1.0, 0.5, -1.0])
    value, gradient = np.empty(3), np.empty_like(points)
    bends = np.empty((case.dim, case.dim, 3))
    PLAIN.slope(points, case.problem, value, gradient)
    PLAIN.curvature(points, case.problem, bends)
    assert value == pytest.approx(engine.value(case.problem, points.T), rel=1e-12)
    for i, weights in enumerate(points.T):
        slope, bend = engine.slope(case.problem, weights)[1], engine.hessian(case.problem, weights)
        assert np.abs(gradient[:, i] - slope).max() <= 1e-12 * np.abs(slope).max()
        assert np.abs(bends[:, :, i] - bend).max() <= 1e-5 * np.abs(bend).max()
    found = np.empty(3)
    PLAIN.value(points[:, :1], case.problem, found)
    measured = engine.measure(case.problem, points.T[:1])[0]
    assert found[1:] == pytest.approx(measured, rel=1e-12)


@pytest.mark.parametrize(("activation", "loss", "hidden"), MIXED)
@pytest.mark.filterwarnings("error")
def test_overflow_is_a_value_like_any_other(activation, loss, hidden):
    case = Case(activation, loss, hidden)
    for size in (1e3, 1e80, 1e200, np.inf, np.nan):
        weights = case.weights * size
        value, slope = engine.slope(case.problem, weights)
        again = engine.value(case.problem, weights[None])[0]
        assert again == pytest.approx(value, rel=1e-12, nan_ok=True)
        assert slope.shape == weights.shape
        assert engine.hessian(case.problem, weights).shape == (case.dim, case.dim)
        if not np.isfinite(size):
            assert not np.isfinite(value)


def test_measure_counts_right_answers():
    case = Case("tanh", "softmax", (5,), l2=1.0)
    _, sums = backpropagation.forward(case.layers, "tanh", case.weights, case.inputs)
    right = (sums[-1].argmax(axis=0) == case.wanted.argmax(axis=0)).mean()
    loss, share = engine.measure(case.problem, case.weights[None])[0]
    assert share == right
    assert loss == pytest.approx(LOSSES["softmax"].value(sums[-1], case.wanted).mean(), rel=1e-14)


def test_measure_of_nothing_is_no_number():
    case = Case("tanh", "cross-entropy", (5,), examples=0)
    assert np.isnan(engine.measure(case.problem, case.weights[None])).all()


def test_a_regression_has_no_right_answers():
    case = Case("tanh", "squared", (5,))
    settings = (case.layers, "tanh", "squared", 0.0, 0.0, case.inputs, case.wanted)
    problem = engine.problem(*settings, classes=False)
    assert np.isnan(engine.measure(problem, case.weights[None])[0, 1])


def test_a_map_is_the_same_whatever_its_chunks_and_threads(monkeypatch):
    case = Case("tanh", "cross-entropy", (16, 16), 200)
    directions = np.random.RandomState(1).normal(size=(2, case.dim))
    xs, ys = np.linspace(-1, 1, 23), np.linspace(-1, 1, 19)
    asked = (case.problem, case.weights, directions, xs, ys)
    for single in (True, False):
        whole = engine.heights(*asked, single=single)
        for chunk, cores in ((1.0, 1), (1.0, 2), (3e6, 2), (1e12, 1)):
            monkeypatch.setattr(engine, "CHUNK", chunk)
            monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
            assert np.array_equal(engine.heights(*asked, single=single), whole)


def test_a_map_can_be_cancelled(monkeypatch):
    monkeypatch.setattr(engine, "CHUNK", 1.0)
    case = Case("tanh", "cross-entropy", (5,))
    asked = (case.problem, case.weights, np.eye(2, case.dim), np.arange(9.0), np.arange(9.0))
    assert engine.heights(*asked, single=True, cancelled=lambda: True) is None
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    answers = iter([False, False, True])
    assert engine.heights(*asked, single=True, cancelled=lambda: next(answers)) is None
    assert engine.heights(*asked, single=True, cancelled=lambda: False) is not None


def test_a_map_may_be_a_line():
    case = Case("tanh", "cross-entropy", (5,))
    direction, xs = np.eye(1, case.dim), np.linspace(-1, 1, 11)
    line = engine.heights(case.problem, case.weights, direction, xs, np.zeros(1), single=False)
    points = case.weights + xs[:, None] * direction
    assert line[0] == pytest.approx(engine.value(case.problem, points), rel=1e-13)


def test_read_only_weights_are_taken():
    case = Case("tanh", "cross-entropy", (5,))
    case.weights.flags.writeable = False
    directions = np.eye(2, case.dim)
    directions.flags.writeable = False
    engine.slope(case.problem, case.weights)
    engine.hessian(case.problem, case.weights)
    engine.heights(case.problem, case.weights, directions, np.zeros(2), np.zeros(2), single=True)


@pytest.mark.parametrize(
    ("ours", "theirs", "scale"),
    [
        (pointwise.tanh, np.tanh, 0.0),
        (pointwise.sigmoid, lambda x: np.exp(-np.logaddexp(0.0, -x)), 0.0),
        (pointwise.softplus, lambda x: np.logaddexp(0.0, x), 0.0),
        (lambda x: pointwise.wave(x, 0.0), np.sin, 1.0),
        (lambda x: pointwise.wave(x, 0.5), np.cos, 1.0),
    ],
    ids=["tanh", "sigmoid", "softplus", "sin", "cos"],
)
def test_pointwise_functions_keep_their_digits(ours, theirs, scale):
    x = np.concatenate([np.linspace(-36, 36, 1500), np.logspace(-9, 1.5, 200)])
    found, wanted = np.array([ours(c) for c in x]), theirs(x)
    assert np.abs(found - wanted).max() <= 4e-15
    if not scale:
        assert np.abs(found / wanted - 1.0).max() <= 2e-14
    with np.errstate(invalid="ignore"):
        assert np.isnan(ours(np.nan))


def test_pointwise_functions_beyond_all_bounds():
    with np.errstate(over="ignore"):
        assert [pointwise.tanh(c) for c in (-1e300, 1e300, -np.inf, np.inf)] == [-1, 1, -1, 1]
        assert pointwise.softplus(1e300) == 1e300
        assert pointwise.softplus(-np.inf) < 1e-17
        assert pointwise.sigmoid(np.inf) == 1.0

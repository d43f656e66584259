"""Kernels agree with the formula, with their own source, and with themselves at any width."""

import io
import os
import re
import subprocess
import sys
import threading
import tokenize

import numpy as np
import pytest

from explorer.core import modules
from explorer.core.formula import parse
from explorer.core.formula.noise import NOISE
from explorer.core.formula.operations import OPERATIONS
from explorer.core.formula.source import HEADER
from explorer.core.formula.trigonometry import LIMIT, TURN
from explorer.core.kernels import cache_folder, compiled, interpreted, ready
from explorer.core.landscape import Constant, Landscape, typed

EVERYTHING = (
    "x^y + (x*y)^0.3 + sqrt(x) + cbrt(y) + exp(-x) + expm1(y)",
    "log(x) + log1p(y) + log2(x+2) + log10(y+3) + x/y - x*y",
    "sin(5*x) + cos(x*y)*tan(y) + asin(x/3) + acos(y/3) + atan(x)",
    "sinh(x) + cosh(y) + tanh(x*y) + asinh(x) + acosh(y) + atanh(x/2)",
    "erf(x) + sigmoid(3*y) + softplus(-x*y) + hypot(x, y) + atan2(y, x)",
    "abs(x) + sign(y) + floor(3*x) + ceil(2*y) + round(x*y) + mod(x, y)",
    "min(x, y, x*y) + max(x^2, -y) + where(x < y <= 1, x^3, -y^-2) + clip(x, -1, 1)",
    "where(x >= y, x, where(y > 2, 1, y)) + where(x == 1, 1, x) + where(x != y, x*y, 2)",
    "relu(x) - (-x)^5 + (x - y)^-3 + square(x) + noise(x, y) + noise(y)",
)
HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
RASTRIGIN = "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)"


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory):
    """Keep the kernels of these tests in a folder of their own."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_CACHE", str(folder))
        yield folder


def run(made, landscape, points):
    dim, count = points.shape
    constants = landscape.constant_values
    alone, values = np.empty(count), np.empty(count)
    gradient, hessian = np.empty((dim, count)), np.empty((dim, dim, count))
    made.value(points, constants, alone)
    made.slope(points, constants, values, gradient)
    made.curvature(points, constants, hessian)
    np.testing.assert_array_equal(alone, values)
    return np.vstack([values[np.newaxis], gradient, hessian.reshape(dim * dim, count)])


def by_numpy(landscape, points):
    values, gradient = landscape.parsed.slope(points, landscape.constant_values)
    hessian = landscape.parsed.curvature(points, landscape.constant_values)
    return np.vstack([values[np.newaxis], gradient, hessian.reshape(-1, points.shape[1])])


def spread(count, dim=2):
    points = np.random.default_rng(3).uniform(-3, 3, (dim, count))
    edges = [0.0, -0.0, 1.0, -1.0, 1e9, -1e300, np.inf, -np.inf, np.nan, 2.5]
    points[0, : len(edges)] = edges
    return points


def test_everything_is_every_operation():
    used = {node.operation for text in EVERYTHING for node in typed(text).parsed.nodes}
    assert used >= set(OPERATIONS)


@pytest.mark.parametrize("text", EVERYTHING)
def test_numpy_source_and_machine_code_agree(text):
    landscape = typed(text, ((-3, 3), (-3, 3)))
    points = spread(60)
    wanted = by_numpy(landscape, points)
    for made in (interpreted(landscape), compiled(landscape)):
        found = run(made, landscape, points)
        np.testing.assert_array_equal(np.isnan(found), np.isnan(wanted))
        np.testing.assert_allclose(found, wanted, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("text", [HIMMELBLAU, RASTRIGIN])
def test_any_width_gives_the_same_bits(text):
    landscape = typed(text)
    points = spread(67)
    whole = run(compiled(landscape), landscape, points)
    assert np.array_equal(run(interpreted(landscape), landscape, points)[:, 10:], whole[:, 10:])
    for width in range(1, 68):
        part = run(compiled(landscape), landscape, np.ascontiguousarray(points[:, :width]))
        np.testing.assert_array_equal(part.view(np.int64), whole[:, :width].view(np.int64))


@pytest.mark.parametrize("name", ["sin", "cos"])
def test_sine_and_cosine_are_those_of_the_library(name):
    landscape = typed(f"{name}(x)")
    far = np.array([1e5, 1e8, -1e15, 1e300, np.inf, np.nan])
    near_zeros = np.arange(-400, 400) * (np.pi / 2)
    rng = np.random.default_rng(0)
    x = np.concatenate(
        [far, near_zeros, rng.uniform(-10, 10, 5000), rng.uniform(-LIMIT, LIMIT, 5000)]
    )
    values = np.empty_like(x)
    compiled(landscape).value(x[np.newaxis], np.empty(0), values)
    with np.errstate(invalid="ignore"):
        wanted = getattr(np, name)(x)
    np.testing.assert_array_max_ulp(values[len(far) :], wanted[len(far) :], 2)
    np.testing.assert_allclose(values[: len(far)], wanted[: len(far)], rtol=1e-15)


def test_points_far_out_do_not_change_their_neighbours():
    landscape = typed(RASTRIGIN)
    near = np.random.default_rng(1).uniform(-5, 5, (2, 16))
    mixed = near.copy()
    mixed[:, ::2] = 1e7
    alone, among = (run(compiled(landscape), landscape, p) for p in (near, mixed))
    np.testing.assert_array_equal(alone[:, 1::2], among[:, 1::2])


def test_moving_a_constant_compiles_nothing():
    constants = (Constant("a", 1.0, -5, 5, "shift"), Constant("b", 100.0, 0, 200, "steepness"))
    landscape = Landscape(
        "r", "R", "(a-x)^2 + b*(y-x^2)^2", ((-2, 2), (-2, 2)), constants=constants
    )
    made = compiled(landscape)
    moved = landscape.with_constant("b", 3.0)
    assert compiled(moved) is made
    assert ready(moved) is made
    points = spread(20)[:, 10:].copy()
    np.testing.assert_allclose(run(made, moved, points), by_numpy(moved, points), rtol=1e-12)


def test_one_variable_over_two_and_none_over_one():
    for landscape in (typed("x^3", ((-1, 1), (-1, 1))), typed("7"), typed("sin(3)*x")):
        points = np.random.default_rng(0).uniform(-1, 1, (landscape.dim, 5))
        wanted = by_numpy(landscape, points)
        for made in (interpreted(landscape), compiled(landscape)):
            np.testing.assert_allclose(run(made, landscape, points), wanted, rtol=1e-14)


def test_ready_waits_for_nothing():
    landscape = typed("x^2 + 0.123*y^4")
    assert ready(landscape) is None
    made = compiled(landscape)
    assert ready(landscape) is made
    assert compiled(typed("x**2 + 0.123*y**4")) is made


def test_threads_that_ask_at_once_get_the_same_kernels():
    landscape = typed("x^4 - 0.77*y^2")
    found = []
    threads = [threading.Thread(target=lambda: found.append(compiled(landscape))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(made is found[0] for made in found)


TEMPLATE_WORDS = {
    *re.findall(r"\w+", TURN + NOISE),
    *("def", "for", "in", "range", "if", "else", "points", "constants", "value", "slope"),
    *("curvature", "gradient", "hessian", "i", "shape", "abs", "far"),
}


def words(source):
    for token in tokenize.tokenize(io.BytesIO(source.encode()).readline):
        if token.type == tokenize.NAME:
            yield token.string
        assert token.type not in (tokenize.COMMENT, tokenize.ERRORTOKEN)
        if token.type == tokenize.STRING:
            assert token.string in HEADER or token.string in TURN + NOISE


@pytest.mark.parametrize("text", [*EVERYTHING, RASTRIGIN, "alpha*x^2 + beta*sin(y)"])
def test_no_word_of_the_user_is_in_the_source(text):
    source = parse(text, ("alpha", "beta")).source(2)
    allowed = TEMPLATE_WORDS | set(words(HEADER))
    for word in words(source):
        is_register = word[0].isalpha() and word[1:].isdigit()
        assert word in allowed or is_register, word


SECOND_LAUNCH = """
import sys
from explorer.core.kernels import compiled
from explorer.core.landscape import typed
made = compiled(typed(sys.argv[1]))
print(sum(sum(f.stats.cache_hits.values()) for f in made))
"""


def second_launch(text, folder):
    environment = {
        **os.environ,
        "EXPLORER_CACHE": str(folder),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", SECOND_LAUNCH, text],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def test_a_second_launch_loads_from_disk_and_survives_a_broken_cache(tmp_path):
    text = "x^2 + sin(0.31*y)"
    assert second_launch(text, tmp_path) == 0
    assert second_launch(text, tmp_path) == 3
    for kept in (tmp_path / "kernels" / "__pycache__").iterdir():
        kept.write_bytes(b"\x80 not a pickle")
    for source in (tmp_path / "kernels").glob("*.py"):
        source.write_text("raise SystemExit('this must never run')", "utf-8")
    assert second_launch(text, tmp_path) == 0
    assert second_launch(text, tmp_path) == 3


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", "utf-8")
    monkeypatch.setenv("EXPLORER_CACHE", str(blocked))
    landscape = typed("x^2 + 0.456*y")
    points = np.ones((2, 3))
    np.testing.assert_allclose(run(compiled(landscape), landscape, points)[0], 1.456)


def test_old_kernels_make_room(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path))
    monkeypatch.setattr(modules, "KEPT_MODULES", 2)
    for k in range(4):
        compiled(typed(f"x + {k}.25"))
    assert len(list((tmp_path / "kernels").glob("*.py"))) == 2
    assert cache_folder() == tmp_path

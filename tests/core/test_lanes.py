"""Lanes: what happens in one does not depend on the others, nor on how they are grouped."""

import threading

import numpy as np
import pytest

from explorer.core import engine, kernels, tiles
from explorer.core.batch import ENDS, batch
from explorer.core.descent import descend
from explorer.core.ends import ends
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import params
from explorer.core.probe import confine, solve
from explorer.core.randomness import starts_in
from explorer.core.run import Run, Stop
from explorer.core.suggestion import suggested

# Those that take squares are tried on squares, in test_squares.py.
ALL = {key: kind for key, kind in OPTIMIZERS.items() if kind.derivatives != "residuals"}
FAMILY = pytest.mark.parametrize("kind", ALL.values(), ids=ALL.keys())
# One for each way in which a rule meets the loops: by coordinate, with chance, whole, by values.
KINDS = (
    *("gradient-descent", "adam", "noisy-gradient-descent", "newton", "nelder-mead", "nudge"),
    *("bfgs", "sam", "schedule-free", "cma-es"),
)
SOME = pytest.mark.parametrize("kind", [OPTIMIZERS[key] for key in KINDS], ids=KINDS)
HIMMELBLAU = LANDSCAPES["himmelblau"]
# Undefined for y < -1, steep, and with a singular value: lanes end in every way.
ROUGH = typed("sqrt(y + 1) + x^4 - 3*x^2 + sin(3*x)*y + 1/(x + 2)")


def same(one, other):
    return all(np.array_equal(a, b, equal_nan=True) for a, b in zip(one, other, strict=True))


@FAMILY
@pytest.mark.parametrize("landscape", [HIMMELBLAU, ROUGH], ids=["himmelblau", "rough"])
def test_ends_are_the_same_whatever_the_tiles_and_threads(kind, landscape):
    starts = starts_in(landscape.box, 1, 0, 70)
    optimizer = suggested(kind, landscape)
    whole = ends(landscape, optimizer, starts, 60, seeds=range(70), width=70)
    for width, tile, threads in [(1, 70, 1), (3, 7, 2), (16, 9, 3), (64, 33, 2), (256, 5, 4)]:
        parts = ends(
            landscape,
            optimizer,
            starts,
            60,
            seeds=range(70),
            width=width,
            tile=tile,
            threads=threads,
        )
        assert same(whole, parts)


@SOME
def test_ends_do_not_depend_on_the_number_of_lanes(kind):
    starts = starts_in(ROUGH.box, 2, 0, 70)
    optimizer = suggested(kind, ROUGH)
    whole = ends(ROUGH, optimizer, starts, 40)
    for count in range(1, 71):
        assert same(ends(ROUGH, optimizer, starts[:count], 40), [a[:count] for a in whole])


@FAMILY
@pytest.mark.parametrize("boundary", ["free", "clamp", "reflect", "stop"])
def test_ends_are_the_last_rows_of_traces(kind, boundary):
    starts = starts_in(ROUGH.box, 3, 0, 40)
    optimizer = suggested(kind, ROUGH)
    found = ends(ROUGH, optimizer, starts, 50, seeds=range(40), boundary=boundary)
    runs = [
        Run(ROUGH, optimizer, tuple(start), 50, seed, boundary=boundary)
        for seed, start in enumerate(starts.tolist())
    ]
    for i, trace in enumerate(descend(runs)):
        assert np.array_equal(trace.points[-1], found.points[i])
        assert np.array_equal(trace.values[-1], found.values[i], equal_nan=True)
        assert trace.stop is ENDS[found.stops[i]]
        assert trace.steps == found.steps[i]
        # A step that led to no finite point is no row of a trace, but what it looked at was paid.
        more = found.evaluations[i] - trace.costs[-1]
        assert np.all(more == 0) or (trace.stop is Stop.DIVERGED and more.max() == 1)


@FAMILY
def test_lanes_with_settings_of_their_own_walk_as_they_do_alone(kind):
    name, declared = next(iter(params(kind).items()))
    low, high = declared.slider
    numbers = np.linspace(low, low + 0.3 * (high - low), 5).tolist()
    if declared.log:
        numbers = np.geomspace(low, 0.1 * high, 5).tolist()
    made = [kind(**{name: int(value) if declared.whole else value}) for value in numbers]
    starts = starts_in(HIMMELBLAU.box, 4, 0, 5)
    together = ends(HIMMELBLAU, made, starts, 80)
    for i, optimizer in enumerate(made):
        alone = ends(HIMMELBLAU, optimizer, starts[i : i + 1], 80)
        assert same(alone, [a[i : i + 1] for a in together])


@SOME
def test_plain_tiles_end_where_the_compiled_ones_do(kind):
    optimizer, starts = suggested(kind, HIMMELBLAU), starts_in(HIMMELBLAU.box, 6, 0, 12)
    compiled = ends(HIMMELBLAU, optimizer, starts, 40, width=5)
    b = batch(HIMMELBLAU, [optimizer] * 12, starts, [0] * 12, [1e-8] * 12, "free")
    values = np.empty(12)
    with np.errstate(all="ignore"):
        tiles.tile(
            *(engine.plain_rule(kind), *kernels.interpreted(HIMMELBLAU)),
            *(HIMMELBLAU.constant_values, b.box, b.boundary, b.whole, b.sloped, 40),
            *(b.tolerances, b.streams, b.settings, b.extras, b.looks, b.shared, b.memory),
            *(b.points, b.counts, b.stops, values, 0, 12, 5),
        )
    np.testing.assert_allclose(b.points.T, compiled.points, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(values, compiled.values, rtol=1e-9, atol=1e-9)
    assert np.array_equal(b.stops, [compiled.stops, compiled.steps])
    assert np.array_equal(b.counts.T, compiled.evaluations)


def test_threads_that_run_at_once_get_the_same_ends():
    starts = starts_in(HIMMELBLAU.box, 5, 0, 500)
    optimizer = suggested(OPTIMIZERS["noisy-gradient-descent"], HIMMELBLAU)
    alone = ends(HIMMELBLAU, optimizer, starts, 100)
    found = []
    threads = [
        threading.Thread(
            target=lambda: found.append(ends(HIMMELBLAU, optimizer, starts, 100, tile=64))
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(same(alone, other) for other in found)


@pytest.mark.parametrize(
    ("boundary", "expected"),
    [
        (0, [-3.5, -2.0, 0.5, 3.0, 3.5, 21.0]),
        (1, [-2.0, -2.0, 0.5, 3.0, 3.0, 3.0]),
        (2, [-0.5, -2.0, 0.5, 3.0, 2.5, 1.0]),
    ],
)
def test_boundaries_bring_points_back(boundary, expected):
    points = np.array([[-3.5, -2.0, 0.5, 3.0, 3.5, 21.0]])
    confine(points, np.array([[-2.0, 3.0]]), boundary)
    np.testing.assert_allclose(points, [expected])


def test_equations_are_solved_in_any_dimension():
    generator = np.random.default_rng(0)
    for dim in range(1, 7):
        matrix = generator.normal(size=(dim, dim))
        vector = generator.normal(size=dim)
        unknown = vector[:, None].copy()
        assert solve(matrix[:, :, None].copy(), unknown)
        np.testing.assert_allclose(matrix @ unknown[:, 0], vector, atol=1e-10)
        matrix[:, -1] = matrix[:, 0] if dim > 1 else 0
        assert not solve(matrix[:, :, None].copy(), vector[:, None].copy())
        matrix[0, 0] = np.nan
        assert not solve(matrix[:, :, None].copy(), vector[:, None].copy())

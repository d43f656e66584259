"""Trust regions and damping: SciPy's paths, the ring that is kept to, and ways off saddles."""

import json
from pathlib import Path

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.inside import inside
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import params
from explorer.core.randomness import starts_in
from explorer.core.run import Run

RECORDS = json.loads(
    (Path(__file__).parents[1] / "reference" / "trajectories.json").read_text("utf-8")
)
RECORDED = {name: typed(text) for name, text in RECORDS["meta"]["functions"].items()}
METHODS = {"dogleg": 1, "trust-ncg": 2, "trust-exact": 3}
HIMMELBLAU = LANDSCAPES["himmelblau"]
BOWL = typed("55*x^2 - 90*x*y + 55*y^2 + 4*x - y")


def walked(kind, land, starts, steps=60, tolerance=1e-8, **settings):
    """Return the traces from starts, with the settings given."""
    optimizer = OPTIMIZERS[kind](**settings)
    return descend([Run(land, optimizer, tuple(s), steps, tolerance=tolerance) for s in starts])


def noted(kind, start, steps=25, land=HIMMELBLAU, **settings):
    """Return the notes of a run."""
    return inside(Run(land, OPTIMIZERS[kind](**settings), start, steps))


def scattered(land, count=12):
    return [tuple(s) for s in starts_in(land.box, 3, 0, count).tolist()]


def model(moment, move):
    """Return how much the local parabola falls along moves (n, dim)."""
    dim = moment.point.size
    hessian = moment.after["hessian"].reshape(dim, dim)
    return -(move @ moment.gradient + 0.5 * np.einsum("ni,ij,nj->n", move, hessian, move))


@pytest.mark.parametrize("method", ["dogleg", "trust-ncg"])
def test_the_path_and_the_looks_are_those_of_scipy(method):
    records = [r for r in RECORDS["scipy"] if r["method"] == method and r["success"]]
    assert len(records) >= 3
    for record in records:
        (trace,) = walked(
            *("trust-region", RECORDED[record["function"]], [record["start"]], 200, 1e-4),
            method=METHODS[method],
        )
        place = f"{record['function']} from {record['start']}"
        assert trace.points == pytest.approx(np.array(record["path"]), rel=1e-9, abs=1e-9), place
        looks = tuple(trace.evaluations.values())
        assert looks == (record["nfev"], record["njev"], record["nhev"]), place


@pytest.mark.parametrize("method", ["trust-exact", "Newton-CG"])
def test_it_ends_where_scipy_does(method):
    for record in (r for r in RECORDS["scipy"] if r["method"] == method):
        key, settings = "newton-cg", {}
        if method in METHODS:
            key, settings = "trust-region", {"method": METHODS[method]}
        land = RECORDED[record["function"]]
        (trace,) = walked(key, land, [record["start"]], 200, 1e-7, **settings)
        place = f"{record['function']} from {record['start']}"
        assert trace.points[-1] == pytest.approx(record["x"], abs=1e-4), place
        assert trace.values[-1] == pytest.approx(record["fun"], abs=1e-8), place
        assert trace.evaluations["gradient"] <= 1.3 * record["njev"] + 3, place


@pytest.mark.parametrize("method", range(4))
def test_no_step_leaves_its_ring_and_exact_ones_are_the_best_within(method):
    angles = np.linspace(0, 2 * np.pi, 721)
    circle = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    rejected = 0
    for start in scattered(HIMMELBLAU, 6):
        notes = noted("trust-region", start, method=method, first=6.0)
        for step in range(1, notes.steps + 1):
            moment = notes.moment(step)
            (ring, *_) = notes.marks(step)
            radius = np.sqrt(ring.matrix[0][0])
            (tried,) = moment.looks[:, 1:] - moment.point
            assert np.linalg.norm(tried) <= radius * (1 + 1e-9)
            rejected += np.array_equal(moment.next, moment.point)
            fall = model(moment, tried[None])[0]
            downhill = -moment.gradient / np.linalg.norm(moment.gradient)
            straight = model(moment, np.linspace(0, radius, 200)[:, None] * downhill)
            assert fall >= straight.max() * (1 - 1e-4)
            if method == 3:
                around = (radius * np.linspace(0.02, 1, 50)[:, None, None] * circle).reshape(-1, 2)
                assert fall >= model(moment, around).max() * (1 - 1e-5)
    assert rejected > 0


def test_an_exact_step_leaves_a_ridge_on_which_the_slope_shows_no_way_down():
    saddle = typed("x^2 - y^2 + y^4")
    (trace,) = walked("trust-region", saddle, [(1.0, 0.0)], first=0.3, method=3)
    assert abs(trace.points[-1, 1]) == pytest.approx(np.sqrt(0.5), abs=1e-6)
    (stuck,) = walked("trust-region", saddle, [(1.0, 0.0)], first=0.3, method=0)
    assert stuck.verdict.kind == "saddle"


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        ("trust-region", {"method": 3}),
        ("sr1", {}),
        ("newton-cg", {}),
        ("saddle-free-newton", {}),
        ("damped-newton", {"method": 0}),
        ("damped-newton", {"method": 1}),
    ],
)
def test_none_of_them_ends_on_a_saddle_or_a_top(kind, settings):
    """Newton itself ends on a saddle or a top from half of these starts."""
    if "longest" in params(OPTIMIZERS[kind]):
        settings = {"longest": 2.0, **settings}
    ends = [t.verdict for t in walked(kind, HIMMELBLAU, scattered(HIMMELBLAU, 40), 80, **settings)]
    assert {end.words for end in ends} == {"global minimum"}


def test_saddle_free_newton_turns_around_what_bends_down():
    land = typed("x^2 - 3*y^2 + x*y - x")
    hessian, start = np.array([[2.0, 1.0], [1.0, -6.0]]), (0.4, -0.2)
    (trace,) = walked("saddle-free-newton", land, [start], 1, damping=0.5)
    bends, axes = np.linalg.eigh(hessian)
    upward = (axes * (np.abs(bends) + 0.5)) @ axes.T
    wanted = start - np.linalg.solve(upward, trace.gradients[0])
    assert trace.points[1] == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("kind", ["saddle-free-newton", "damped-newton"])
def test_on_a_bowl_it_is_newtons_step(kind):
    (trace,) = walked(kind, BOWL, [(4.0, 3.0)])
    assert trace.steps == 1
    assert tuple(trace.evaluations.values()) == (2, 2, 1)


def test_added_curvature_makes_steps_shorter_after_failures_only():
    taken, failed = 0, 0
    for start in scattered(HIMMELBLAU, 6):
        notes = noted("damped-newton", start, method=1, share=1e-6)
        for step in range(1, notes.steps + 1):
            moment = notes.moment(step)
            hessian = moment.after["hessian"].reshape(2, 2)
            before, after = (m["damping"][0] for m in (moment.before, moment.after))
            if np.array_equal(moment.next, moment.point):
                failed += 1
                assert after >= 2.0 * before
                continue
            taken += 1
            # τ falls by a factor of a third to 1, from what made the curvature bend upwards.
            (tried,) = moment.looks[:, 1:] - moment.point
            used = -(moment.gradient + hessian @ tried) @ tried / (tried @ tried)
            assert used >= -np.linalg.eigvalsh(hessian)[0] - 1e-9
            assert 0.333 * used - 1e-4 <= after <= 2.0 * used + 1e-4
    assert taken > 20
    assert failed > 2


def test_sr1_learns_a_bowl_from_two_steps():
    notes = noted("sr1", (4.0, 3.0), 8, BOWL, first=0.5)
    learned = notes.moment(4).after["matrix"].reshape(2, 2)
    np.testing.assert_allclose(learned, [[110.0, -90.0], [-90.0, 110.0]], rtol=1e-6)


def test_sr1_believes_in_downward_bends():
    notes = noted("sr1", (0.3, 0.2), 6, typed("x^2 - 3*y^2 + x*y"), first=0.1)
    learned = notes.moment(4).after["matrix"].reshape(2, 2)
    np.testing.assert_allclose(learned, [[2.0, 1.0], [1.0, -6.0]], rtol=1e-6)

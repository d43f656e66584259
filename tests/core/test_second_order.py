"""Second order: records of torch and SciPy, and what each method promises on bowls and saddles."""

import json
from pathlib import Path

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.inside import inside
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.randomness import starts_in
from explorer.core.run import Run

RECORDS = json.loads(
    (Path(__file__).parents[1] / "reference" / "trajectories.json").read_text("utf-8")
)
RECORDED = {name: typed(text) for name, text in RECORDS["meta"]["functions"].items()}
# A bowl ten times as long as wide, askew.
BOWL = typed("55*x^2 - 90*x*y + 55*y^2 + 4*x - y")
BENDS = np.array([[110.0, -90.0], [-90.0, 110.0]])


def walked(kind, land, starts, steps=60, tolerance=1e-8, **settings):
    """Return the traces from starts, with the settings given."""
    optimizer = OPTIMIZERS[kind](**settings)
    return descend([Run(land, optimizer, tuple(s), steps, tolerance=tolerance) for s in starts])


def scattered(key, count=12):
    return starts_in(LANDSCAPES[key].box, 3, 0, count).tolist()


def records(library, name, methods):
    return [r for r in RECORDS[library] if r[name] in methods]


@pytest.mark.parametrize("configuration", ["lbfgs_strong_wolfe", "lbfgs_fixed_step"])
def test_l_bfgs_steps_as_that_of_torch_does_until_that_stops(configuration):
    for record in records("torch", "optimizer", [configuration]):
        given, land = record["hyperparameters"], RECORDED[record["function"]]
        (trace,) = walked(
            *("l-bfgs", land, [record["start"]], 50, 0.0),
            learning_rate=given["lr"],
            history=given["history_size"],
            search=int(given["line_search_fn"] is None),
        )
        theirs = np.array(record["x"])
        # It leaves out pairs with s·y below 1e-10, and rests at a slope along the step of 1e-14.
        s, y = np.diff(theirs, axis=0), np.diff(land.gradient(theirs), axis=0)
        steps = int(np.argmax(np.append(np.abs((s * y).sum(axis=1)) <= 1e-10, True)))
        assert steps >= 5
        ours, theirs = trace.points[: steps + 1], theirs[: steps + 1]
        assert np.all(np.abs(ours - theirs) <= 1e-9 * np.maximum(1, np.abs(theirs)))


# The same method in SciPy; its tolerance is on the largest component of the gradient.
SCIPY = {"BFGS": ("bfgs", {}), "CG": ("conjugate-gradient", {"flatness": 0.4})}


@pytest.mark.parametrize("method", SCIPY)
def test_it_ends_where_scipy_does_after_about_as_many_looks(method):
    key, settings = SCIPY[method]
    same = 0
    for record in records("scipy", "method", [method]):
        land = RECORDED[record["function"]]
        (trace,) = walked(key, land, [record["start"]], 200, 1e-6, **settings)
        place = f"{record['function']} from {record['start']}"
        assert trace.points[-1] == pytest.approx(record["x"], abs=2e-5), place
        assert trace.values[-1] == pytest.approx(record["fun"], abs=1e-9), place
        first = np.array(record["path"][:2])
        if np.linalg.norm(np.diff(first, axis=0)) == pytest.approx(1.01):  # its first trial
            assert trace.points[:2] == pytest.approx(first, abs=1e-9), place
            same += 1
        assert trace.costs[-1, 1] <= 1.3 * record["nfev"] + 5, place
    assert same >= 3


def test_bfgs_is_the_product_of_the_textbook():
    for trace in walked("bfgs", LANDSCAPES["himmelblau"], scattered("himmelblau"), 12):
        inverse = np.eye(2)
        for k in range(trace.steps):
            step, wanted = trace.points[k + 1] - trace.points[k], -inverse @ trace.gradients[k]
            cosine = step @ wanted / np.linalg.norm(step) / np.linalg.norm(wanted)
            assert cosine == pytest.approx(1.0, abs=1e-9)
            y = trace.gradients[k + 1] - trace.gradients[k]
            share = np.eye(2) - np.outer(step, y) / (y @ step)
            inverse = share @ inverse @ share.T + np.outer(step, step) / (y @ step)


def test_l_bfgs_that_remembers_all_is_bfgs_with_another_beginning():
    for trace in walked("l-bfgs", LANDSCAPES["himmelblau"], scattered("himmelblau"), 12):
        s, y = np.diff(trace.points, axis=0), np.diff(trace.gradients, axis=0)
        for k in range(1, min(trace.steps, 10)):
            inverse = np.eye(2) * (s[k - 1] @ y[k - 1]) / (y[k - 1] @ y[k - 1])
            for a, b in zip(s[:k], y[:k], strict=True):
                share = np.eye(2) - np.outer(a, b) / (a @ b)
                inverse = share @ inverse @ share.T + np.outer(a, a) / (a @ b)
            wanted = -inverse @ trace.gradients[k]
            cosine = s[k] @ wanted / np.linalg.norm(s[k]) / np.linalg.norm(wanted)
            assert cosine == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize("kind", ["bfgs", "l-bfgs"])
def test_what_is_drawn_is_a_level_line_through_the_point(kind):
    run = Run(LANDSCAPES["rosenbrock"], OPTIMIZERS[kind](), (-1.2, 1.0), 10)
    notes = inside(run)
    for step in range(1, 11):
        (ring,) = notes.marks(step)
        away = notes.moment(step).point - ring.middle
        assert away @ np.linalg.solve(np.array(ring.matrix), away) == pytest.approx(1.0)


@pytest.mark.parametrize("formula", range(5))
def test_conjugate_gradient_needs_as_many_steps_as_a_bowl_has_axes(formula):
    settings = {"formula": formula, "flatness": 1e-6}
    starts = [(4.0, 3.0), (-2.0, 5.0), (0.3, -1.0)]
    for trace in walked("conjugate-gradient", BOWL, starts, 10, 1e-6, **settings):
        assert trace.steps == 2
        one, other = np.diff(trace.points, axis=0)
        lengths = np.sqrt((one @ BENDS @ one) * (other @ BENDS @ other))
        assert abs(one @ BENDS @ other) <= 1e-5 * lengths


BETAS = [
    lambda g, h, p, y: max(0.0, h @ y / (g @ g)),
    lambda g, h, p, y: h @ h / (g @ g),
    lambda g, h, p, y: h @ y / (p @ y),
    lambda g, h, p, y: h @ h / (p @ y),
    lambda g, h, p, y: max(
        (y - 2 * p * (y @ y) / (y @ p)) @ h / (y @ p),
        -1 / (np.linalg.norm(p) * min(0.01, np.linalg.norm(g))),
    ),
]


@pytest.mark.parametrize("formula", range(5))
def test_conjugate_gradient_keeps_what_its_formula_says(formula):
    bent = 0
    traces = walked(
        *("conjugate-gradient", LANDSCAPES["himmelblau"], scattered("himmelblau"), 15),
        formula=formula,
    )
    for trace in traces:
        p = -trace.gradients[0]
        for g, h, step in zip(
            trace.gradients, trace.gradients[1:], np.diff(trace.points[1:], axis=0), strict=False
        ):
            p = -h + BETAS[formula](g, h, p, h - g) * p
            if not h @ p <= -0.01 * h @ h:
                p = -h
            bent += np.abs(p + h).max() > 1e-3
            cosine = step @ p / np.linalg.norm(step) / np.linalg.norm(p)
            assert cosine == pytest.approx(1.0, abs=1e-6)
    assert bent > 20

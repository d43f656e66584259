"""Measures on landscapes: random starts, other landscapes, and the map as a whole."""

from itertools import combinations

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.randomness import starts_in
from explorer.core.run import Run

VALLEY = LANDSCAPES["valley"]
DESCENT = OPTIMIZERS["gradient-descent"](learning_rate=0.05)


@pytest.fixture
def trapped(raced):
    return raced(VALLEY, 300, DESCENT, (7.0,), seed=5)


def test_a_start_succeeds_on_the_right_side_of_the_hill(trapped, read):
    # With steps as short as these nothing crosses the hilltop at 4.5.
    succeed = starts_in(VALLEY.box, 5, 0, 40)[:, 0] < 4.5
    assert read("success", trapped, starts=40) == succeed.mean()
    assert read("success", trapped, starts=1000) == pytest.approx(4.5 / 8, abs=0.04)
    for attempts in (1, 2, 3):
        tried = [any(some) for some in combinations(succeed.tolist(), attempts)]
        found = read("success", trapped, starts=40, attempts=attempts)
        assert found == pytest.approx(np.mean(tried))
    assert read("success", trapped, starts=40, attempts=40) == 1.0


def test_no_more_starts_can_be_tried_than_there_are(read):
    with pytest.raises(SettingError, match=r"^Of 4 starts, no more than 4 "):
        read("success", starts=4, attempts=5)


def test_the_best_of_restarts_and_what_another_landscape_says_of_it(raced, read):
    ground, other = LANDSCAPES["rastrigin"], LANDSCAPES["himmelblau"]
    one = raced(ground, 40, DESCENT, seed=2)
    runs = [
        Run(ground, DESCENT, tuple(start), 40) for start in starts_in(ground.box, 2, 0, 12).tolist()
    ]
    ends = np.array([trace.points[-1] for trace in descend(runs)])
    x, y = ends.T
    heights = 20 + x**2 + y**2 - 10 * (np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y))
    lowest = heights.argmin()
    assert read("restarts-lowest", one, starts=12) == pytest.approx(heights[lowest])
    elsewhere = read("restarts-lowest-elsewhere", one, starts=12, landscape="himmelblau")
    assert elsewhere == pytest.approx(other.value(ends)[lowest])


def test_a_point_is_looked_up_on_another_landscape(trapped, read):
    x = trapped.trace.points[:, 0]
    elsewhere = (x**2 - 1) ** 2
    assert read("height-elsewhere", trapped, landscape="double-well") == pytest.approx(
        elsewhere[-1]
    )
    there = read("height-elsewhere", trapped, landscape="Double well", step=3)
    assert there == pytest.approx(elsewhere[3])
    best = read("best-elsewhere", trapped, landscape="-abs(x - 6.5)", step=20)
    near = np.abs(x[:21] - 6.5)
    assert best == pytest.approx(-near.max())
    step = read("best-elsewhere-step", trapped, landscape="abs(x - 6.5)")
    assert step == np.abs(x - 6.5).argmin() > 0
    assert np.isnan(read("best-elsewhere-step", trapped, landscape="sqrt(-1 - x^2)"))


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ("", "Say which other landscape"),
        ("himmelblau", "has 2 variables and Valley with a trap 1"),
        ("himelblau", "did you mean himmelblau"),
        ("x +", "There is no landscape 'x \\+'"),
    ],
)
def test_another_landscape_that_does_not_fit_is_refused(trapped, read, other, says):
    with pytest.raises(SettingError, match=says):
        read("height-elsewhere", trapped, landscape=other)


def test_the_map_as_a_whole(raced, read):
    slope = raced(typed("x", ((0.0, 1.0),)), 0, DESCENT)
    assert read("map-lowest", slope) == 0.0
    assert read("map-share-below", slope, value=0.5, across=101) == pytest.approx(50 / 101)
    dome = raced(typed("-(x - 0.2)^2 - y^2", ((-1.0, 1.0), (0.0, 2.0))), 0, DESCENT)
    # Lowest at the corner (−1, 2).
    assert read("map-lowest", dome, across=5) == pytest.approx(-1.44 - 4.0)
    assert read("map-lowest-elsewhere", dome, landscape="10*x + y") == pytest.approx(-8.0)
    x, y = np.meshgrid(np.linspace(-1, 1, 7), np.linspace(0, 2, 7))
    share = (-((x - 0.2) ** 2) - y**2 < -1.0).mean()
    assert read("map-share-below", dome, value=-1.0, across=7) == pytest.approx(share)
    nowhere = raced(typed("sqrt(-1 - x^2)"), 0, DESCENT)
    assert np.isnan(read("map-lowest", nowhere))
    assert np.isnan(read("map-lowest-elsewhere", nowhere, landscape="x"))
    assert read("map-share-below", nowhere) == 0.0


def test_two_goals(raced, read):
    one = raced(LANDSCAPES["two-goals-sum"], 0, DESCENT, (0.3, -0.4))
    # Fonseca and Fleming 1995.
    near, far = (np.exp(-((0.3 - s) ** 2) - (-0.4 - s) ** 2) for s in (0.5**0.5, -(0.5**0.5)))
    assert read("goal-1", one) == pytest.approx(1 - near)
    assert read("goal-2", one) == pytest.approx(1 - far)
    with pytest.raises(SettingError, match="no goals"):
        read("goal-1", raced(VALLEY, 0, DESCENT))

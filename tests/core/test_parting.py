"""Chaos is told by two runs next to each other, and must go on when the run does."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.descent import descend, descend_interpreted
from explorer.core.gear import plain_gear
from explorer.core.landscapes import LANDSCAPES, landscape
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.parting import LEG, partings
from explorer.core.run import Run
from explorer.core.walkers import Walkers

CUBIC = landscape("x^3/3 - x^2/2", ((-0.2, 1.5),))
BOWL = landscape("x^2/2 + y^2", ((-4.0, 4.0), (-4.0, 4.0)))


def growth(run):
    """Return the mean growth of the distance in a step, as a logarithm, after half the run."""
    both = Walkers([run, run], plain_gear(run.landscape))
    with np.errstate(all="ignore"):
        both.go(run.steps // 2)
        return partings(both, run.steps // 2 // LEG).mean() / LEG


@pytest.mark.parametrize(("r", "exponent"), [(4.0, np.log(2.0)), (3.9, 0.4945), (3.7, 0.3539)])
def test_the_exponent_is_that_of_the_logistic_map(r, exponent):
    rate = r - 1.0
    run = Run(CUBIC, OPTIMIZERS["gradient-descent"](learning_rate=rate), (0.3 * r / rate,), 1200)
    assert growth(run) == pytest.approx(exponent, abs=0.04)  # 4: exact; else Strogatz, section 10.5


@pytest.mark.parametrize("r", [3.2, 3.5, 3.83])
def test_runs_next_to_each_other_meet_on_a_cycle_that_attracts(r):
    rate = r - 1.0
    run = Run(CUBIC, OPTIMIZERS["gradient-descent"](learning_rate=rate), (0.3 * r / rate,), 400)
    assert growth(run) < -0.1


@pytest.mark.parametrize("key", ["momentum", "adam", "bfgs", "lookahead", "prodigy"])
def test_walkers_go_on_as_if_they_had_not_stopped(key):
    land = landscape("(1 - x)^2 + 10*(y - x^2)^2", ((-2.0, 2.0), (-1.0, 3.0)))
    run = Run(land, OPTIMIZERS[key](), (-1.2, 1.0), 40, tolerance=0.0)
    whole = descend_interpreted([run])[0]
    again = Walkers([run], plain_gear(land))
    with np.errstate(all="ignore"):
        again.go(17)
        points, values = again.go(whole.steps - 17)
    assert points[0].tolist() == whole.points[17:].tolist()
    assert values[0].tolist() == whole.values[17:].tolist()


def test_what_chance_moves_is_wandering_and_never_chaos():
    for key, settings in (
        ("noisy-gradient-descent", {"learning_rate": 0.2, "noise_level": 3.0}),
        ("nudge", {"size": 0.5}),
        ("langevin", {"learning_rate": 0.1, "temperature": 1.0}),
    ):
        chosen = OPTIMIZERS[key](**settings)
        verdict = descend_interpreted([Run(BOWL, chosen, (0.2, 0.1))])[0].verdict
        assert verdict.kind in ("oscillating", "budget", "minimum")
        if verdict.kind == "oscillating":
            assert verdict.words == "wandering"
            assert "Chance keeps it moving" in verdict.evidence


def test_a_ball_that_nothing_brakes_is_not_chaotic_and_told_so():
    ball = OPTIMIZERS["momentum"](learning_rate=0.1, momentum=1.0)
    verdict = descend_interpreted([Run(BOWL, ball, (2.0, 1.0))])[0].verdict
    assert verdict.words == "oscillating"
    assert "With momentum 1 nothing brakes it." in verdict.evidence
    assert "No chaos was found: after 150 steps" in verdict.evidence
    assert abs(verdict.exponent) < 0.03


def test_chaos_that_ends_is_not_called_chaos():
    # Beyond r = 4 the logistic map has a hole: nearly every start falls through it in the end.
    rule = OPTIMIZERS["gradient-descent"](learning_rate=3.0001)
    for start in (0.57, 0.31):
        run = Run(CUBIC, rule, (start,), 300)
        verdict = descend([run])[0].verdict
        assert descend([replace(run, steps=3300)])[0].verdict.kind == "diverged"
        assert verdict.kind in ("oscillating", "diverged")
        if verdict.kind == "oscillating":
            assert "does not last: taken on for 3,000 steps" in verdict.evidence


def test_points_that_repeat_for_a_while_are_no_cycle():
    # Lion steps by signs: its points repeat exactly while its mean slope still drifts.
    lion = OPTIMIZERS["lion"](learning_rate=0.10167933629595749)
    run = Run(LANDSCAPES["false-flat"], lion, (2.269660135158185,))
    assert descend([run])[0].verdict.kind == "oscillating"
    far = descend([replace(run, steps=3000)])[0].points[-300:, 0]
    assert np.abs(far[2:] - far[:-2]).max() > 0.01

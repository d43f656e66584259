"""Chaos is told by two runs next to each other, late and with all that the rule carries."""

import numpy as np
import pytest

from explorer.core import engine, kernels
from explorer.core.batch import batch
from explorer.core.descent import descend_interpreted
from explorer.core.landscapes import landscape
from explorer.core.lanes import path
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.parting import LEG, partings
from explorer.core.run import Run

CUBIC = landscape("x^3/3 - x^2/2", ((-0.2, 1.5),))
BOWL = landscape("x^2/2 + y^2", ((-4.0, 4.0), (-4.0, 4.0)))
UNRECORDED = np.empty((0, 0, 0))


def growth(run):
    """Return the mean growth of the distance in a step, as a logarithm."""
    rule = engine.plain_rule(type(run.optimizer))
    with np.errstate(all="ignore"):
        legs = partings([run], path, rule, kernels.interpreted(run.landscape))
    return legs.mean() / LEG


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


@pytest.mark.parametrize("key", ["momentum", "adam", "bfgs", "lookahead"])
def test_a_batch_goes_on_as_if_it_had_not_stopped(key):
    """What parting rests on: half the steps and then the other half are all the steps."""
    land = landscape("(1 - x)^2 + 10*(y - x^2)^2", ((-2.0, 2.0), (-1.0, 3.0)))
    kind = OPTIMIZERS[key]
    whole = descend_interpreted([Run(land, kind(), (-1.2, 1.0), 40, tolerance=0.0)])[0]
    b = batch(land, [kind()], np.array([[-1.2, 1.0]]), [0], [0.0], "free")
    with np.errstate(all="ignore"):
        for steps in (17, 23):
            room = (np.empty((7, 1)), np.empty((1, 41, 2)), np.empty((1, 41)))
            path(
                *(engine.plain_rule(kind), *kernels.interpreted(land), land.constant_values),
                *(b.box, b.boundary, b.whole, b.sloped, steps, b.tolerances, b.streams),
                *(b.settings, b.extras, b.scaled, b.looks, b.shared, b.memory, b.points),
                *(b.counts, b.stops, *room, np.empty((1, 41, 2))),
                *(np.empty((1, 41, 3), np.int64), UNRECORDED, UNRECORDED),
            )
            b.stops[0] = 0
    assert b.points[:, 0].tolist() == whole.points[-1].tolist()


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

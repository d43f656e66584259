"""Thumbs: each step as it is told, and a better measured wrong goal that does more harm."""

import math

import pytest

from explorer.core.experiments.thumbs import Thumbs
from explorer.core.randomness import DIRECTIONS, NOISE, derived_seed, uniforms


def approval(effort, flattery):
    return 0.6 * (effort - effort**2 / 2) + 1.2 * flattery - 0.3 * flattery**2


def true_use(effort, flattery):
    return effort - effort**2 / 2 - flattery**2 / 2


@pytest.mark.parametrize("thumbs", [1, 10, 25])
def test_it_goes_the_way_most_thumbs_point(thumbs):
    curves = Thumbs(seed=3, thumbs=thumbs, questions=30, repeats=1).run().curves
    seed = derived_seed(3, 0)
    x = y = 0.0
    for k, angle in enumerate(uniforms(seed, DIRECTIONS, 30)):
        assert curves[0].y[k] == pytest.approx(approval(x, y))
        assert curves[1].y[k] == pytest.approx(true_use(x, y))
        across, up = math.cos(2 * math.pi * angle), math.sin(2 * math.pi * angle)
        gain = approval(x + 0.3 * across, y + 0.3 * up) - approval(x, y)
        chance = 1 / (1 + math.exp(-4 * gain))
        raised = sum(bool(draw < chance) for draw in uniforms(seed, NOISE, thumbs, lane=k))
        way = (2 * raised > thumbs) - (2 * raised < thumbs)
        x, y = x + 0.1 * way * across, y + 0.1 * way * up
    assert curves[0].y[30] == pytest.approx(approval(x, y))


def test_approval_climbs_to_its_top_while_true_use_peaks_and_falls():
    found = Thumbs().run()
    numbers, use = found.numbers, found.curves[1].y
    assert numbers["approval"] == pytest.approx(1.5, abs=0.03)  # nothing has more
    assert 0.0 < numbers["best-true-use"] < 0.5
    assert numbers["best-question"] < 15
    assert numbers["true-use"] < -1.0
    assert use[int(numbers["best-question"])] == use.max() == numbers["best-true-use"]


@pytest.mark.parametrize("seed", range(3))
def test_more_thumbs_are_more_of_the_same_harm(seed):
    ends = [Thumbs(seed=seed, thumbs=n).run().numbers["true-use"] for n in (1, 10, 1000)]
    assert ends[0] > ends[1] > ends[2]

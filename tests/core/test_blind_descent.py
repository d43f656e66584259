"""Blind descent: a seed is a land, a look costs a look, and the lowest wins."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest

from explorer.core.blind_descent import (
    KINDS,
    MOST,
    Probe,
    affordable,
    hidden_land,
    lands,
    next_step,
    probe,
    runs,
    standings,
    visible_land,
)
from explorer.core.descent import descend_interpreted
from explorer.core.landscapes import LANDSCAPES
from explorer.core.minima import critical_points
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.suggestion import suggested

SEEDS = range(60)


@pytest.fixture(scope="module")
def traces():
    """The rivals on one land, their formulas read by plain Python."""
    land = hidden_land(1)
    return land, descend_interpreted(runs(land))


def test_what_may_be_hidden_is_a_formula_with_known_minima():
    keys = {one.key for one in lands()}
    assert {"himmelblau", "rosenbrock", "rastrigin"} <= keys
    assert not keys & {"robot-simulator", "robot-real", "two-goals-sum", "net-tanh", "saddle"}
    assert all(one.dim == 2 and one.lowest is not None for one in lands())


def test_equal_seeds_are_equal_lands():
    assert hidden_land(17) == hidden_land(17)
    assert len({hidden_land(seed).landscape.formula for seed in SEEDS}) == len(SEEDS)
    assert len({hidden_land(seed).origin for seed in SEEDS}) > 15


def test_a_seed_is_the_same_land_for_ever():
    # Files hold the seed alone: a catalogue that grows must not change what is hidden in them.
    names = [hidden_land(seed).origin for seed in (0, 1, 2, 17)]
    assert names == ["Matyas", "Himmelblau", "Needle and cushion", "Peaks"]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_land_is_whole_and_knows_its_lowest_place(seed):
    land = hidden_land(seed)
    ground = land.landscape
    axis = np.linspace(0.0, 10.0, 81)
    heights = ground.value(np.stack(np.meshgrid(axis, axis), -1).reshape(-1, 2))
    assert np.isfinite(heights).all()
    assert ground.lowest <= heights.min() + 1e-9 * np.ptp(heights)
    assert ground.value(np.array([land.start]))[0] > np.median(heights) * 0.2 + ground.lowest * 0.8
    assert all(0.5 <= c <= 9.5 for c in land.start)
    off = max(abs(c - 5.0) for c in ground.minima[0])
    assert 0.7 < off < 4.3


def test_the_known_minima_are_those_a_search_finds():
    ground = hidden_land(1).landscape
    found = sorted(c.point for c in critical_points(ground) if c.kind == "minimum")
    assert np.allclose(found, sorted(ground.minima), atol=1e-6)


def test_a_probe_is_height_and_slope_there():
    seen = probe(LANDSCAPES["bowl"], (3.0, -4.0))
    assert seen == Probe((3.0, -4.0), 25.0, (6.0, -8.0))
    assert seen.steepness == 10.0


def test_a_land_of_ones_own_is_left_as_it_is():
    narrow = LANDSCAPES["rosenbrock"].with_box(((0.0, 1e-3), (5.0, 5.001)))
    land = visible_land(narrow, 3)
    assert land.landscape == narrow
    assert land.origin == ""
    assert narrow.contains(land.start)
    assert land.start != visible_land(narrow, 4).start


def test_rivals_begin_where_the_learner_does_and_stay_on_the_land(traces):
    land, found = traces
    assert [type(trace.run.optimizer) for trace in found] == list(KINDS)
    for trace in found:
        assert trace.run.start == land.start
        assert trace.run.optimizer == suggested(type(trace.run.optimizer), land.landscape)
        assert (trace.points >= 0.0).all()
        assert (trace.points <= 10.0).all()


@pytest.mark.parametrize("looks", [1, 2, 11, 21, 41])
def test_no_rival_looks_more_often_than_it_may(traces, looks):
    for trace in traces[1]:
        paid = affordable(trace, looks)
        assert paid.costs[-1, :2].max() <= max(looks, trace.costs[0, :2].max())
        if len(paid.points) < len(trace.points):
            assert trace.costs[len(paid.points), :2].max() > looks
        assert len(paid.values) == len(paid.points) == len(paid.gradients)


def test_a_step_of_gradient_descent_costs_one_look(traces):
    descent = traces[1][0]
    assert affordable(descent, 21).steps == 20
    assert affordable(descent, MOST + 1).steps == MOST


def test_the_lowest_is_first_and_says_at_which_look(traces):
    land, found = traces
    ground = land.landscape
    probes = [probe(ground, land.start), probe(ground, ground.minima[0]), probe(ground, (0, 0))]
    table = standings(probes, found, 3, ground.lowest)
    assert [one.height for one in table] == sorted(one.height for one in table)
    first = table[0]
    assert (first.slot, first.rank, first.look) == (None, 1, 1)
    assert first.gap == pytest.approx(0.0, abs=1e-9)
    assert first.share == pytest.approx(1.0)
    for one in table[1:]:
        values = affordable(found[one.slot], 3).values
        assert one.height == values.min()
        assert one.gap == pytest.approx(one.height - ground.lowest)
        assert 0 <= one.look <= 2


def test_equals_share_a_rank():
    land = hidden_land(1)
    start = probe(land.landscape, land.start)
    found = descend_interpreted([replace(run, steps=0) for run in runs(land)])
    table = standings([start], found, 1, land.landscape.lowest)
    assert [one.rank for one in table] == [1] * 5
    assert table[0].slot is None


def test_without_a_known_lowest_there_is_no_gap(traces):
    land, found = traces
    table = standings([probe(land.landscape, land.start)], found, 5, None)
    assert {one.gap for one in table} == {None}
    assert {one.share for one in table} == {None}


def test_a_place_without_a_height_never_wins(traces):
    land, found = traces
    start = probe(land.landscape, land.start)
    table = standings([start, Probe((1.0, 1.0), nan, (nan, nan))], found, 2, None)
    you = next(one for one in table if one.slot is None)
    assert (you.height, you.look) == (start.height, 0)


def test_the_next_step_is_that_of_gradient_descent():
    ground = hidden_land(1).landscape
    at = probe(ground, (6.0, 6.0))
    rate = suggested(GradientDescent, ground).learning_rate
    expected = tuple(c - rate * g for c, g in zip(at.point, at.gradient, strict=True))
    assert next_step(ground, at) == pytest.approx(expected)
    level = replace(at, gradient=(0.0, 0.0))
    assert next_step(ground, level) is None
    far = next_step(ground, replace(at, gradient=(-1e9, 1e9)))
    assert far == (10.0, 0.0)

"""Errors by group are counted as one would by hand, for every data set with a field."""

import numpy as np
import pytest

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets import DATA_SETS, data_set
from explorer.core.nets.groups import group_errors
from explorer.core.nets.tiny_net import TinyNet, losses_for

WITH_FIELD = [key for key, kind in DATA_SETS.items() if kind.outside is not None]
RATES = ("wrong", "misses", "false_alarms", "yes")


def net_on(key: str, **settings) -> TinyNet:
    return TinyNet(DATA_SETS[key].plan, hidden=(3,), **settings)


def some_weights(net: TinyNet, seed: int = 3):
    return np.random.default_rng(seed).normal(size=net.dim)


def share(found) -> float:
    """Return a share counted one by one; NaN of nobody."""
    found = list(found)
    return sum(found) / len(found) if found else np.nan


@pytest.mark.parametrize("key", WITH_FIELD)
@pytest.mark.parametrize("loss", losses_for(TinyNet().data_set))
def test_they_are_what_counting_one_by_one_gives(key, loss):
    net = net_on(key, loss=loss)
    weights, world = some_weights(net), net.data_set.field
    found = group_errors(net, weights)
    edge = 0.0 if loss == "hinge" else 0.5
    said = [bool(answer > edge) for answer in net.answers(weights, world.inputs)[0]]
    truth = [bool(target) for target in world.targets]
    assert [row.name for row in found.rows] == list(world.groups)
    assert sum(row.count for row in found.rows) == len(truth)
    for number, row in enumerate(found.rows):
        own = [(s, t) for s, t, g in zip(said, truth, world.group, strict=True) if g == number]
        assert row.count == len(own)
        counted = (
            share(s != t for s, t in own),
            share(not s for s, t in own if t),
            share(s for s, t in own if not t),
            share(s for s, t in own),
        )
        assert [getattr(row, rate) for rate in RATES] == pytest.approx(counted, nan_ok=True)
    assert found.field == pytest.approx(1.0 - np.mean([row.wrong for row in found.rows]))
    rows = net.data_set.rows("held-out")
    right = net.is_right(weights, net.data_set.inputs[rows], net.data_set.targets[rows])
    assert found.held_out == pytest.approx(right.mean())


@pytest.mark.parametrize("key", [key for key in DATA_SETS if key not in WITH_FIELD])
def test_there_are_none_without_a_field(key):
    plan = DATA_SETS[key].plan
    net = TinyNet(plan, hidden=(2,), loss=losses_for(data_set(plan))[0])
    assert group_errors(net, some_weights(net)) is None


def test_a_net_that_always_says_yes_misses_nobody_and_alarms_everybody():
    net = TinyNet(DATA_SETS["two-groups"].plan, hidden=())
    found = group_errors(net, np.array([0.0, 0.0, 9.0]))
    for row in found.rows:
        assert (row.misses, row.false_alarms, row.yes) == (0.0, 1.0, 1.0)
        assert row.wrong == 0.5
    assert found.field == 0.5


def test_where_nothing_is_held_out_there_is_nothing_to_compare_with():
    plan = DataPlan("two-groups", examples=40, noise=0.5, held_out=0.0)
    found = group_errors(TinyNet(plan, hidden=()), np.ones(3))
    assert np.isnan(found.held_out)
    assert 0.0 <= found.field <= 1.0


def test_answers_that_are_undefined_are_neither_right_nor_wrong():
    net = net_on("two-groups")
    found = group_errors(net, np.full(net.dim, np.nan))
    assert np.isnan([getattr(row, rate) for row in found.rows for rate in RATES]).all()
    assert np.isnan([found.field, found.held_out]).all()
    assert all(row.count for row in found.rows)

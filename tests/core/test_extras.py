"""Extras: schedules and clipping are those of torch, and they do the same around every rule."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.ends import ends
from explorer.core.extras import SCHEDULES, Extras, rate_factor, treated
from explorer.core.landscape import typed
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run
from explorer.core.suggestion import suggested

RECORDED = json.loads(
    (Path(__file__).parents[1] / "reference" / "schedules.json").read_text("utf-8")
)
SLOPING = [kind for kind in OPTIMIZERS.values() if kind.derivatives in ("gradient", "hessian")]
# Rules that see slopes alone, so that a pull to the origin is as good as a bowl around it.
ALONE = [
    kind
    for kind in SLOPING
    if kind.group in ("first order", "adaptive") or kind.key in ("dog", "dowg")
]
HILL = typed("sin(2*x) + 0.3*(x - 1)^2 + 0.2*y^4 + 0.1*x*y", box=((-3, 3), (-3, 3)))
PLANE = typed("3*x - 4*y")
DESCENT = OPTIMIZERS["gradient-descent"]


def named(kinds):
    return pytest.mark.parametrize("kind", kinds, ids=[kind.key for kind in kinds])


def rows(**settings):
    if "schedule" in settings:
        settings["schedule"] = SCHEDULES.index(settings["schedule"])
    return np.array(Extras(**settings).numbers)[:, None]


def walk(landscape, kind, extras, start=(-1.4, 1.1), steps=25, **settings):
    chosen = kind(**settings) if settings else suggested(kind, landscape)
    optimizer = replace(chosen, extras=extras)
    return descend([Run(landscape, optimizer, start, steps, tolerance=0.0)])[0]


@pytest.mark.parametrize(
    "record", RECORDED["schedules"], ids=lambda r: "-".join(map(str, r["settings"].values()))
)
def test_schedules_are_those_of_torch(record):
    extras = rows(**record["settings"])
    ours = [rate_factor(extras, 0, age + 1) for age in range(len(record["factors"]))]
    np.testing.assert_allclose(ours, record["factors"], rtol=1e-11, atol=1e-15)


def test_every_schedule_is_recorded():
    assert {record["settings"]["schedule"] for record in RECORDED["schedules"]} == set(SCHEDULES)


@pytest.mark.parametrize(
    ("name", "last"), [("linear", 0.2), ("cosine", 0.2), ("one-cycle", 4e-6), ("constant", 1.0)]
)
def test_a_schedule_that_is_over_stays_where_it_is(name, last):
    extras = rows(schedule=name, period=10, floor=0.2, warm_up=5)
    assert [rate_factor(extras, 0, age) for age in (11, 12, 1000)] == pytest.approx([last] * 3)


@pytest.mark.parametrize("record", RECORDED["clipped"], ids=lambda r: str(r["gradient"]))
def test_long_gradients_are_cut_as_torch_cuts_them(record):
    gradient = np.array(record["gradient"])
    length = np.linalg.norm(gradient)
    ours = gradient[:, None].copy()
    treated(rows(clip=record["clip"]), 0, 0, 0, 1, np.zeros(ours.shape), ours, 0)
    # torch divides by the norm and a millionth.
    spared = (length + 1e-6) / length if length > record["clip"] else 1.0
    np.testing.assert_allclose(ours[:, 0], np.array(record["clipped"]) * spared, rtol=1e-12)


def test_even_a_gradient_whose_square_is_infinite_is_cut():
    ours = np.array([[3e200], [-4e200]])
    treated(rows(clip=10.0), 0, 0, 0, 1, np.zeros((2, 1)), ours, 0)
    np.testing.assert_allclose(ours[:, 0], [6, -8], rtol=1e-12)


def test_a_gradient_is_shaken_then_cut_then_added_to():
    ours, shaken = np.array([[3.0], [-4.0]]), np.array([[3.0], [-4.0]])
    point = np.array([[10.0], [20.0]])
    with np.errstate(over="ignore"):  # random bits are added round and round
        treated(rows(noise=0.5), 0, 7, 0, 3, point, shaken, 0)
        treated(rows(noise=0.5, clip=1.0, weight_decay=0.1), 0, 7, 0, 3, point, ours, 0)
    assert not np.allclose(shaken[:, 0], [3, -4])
    np.testing.assert_allclose(ours, shaken / np.linalg.norm(shaken) + 0.1 * point, rtol=1e-12)


def test_the_noise_is_normal_and_its_own_for_each_start_step_and_coordinate():
    optimizer = DESCENT(1.0, extras=Extras(noise=2.0))
    runs = [Run(PLANE, optimizer, (0.0, 0.0), 2000, seed) for seed in (1, 1, 2)]
    noise = [(-np.diff(trace.points, axis=0) - [3, -4]) / 2.0 for trace in descend(runs)]
    np.testing.assert_array_equal(noise[0], noise[1])
    samples = np.array([noise[0][:, 0], noise[0][:, 1], noise[2][:, 0], noise[2][:, 1]])
    # Each of these lies within four of its standard deviations.
    assert np.abs(samples.mean(axis=1)).max() < 4 / np.sqrt(2000)
    assert np.abs(samples.std(axis=1) - 1).max() < 4 / np.sqrt(4000)
    assert np.abs(np.corrcoef(samples) - np.eye(4)).max() < 4 / np.sqrt(2000)
    assert np.abs((np.abs(samples) < 0.6745).mean() - 0.5) < 4 * 0.5 / np.sqrt(8000)


def test_rules_compete_with_the_same_noise():
    extras = Extras(noise=0.7)
    steps = [
        walk(HILL, OPTIMIZERS[key], extras, steps=1, learning_rate=0.1).points
        for key in ("gradient-descent", "momentum", "averaged-gradient-descent", "schedule-free")
    ]
    for other in steps[1:]:
        np.testing.assert_allclose(other, steps[0], rtol=1e-12)


@named(SLOPING)
def test_extras_that_change_nothing_change_nothing(kind):
    bare = walk(HILL, kind, Extras())
    idle = walk(HILL, kind, Extras(clip=1e12))
    np.testing.assert_array_equal(idle.points, bare.points)
    np.testing.assert_array_equal(idle.values, bare.values)
    np.testing.assert_array_equal(idle.gradients, bare.gradients)
    np.testing.assert_array_equal(idle.costs, bare.costs)


@named(ALONE)
def test_weight_decay_is_a_bowl_around_the_origin(kind):
    decay = 0.8
    bowl = typed(f"{HILL.formula} + {decay / 2}*(x^2 + y^2)", box=HILL.box)
    chosen = suggested(kind, HILL)
    decayed = replace(chosen, extras=Extras(weight_decay=decay))
    runs = [
        Run(HILL, decayed, (-1.4, 1.1), 25, tolerance=0.0),
        Run(bowl, chosen, (-1.4, 1.1), 25, tolerance=0.0),
    ]
    pulled, plain = descend(runs)
    np.testing.assert_allclose(pulled.points, plain.points, rtol=1e-7, atol=1e-8)
    np.testing.assert_allclose(pulled.values, HILL.value(pulled.points), rtol=1e-9)
    np.testing.assert_allclose(pulled.gradients, HILL.gradient(pulled.points), atol=1e-9)


def test_only_where_they_end_is_the_same_with_extras():
    extras = (
        Extras(schedule=SCHEDULES.index("cosine"), period=30, warm_up=4, clip=0.5),
        Extras(noise=0.3, weight_decay=0.2),
        Extras(),
    )
    many = [DESCENT(0.1, extras=extra) for extra in extras]
    starts = np.array([(-1.4, 1.1), (2.0, 0.3), (0.5, -2.0)])
    traces = descend([Run(HILL, o, tuple(s), 60, 5) for o, s in zip(many, starts, strict=True)])
    ended = ends(HILL, many, starts, 60, seeds=5)
    np.testing.assert_array_equal(ended.points, [trace.points[-1] for trace in traces])


@pytest.mark.parametrize("key", ["gradient-descent", "schedule-free"])
def test_nets_train_with_extras(key):
    net = TinyNet(DataPlan(examples=30), (3,))
    extras = Extras(schedule=SCHEDULES.index("exponential"), period=5, warm_up=3, clip=1e-4)
    optimizer = OPTIMIZERS[key](0.5, extras=extras)
    (trace,) = descend([Run(net, optimizer, net.suggested_start, 12, tolerance=0.0)])
    lengths = np.linalg.norm(np.diff(trace.points, axis=0), axis=1)
    wanted = np.array([rate_factor(np.array(extras.numbers)[:, None], 0, k) for k in range(1, 13)])
    if key == "gradient-descent":
        np.testing.assert_allclose(lengths, 0.5e-4 * wanted, rtol=1e-9)
    else:  # the mean of walks that all have at most that length
        assert (lengths <= 0.5e-4 * wanted.max()).all()

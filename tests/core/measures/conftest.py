"""Finished runs of every kind, trained once, and a short way to measure them."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.measure import Ended
from explorer.core.measures import MEASURES
from explorer.core.nets.data_plan import DataPlan, OwnData, Split
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run
from explorer.core.suggestion import suggested

MOONS = DataPlan(examples=60)
WILD = OPTIMIZERS["gradient-descent"](learning_rate=1e4)


def own(rows, classes=(), features=("x", "y"), **settings):
    """Return a plan with rows of inputs and a target."""
    rows = tuple(tuple(map(float, row)) for row in rows)
    return DataPlan("own", own=OwnData(features, "target", classes, rows), **settings)


def curve():
    x = np.linspace(-2.0, 2.0, 30)
    return own(np.column_stack([x, np.sin(2.0 * x)]), features=("x",))


def three_classes():
    angles = np.linspace(0.0, 6.0, 36)
    rows = np.column_stack([np.cos(angles), np.sin(angles), angles // 2.01])
    return own(rows, ("a", "b", "c"))


GROUNDS = {
    "one variable": lambda: LANDSCAPES["valley"],
    "two variables": lambda: LANDSCAPES["himmelblau"],
    "a formula": lambda: typed("x^2 + y^4 - cos(3*x*y)"),
    "a kink": lambda: typed("abs(x) + 0.1*x"),
    "two goals": lambda: LANDSCAPES["two-goals-sum"],
    "a net of one weight": lambda: LANDSCAPES["net-sine"],
    "two classes": lambda: TinyNet(MOONS),
    "no hidden units": lambda: TinyNet(MOONS, ()),
    "relu": lambda: TinyNet(MOONS, (6, 5), "relu", l2=0.01),
    "hinge": lambda: TinyNet(MOONS, (5, 4, 3), "leaky-relu", "hinge", l1=0.003),
    "squared": lambda: TinyNet(MOONS, (4,), loss="squared"),
    "batches": lambda: TinyNet(MOONS, (4,), batch=7),
    "three classes": lambda: TinyNet(three_classes(), (4,), "softplus", "softmax"),
    "a curve": lambda: TinyNet(curve(), (6,), "sin", "squared"),
    "a part for choosing": lambda: TinyNet(DataPlan(examples=60, choosing=0.3), (4,)),
    "nothing held out": lambda: TinyNet(DataPlan(examples=40, held_out=0.0), (3,)),
    "one example": lambda: TinyNet(own([(0.5, -1.0, 1.0)], ("a", "b")), (3,)),
    "opinions": lambda: TinyNet(DataPlan("raters", examples=60, dials=(("judge", 4.0),)), (4,)),
    "pictures": lambda: TinyNet(DataPlan("tanks", examples=60, noise=0.04), (3,)),
}


@cache
def finished(name):
    """Return a finished run by the name of its ground, "… that flies away", or "… of no step"."""
    known, _, fate = name.partition(" | ")
    ground = GROUNDS[known]()
    optimizer = WILD if fate == "flown away" else suggested(OPTIMIZERS["adam"], ground)
    run = Run(ground, optimizer, ground.suggested_start, 0 if fate == "no step" else 60, 3)
    return Ended(run, descend([run])[0])


@pytest.fixture
def rows_of():
    """Make a plan of rows of one's own: `rows_of(rows, classes, features, parts="tthhc")`."""

    def making(rows, classes=(), features=("x", "y"), parts=None, **settings):
        plan = own(rows, classes, features, **settings)
        if parts is None:
            return plan
        split = Split(plan.seed, plan.held_out, plan.choosing, tuple(map("thc".index, parts)))
        return replace(plan, own=replace(plan.own, split=split))

    return making


@pytest.fixture
def held():
    """Return a run of no step at weights of one's own: `held(net, weights)`."""

    def holding(net, weights):
        run = Run(net, WILD, tuple(map(float, weights)), 0)
        return Ended(run, descend([run])[0])

    return holding


@pytest.fixture
def forward():
    """Work out raw outputs (n,) or (n, outputs) anew: `forward(net, weights, inputs)`."""
    bends = {"tanh": np.tanh, "relu": lambda z: z * (z > 0.0)}

    def working(net, weights, inputs):
        sizes, answers, at = net.sizes, np.asarray(inputs), 0
        for k, (many, few) in enumerate(pairwise(sizes)):
            matrix = weights[at : at + many * few].reshape(few, many)
            at += many * few
            answers = answers @ matrix.T + weights[at : at + few]
            at += few
            if k < len(sizes) - 2:
                answers = bends[net.activation](answers)
        return answers[:, 0] if sizes[-1] == 1 else answers

    return working


FATES = ("", " | flown away", " | no step")
EVERY = tuple(ground + fate for ground in GROUNDS for fate in FATES)


@pytest.fixture
def read():
    """Measure: `read("gap", ended, ..., step=3)`."""

    def reading(key, *ended, **settings):
        return MEASURES[key](**settings).of(ended)

    return reading


@pytest.fixture
def ended():
    """Return finished runs by name: `ended("two classes | flown away")`."""
    return finished


@pytest.fixture
def raced():
    """Run an optimizer: `raced(ground, steps=60, optimizer=None, **of_the_run)`."""

    def racing(ground, steps=60, optimizer=None, start=None, **settings):
        rule = optimizer or suggested(OPTIMIZERS["adam"], ground)
        run = Run(ground, rule, start or ground.suggested_start, steps, **settings)
        return Ended(run, descend([run])[0])

    return racing


@pytest.fixture
def subjects():
    """Return the names of finished runs of every kind, those that flew away among them."""
    return EVERY

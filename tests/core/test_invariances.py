"""Invariances: what a rule says it does not mind, it does not mind, and what it minds it does."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from explorer.core.descent import descend
from explorer.core.landscape import typed
from explorer.core.optimizer import Change
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run
from explorer.core.suggestion import suggested

# Without symmetry, and with more than one minimum, so that hops lead somewhere.
LAND = (
    "1.3*({x} - 0.3)^2 + 0.4*({y} + 0.2)^2 + 0.5*({x})*({y}) + 0.08*({x})^4 + 0.03*({y})^3"
    " + 2.5*cos(2.4*({x}) + 0.9*({y}))"
)
START, HALF, STEPS = np.array([1.6, -1.2]), 2.0, 30
ARRIVED, SAME = 1e-5, 1e-7  # shares of the path's extent
COS, SIN = 0.8, 0.6
TURN = np.array([[COS, -SIN], [SIN, COS]])
# What is done to the land: x and y as they are there, the map's own change, and the heights.
CHANGES = {
    "shift": (np.eye(2), np.array([0.5, -1.25]), "{f}"),
    "turn": (TURN, np.zeros(2), "{f}"),
    "mirror": (np.array([[0.0, 1.0], [-1.0, 0.0]]), np.zeros(2), "{f}"),
    "stretch": (np.diag([4.0, 0.5]), np.zeros(2), "{f}"),
    "height": (np.eye(2), np.zeros(2), "0.001*({f})"),
    "order": (np.eye(2), np.zeros(2), "exp(0.25*({f}))"),
}


def land(change):
    matrix, offset, height = CHANGES[change]
    back = np.linalg.inv(matrix)
    x, y = (
        f"({a!r}*(x - ({p!r})) + {b!r}*(y - ({q!r})))"
        for (a, b), (p, q) in ((row, offset.tolist()) for row in back.tolist())
    )
    box = tuple((float(c - HALF), float(c + HALF)) for c in offset)
    return typed(height.format(f=LAND.format(x=x, y=y)), box=box)


PLAIN = typed(LAND.format(x="x", y="y"), box=((-HALF, HALF),) * 2)
LANDS = {change: land(change) for change in CHANGES}


def without_epsilon(optimizer):
    """Return the rule without what is added against a division by zero, which has a scale.

    Adadelta's is no such thing: without it, it never sets out.
    """
    if hasattr(optimizer, "epsilon") and optimizer.key != "adadelta":
        return replace(optimizer, epsilon=0.0)
    return optimizer


def unminded(kind):
    """Return the changes after which the path of a rule is the changed path."""
    optimizer = without_epsilon(suggested(kind, PLAIN))
    (plain,) = descend([Run(PLAIN, optimizer, tuple(START), STEPS, 3, 0.0)])
    extent = np.ptp(plain.points, axis=0).max()
    assert extent > 1e-3
    # Once it has arrived, rounding alone decides what it does.
    far = np.abs(plain.points - plain.points[-1]).max(axis=1)
    rows = int(np.flatnonzero(far > ARRIVED * extent).max()) + 1
    found = set()
    for change, hill in LANDS.items():
        matrix, offset, _ = CHANGES[change]
        start = tuple((matrix @ START + offset).tolist())
        (trace,) = descend([Run(hill, optimizer, start, STEPS, 3, 0.0)])
        wanted = (plain.points @ matrix.T + offset)[:rows]
        got = trace.points[:rows]
        if len(got) == rows and np.abs(got - wanted).max() <= SAME * np.ptp(wanted, axis=0).max():
            found.add(change)
    return found


# Of a hop we see only that it led nowhere lower: that is no invariance.
KINDS = [kind for kind in OPTIMIZERS.values() if kind.derivatives != "residuals"]
SAID = [kind for kind in KINDS if kind.key != "basin-hopping"]


@pytest.mark.parametrize("kind", SAID, ids=lambda kind: kind.key)
def test_a_rule_minds_what_it_says_it_minds(kind):
    assert unminded(kind) == set(kind.unminded)


def test_every_change_is_tried():
    assert set(CHANGES) == set(get_args(Change))

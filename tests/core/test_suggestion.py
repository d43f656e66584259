"""Suggestions: safe on every landscape, and worth looking at."""

import numpy as np
import pytest

from explorer.core.batch import ENDS
from explorer.core.descent import descend
from explorer.core.ends import ends
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.randomness import starts_in
from explorer.core.rounding import rounded_down
from explorer.core.run import Run, Stop
from explorer.core.suggestion import suggested

NIGHTLY = pytest.mark.nightly
FAMILY = pytest.mark.parametrize("kind", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())
# Downhill without end: there everything flies away, as it should.
BOTTOMLESS = {key for key, row in LANDSCAPES.items() if {"no minimum", "unbounded"} & set(row.tags)}


# The formula itself ends somewhere, and a step may lead beyond.
ENDING = {key for key, landscape in LANDSCAPES.items() if "undefined" in landscape.tags}


# Every pair is tried at night: to compile all landscapes takes minutes. By day it is a third.
SHARE = [k for i, k in enumerate(LANDSCAPES) if i % 3 == 0]


@FAMILY
@pytest.mark.parametrize(
    "keys",
    [pytest.param(SHARE, id="some"), pytest.param(list(LANDSCAPES), id="all", marks=NIGHTLY)],
)
def test_nothing_flies_away_with_suggested_settings(kind, keys):
    astray = []
    for key in (key for key in keys if key not in BOTTOMLESS):
        landscape = LANDSCAPES[key]
        if kind.derivatives == "residuals" and landscape.as_squares is None:
            continue
        many, steps = (2, 100) if kind.group == "global" else (10, 300)  # a step is a crowd
        starts = np.vstack([landscape.suggested_start, starts_in(landscape.box, 0, 0, many)])
        found = ends(landscape, suggested(kind, landscape), starts, steps)
        stops = {ENDS[stop] for stop in found.stops.tolist()}
        if Stop.DIVERGED in stops or (Stop.UNDEFINED in stops and key not in ENDING):
            astray.append(key)
    assert astray == []


# Newton walks to saddles as well, and Polyak's step cannot rest above the height it is told.
# RAdam's rate has to suit its first steps, which are as long as slopes are, and is short later.
RESTLESS = ("newton", "polyak-step", "radam")


@pytest.mark.parametrize("kind", [k for k in OPTIMIZERS.values() if k.key not in RESTLESS])
@pytest.mark.parametrize("key", ["rosenbrock", "himmelblau", "rastrigin", "valley"])
def test_300_steps_get_somewhere(kind, key):
    landscape = LANDSCAPES[key]
    if kind.derivatives == "residuals" and landscape.as_squares is None:
        return
    (trace,) = descend([Run(landscape, suggested(kind, landscape), landscape.suggested_start)])
    widths = np.ptp(np.array(landscape.box), axis=1)
    way = np.linalg.norm((trace.points[-1] - trace.points[0]) / widths)
    assert trace.values[-1] < 0.66 * trace.values[0]  # the next minimum of Rastrigin: 0.658
    assert way > 0.02


@FAMILY
@pytest.mark.parametrize(
    "formula",
    ["3", "x + y", "1e9*x^2", "1e-9*x^2", "sqrt(-1 - x^2)", "1/x", "exp(x^2)", "abs(x)", "1e300*x"],
)
def test_any_landscape_gets_settings_that_are_allowed(kind, formula):
    optimizer = suggested(kind, typed(formula))
    assert all(np.isfinite(optimizer.settings))
    assert optimizer == suggested(kind, typed(formula))


@pytest.mark.parametrize("key", ["gradient-descent", "momentum", "nesterov"])
def test_rates_follow_the_curvature(key):
    wide, narrow = typed("x^2"), typed("100*x^2")
    rates = [suggested(OPTIMIZERS[key], hill).learning_rate for hill in (wide, narrow)]
    assert rates[0] == pytest.approx(100 * rates[1])


@pytest.mark.parametrize("key", ["adagrad", "rmsprop", "adam"])
def test_lengths_follow_the_box(key):
    wide, narrow = (typed("x^2", box=((-r, r),)) for r in (10.0, 1.0))
    rates = [suggested(OPTIMIZERS[key], hill).learning_rate for hill in (wide, narrow)]
    assert rates[0] == pytest.approx(10 * rates[1])


def test_numbers_are_rounded_down_to_one_digit():
    assert [rounded_down(v) for v in (0.00399, 0.3, 7e-5, 19.0, 1.0, 0.0)] == [
        *(0.003, 0.3, 7e-5, 10.0, 1.0, 0.0)
    ]

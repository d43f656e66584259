"""Bootstrap of the O-rings: each fit is the best one, and all flights give the published line."""

import numpy as np
import pytest

from explorer.core.experiments.bootstrap_o_rings import BootstrapORings
from explorer.core.nets.data_sets.o_rings import FLIGHTS
from explorer.core.randomness import DATA, uniforms

TEMPERATURES, DAMAGED = np.array(FLIGHTS, float).T


def chance(temperatures, damaged, at, l2, centre, spread):
    """Return the chance at a temperature by a search of nested intervals, without derivatives."""
    x = (temperatures - centre) / spread

    def loss(slope, height):
        z = slope * x + height
        return (np.logaddexp(0.0, z) - damaged * z).mean() + 0.5 * l2 * slope**2

    def best(function, low, high):
        for _ in range(50):
            a, b = low + (high - low) / 3, high - (high - low) / 3
            low, high = (low, b) if function(a) < function(b) else (a, high)
        return 0.5 * (low + high)

    def height_for(slope):
        return best(lambda height: loss(slope, height), -60.0, 60.0)

    slope = best(lambda slope: loss(slope, height_for(slope)), -60.0, 20.0)
    return 1 / (1 + np.exp(-(slope * (at - centre) / spread + height_for(slope))))


def test_all_flights_give_the_line_that_was_published():
    """Dalal, Fowlkes and Hoadley 1989: logit p = 15.0429 − 0.2322 t for any damage."""
    for at in (31.0, 53.0, 66.0, 81.0):
        found = BootstrapORings(l2=1e-6, temperature=at, resamples=20).run().numbers["all"]
        assert found == pytest.approx(1 / (1 + np.exp(-(15.0429 - 0.23216 * at))), abs=2e-4)


@pytest.mark.parametrize("l2", [0.01])
def test_chances_are_those_of_each_resample(l2):
    numbers = BootstrapORings(resamples=20, seed=4, l2=l2).run().numbers
    rows = (uniforms(4, DATA, 20 * 23) * 23).astype(int).reshape(20, 23)
    centre, spread = TEMPERATURES.mean(), TEMPERATURES.std()
    chances = [
        chance(TEMPERATURES[row], DAMAGED[row], 31.0, l2, centre, spread)
        for row in rows
        if 0 < DAMAGED[row].sum() < 23
    ]
    for name, share in (("low", 0.05), ("median", 0.5), ("high", 0.95)):
        assert numbers[name] == pytest.approx(np.quantile(chances, share), abs=1e-6)
    assert numbers["width"] == numbers["high"] - numbers["low"]


def test_it_is_sure_of_a_cold_it_has_never_seen():
    numbers = BootstrapORings().run().numbers
    assert numbers["median"] > 0.99
    assert 0.9 < numbers["low"] < numbers["median"] < numbers["high"]
    warmer = BootstrapORings(temperature=53.0).run().numbers
    assert warmer["width"] > numbers["width"]


def test_the_band_holds_the_line_and_falls_with_warmth():
    every, low, high = BootstrapORings(resamples=200).run().curves
    assert (low.y < every.y).all()
    assert (every.y < high.y).all()
    assert (np.diff(every.y) < 0).all()
    assert every.x[0] == 31.0
    assert every.x[-1] == 81.0


def test_a_clean_split_is_finite():
    for l2 in (1e-6, 1.0):
        numbers = BootstrapORings(l2=l2, resamples=2000).run().numbers
        assert all(0.0 < value <= 1.0 for value in numbers.values())

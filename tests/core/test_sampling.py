"""Sampling: starts that depend on the seed and their number, spread as promised."""

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.restarts import restart
from explorer.core.sampling import places, sobol

LINE, SQUARE = ((-2.0, 3.0),), ((-2.0, 3.0), (10.0, 11.0))
BOXES = pytest.mark.parametrize("box", [LINE, SQUARE], ids=["line", "square"])
WAYS = pytest.mark.parametrize("sampling", ["uniform", "sobol", "grid"])
# scipy 1.17.1, stats.qmc.Sobol(2, scramble=False).random(16), times 16.
SOBOL = [
    *([0, 0], [8, 8], [12, 4], [4, 12], [6, 6], [14, 14], [10, 2], [2, 10]),
    *([3, 5], [11, 13], [15, 1], [7, 9], [5, 3], [13, 11], [9, 7], [1, 15]),
]


@BOXES
@WAYS
def test_a_start_depends_on_the_seed_and_its_number_alone(sampling, box):
    every = places(box, sampling, 7, 0, 50, 50)
    assert np.array_equal(places(box, sampling, 7, 20, 30, 50), every[20:])
    low, high = np.array(box).T
    assert ((every > low) & (every < high)).all()
    assert len(np.unique(every, axis=0)) == 50
    if sampling != "grid":
        assert np.array_equal(places(box, sampling, 7, 0, 5, 5), every[:5])
        assert not np.array_equal(places(box, sampling, 8, 0, 50, 50), every)


def test_sobols_points_are_scipys():
    assert (sobol(2, 0, 16) / 2.0**28).tolist() == SOBOL


@pytest.mark.parametrize("seed", [0, 1, 2**53 + 1])
def test_sobols_points_fill_every_elementary_part(seed):
    for power in (0, 3, 6, 10):
        points = places(((0.0, 1.0), (0.0, 1.0)), "sobol", seed, 0, 2**power, 1)
        for across in range(power + 1):
            cells = np.floor(points * [2**across, 2 ** (power - across)]).astype(int)
            assert len(np.unique(cells, axis=0)) == 2**power


def test_a_grid_is_made_of_middles_of_equal_cells():
    nine = places(((0.0, 3.0), (0.0, 30.0)), "grid", 0, 0, 9, 9)
    assert nine == pytest.approx(np.array([(x, y) for y in (5, 15, 25) for x in (0.5, 1.5, 2.5)]))
    seven = places(((0.0, 6.0), (0.0, 6.0)), "grid", 0, 0, 7, 7)
    assert [int((seven[:, 1] == y).sum()) for y in (1, 3, 5)] == [2, 2, 3]
    assert places(((0.0, 4.0),), "grid", 0, 0, 4, 4)[:, 0] == pytest.approx([0.5, 1.5, 2.5, 3.5])


@WAYS
def test_restarts_begin_there(sampling):
    hill = LANDSCAPES["himmelblau"]
    found = restart(hill, OPTIMIZERS["gradient-descent"](), 10, seed=3, steps=1, sampling=sampling)
    starts = [trace.points[0] for trace in found.traces]
    assert np.array_equal(starts, places(hill.box, sampling, 3, 0, 10, 10))


def test_a_grid_cannot_be_spread_without_a_number_of_starts():
    hill, rule = LANDSCAPES["himmelblau"], OPTIMIZERS["gradient-descent"]()
    with pytest.raises(SettingError, match=r"^A grid needs to know how many"):
        restart(hill, rule, evaluations=100, sampling="grid")
    with pytest.raises(SettingError, match=r"^The sampling must be one of uniform, sobol, grid\.$"):
        restart(hill, rule, sampling="heap")

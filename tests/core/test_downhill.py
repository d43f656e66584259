"""Basins are those of plain downhill flow, whichever way the flow is followed."""

import numpy as np
import pytest

from explorer.core.downhill import NOWHERE, Downhill
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.minima import critical_points
from tests.core.running_down import homes, run_down

HIMMELBLAU = LANDSCAPES["himmelblau"]


@pytest.mark.parametrize(
    ("key", "is_known"),
    [("himmelblau", True), ("himmelblau", False), ("rastrigin", True), ("valley", False)],
)
def test_basins_are_those_of_very_short_steps_downhill(key, is_known):
    landscape = LANDSCAPES[key]
    low, high = np.array(landscape.box).T
    points = low + (high - low) * np.random.default_rng(3).random((150, landscape.dim))
    land = Downhill(landscape, critical_points(landscape) if is_known else ())
    basins = land.basins(points)
    assert (basins != NOWHERE).all()
    ends = run_down(landscape, points)
    gap = np.abs(np.array(land.bottoms)[basins] - ends) / (high - low)
    assert gap.max() < 2e-3


def test_a_pass_joins_the_basins_on_its_two_sides():
    found = Downhill(HIMMELBLAU, critical_points(HIMMELBLAU)).passes()
    assert len(found) == 4
    for top, pair in found:
        bend = HIMMELBLAU.hessian(np.array([top.point]))[0]
        way = np.linalg.eigh(bend)[1][:, 0]
        sides = homes(HIMMELBLAU, np.array(top.point) + np.outer([0.02, -0.02], way))
        assert set(sides) == pair


def test_ground_without_a_bottom_belongs_to_no_basin():
    for formula in ("x + y", "0*x*y", "-x^2 - y^2"):
        land = Downhill(typed(formula, ((-1, 1), (-1, 1))))
        assert (land.basins(np.array([[0.3, 0.2], [1e9, 0.0], [np.nan, 0.0]])) == NOWHERE).all()

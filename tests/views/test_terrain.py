"""Terrain: any landscape, any formula and any view can be surveyed."""

import warnings

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.views.camera import Camera, fitted
from explorer.views.relief import LEVELS, SCALES
from explorer.views.terrain import TerrainRequest, landscape_relief, survey

PLANES = [key for key, landscape in LANDSCAPES.items() if landscape.dim == 2]
BOX = ((-5.0, 5.0), (-5.0, 5.0))
WILD = [
    "sqrt(x)*log(y)",
    "0*x*y + 3",
    "exp(x^2*y^2)",
    "1/(x*y)",
    "sqrt(-1-x^2-y^2)",
    "-1/(x^2+y^2)",
]


@pytest.mark.parametrize("key", PLANES)
def test_every_landscape_of_the_catalogue(key):
    landscape = LANDSCAPES[key]
    terrain = survey(TerrainRequest(landscape, fitted(landscape.box, 90, 60, True), 2000))
    rows, columns, _ = terrain.colours.shape
    assert rows * columns == pytest.approx(2000, rel=0.1)
    assert len(np.unique(terrain.colours.reshape(-1, 4), axis=0)) > 5
    assert len(terrain.isolines) > 10


@pytest.mark.parametrize("formula", WILD)
def test_every_formula(formula):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        terrain = survey(TerrainRequest(typed(formula, BOX), fitted(BOX, 90, 60, True), 2000))
    clear = terrain.colours[..., 3] == 0
    assert terrain.is_whole == (not clear.any())


def test_undefined_places_are_clear_and_the_others_are_not():
    landscape = typed("sqrt(x) + 0*y", BOX)
    terrain = survey(TerrainRequest(landscape, fitted(BOX, 100, 100, True), 2500))
    half = terrain.colours.shape[1] // 2
    assert (terrain.colours[:, : half - 1, 3] == 0).all()
    assert (terrain.colours[:, half + 1 :, 3] == 255).all()


def test_a_constant_has_one_colour_and_no_isolines():
    terrain = survey(TerrainRequest(typed("0*x*y + 3", BOX), fitted(BOX, 90, 60, True), 2000))
    assert len(np.unique(terrain.colours.reshape(-1, 4), axis=0)) == 1
    assert len(terrain.isolines) == 0


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("formula", WILD)
def test_every_scale_fits_every_formula(formula, scale):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        request = TerrainRequest(typed(formula, BOX), fitted(BOX, 60, 40, True), 900, scale=scale)
        assert survey(request) is not None


def test_isolines_follow_the_scale():
    landscape = LANDSCAPES["himmelblau"]
    camera = fitted(landscape.box, 90, 60, True)
    for scale in SCALES:
        found = survey(TerrainRequest(landscape, camera, 20_000, scale=scale))
        points = found.isolines[~np.isnan(found.isolines[:, 0])]
        heights = landscape_relief(landscape, scale).height(landscape.value(points))
        # A line is as high everywhere, at a multiple of one twentieth; the grid is coarse.
        near = np.abs(heights * LEVELS - np.rint(heights * LEVELS))
        assert np.quantile(near, 0.9) < 0.1


def test_colours_stay_when_the_view_moves():
    landscape = LANDSCAPES["himmelblau"]
    wide = survey(TerrainRequest(landscape, Camera(-4, 4, -4, 4, 81, 81), 81 * 81))
    close = survey(TerrainRequest(landscape, Camera(0, 4, 0, 4, 81, 81), 81 * 81))
    assert np.array_equal(wide.colours[0, -1], close.colours[0, -1])
    assert np.array_equal(wide.colours[40, 40], close.colours[-1, 0])


def test_a_view_zoomed_in_far_still_has_isolines():
    landscape = LANDSCAPES["himmelblau"]
    camera = Camera(2.999, 3.001, 1.999, 2.001, 80, 80)
    assert len(survey(TerrainRequest(landscape, camera, 4000)).isolines) > 20


def test_a_survey_that_is_not_wanted_any_more_ends():
    landscape = LANDSCAPES["himmelblau"]
    request = TerrainRequest(landscape, fitted(landscape.box, 90, 60, True), 50_000)
    assert survey(request, lambda: True) is None

"""Strokes: each pixel has the ink of its distance to the line, by another way of measuring it."""

from itertools import pairwise

import numpy as np
import pytest

from explorer.core.trail_compiling import compiled
from explorer.core.trail_kernels import over

WIDTH, HEIGHT, HALF, EDGE = 90, 60, 1.2, 2.5
REACH = EDGE + 0.5


def inks(line, edge):
    """Colours (768,) with alpha alone: `line` and `edge` where all of a pixel is covered."""
    far = REACH * np.sqrt(1 - np.clip(np.arange(256) - 0.5, 0, 254) / 254)
    made = [
        np.round(full * np.clip(half + 0.5 - far, 0, 1)).astype(np.uint32) << 24
        for full, half in ((line, HALF), (edge, EDGE))
    ]
    both = np.array([over(int(a), int(b)) for a, b in zip(*made, strict=True)], np.uint32)
    return np.concatenate([*made, both])


def stroked(corners, line=255, edge=0, picture=None, ratio=1.0):
    picture = np.zeros(WIDTH * HEIGHT, np.uint32) if picture is None else picture
    mask = np.zeros(WIDTH * HEIGHT, np.float32)
    corners = np.array(corners, float)
    compiled()["stroke"](corners, ratio, 0, REACH, inks(line, edge), WIDTH, picture, mask)
    assert not mask.any()
    return (picture >> 24).reshape(HEIGHT, WIDTH).astype(float)


def distances(corners):
    """Return how far the middle of each pixel is from a line, from points close together on it."""
    middles = np.stack(np.meshgrid(np.arange(WIDTH) + 0.5, np.arange(HEIGHT) + 0.5), axis=-1)
    least = np.full((HEIGHT, WIDTH), np.inf)
    for near, far in pairwise(corners):
        if np.isfinite([*near, *far]).all():
            for share in np.linspace(0, 1, 700):
                place = (1 - share) * np.array(near) + share * np.array(far)
                least = np.minimum(least, np.hypot(*np.moveaxis(middles - place, -1, 0)))
    return least


LINES = {
    "slanting": [(10, 10), (70, 45)],
    "upright": [(30, 5), (30, 50)],
    "level": [(5, 20.3), (80, 20.3)],
    "a dot": [(40, 30), (40, 30)],
    "crossing itself": [(10, 10), (60, 50), (60, 10), (10, 45)],
    "leaving": [(40, 30), (140, -80), (95, 130), (20, 50)],
    "broken": [(10, 10), (30, 40), (np.nan, 3), (50, 10), (70, 40), (np.inf, 3)],
    "short steps": [(20 + 15 * np.cos(t), 30 + 20 * np.sin(t)) for t in np.linspace(0, 6, 25)],
}


@pytest.mark.parametrize("corners", LINES.values(), ids=LINES)
@pytest.mark.parametrize("full", [255, 90])
def test_a_pixel_is_covered_by_its_distance_and_only_once(corners, full):
    expected = full * np.clip(HALF + 0.5 - distances(corners), 0, 1)
    assert np.abs(stroked(corners, full) - expected).max() < 8


def test_an_edge_lies_under_all_that_is_there():
    corners = LINES["slanting"]
    far = distances(corners)
    line, edge = np.clip(HALF + 0.5 - far, 0, 1), 0.8 * np.clip(EDGE + 0.5 - far, 0, 1)
    expected = 255 * (line + (1 - line) * edge)
    assert np.abs(stroked(corners, 255, 204) - expected).max() < 9
    full = np.full(WIDTH * HEIGHT, 0xFF123456, np.uint32)
    stroked(corners, 0, 204, full)
    assert (full == 0xFF123456).all()


def test_lines_that_reach_beyond_all_bounds_are_cut():
    far = stroked([(45 - 1e9, 30), (45 + 1e9, 30)])
    assert np.abs(far - stroked([(-50, 30), (150, 30)])).max() == 0
    assert not stroked([(1e300, 1e300), (1e308, 1e300)]).any()
    assert stroked([(40, 30), (1e305, 30)]).any()


def test_a_ratio_stretches_the_line():
    assert np.array_equal(stroked([(5, 5), (30, 20)], ratio=2.0), stroked([(10, 10), (60, 40)]))


def test_over_mixes_each_part_by_what_shows_through():
    rng = np.random.default_rng(0)
    for _ in range(300):
        colours = []
        for _ in range(2):
            alpha = int(rng.integers(256))
            colours.append([alpha, *rng.integers(0, alpha + 1, 3).tolist()])
        upper, lower = colours
        mixed = over(*(int.from_bytes(bytes(colour), "big") for colour in colours))
        exact = [a + b * (255 - upper[0]) / 255 for a, b in zip(upper, lower, strict=True)]
        assert np.abs(np.array(list(mixed.to_bytes(4, "big"))) - exact).max() <= 0.51


def test_stamps_lie_on_whole_pixels_and_are_cut_at_the_edge():
    stamp = np.arange(16, dtype=np.uint32) + 0xFF000000
    places = np.array([[10.2, 10.4], [0.0, 0.0], [90.0, 60.0], [400.0, 5.0], [30.0, 30.0]])
    picture = np.zeros(WIDTH * HEIGHT, np.uint32)
    compiled()["press"](places, np.arange(4), 1.0, 0, stamp, 4, WIDTH, picture)
    rows = picture.reshape(HEIGHT, WIDTH)
    assert np.array_equal(rows[8:12, 8:12], stamp.reshape(4, 4))
    assert np.array_equal(rows[:2, :2], stamp.reshape(4, 4)[2:, 2:])
    assert np.array_equal(rows[-2:, -2:], stamp.reshape(4, 4)[:2, :2])
    assert np.count_nonzero(rows) == 16 + 4 + 4

"""The height field against rays that are followed step by step, and against solid geometry."""

import numpy as np
import pytest

from explorer.core import height_field
from explorer.core.height_field import TALL, Style, bake, render
from explorer.core.height_field_eye import Eye, fitted_eye

SIDE = 65
TABLE = np.linspace((10, 20, 60), (240, 240, 210), 16).astype(np.float32).tobytes()
WHITE, GREY, DARK = (255.0,) * 3, (120.0,) * 3, (30.0,) * 3
STYLE = Style(TABLE, 0.04, 1.0, WHITE, 0.4, GREY, WHITE, DARK, GREY)
EYES = [
    Eye(turn, tilt, distance, (0.1, -0.05, 0.2), 90, 70)
    for turn, tilt, distance in ((-60, 40, 4.5), (35, 12, 4.0), (150, 75, 5.0), (260, 25, 2.2))
]


def hills(x, y):
    """Return a smooth land from 0 to 1, x and y from -1 to 1."""
    one = 0.8 * np.exp(-6 * ((x - 0.4) ** 2 + (y + 0.3) ** 2))
    other = 0.55 * np.exp(-9 * ((x + 0.5) ** 2 + (y - 0.4) ** 2))
    return 0.1 + one + other


def land(height=hills, side=SIDE):
    axis = np.linspace(-1, 1, side)
    heights = height(*np.meshgrid(axis, axis))
    return bake(heights, heights, 1.0, 1.0)


def first_hit(eye, x, y):
    """Follow the ray through a pixel in small steps to the ground of `hills`; None beside it."""
    reach = np.linspace(0.2, 12.0, 24_000)
    points = eye.place + reach[:, None] * eye.ray(x, y)
    over = (np.abs(points[:, :2]) <= 1.0).all(axis=1)
    inside = over & (points[:, 2] <= TALL * hills(points[:, 0], points[:, 1])) & (points[:, 2] >= 0)
    if not inside.any():
        return None
    return points[np.argmax(inside)]


@pytest.fixture(scope="module")
def field():
    return land()


@pytest.mark.parametrize("eye", EYES)
def test_every_pixel_shows_what_its_ray_meets_first(field, eye):
    frame = render(field, eye, STYLE)
    rng = np.random.default_rng(3)
    wrong = 0
    pixels = rng.uniform((1, 1), (eye.width - 1, eye.height - 1), (150, 2))
    pixels = np.floor(pixels) + 0.5
    for x, y in pixels:
        hit, place = first_hit(eye, x, y), frame.pick(x, y)
        if hit is None or place is None:
            wrong += (hit is None) != (place is None)
        else:
            wrong += np.abs(np.array(place) * 2 - 1 - hit[:2]).max() > 0.03
    # Along the rim of a hill a pixel may fall to either side.
    assert wrong <= 3


@pytest.mark.parametrize("eye", EYES)
def test_hidden_is_what_the_ground_stands_before(field, eye):
    frame = render(field, eye, STYLE)
    shares = np.random.default_rng(4).uniform(0.02, 0.98, (300, 2))
    points = field.points(shares)
    pixels, seen = frame.look(points)
    inside = ((pixels > 2) & (pixels < (eye.width - 2, eye.height - 2))).all(axis=1)
    way = np.linspace(0, 0.995, 3000)[:, None]
    clear = []
    for point in points:
        along = eye.place + way * (point - eye.place)
        over = (np.abs(along[:, :2]) <= 1).all(axis=1)
        rise = along[over, 2] - TALL * hills(along[over, 0], along[over, 1])
        clear.append(rise.min(initial=1.0))
    clear = np.array(clear)
    assert seen[inside & (clear > 0)].mean() > 0.98
    assert not seen[inside & (clear < -0.08)].any()
    assert (inside & (clear < -0.08)).any() or eye.tilt > 30


def test_a_pick_gives_back_the_point_that_was_projected(field):
    for eye in EYES:
        frame = render(field, eye, STYLE, scale=2.0)
        shares = np.random.default_rng(5).uniform(0.1, 0.9, (80, 2))
        points = field.points(shares)
        pixels, seen = frame.look(points)
        inside = ((pixels > 1) & (pixels < (eye.width - 1, eye.height - 1))).all(axis=1)
        pairs = zip(pixels[seen & inside], shares[seen & inside], strict=True)
        far = [np.subtract(p, s) for (x, y), s in pairs if (p := frame.pick(x, y)) is not None]
        assert len(far) > 0.95 * (seen & inside).sum()
        # Half a pixel of the frame, seen at a slant.
        assert np.median(np.abs(far)) < 0.01
        assert np.quantile(np.abs(far), 0.9) < 0.06


@pytest.mark.parametrize("stride", [1, 2, 4])
def test_no_pixel_shines_through(field, stride):
    for turn in range(0, 360, 40):
        eye = Eye(turn + 0.37, 30.0, 3.7, (0.0, 0.0, 0.2), 160, 120)
        covered = render(field, eye, STYLE, stride=stride).index != -1
        around = np.ones_like(covered[1:-1, 1:-1])
        for row in (0, 1, 2):
            for column in (0, 1, 2):
                if (row, column) != (1, 1):
                    around &= covered[row : row + 118, column : column + 158]
        assert covered[1:-1, 1:-1][around].all()


def test_a_quick_picture_leaves_out_only_rows_that_nobody_misses():
    fine = land(side=161)
    assert fine.stride == 4
    assert land(lambda x, y: np.where(x + y > 0.1, 0.5, 0.0), 161).stride == 2
    assert land(lambda x, y: 0.5 + 0.3 * np.sin(25 * x), 161).stride == 2
    all_rows, few = (render(fine, EYES[1], STYLE, stride=k).near for k in (1, 4))
    both = (all_rows > 0) & (few > 0)
    assert (both == (all_rows > 0)).mean() > 0.99
    assert np.median(np.abs(few[both] / all_rows[both] - 1)) < 0.01


def test_it_draws_the_same_every_time(field):
    one, other = (render(field, EYES[0], STYLE, is_soft=True) for _ in range(2))
    assert np.array_equal(one.colours, other.colours)
    assert np.array_equal(one.near, other.near)


@pytest.mark.parametrize("is_soft", [False, True])
def test_drawn_in_bands_it_is_the_picture_of_one(field, monkeypatch, is_soft):
    whole = {}
    for bands in (1, 4, 7):
        monkeypatch.setattr(height_field, "BANDS", bands)
        whole[bands] = render(field, EYES[1], STYLE, is_soft=is_soft)
    for bands in (4, 7):
        # Where two triangles meet, the last digit of a pixel's place may decide for the other.
        assert (whole[1].index != whole[bands].index).mean() < 1e-3
        assert (whole[1].colours != whole[bands].colours).mean() < 1e-3
        assert np.allclose(whole[1].near, whole[bands].near, rtol=1e-4, atol=1e-4)


def test_soft_edges_are_part_of_a_pixel_and_the_rest_is_as_before(field):
    hard = render(field, EYES[0], STYLE).colours >> 24
    soft = render(field, EYES[0], STYLE, is_soft=True).colours >> 24
    assert set(np.unique(hard)) == {0, 255}
    assert set(np.unique(soft)) == {0, 64, 128, 192, 255}
    assert (hard != soft).mean() < 0.1
    assert (np.abs(hard.astype(int) - soft.astype(int)) > 200).sum() == 0


def test_isolines_are_as_wide_near_as_far():
    # A ramp that rises along y and is seen from above: straight lines across the picture.
    field = land(lambda x, y: 0.5 + 0.4 * y)
    shares = []
    for distance in (3.0, 6.0):
        eye = Eye(-90.0, 88.0, distance, (0.0, 0.0, 0.3), 300, 300)
        plain = Style(TABLE, 0.0, 1.0, WHITE, 1.0, GREY, WHITE, DARK, GREY)
        lined = Style(TABLE, 0.1, 1.0, WHITE, 1.0, GREY, WHITE, DARK, GREY)
        a, b = (render(field, eye, look).colours[:, 150] for look in (plain, lined))
        changed = (a & 255).astype(int) != (b & 255).astype(int)
        lines = np.diff(changed.astype(int)) == 1
        shares.append(changed.sum() / lines.sum())
    assert shares[0] == pytest.approx(shares[1], abs=0.8)
    assert 1 <= shares[0] <= 3


@pytest.mark.parametrize(
    "height",
    [
        lambda x, y: np.full_like(x, 0.5),
        lambda x, y: np.full_like(x, np.nan),
        lambda x, y: np.where(x + y > 0, 0.5, np.nan),
        lambda x, y: np.where((np.abs(x) < 0.01) & (np.abs(y) < 0.01), 1.0, 0.0),
        lambda x, y: np.where(np.floor(8 * x) % 2 == np.floor(8 * y) % 2, 1.0, np.nan),
    ],
    ids=["flat", "nowhere", "half", "needle", "chequered"],
)
def test_any_heights_can_be_drawn(height):
    field = land(height)
    assert np.isfinite(field.nodes[:, :, 1:]).all()
    for eye in EYES:
        for is_soft in (False, True):
            frame = render(field, eye, STYLE, is_soft=is_soft)
            assert (frame.index != -1).any()
            assert np.isfinite(frame.near).all()


def test_a_hole_shows_the_ground_below():
    field = land(lambda x, y: np.where(np.hypot(x, y) < 0.6, np.nan, 0.6))
    eye = Eye(-90.0, 85.0, 5.0, (0.0, 0.0, 0.0), 120, 120)
    frame = render(field, eye, STYLE)
    place = frame.pick(60.0, 60.0)
    assert place == pytest.approx((0.5, 0.5), abs=0.05)
    assert np.isnan(field.heights(np.array([place]))[0])


def test_the_wall_round_the_field_counts_as_its_edge(field):
    eye = Eye(-90.0, 10.0, 5.0, (0.0, 0.0, 0.05), 200, 100)
    frame = render(field, eye, STYLE)
    x, y = eye.to_pixels(np.array([[0.4, -1.0, 0.03]]))[0]
    assert frame.pick(x, y) == pytest.approx((0.7, 0.0), abs=0.01)


def test_the_ground_faces_up_where_it_is_a_plane():
    field = land(lambda x, y: 0.5 + 0.2 * x - 0.1 * y)
    slope = np.array([-0.2 * TALL, 0.1 * TALL, 1.0])
    assert np.allclose(field.nodes[:, :, 1:4], slope / np.linalg.norm(slope), atol=1e-5)


@pytest.mark.parametrize("size", [(1000, 700), (300, 600), (64, 64), (2000, 200)])
def test_a_fitted_eye_sees_every_corner(field, size):
    margins = 0.06 * size[0], 0.05 * size[1]
    for turn in (-60.0, 10.0, 200.0):
        eye = fitted_eye(field.corners, turn, 40.0, size, margins)
        pixels = eye.to_pixels(field.corners)
        assert (pixels > np.array(margins) - 2).all()
        assert (pixels < np.array(size) - margins + 2).all()


def test_coming_closer_keeps_a_point_in_its_pixel(field):
    point = (0.3, -0.4, 0.2)
    for eye in EYES:
        before = eye.to_pixels(np.array([point]))
        after = eye.closer(0.4, point).to_pixels(np.array([point]))
        assert np.allclose(before, after, atol=1e-6)


def test_a_level_is_met_where_it_is_projected():
    for eye in EYES:
        ((x, y),) = eye.to_pixels(np.array([[0.2, 0.6, 0.1]]))
        assert eye.to_level(x, y, 0.1) == pytest.approx((0.2, 0.6))
    assert EYES[1].to_level(45.0, -500.0, 0.0) is None

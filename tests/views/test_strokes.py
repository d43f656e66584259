"""Lines of any length: cut to the screen without losing their direction."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtGui import QColor, QImage, QPainter

from explorer.views.strokes import LONGEST, MARGIN, NEAR, clipped, draw_segments, thinned

W, H = 200.0, 100.0
anywhere = arrays(np.float64, st.tuples(st.integers(0, 30), st.just(2)), elements=st.floats())
near = arrays(np.float64, st.tuples(st.integers(2, 30), st.just(2)), elements=st.floats(0, 100))


@given(anywhere)
def test_what_is_left_can_be_drawn(pixels):
    segments = clipped(pixels, W, H)
    assert segments.shape[1] == 4
    assert np.isfinite(segments).all()
    assert (np.abs(segments) <= max(NEAR, W + MARGIN) + 1e-3).all()


@given(near)
def test_what_is_on_the_screen_stays(pixels):
    segments = clipped(pixels, W, H)
    assert np.array_equal(segments[:, :2], pixels[:-1])
    assert np.array_equal(segments[:, 2:], pixels[1:])


@given(st.floats(1e5, 1e300), st.floats(0, 2 * np.pi))
def test_a_long_segment_keeps_its_direction(far, turn):
    way = np.array([np.cos(turn), np.sin(turn)])
    start = np.array([100.0, 50.0])
    (segment,) = clipped(np.array([start, start + far * way]), W, H)
    assert np.allclose(segment[:2], start)
    reach = segment[2:] - start
    assert np.allclose(reach / np.linalg.norm(reach), way, atol=1e-6)


def test_a_segment_that_passes_by_is_left_out():
    assert len(clipped(np.array([[-1e6, -1e6], [1e6, -1e6]]), W, H)) == 0


def test_a_segment_across_the_screen_is_cut_on_both_sides():
    (segment,) = clipped(np.array([[-1e9, 50.0], [1e9, 50.0]]), W, H)
    assert np.allclose(segment, [-MARGIN, 50, W + MARGIN, 50], atol=1e-3)


@given(anywhere)
def test_thinning_keeps_the_ends(pixels):
    thin = thinned(pixels)
    assert len(thin) <= len(pixels)
    if len(pixels):
        assert np.array_equal(thin[[0, -1]], pixels[[0, -1]], equal_nan=True)


def test_thinning_keeps_the_breaks():
    line = np.array([[0, 0], [0.1, 0], [0.2, 0], [np.nan, np.nan], [5, 5], [5.1, 5], [5.2, 5]])
    thin = thinned(line, 1.0)
    assert np.isnan(thin).any(axis=1).sum() == 1
    assert [0.2, 0] in thin.tolist()
    assert [5, 5] in thin.tolist()


def test_segments_are_drawn_where_they_are(qapp):
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    painter = QPainter(image)
    painter.setPen(QColor("white"))
    draw_segments(painter, np.array([[2.0, 5.0, 17.0, 5.0], [9.0, 8.0, 9.0, 18.0]]))
    draw_segments(painter, np.empty((0, 4)))
    painter.end()
    white = QColor("white")
    assert image.pixelColor(10, 5) == white
    assert image.pixelColor(9, 12) == white
    assert image.pixelColor(2, 15) == QColor("black")


@given(st.floats(1, 300), st.floats(0.2, 6), st.floats(0.05, 3))
def test_a_thinned_line_is_not_seen_to_leave_the_line(radius, turns, step):
    angles = np.arange(0, turns, step / radius)
    line = radius * np.column_stack([np.cos(angles), np.sin(angles)])
    thin = thinned(line, 0.01)
    middles = np.hypot(*((thin[1:] + thin[:-1]) / 2).T)
    own = step**2 / radius  # the line itself has corners where it should be round
    assert (radius - middles < 0.25 + own).all()
    assert np.hypot(*np.diff(thin, axis=0).T).max(initial=0) <= max(2 * LONGEST, 2 * step)


def test_thinning_keeps_corners():
    line = np.array([[0, 0], [5, 0], [10, 0], [10, 5], [10, 10], [4, 10]], dtype=float)
    assert {(10, 0), (10, 10)} <= {tuple(point) for point in thinned(line).tolist()}

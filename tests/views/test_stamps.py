"""Stamps: what is drawn from kept pictures looks as what is drawn anew."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from explorer.views.marks import paint_marker, stamp_marker
from explorer.views.scene import Mark, paint_mark
from explorer.views.stamps import paint_stamp
from explorer.views.start_handle import paint_start, stamp_start
from explorer.views.theme import named

LOOK = named("dark")
MARKS = [
    Mark((0.0, 0.0), "minimum", form, is_global)
    for form in ("curved", "kink", "flat")
    for is_global in (False, True)
]
MARKS += [Mark((0.0, 0.0), kind) for kind in ("saddle", "maximum", "degenerate")]


def drawn(paint, ratio=1.0):
    image = QImage(round(80 * ratio), round(80 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    found = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return found.astype(int)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("at", [QPointF(40, 40), QPointF(37.25, 41.5), QPointF(40.75, 38.25)])
def test_a_stamp_on_a_quarter_of_a_pixel_is_what_is_painted(qapp, at, ratio):
    size = 12.0
    for slot in range(8):
        stamped = drawn(
            lambda p, slot=slot: stamp_marker(p, at, LOOK, slot, size, ratio),
            ratio,
        )
        anew = drawn(lambda p, slot=slot: paint_marker(p, at, LOOK, slot, size), ratio)
        assert anew.any()
        assert np.abs(stamped - anew).max() <= 2  # of 255


@pytest.mark.parametrize("is_locked", [False, True])
@pytest.mark.parametrize("scale", [0.62, 1.0])
def test_a_start_has_room_in_its_stamp(qapp, scale, is_locked):
    how = LOOK, True, True, scale, is_locked
    at = QPointF(40, 40)
    stamped = drawn(lambda p: stamp_start(p, at, *how, 1.0))
    assert np.abs(stamped - drawn(lambda p: paint_start(p, at, *how))).max() <= 2


@pytest.mark.parametrize(
    "mark", MARKS, ids=lambda mark: f"{mark.kind}-{mark.form}-{mark.is_global}"
)
@pytest.mark.parametrize("size", [0.5, 1.0, 1.5])
def test_a_critical_point_has_room_in_its_stamp(qapp, mark, size):
    stamped = drawn(lambda p: paint_mark(p, QPointF(40, 40), LOOK, mark, size, 1.0))
    assert (
        np.abs(stamped - drawn(lambda p: paint_mark(p, QPointF(40, 40), LOOK, mark, size))).max()
        <= 2
    )


def test_elsewhere_it_is_off_by_less_than_a_quarter_of_a_pixel(qapp):
    def middle(paint):
        alpha = drawn(paint)[:, 3::4]
        rows, columns = np.indices(alpha.shape)
        return (alpha * columns).sum() / alpha.sum(), (alpha * rows).sum() / alpha.sum()

    for shift in np.linspace(0, 1, 13):
        at = QPointF(40 + shift, 40 - 0.7 * shift)
        x, y = middle(lambda p, at=at: paint_stamp(p, at, paint_marker, 12, 1.0, LOOK, 0, 12.0))
        u, v = middle(lambda p, at=at: paint_marker(p, at, LOOK, 0, 12.0))
        assert 0 <= u - x + 0.01 <= 0.27
        assert 0 <= v - y + 0.01 <= 0.27

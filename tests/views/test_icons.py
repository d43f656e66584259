"""Promises of the icons: each is there, is drawn, and follows the theme."""

import pytest
from PySide6.QtGui import QColor

from explorer.assets import asset
from explorer.views.icons import ICONS, drawing, icon
from explorer.views.marker import marker_pixmap
from explorer.views.palette import SLOTS


def test_every_drawing_is_listed():
    assert sorted(path.stem for path in asset("icons").glob("*.svg")) == sorted(ICONS)


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp, name):
    image = icon(name, "#ff0000").pixmap(32, 32).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(ink == QColor("#ff0000") for ink in inked)
    assert b"currentColor" not in drawing(name, "#ff0000")


def test_an_unknown_icon_is_an_error(qapp):
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_every_slot_has_a_marker_of_its_own(qapp):
    pictures = [marker_pixmap(slot).toImage() for slot in range(SLOTS)]
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])
    assert marker_pixmap(0, hollow=True).toImage() != pictures[0]

"""Promises of the rows of the landscape gallery: headings, search, and thumbnails that are kept."""

import re
import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from explorer.core.kinds import KINDS
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES, SECTIONS
from explorer.views import thumbnail
from explorer.views.gallery_list import LEFT, RIGHT, SECTION_OF, GalleryModel, _heights, listed
from explorer.views.landscape_gallery import NARROWEST, NET, ONE, TWO, LandscapeGallery
from explorer.views.net_form import EXACT
from explorer.views.theme import TEXT, apply, theme
from explorer.views.thumbnail import (
    HEIGHT,
    SHARPNESS,
    WIDTH,
    Thumbnails,
    paint_thumbnail,
    sketch,
)


@pytest.fixture
def gallery(qtbot, session):
    made = LandscapeGallery(session(begun=False))
    made.resize(240, 800)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made._session.worker.finish()
    return made


def test_all_are_listed_once_under_the_headings_of_their_sections():
    rows = listed(LANDSCAPES.values(), [])
    heading, found = "", []
    for row in rows:
        if isinstance(row, str):
            heading = row
        else:
            assert SECTION_OF[row.key] == heading
            found.append(row.key)
    assert found == list(LANDSCAPES)
    assert [row for row in rows if isinstance(row, str)] == list(SECTIONS)


def test_a_search_lists_names_first_and_needs_no_heading_for_a_single_section():
    rows = listed(LANDSCAPES.values(), ["valley"])
    assert "Found in the description" in rows
    last = rows.index("Found in the description")
    for place, row in enumerate(rows):
        if not isinstance(row, str):
            assert ("valley" in f"{row.name} {row.key}".casefold()) == (place < last)
    assert [row.key for row in listed(LANDSCAPES.values(), ["himmelblau"])] == ["himmelblau"]
    assert listed(LANDSCAPES.values(), ["no-such-word"]) == []


@pytest.mark.parametrize("row", LANDSCAPES.values(), ids=LANDSCAPES)
def test_every_landscape_has_a_picture(qapp, row):
    picture = paint_thumbnail(sketch(row))
    assert (picture.width(), picture.height()) == (WIDTH * SHARPNESS, HEIGHT * SHARPNESS)
    image = picture.toImage()
    inks = {image.pixel(x, y) for x in range(4, 108, 4) for y in range(4, 76, 4)}
    assert len(inks) > 3, "a picture of one colour tells nothing"


@pytest.mark.parametrize("formula", ["log(-1 - x^2)", "0*x", "1e300*x*x*1e300", "sqrt(x*y)"])
def test_odd_landscapes_are_drawn_without_complaint(qapp, formula):
    assert not paint_thumbnail(sketch(typed(formula))).isNull()
    assert not paint_thumbnail(sketch(typed(formula + "+0*y"))).isNull()


def test_thumbnails_are_measured_beside_the_window_and_kept(qapp, session, monkeypatch):
    worker, where = session(begun=False).worker, []

    def noted(row):
        where.append((row.key, threading.current_thread() is threading.main_thread()))
        return sketch(row)

    monkeypatch.setattr(thumbnail, "sketch", noted)
    thumbnails = Thumbnails(worker)
    rows = [*LANDSCAPES.values()][:8]
    for _ in range(2):
        assert [thumbnails.get(row) for row in rows] == [None] * len(rows)
    worker.finish()
    assert sorted(where) == sorted((row.key, False) for row in rows)
    first = [thumbnails.get(row) for row in rows]
    assert None not in first
    apply(qapp, "light")
    try:
        assert [thumbnails.get(row) for row in rows] != first, "painted anew, but not measured"
    finally:
        apply(qapp, "dark")
    assert len(where) == len(rows)


def test_a_landscape_that_cannot_be_measured_stays_blank_and_stops_no_other(session, monkeypatch):
    worker, asked = session(begun=False).worker, []

    def failing(row):
        asked.append(row)
        raise ArithmeticError

    monkeypatch.setattr(thumbnail, "sketch", failing)
    thumbnails = Thumbnails(worker)
    rows = [*LANDSCAPES.values()][:8]
    for row in rows:
        thumbnails.get(row)
    worker.finish()
    assert None not in [thumbnails.get(row) for row in rows]
    worker.finish()
    assert len(asked) < len(rows), "each batch is tried once"


def test_the_model_answers_for_every_row(qapp):
    model = GalleryModel()
    model.show(listed(LANDSCAPES.values(), []))
    for row in range(model.rowCount()):
        index, found = model.index(row), model.landscape(row)
        assert index.data()
        assert (model.flags(index) == Qt.ItemFlag.NoItemFlags) == (found is None)
        if found is not None:
            assert index.data() == found.name
            assert found.line in index.data(Qt.ItemDataRole.AccessibleTextRole)
            assert index.data(Qt.ItemDataRole.ToolTipRole)
    assert np.unique([model.row(key) for key in LANDSCAPES]).size == len(LANDSCAPES)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [NARROWEST, 310])
def test_no_words_of_a_row_are_cut(gallery, qapp, width, large):
    apply(qapp, "dark", large)
    try:
        gallery.resize(theme().length(width), 800)
        for tab in (ONE, TWO):
            gallery._turn_to(tab)
            qapp.processEvents()
            view = gallery._list
            for found in gallery._model.landscapes:
                rect = view.visualRect(gallery._model.index(gallery._model.row(found.key)))
                room = view.viewport().width() - LEFT - RIGHT - 2
                assert sum(_heights(found, room)) <= rect.height() - 4, found.key
                for word in re.split(r"[ -]", f"{found.name} {found.line}"):
                    font = theme().font(TEXT, QFont.Weight.DemiBold)
                    assert QFontMetrics(font).horizontalAdvance(word) <= room, word
    finally:
        apply(qapp, "dark", large=False)


def test_chips_list_one_kind_and_say_so(gallery):
    gallery._kinds.setChecked(True)
    for tab in (ONE, TWO):
        gallery._tabs.button(tab).click()
        for kind in KINDS.values():
            button = gallery._chips.button(kind.words)
            of_kind = [k for k, row in LANDSCAPES.items() if kind.has(row) and row.dim == tab + 1]
            assert button.isHidden() != bool(of_kind)
            assert kind.line in button.toolTip()
            if of_kind:
                button.click()
                assert sorted(row.key for row in gallery._model.landscapes) == sorted(of_kind)
                assert kind.words in gallery._kinds.accessibleDescription()
                assert gallery._chips.rect().contains(button.geometry())
                button.click()
                assert len(gallery._model.landscapes) > len(of_kind)
    assert gallery._session.document.landscape.key == "himmelblau", "a look changes nothing"


def test_a_search_among_a_kind_says_how_to_get_out_of_it(gallery):
    gallery._turn_to(TWO)
    gallery._chips.button("noisy").click()
    gallery._search.setText("himmelblau")
    assert gallery._nothing.isVisible()
    assert "noisy" in gallery._nothing.text()
    gallery._turn_to(NET)
    gallery._search.clear()
    assert len(gallery._model.landscapes) == len(EXACT), "kinds are not asked for among nets"

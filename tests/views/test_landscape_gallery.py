"""Promises of the left column: search, tabs, thumbnails, picking, details."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.session.edits import pick_landscape
from explorer.views.gallery_list import GalleryModel, matches
from explorer.views.landscape_gallery import FORMULA, ONE, TWO, LandscapeGallery
from explorer.views.thumbnail import HEIGHT, SHARPNESS, WIDTH, Thumbnails, draw_thumbnail


@pytest.fixture
def gallery(qtbot, session):
    made = LandscapeGallery(session(begun=False))
    made.resize(240, 800)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: not made._thumbnails._wanted)
    return made


def test_every_landscape_is_found_by_its_own_name_and_line():
    for row in LANDSCAPES.values():
        assert matches(row, row.name.split())
        assert matches(row, row.line.upper().split())
        assert not matches(row, ["no-such-word"])


@pytest.mark.parametrize("row", LANDSCAPES.values(), ids=LANDSCAPES)
def test_every_landscape_has_a_picture(qapp, row):
    picture = draw_thumbnail(row)
    assert (picture.width(), picture.height()) == (WIDTH * SHARPNESS, HEIGHT * SHARPNESS)
    image = picture.toImage()
    inks = {image.pixel(x, y) for x in range(4, 108, 4) for y in range(4, 76, 4)}
    assert len(inks) > 3, "a picture of one colour tells nothing"


@pytest.mark.parametrize("formula", ["log(-1 - x^2)", "0*x", "1e300*x*x*1e300", "sqrt(x*y)"])
def test_odd_landscapes_are_drawn_without_complaint(qapp, formula):
    assert not draw_thumbnail(typed(formula)).isNull()
    assert not draw_thumbnail(typed(formula + "+0*y")).isNull()


def test_thumbnails_are_drawn_later_and_once(qtbot):
    thumbnails = Thumbnails()
    row = LANDSCAPES["himmelblau"]
    with qtbot.waitSignal(thumbnails.drawn):
        assert thumbnails.get(row) is None
    first = thumbnails.get(row)
    assert first is not None
    assert thumbnails.get(row) is first


def test_tabs_part_the_catalogue(gallery):
    shown = set()
    for tab, dim in ((ONE, 1), (TWO, 2)):
        gallery._turn_to(tab)
        rows = [gallery._model.landscape(i) for i in range(gallery._model.rowCount())]
        assert all(row.dim == dim for row in rows)
        shown |= {row.key for row in rows}
    assert shown == set(LANDSCAPES)


def test_a_click_picks_a_landscape_as_one_step(gallery):
    session, row = gallery._session, gallery._model.row("rastrigin")
    index = gallery._model.index(row)
    gallery._list.scrollTo(index)
    place = gallery._list.visualRect(index).center()
    QTest.mouseClick(gallery._list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert session.document.landscape == LANDSCAPES["rastrigin"]
    assert session.undo_label == "Pick Rastrigin"
    assert gallery._model.is_current(index)
    session.undo()
    assert session.document.landscape.key == "himmelblau"


def test_keys_walk_the_list_and_enter_picks(gallery):
    gallery._list.setFocus()
    gallery._list.setCurrentIndex(gallery._model.index(0))
    QTest.keyClick(gallery._list, Qt.Key.Key_Down)
    assert gallery._session.document.landscape.key == "himmelblau"
    QTest.keyClick(gallery._list, Qt.Key.Key_Return)
    assert gallery._session.document.landscape == gallery._model.landscape(1)


def test_enter_in_the_search_takes_the_first(gallery):
    QTest.keyClicks(gallery._search, "rosen")
    QTest.keyClick(gallery._search, Qt.Key.Key_Return)
    assert gallery._session.document.landscape.key == "rosenbrock"


def test_an_empty_search_says_what_to_do(gallery):
    gallery._search.setText("zzz")
    assert gallery._nothing.isVisible()
    assert "Formula" in gallery._nothing.text()
    gallery._search.clear()
    assert not gallery._nothing.isVisible()
    assert gallery._model.rowCount()


def test_a_search_that_hits_the_other_tab_says_so(gallery):
    row = next(row for row in LANDSCAPES.values() if row.dim == 1)
    gallery._turn_to(TWO)
    gallery._search.setText(row.line)
    assert "1D" in gallery._nothing.text()


def test_undo_turns_back_to_the_tab_of_the_landscape(gallery):
    session = gallery._session
    one = next(row for row in LANDSCAPES.values() if row.dim == 1)
    session.edit(lambda document: pick_landscape(document, one), "Pick")
    assert gallery._tabs.checkedId() == ONE
    session.undo()
    assert gallery._tabs.checkedId() == TWO
    session.edit(lambda document: pick_landscape(document, typed("x^2 + y^2")), "Type")
    assert gallery._tabs.checkedId() == FORMULA


def test_a_constant_is_one_step_a_drag_and_stays_the_same_widget(gallery):
    session = gallery._session
    with_constants = next(row for row in LANDSCAPES.values() if row.constants)
    session.edit(lambda document: pick_landscape(document, with_constants), "Pick")
    form, name = gallery._details._form, with_constants.constants[0].name
    slider = form.slider(name)._slider
    for tick in (300, 500, 700):
        slider.setValue(tick)
    assert gallery._details._form is form
    assert session.document.landscape.constants[0].value != with_constants.constants[0].value
    session.seal()
    session.undo()
    assert session.document.landscape == with_constants
    assert form.slider(name).value == with_constants.constants[0].value


def test_the_box_is_taken_the_right_way_round_only(gallery):
    session = gallery._session
    before = session.document.landscape.box
    low, _high = gallery._details._box._entries[0]
    gallery._details._fold.setChecked(True)
    for text in ("99", "nan", "-1e12"):
        low.setFocus()
        low.selectAll()
        QTest.keyClicks(low, text)
        QTest.keyClick(low, Qt.Key.Key_Return)
        assert session.document.landscape.box == before
        assert gallery._details._box._sentence.text().endswith(".")
    low.selectAll()
    QTest.keyClicks(low, "-2.5")
    QTest.keyClick(low, Qt.Key.Key_Return)
    assert session.document.landscape.box == ((-2.5, before[0][1]), before[1])


def test_the_model_answers_for_every_row(qapp):
    model = GalleryModel()
    model.show(list(LANDSCAPES.values()))
    for row in range(model.rowCount()):
        index = model.index(row)
        assert index.data() == model.landscape(row).name
        assert model.landscape(row).line in index.data(Qt.ItemDataRole.AccessibleTextRole)
        assert index.data(Qt.ItemDataRole.ToolTipRole)
    assert np.unique([model.row(key) for key in LANDSCAPES]).size == len(LANDSCAPES)


def test_a_row_has_room_for_its_picture(gallery):
    rect = gallery._list.visualRect(gallery._model.index(0))
    assert rect.height() >= HEIGHT + 4
    assert gallery._list.indexAt(rect.topLeft() + QPoint(5, 5)).row() == 0

"""Promises of the left column: search, tabs, thumbnails, picking, details."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import pick_landscape
from explorer.session.net_edits import change_net, pick_net
from explorer.views.landscape_gallery import (
    FORM,
    FORMULA,
    FOUND,
    NET,
    ONE,
    TWO,
    LandscapeGallery,
)
from explorer.views.net_form import EXACT
from explorer.views.numbers import number
from explorer.views.theme import apply
from explorer.views.thumbnail import HEIGHT


@pytest.fixture
def gallery(qtbot, session):
    made = LandscapeGallery(session(begun=False))
    made.resize(240, 800)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made._session.worker.finish()
    return made


def test_tabs_part_the_catalogue(gallery):
    shown = set()
    for tab, dim in ((ONE, 1), (TWO, 2)):
        gallery._turn_to(tab)
        rows = gallery._model.landscapes
        assert all(row.dim == dim for row in rows)
        shown |= {row.key for row in rows}
    assert shown == set(LANDSCAPES)


def test_the_tab_of_nets_lists_those_that_fit_on_a_map(gallery):
    gallery._tabs.button(NET).click()
    rows = gallery._model.landscapes
    assert {row.key for row in rows} == set(EXACT)
    assert all(row.fit is not None for row in rows)
    assert gallery._starter.isVisible()
    assert gallery._session.document.landscape.key == "himmelblau", "a look changes nothing"
    for tab in (ONE, TWO):
        gallery._tabs.button(tab).click()
        assert not gallery._starter.isVisible()


def test_the_button_trains_a_net_and_undo_goes_back(gallery):
    session = gallery._session
    gallery._tabs.button(NET).click()
    gallery._starter.button.click()
    assert session.document.landscape == TinyNet()
    assert gallery._stack.currentIndex() == FORM
    assert gallery._net_form.isVisible()
    assert not gallery._details.isVisible()
    session.undo()
    assert session.document.landscape.key == "himmelblau"
    assert (gallery._tabs.checkedId(), gallery._stack.currentIndex()) == (TWO, FOUND)
    assert gallery._details.isVisible()


def test_the_net_of_before_comes_back(gallery):
    session = gallery._session
    session.edit(lambda document: pick_net(document, TinyNet()), "Pick")
    session.edit(lambda document: change_net(document, hidden=(3,)), "Change")
    session.edit(lambda document: pick_landscape(document, LANDSCAPES["bowl"]), "Pick")
    gallery._tabs.button(NET).click()
    gallery._starter.button.click()
    assert session.document.landscape == TinyNet(hidden=(3,))
    assert gallery._net_form.layers._layers.text() == "3"


def test_other_tabs_can_be_looked_at_beside_a_net(gallery):
    gallery._session.edit(lambda document: pick_net(document, TinyNet()), "Pick")
    assert gallery._tabs.checkedId() == NET
    for tab in (ONE, TWO, FORMULA):
        gallery._tabs.button(tab).click()
        assert gallery._stack.currentIndex() != FORM
        assert not gallery._details.isVisible()
    gallery._tabs.button(NET).click()
    assert gallery._stack.currentIndex() == FORM


def test_a_search_under_nets_finds_exact_ones_and_enter_takes_the_first(gallery):
    gallery._session.edit(lambda document: pick_net(document, TinyNet()), "Pick")
    row = next(iter(EXACT.values()))
    QTest.keyClick(gallery._search, Qt.Key.Key_Return)
    assert isinstance(gallery._session.document.landscape, TinyNet), "nothing was searched for"
    QTest.keyClicks(gallery._search, row.name)
    assert gallery._stack.currentIndex() == FOUND
    QTest.keyClick(gallery._search, Qt.Key.Key_Return)
    assert gallery._session.document.landscape == row
    gallery._search.setText("himmelblau")
    assert "2D" in gallery._nothing.text()


@pytest.mark.parametrize("key", EXACT)
def test_an_exact_net_says_what_it_is(gallery, key):
    row = EXACT[key]
    gallery._session.edit(lambda document: pick_landscape(document, row), "Pick")
    details = gallery._details
    assert gallery._tabs.checkedId() in (NET, ONE, TWO)
    assert gallery._model.row(key) is not None
    assert details.isVisible()
    assert f"mean over {len(row.fit.examples)} examples" in details._formula.text()
    assert row.fit.input in details._known.text()
    assert "Formula" not in details._formula.toolTip()


def test_a_simulation_says_that_its_slopes_are_measured(gallery):
    known = {}
    for key in ("robot-simulator", "robot-real"):
        row = LANDSCAPES[key]
        gallery._session.edit(lambda document, row=row: pick_landscape(document, row), "Pick")
        known[key] = gallery._details._known.text()
    assert "measured ±0.03 along x and ±0.1 along y" in known["robot-simulator"]
    assert "Exact gradient" in known["robot-real"]


def test_an_exact_net_stays_in_the_tab_it_was_picked_in(gallery):
    row = next(row for row in EXACT.values() if row.dim == 2)
    for tab in (TWO, NET):
        gallery._tabs.button(tab).click()
        gallery._pick(gallery._model.index(gallery._model.row(row.key)))
        assert gallery._tabs.checkedId() == tab
        gallery._session.undo()


@pytest.mark.parametrize("tab", [ONE, TWO, NET, FORMULA])
def test_the_column_can_be_narrow(gallery, qapp, tab):
    apply(qapp, "dark")
    if tab == NET:
        gallery._session.edit(lambda document: pick_net(document, TinyNet()), "Pick")
    gallery._tabs.button(tab).click()
    gallery.resize(100, 560)
    assert gallery.width() == 230
    if tab == NET:
        form = gallery._net_form
        assert form.width() == form.visibleRegion().boundingRect().width()


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
    gallery._list.setCurrentIndex(gallery._model.index(gallery._model.first()))
    for _ in range(12):  # past a heading
        QTest.keyClick(gallery._list, Qt.Key.Key_Down)
    assert gallery._session.document.landscape.key == "himmelblau"
    QTest.keyClick(gallery._list, Qt.Key.Key_Return)
    assert gallery._session.document.landscape == gallery._model.landscapes[12]


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
    slider = form.row(name)._slider
    for tick in (300, 500, 700):
        slider.setValue(tick)
    assert gallery._details._form is form
    assert session.document.landscape.constants[0].value != with_constants.constants[0].value
    session.seal()
    session.undo()
    assert session.document.landscape == with_constants
    assert form.row(name).value == with_constants.constants[0].value


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


def test_a_row_has_room_for_its_picture(gallery):
    first = gallery._model.first()
    rect = gallery._list.visualRect(gallery._model.index(first))
    assert rect.height() >= HEIGHT + 4
    assert gallery._list.indexAt(rect.topLeft() + QPoint(5, 5)).row() == first


@pytest.mark.parametrize("key", ["himmelblau", "noisy-bowl", "net-tanh", "robot-real", "valley"])
def test_the_details_say_all_that_is_known(gallery, key):
    row, details = LANDSCAPES[key], gallery._details
    gallery._session.edit(lambda document: pick_landscape(document, row), "Pick")
    assert (details._title.text(), details._line.text()) == (row.name, row.line)
    assert row.source in details._known.text()
    assert ("known minim" in details._known.text()) == (row.knows_its_minima and bool(row.minima))
    assert all(tag in details._more.text() for tag in row.tags)
    start = f"({', '.join(map(number, row.suggested_start))})"
    assert start in details._more.text()
    assert start in details._fold.accessibleDescription()

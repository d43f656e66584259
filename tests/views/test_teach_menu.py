"""The Teach menu: locks, and letters that can be read from the back of a room."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from explorer.session.locks import LOCKS
from explorer.views import theme
from explorer.views.remembered import remembered
from explorer.views.teach_menu import TeachMenu
from explorer.window import Window


@pytest.fixture
def menu(session, qtbot):
    running = session()
    shown = TeachMenu(running)
    qtbot.addWidget(shown)
    return running, shown


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_is_an_edit_that_can_be_undone(menu, lock):
    running, shown = menu
    shown.locks[lock].trigger()
    assert running.document.locks == (lock,)
    assert shown.locks[lock].isChecked()
    running.undo()
    assert running.document.locks == ()
    assert not shown.locks[lock].isChecked()


def test_what_is_locked_stays_until_it_is_unlocked(menu):
    running, shown = menu
    said = []
    running.refused.connect(said.append)
    shown.locks["starts"].trigger()
    start = running.document.starts[0]
    assert not running.edit(lambda d: d.with_start(0, (1.0, 1.0)), "Move")
    assert len(said) == 1
    assert "Teach menu" in said[0]
    shown.locks["starts"].trigger()
    assert running.edit(lambda d: d.with_start(0, (1.0, 1.0)), "Move")
    assert running.document.starts[0] != start


def test_presenter_size_is_asked_of_the_window(menu, qtbot):
    _, shown = menu
    with qtbot.waitSignal(shown.size_asked) as told:
        shown.presenter.trigger()
    assert told.args == [True]


@pytest.fixture
def window(qtbot, session, qapp):
    remembered().clear()
    theme.apply(qapp, "dark", large=False)
    running = session()
    shown = Window(running)
    qtbot.addWidget(shown, before_close_func=lambda _: running.new())
    shown.resize(1440, 900)
    shown.show()
    yield running, shown
    running.new()
    shown.close()
    theme.apply(QApplication.instance(), "dark", large=False)
    remembered().clear()


def test_presenter_size_enlarges_the_window_and_is_remembered(window):
    _, shown = window
    small = {label: label.font().pixelSize() for label in labels(shown)}
    assert small
    shown._top.menu.presenter.trigger()
    for label, size in small.items():
        assert label.font().pixelSize() == round(theme.PRESENTER * size), label.text()
    assert str(remembered().value("presenter")) == "1"
    shown._top.menu.presenter.trigger()
    assert {label: label.font().pixelSize() for label in small} == small
    assert str(remembered().value("presenter")) == "0"


def test_no_words_are_cut_at_presenter_size(window):
    _, shown = window
    shown._top.menu.presenter.trigger()
    QApplication.processEvents()
    cut = [
        button.text()
        for button in shown.findChildren(QPushButton)
        if button.isVisible()
        and button.text()
        and button.width() < button.fontMetrics().horizontalAdvance(button.text())
    ]
    assert cut == []


def labels(shown):
    return [one for one in shown.findChildren(QLabel) if one.isVisible() and one.text()]


def test_both_sides_grow_and_shrink_with_their_letters(window, qtbot):
    _, shown = window
    columns = shown.workbench.splitters["columns"]
    shown.resize(1440, 900)
    qtbot.waitUntil(lambda: columns.width() == 1440)
    QApplication.processEvents()
    left, _, right = columns.sizes()
    shown._top.menu.presenter.trigger()
    QApplication.processEvents()
    wide_left, _, wide_right = columns.sizes()
    assert wide_left == pytest.approx(theme.PRESENTER * left, abs=2)
    assert wide_right == pytest.approx(theme.PRESENTER * right, abs=2)
    shown._top.menu.presenter.trigger()
    QApplication.processEvents()
    assert columns.sizes()[0] == pytest.approx(left, abs=2)
    assert columns.sizes()[2] == pytest.approx(right, abs=2)

"""Blind descent in the window: from the menu and back, and to the workbench with its land."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from explorer.core.descent import descend_interpreted
from explorer.session import challenge as game_module
from explorer.views import theme
from explorer.views.challenge_page import ChallengePage
from explorer.views.remembered import remembered
from explorer.window import Window


@pytest.fixture
def window(qtbot, session, monkeypatch):
    monkeypatch.setattr(game_module, "descend", lambda runs, cancelled: descend_interpreted(runs))
    remembered().clear()
    running = session()
    shown = Window(running)
    qtbot.addWidget(shown, before_close_func=lambda _: running.new())
    shown.show()
    qtbot.waitExposed(shown)
    shown._top.menu.challenge.trigger()
    yield running, shown, shown.pages.page
    running.new()
    shown.close()
    remembered().clear()


def test_the_menu_opens_it_and_escape_leads_back(window):
    _, shown, page = window
    assert isinstance(page, ChallengePage)
    assert page.focusProxy() is page.field
    page.challenge.probe((4.0, 4.0))
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert shown.pages.page is None
    shown._top.menu.challenge.trigger()
    assert shown.pages.page is page
    assert len(page.challenge.probes) == 2


def test_the_land_can_be_taken_to_the_workbench(window):
    running, shown, page = window
    page.challenge.probe((4.0, 4.0))
    page.challenge.give_up()
    page.side.take.click()
    assert shown.pages.page is None
    assert running.document == page.challenge.document()
    running.finish()
    assert running.race.finished


def test_unsaved_work_on_the_workbench_is_asked_about_first(window, monkeypatch):
    running, shown, page = window
    running.edit(lambda document: document.with_start(0, (1.0, 1.0)), "Move start")
    before = running.document
    cancel = QMessageBox.StandardButton.Cancel
    monkeypatch.setattr(QMessageBox, "question", lambda *_: cancel)
    page.challenge.give_up()
    page.side.take.click()
    assert running.document == before
    assert shown.pages.page is page


def test_the_workbench_comes_back_as_it_was_divided(window, qapp):
    _, shown, _ = window
    theme.apply(qapp, "dark", large=False)
    shown.pages.show_workbench()
    shown.resize(1024, 700)
    columns = shown.workbench.splitters["columns"]
    qapp.processEvents()
    before = columns.sizes()
    theme.apply(qapp, "dark", large=True)
    qapp.processEvents()
    shown._top.menu.challenge.trigger()
    shown.pages.show_workbench()
    qapp.processEvents()
    theme.apply(qapp, "dark", large=False)
    qapp.processEvents()
    assert columns.sizes() == before

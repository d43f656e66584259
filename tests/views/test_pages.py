"""The pages of the window: another one takes the whole place for a while, and goes again."""

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from explorer.views.pages import Pages
from explorer.views.spotlight import Spotlight


@pytest.fixture
def pages(qtbot):
    bench = QWidget()
    field = QLineEdit()
    QVBoxLayout(bench).addWidget(field)
    shown = Pages(bench)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    field.setFocus()
    return shown, bench, field


def test_a_page_comes_and_the_workbench_comes_back(pages):
    shown, bench, field = pages
    assert shown.page is None
    page = QWidget()
    shown.show_page(page)
    assert shown.page is page
    assert page.isVisible()
    assert not bench.isVisible()
    shown.show_workbench()
    assert shown.page is None
    assert bench.isVisible()
    assert shown.focusWidget() is field


def test_a_page_may_come_again_and_after_another(pages):
    shown, _, _ = pages
    one, other = QWidget(), QWidget()
    for page in (one, other, one):
        shown.show_page(page)
        assert shown.page is page
    assert shown.count() == 3
    shown.show_workbench()
    shown.show_workbench()  # nothing happens
    assert shown.page is None


def test_a_frame_lies_round_its_target_and_lets_the_pointer_through(qtbot):
    from PySide6.QtCore import Qt

    parent = QWidget()
    parent.resize(300, 200)
    target = QWidget(parent)
    target.setGeometry(20, 30, 120, 80)
    light = Spotlight(parent)
    qtbot.addWidget(parent)
    parent.show()
    light.show_around(target)
    assert light.geometry() == target.geometry()
    assert light.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert not light.mask().contains(light.rect().center())
    target.hide()
    light.show_around(target)
    assert not light.isVisible()

"""Promises of the place beside the picture: the right view, made when needed, and no more room."""

from dataclasses import replace
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from explorer.core.landscape import Beside as Wanted
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.session import edits
from explorer.session.net_edits import pick_net
from explorer.session.opening import opening_document
from explorer.views.beside import VIEWS, Beside

NET = TinyNet(DataPlan(examples=24), hidden=(2,))


@pytest.fixture
def placed(session, qtbot, monkeypatch):
    """Put it beside a picture; `made` names the views in the order in which they were made."""
    made = []

    def stand_in(name):
        def make(_session):
            made.append(name)
            return QWidget()

        return make

    for name in VIEWS:
        monkeypatch.setitem(VIEWS, name, stand_in(name))
    opened = session(begun=False)
    stage, picture, beside = QSplitter(Qt.Orientation.Horizontal), QWidget(), Beside(opened)
    stage.addWidget(picture)
    stage.addWidget(beside)
    qtbot.addWidget(stage)
    stage.resize(1000, 400)
    stage.show()
    opened.changed.connect(beside.show_document)
    beside.show_document(opened.document)
    return opened, stage, beside, made


def test_all_that_landscapes_may_want_can_be_shown():
    assert {name for name in get_args(Wanted) if name} | {"net"} == set(VIEWS)


def test_every_view_can_be_made(session, qtbot):
    opened = session(begun=False)
    for make in VIEWS.values():
        view = make(opened)
        qtbot.addWidget(view)
        assert 0 < view.minimumSizeHint().width() <= 300


@pytest.mark.parametrize("key", [one.key for one in LANDSCAPES.values() if one.beside])
def test_a_landscape_has_what_it_wants_beside_it(placed, key):
    session, _, beside, made = placed
    session.edit(edits.pick_landscape(session.document, LANDSCAPES[key]), "Pick")
    assert beside.isVisible()
    assert made == [LANDSCAPES[key].beside]


def test_it_takes_room_only_while_there_is_something_to_show(placed, qapp):
    session, stage, beside, made = placed
    picture = stage.widget(0)
    assert not beside.isVisible()
    assert picture.width() == stage.width()
    session.edit(lambda document: pick_net(document, NET), "Net")
    assert beside.isVisible()
    assert made == ["net"]
    share = stage.sizes()[1] / sum(stage.sizes())
    assert share == pytest.approx(0.44, abs=0.02)
    session.undo()
    qapp.processEvents()
    assert not beside.isVisible()
    assert picture.width() == stage.width()


def test_room_that_the_user_has_given_stays(placed):
    session, stage, _, made = placed
    session.edit(lambda document: pick_net(document, NET), "Net")
    stage.setSizes([600, 400])
    before = stage.sizes()
    for other in (opening_document(), replace(opening_document(), name="Again")):
        session.new(other)
        session.edit(lambda document: pick_net(document, NET), "Net")
        assert stage.sizes() == before
    assert made == ["net"]


def test_a_net_and_two_goals_share_the_place(placed):
    session, _, beside, made = placed
    session.edit(lambda document: pick_net(document, NET), "Net")
    net = beside.currentWidget()
    session.new(opening_document())
    session.edit(edits.pick_landscape(session.document, LANDSCAPES["two-goals-sum"]), "Pick")
    assert made == ["net", "goals"]
    assert beside.currentWidget() is not net
    assert not net.isVisible()

"""The transport steers the playback and shows where it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.session.playback import HIGHEST_SPEED, LOWEST_SPEED
from explorer.views.transport import TransportView
from explorer.views.transport_actions import SPEEDS


@pytest.fixture
def opened(session, qtbot):
    owner = session()
    view = TransportView(owner)
    qtbot.addWidget(view)
    view.show()
    return owner.playback, view


def test_each_action_does_what_its_name_says(opened):
    playback, view = opened
    view.does.to_start.trigger()
    assert playback.step == 0
    view.does.forward.trigger()
    view.does.forward.trigger()
    assert playback.step == 2
    view.does.back.trigger()
    assert playback.step == 1
    view.does.to_end.trigger()
    assert playback.step == playback.length
    view.does.loop.trigger()
    assert playback.loop


def test_play_becomes_pause_and_back(opened):
    playback, view = opened
    view.does.play.trigger()
    assert playback.is_playing
    assert view.does.play.text() == "Pause"
    view.does.play.trigger()
    assert not playback.is_playing
    assert view.does.play.text() == "Play"


def test_steps_that_lead_nowhere_are_disabled(opened):
    playback, view = opened
    playback.seek(0)
    assert not view.does.back.isEnabled()
    assert view.does.forward.isEnabled()
    playback.seek(playback.length)
    assert view.does.back.isEnabled()
    assert not view.does.forward.isEnabled()


@pytest.mark.parametrize("place", range(len(SPEEDS)))
def test_every_speed_on_offer_can_be_had(opened, place):
    playback, view = opened
    view.does.speeds.actions()[place].trigger()
    assert playback.speed == SPEEDS[place]
    assert LOWEST_SPEED <= SPEEDS[place] <= HIGHEST_SPEED


def test_the_scrub_bar_follows_the_play_head_and_leads_it(opened):
    playback, view = opened
    playback.seek(7)
    assert view.scrub.value() == 7
    view.scrub.setValue(12)
    assert playback.step == 12


def test_keys_work_anywhere_in_the_window_unless_somebody_wants_them(session, qtbot):
    window, owner = QWidget(), session()
    view, button, quiet = TransportView(owner), QPushButton("Other"), QLabel("quiet")
    quiet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    column = QVBoxLayout(window)
    for widget in (view, button, quiet):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    owner.playback.seek(5)
    qtbot.keyClick(quiet, Qt.Key.Key_Right)
    assert owner.playback.step == 6
    qtbot.keyClick(quiet, Qt.Key.Key_Home)
    assert owner.playback.step == 0
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert not owner.playback.is_playing
    qtbot.keyClick(quiet, Qt.Key.Key_Space)
    assert owner.playback.is_playing
    owner.playback.pause()


def test_every_control_teaches_and_has_a_name(opened):
    _, view = opened
    for action in (
        view.does.to_start,
        view.does.back,
        view.does.play,
        view.does.forward,
        view.does.to_end,
        view.does.loop,
    ):
        assert len(action.toolTip()) > 15
        assert action.text()
    assert view.scrub.accessibleName()

"""The transport steers the playback and shows where it is."""

import pytest

from explorer.session.playback import HIGHEST_SPEED, LOWEST_SPEED
from explorer.views.transport import SPEEDS, TransportView


@pytest.fixture
def opened(session, qtbot):
    owner = session()
    view = TransportView(owner)
    qtbot.addWidget(view)
    view.show()
    return owner.playback, view


def test_each_action_does_what_its_name_says(opened):
    playback, view = opened
    view.to_start.trigger()
    assert playback.step == 0
    view.forward.trigger()
    view.forward.trigger()
    assert playback.step == 2
    view.back.trigger()
    assert playback.step == 1
    view.to_end.trigger()
    assert playback.step == playback.length
    view.loop.trigger()
    assert playback.loop


def test_play_becomes_pause_and_back(opened):
    playback, view = opened
    view.play.trigger()
    assert playback.is_playing
    assert view.play.text() == "Pause"
    view.play.trigger()
    assert not playback.is_playing
    assert view.play.text() == "Play"


def test_steps_that_lead_nowhere_are_disabled(opened):
    playback, view = opened
    playback.seek(0)
    assert not view.back.isEnabled()
    assert view.forward.isEnabled()
    playback.seek(playback.length)
    assert view.back.isEnabled()
    assert not view.forward.isEnabled()


@pytest.mark.parametrize("place", range(len(SPEEDS)))
def test_every_speed_on_offer_can_be_had(opened, place):
    playback, view = opened
    view.speeds.actions()[place].trigger()
    assert playback.speed == SPEEDS[place]
    assert LOWEST_SPEED <= SPEEDS[place] <= HIGHEST_SPEED


def test_the_scrub_bar_follows_the_play_head_and_leads_it(opened):
    playback, view = opened
    playback.seek(7)
    assert view.scrub.value() == 7
    view.scrub.setValue(12)
    assert playback.step == 12


def test_every_control_teaches_and_has_a_name(opened):
    _, view = opened
    for action in (view.to_start, view.back, view.play, view.forward, view.to_end, view.loop):
        assert len(action.toolTip()) > 15
        assert action.text()
    assert view.scrub.accessibleName()

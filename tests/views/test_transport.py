"""The transport steers the playback and shows where it is."""

import pytest
from PySide6.QtCore import QPoint, Qt
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


def test_the_brackets_loop_a_range_and_escape_plays_all(opened, qtbot):
    playback, view = opened
    playback.seek(4)
    qtbot.keyClicks(view, "[")
    playback.seek(9)
    qtbot.keyClicks(view, "]")
    assert playback.range == view.scrub.range == (4, 9)
    assert "4 to 9" in view.scrub.accessibleDescription()
    assert view.does.loop.isChecked()
    assert "4 to 9" in view.does.loop.toolTip()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert playback.range is None
    assert not view.does.loop.isChecked()
    assert view.scrub.accessibleDescription() == ""


def test_the_loop_button_plays_all_steps_again(opened):
    playback, view = opened
    view.does.loop.trigger()
    assert playback.loop
    playback.set_range(2, 8)
    view.does.loop.trigger()
    assert (playback.range, playback.loop) == (None, True)
    assert view.does.loop.isChecked()
    view.does.loop.trigger()
    assert not playback.loop


def test_a_drag_with_shift_marks_a_range_and_its_brackets_can_be_moved(opened, qtbot):
    playback, view = opened
    bar, left = view.scrub, Qt.MouseButton.LeftButton
    bar.resize(600, bar.height())
    playback.seek(playback.length)

    def at(step, up=9):
        return QPoint(round(bar.place_of(step)), bar.height() // 2 - up)

    def drag(one, other, held=Qt.KeyboardModifier.NoModifier):
        qtbot.mousePress(bar, left, held, at(one))
        qtbot.mouseMove(bar, at(other))
        qtbot.mouseRelease(bar, left, held, at(other))

    drag(200, 60, Qt.KeyboardModifier.ShiftModifier)
    assert playback.range == pytest.approx((60, 200), abs=1)
    drag(60, 100)
    assert playback.range == pytest.approx((100, 200), abs=1)
    drag(100, 250)  # over the other one
    assert playback.range == pytest.approx((200, 250), abs=1)
    assert playback.step == playback.length
    drag(30, 40)
    assert playback.step == pytest.approx(40, abs=1)  # elsewhere it moves the play head
    image = bar.grab().toImage()
    colours = {image.pixelColor(at(225, 4)).name(), image.pixelColor(at(120, 4)).name()}
    assert len(colours) == 2  # the range is seen


# The offscreen platform has no windows to raise and no keyboard to grab for a popup.
@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_fork_asks_which_optimizer_unless_one_is_selected(session, qtbot):
    owner = session()
    view = TransportView(owner)
    qtbot.addWidget(view)
    view.show()
    owner.finish()
    owner.playback.seek(6)
    owner.select((0, 1))
    qtbot.keyClick(view, Qt.Key.Key_F)
    entrants = owner.document.entrants
    assert [e.name for e in entrants[1:3]] == [
        entrants[1].optimizer.name,
        f"{entrants[1].optimizer.name}, forked from {entrants[1].optimizer.name} at step 6",
    ]
    assert owner.selection is None  # both futures are seen
    owner.undo()
    assert len(owner.document.entrants) == len(entrants) - 1
    view.forking.action.trigger()
    menu = view.forking.menu
    offered = [action for action in menu.actions() if not action.isSeparator()]
    assert len(offered) == len(owner.document.entrants)
    offered[2].trigger()
    menu.close()
    assert owner.document.entrants[3].past[0].until == 6


def test_a_fork_that_leads_nowhere_is_refused_with_the_reason(session, qtbot):
    from dataclasses import replace

    owner, said = session(), []
    view = TransportView(owner)
    qtbot.addWidget(view)
    owner.refused.connect(said.append)
    owner.edit(lambda document: replace(document, steps=3000), "Longer")
    owner.finish()
    owner.select((0, 0))
    before, ended = owner.document, owner.race.trace(0, 0).steps
    for step in (0, owner.playback.length):
        owner.playback.seek(step)
        view.forking.action.trigger()
    assert owner.document == before
    assert ended < 3000
    assert "nothing has happened" in said[0]
    assert f"ended at step {ended:,}" in said[1] or "none is left" in said[1]

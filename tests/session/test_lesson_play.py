"""What a learner does in a lesson: expect, reveal, draw again, change things, reach a goal."""

import pytest

from explorer.session.edits import hide_entrant
from explorer.session.lesson_gauge import DRAWS
from explorer.session.progress import Progress, forget, progress_of

pytestmark = pytest.mark.usefixtures("nothing_remembered")


def told(signal):
    seen = []
    signal.connect(lambda *sent: seen.append(sent))
    return seen


def test_predictions_are_open_until_they_are_revealed(played):
    opened, player = played()
    opened.finish()
    assert (player.prediction, player.is_revealed, player.right_options) == (None, False, (1,))
    player.predict(0)
    player.predict(1)
    player.predict(7)
    assert player.prediction == 1
    assert player.progress.right == ()
    player.reveal()
    player.predict(0)
    assert (player.prediction, player.is_revealed) == (1, True)
    assert player.progress.right == (0,)
    player.next()
    assert (player.prediction, player.is_revealed) == (None, True)  # nothing is asked here
    player.back()
    assert (player.prediction, player.is_revealed) == (1, True)


def test_a_prediction_is_judged_as_soon_as_the_numbers_are_there(played):
    opened, player = played(begun=False)
    player.predict(0)
    player.reveal()
    assert player.right_options == ()
    assert player.progress == Progress(furthest=0)
    opened.begin()
    opened.finish()
    assert player.progress.wrong == (0,)


def test_draw_again_changes_the_window_and_the_numbers(played):
    opened, player = played()
    opened.finish()
    first = player.numbers
    player.draw_again()
    assert (player.draw, player.numbers) == (1, None)
    assert opened.document.starts != player.step.document.starts
    assert not player.is_changed
    opened.finish()
    assert player.numbers["end"] != first["end"]
    assert [row.ok for row in player.table()] == [None]  # expected is the lesson's own draw
    player.show_draw(0)
    assert (player.numbers, opened.document) == (first, player.step.document)
    player.draw_again()
    player.next()
    assert player.draw == 0


def test_a_spread_comes_draw_by_draw(played):
    opened, player = played()
    opened.finish()
    assert player.spreads == {}
    counts = []
    player.measured.connect(
        lambda _: counts.extend(one.draws for name, one in player.spreads.items() if name == "end")
    )
    player.want_spread()
    opened.finish()
    assert counts == list(range(1, DRAWS + 1))
    assert player.spreads["end"].values[0] == player.numbers["end"]
    assert player.spreads["end"].lowest < player.spreads["end"].highest
    player.next()
    assert player.spreads == {}
    opened.finish()


def test_what_the_user_changes_is_told_and_can_be_set_up_again(played):
    opened, player = played()
    opened.finish()
    changed = told(player.changed)
    for x in (1.0, 2.0, 3.0):
        opened.edit(lambda d, x=x: d.with_start(0, (x,)), "Drag")
    assert player.is_changed
    assert len(changed) == 1
    player.restore()
    assert not player.is_changed
    assert len(changed) == 2
    opened.undo()
    assert opened.document.starts == ((3.0,),)


def test_a_goal_follows_the_race_and_stays_met(played):
    opened, player = played()
    opened.finish()
    moved = told(player.goal_moved)
    assert (player.goal.is_met, player.goal.text) == (False, "not yet (4.25 now)")
    opened.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
    opened.finish()
    assert player.goal.is_met
    assert player.goal.text.startswith("done")
    assert moved[-1] == (player.goal,)
    opened.undo()
    opened.finish()
    assert (player.goal.is_met, player.goal.was_met) == (False, True)
    assert player.progress.goals == (0,)
    player.next()
    assert player.goal is None


def test_progress_is_remembered_and_can_be_forgotten(played):
    _, player = played()
    key = player.entry.progress_key
    assert progress_of(key) == Progress(furthest=0)
    player.next()
    assert progress_of(key) == Progress(furthest=1, is_done=True)
    player.back()
    player.leave()
    assert progress_of(key) == Progress(furthest=1, is_done=True)
    forget()
    assert progress_of(key) == Progress()


def test_a_goal_whose_run_is_gone_is_not_met(played):
    opened, player = played()
    opened.edit(lambda d: d.with_start(0, (1.0,)), "Drag")
    opened.finish()
    assert player.goal.is_met
    opened.edit(lambda d: hide_entrant(d, 0, False), "Hide")
    opened.finish()
    assert (player.goal.is_met, player.goal.text) == (False, "done")

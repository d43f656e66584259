"""Undo takes back, redo does again, a drag is one step."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.session.history import History

EDITS = st.lists(st.tuples(st.integers(), st.sampled_from([None, "a", "b"])), max_size=30)


@given(EDITS)
def test_undoing_all_and_redoing_all_comes_back(edits):
    history = History(0)
    for value, key in edits:
        history.push(value, "Edit", key)
    last = history.current

    steps = 0
    while history.undo():
        steps += 1
    assert (history.current, history.undo_label) == (0, None)
    while history.redo():
        steps -= 1
    assert (history.current, history.redo_label, steps) == (last, None, 0)


def test_a_drag_is_one_step():
    history = History(0)
    for value in (1, 2, 3):
        history.push(value, "Move", key="start")
    history.seal()
    history.push(4, "Move", key="start")

    history.undo()
    assert history.current == 3
    history.undo()
    assert history.current == 0
    history.redo()
    assert history.current == 3


def test_an_edit_after_undo_forgets_what_was_undone():
    history = History(0)
    history.push(1, "One")
    history.undo()
    assert history.redo_label == "One"
    history.push(2, "Two")
    assert (history.redo_label, history.undo_label) == (None, "Two")


def test_undo_does_not_join_a_drag_with_the_next():
    history = History(0)
    history.push(1, "Move", key="start")
    history.push(2, "Name")
    history.undo()
    history.push(3, "Move", key="start")
    history.undo()
    assert history.current == 1


def test_the_oldest_steps_are_forgotten():
    history = History(0, limit=3)
    for value in range(1, 10):
        history.push(value, "Edit")
    while history.undo():
        pass
    assert history.current == 6

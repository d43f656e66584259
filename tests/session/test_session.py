"""One way in, nothing lost: edits, undo, files, selection and bad input."""

from dataclasses import replace
from math import inf, nan

import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session import edits
from explorer.session.document import Document, Entrant
from explorer.session.files import write
from explorer.session.opening import opening_document

OPENING = opening_document()


def told(signal):
    seen = []
    signal.connect(seen.append)
    return seen


def test_a_session_opens_with_the_first_race(session):
    opened = session()
    assert opened.document == OPENING
    assert (opened.is_edited, opened.undo_label, opened.redo_label) == (False, None, None)
    assert opened.playback.length == opened.race.length > 0


def test_an_edit_is_told_before_its_race_and_nothing_old_is_left(session):
    opened, order = session(), []
    opened.changed.connect(lambda document: order.append((document, opened.race)))
    opened.raced.connect(lambda race: order.append((race.document, race)))
    moved = OPENING.with_start(0, (1.0, 1.0))
    opened.edit(moved, "Move start")
    (first, empty), (second, race) = order
    assert first is second is moved
    assert empty.traces == ((None,) * 4,)
    assert race.finished


def test_a_whole_drag_is_one_undo_step(session):
    opened = session()
    for x in range(5):
        opened.edit(lambda d, x=x: d.with_start(0, (float(x), 1.0)), "Move start", key="start")
    opened.seal()
    assert (opened.undo_label, opened.is_edited) == ("Move start", True)
    opened.undo()
    assert (opened.document, opened.is_edited) == (OPENING, False)
    opened.undo()
    opened.redo()
    assert opened.document.starts == ((4.0, 1.0),)
    opened.redo()


def test_an_edit_that_changes_nothing_is_no_step(session):
    opened = session()
    changed = told(opened.changed)
    assert opened.edit(opening_document(), "Nothing")
    assert (opened.undo_label, changed) == (None, [])


BAD = {
    "a start that is not a number": OPENING.with_start(0, (nan, 0.0)),
    "a start at infinity": OPENING.with_start(0, (0.0, -inf)),
    "a huge start": OPENING.with_start(0, (1e300, 0.0)),
    "ten million steps": replace(OPENING, steps=10_000_000),
    "an unknown optimizer": lambda document: edits.add_entrant(document, "atom"),
    "no start": lambda document: edits.remove_start(document, 0),
    "a learning rate of -1": lambda document: edits.set_optimizer(
        document, 0, GradientDescent(learning_rate=-1.0)
    ),
    "an empty formula": lambda document: edits.pick_landscape(document, typed("")),
    "an unfinished formula": lambda document: edits.pick_landscape(document, typed("x^2 +")),
    "a box of no width": lambda document: edits.pick_landscape(document, typed("x", ((1, 1),))),
    "an inverted box": lambda document: edits.pick_landscape(document, typed("x", ((2, 1),))),
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD.keys())
def test_a_bad_change_is_refused_in_a_sentence_and_nothing_is_lost(session, change):
    opened = session()
    opened.edit(OPENING.with_start(0, (1.0, 1.0)), "Move start")
    opened.undo()
    race, changed, refused = opened.race, told(opened.changed), told(opened.refused)
    assert not opened.edit(change, "Bad")
    (sentence,) = refused
    assert "\n" not in sentence
    assert (changed, opened.document, opened.race) == ([], OPENING, race)
    assert (opened.undo_label, opened.redo_label) == (None, "Move start")


UNUSUAL = {
    "no steps": replace(OPENING, steps=0),
    "nobody racing": replace(OPENING, entrants=()),
    "a formula that is nowhere defined": edits.pick_landscape(OPENING, typed("sqrt(-1 - x^2)")),
    "a constant formula": edits.pick_landscape(OPENING, typed("3")),
    "a constant formula in the plane": edits.pick_landscape(OPENING, typed("3 + 0*x*y")),
    "a start outside the box": OPENING.with_start(0, (900.0, -900.0)),
    "a start far away": OPENING.with_start(0, (1e6, 1e6)),
    "a large learning rate": edits.set_optimizer(OPENING, 0, GradientDescent(learning_rate=100.0)),
}


@pytest.mark.parametrize("document", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_an_unusual_document_races_all_the_same(session, document):
    opened = session()
    refused = told(opened.refused)
    assert opened.edit(document, "Unusual")
    opened.finish()
    assert opened.race.finished
    assert refused == []
    for row in opened.race.traces:
        for trace in row:
            assert trace.verdict.words
            assert trace.steps <= document.steps
    opened.playback.toggle()
    opened.playback.advance(1.0)
    opened.undo()
    assert opened.race.finished


def test_an_optimizer_removed_while_it_plays_leaves_the_race_playing(session):
    opened = session()
    opened.select((0, 2))
    opened.playback.play()
    opened.playback.advance(1.0)
    opened.edit(lambda document: edits.remove_entrant(document, 2), "Remove")
    assert (opened.playback.is_playing, opened.playback.step) == (True, 60)
    assert opened.selection is None
    while opened.document.entrants:
        opened.edit(lambda document: edits.remove_entrant(document, 0), "Remove")
    opened.playback.advance(1.0)
    assert not opened.playback.is_playing
    opened.undo()
    assert opened.race.finished


def test_the_selection_follows_what_it_marks(session):
    opened = session()
    selected = told(opened.selected)
    opened.select((0, 2))
    opened.select((0, 2))
    opened.edit(lambda document: edits.remove_entrant(document, 0), "Remove")
    assert opened.selection == (0, 1)
    opened.edit(lambda document: edits.add_start(document, (1.0, 1.0)), "Add start")
    opened.select((1, 1))
    opened.edit(lambda document: edits.move_start(document, 1, (2.0, 2.0)), "Move start")
    opened.edit(lambda document: edits.remove_start(document, 0), "Remove start")
    assert opened.selection == (0, 1)
    opened.edit(lambda document: edits.add_start(document, (3.0, 3.0)), "Add start")
    opened.edit(lambda document: edits.remove_start(document, 0), "Remove start")
    assert opened.selection is None
    opened.select((5, 0))
    assert selected == [(0, 2), (0, 1), (1, 1), (0, 1), None]


def test_the_pointer_is_read_where_the_landscape_is(session):
    opened = session()
    pointed = told(opened.pointed)
    for point in ((3.0, 2.0), (1.0,), None):
        opened.point_at(point)
    assert (pointed[0].value, pointed[0].words) == (0.0, "bowl")
    assert pointed[1:] == [None, None]


def test_critical_points_come_after_the_window_and_belong_to_the_landscape(session):
    opened = session(begun=False)
    mapped = told(opened.mapped)
    opened.begin()
    opened.finish()
    assert len([p for p in opened.minima if p.kind == "minimum"]) == 4
    opened.edit(edits.pick_landscape(OPENING, typed("(x - 1)^2 + 0.4321*y^2")), "Formula")
    assert opened.minima == ()
    opened.finish()
    assert [p.point for p in opened.minima] == [pytest.approx((1.0, 0.0), abs=1e-9)]
    opened.undo()
    assert len(opened.minima) >= 4
    assert mapped[-1] is opened.minima


def test_a_search_that_fails_is_told(session, monkeypatch, caplog):
    from explorer.session import mapper

    def fault(landscape, cancelled):
        raise MemoryError

    monkeypatch.setattr(mapper, "critical_points", fault)
    opened = session()
    refused = told(opened.refused)
    opened.edit(edits.pick_landscape(OPENING, typed("(x - 7)^2")), "Formula")
    opened.finish()
    assert refused == ["Something went wrong while computing: MemoryError."]


def test_a_document_is_saved_and_opened(session, tmp_path):
    opened, path = session(), tmp_path / "race.json"
    opened.edit(OPENING.with_start(0, (1.0, 1.0)), "Move start")
    changed = told(opened.changed)
    assert opened.save(path)
    assert (opened.path, opened.is_edited, changed) == (path, False, [opened.document])
    opened.undo()
    assert opened.is_edited
    opened.redo()
    assert not opened.is_edited
    assert opened.new()
    assert (opened.document, opened.path, opened.undo_label) == (OPENING, None, None)
    assert opened.open(path)
    assert (opened.document.starts, opened.path) == (((1.0, 1.0),), path)
    opened.edit(OPENING, "Back")
    assert opened.save()
    assert opened.open(path)
    assert opened.document == OPENING


def test_files_that_cannot_be_used_are_refused_and_what_is_open_stays(session, tmp_path):
    opened = session()
    opened.edit(OPENING.with_start(0, (1.0, 1.0)), "Move start")
    document, refused = opened.document, told(opened.refused)
    (tmp_path / "bad.json").write_bytes(b"{}")
    assert not opened.open(tmp_path / "bad.json")
    assert not opened.save()
    assert not opened.save(tmp_path / "no folder" / "race.json")
    assert not opened.new(replace(OPENING, steps=-1))
    assert len(refused) == 4
    assert (opened.document, opened.path, opened.is_edited) == (document, None, True)


def test_opening_another_landscape_resets_what_was_found(session, tmp_path):
    opened = session()
    other = edits.pick_landscape(OPENING, LANDSCAPES["rosenbrock"])
    write(tmp_path / "other.json", other)
    opened.select((0, 0))
    assert opened.open(tmp_path / "other.json")
    opened.finish()
    assert opened.race.finished
    assert opened.race.document == other


def test_a_fresh_session_is_closed_at_any_moment(session):
    for _ in range(3):
        opened = session(begun=False)
        opened.begin()
        opened.playback.play()
        opened.set_restarts_active(True)
        opened.edit(edits.pick_landscape(OPENING, typed("x^2 + 0.5*y^2")), "Formula")
        opened.close(seconds=60.0)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_optimizer_races_in_a_session(session, key):
    opened = session(Document(OPENING.landscape, (), OPENING.starts, steps=50))
    assert opened.edit(lambda document: edits.add_entrant(document, key), "Add")
    opened.finish()
    assert opened.race.finished
    assert isinstance(opened.document.entrants[0], Entrant)


def test_no_race_of_another_document_is_ever_told(session):
    opened = session()
    seen = []
    opened.raced.connect(lambda race: seen.append(race.document is opened.document))
    typed_ones = [edits.pick_landscape(OPENING, typed(f"x^2 + {n}*y^2")) for n in (2, 3)]
    for document in (*typed_ones, OPENING, *typed_ones):
        opened.edit(document, "Formula")
        opened.finish()
    opened.undo()
    opened.finish()
    assert all(seen)

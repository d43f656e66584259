"""Edits are pure: they return the next sound document, or refuse in one sentence."""

from dataclasses import replace

import pytest

from explorer.core.extras import Extras
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.run import Stretch
from explorer.core.suggestion import suggested
from explorer.session import edits
from explorer.session.limits import MAX_ENTRANTS, MAX_STARTS, check_document
from explorer.session.opening import opening_document

OPENING = opening_document()


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_an_added_optimizer_suits_the_landscape_and_has_a_colour_of_its_own(key):
    document = edits.add_entrant(OPENING, key)
    added = document.entrants[-1]
    assert added.optimizer == suggested(OPTIMIZERS[key], OPENING.landscape)
    assert added.colour == 4
    check_document(document)


@pytest.mark.parametrize("key", LANDSCAPES)
def test_another_landscape_keeps_the_optimizers_and_their_colours(key):
    document = edits.pick_landscape(edits.add_start(OPENING, (1.0, 1.0)), LANDSCAPES[key])
    assert document.landscape is LANDSCAPES[key]
    assert document.starts == (LANDSCAPES[key].suggested_start,)
    for before, after in zip(OPENING.entrants, document.entrants, strict=True):
        assert type(after.optimizer) is type(before.optimizer)
        assert (after.colour, after.visible) == (before.colour, before.visible)
    check_document(document)


def test_the_lowest_free_colour_is_taken():
    document = edits.remove_entrant(OPENING, 1)
    assert [e.colour for e in document.entrants] == [0, 2, 3]
    assert edits.duplicate_entrant(document, 0).entrants[1].colour == 1


def test_a_copy_stands_behind_its_original_and_can_be_seen():
    document = edits.duplicate_entrant(edits.hide_entrant(OPENING, 1, False), 1)
    original, copy = document.entrants[1:3]
    assert copy == replace(original, colour=4, visible=True)


def test_settings_change_and_are_reset():
    fast = replace(OPENING.entrants[0].optimizer, learning_rate=0.01)
    document = edits.set_optimizer(OPENING, 0, fast)
    assert document.entrants[0] == replace(OPENING.entrants[0], optimizer=fast)
    reset = edits.reset_settings(document, 0).entrants[0].optimizer
    assert reset == suggested(type(fast), OPENING.landscape)


def test_starts_are_added_moved_and_removed():
    document = edits.move_start(edits.add_start(OPENING, (1.0, 2.0)), 0, (3.0, 4.0))
    assert document.starts == ((3.0, 4.0), (1.0, 2.0))
    assert edits.remove_start(document, 0).starts == ((1.0, 2.0),)


def test_a_constant_moves_and_all_else_stays():
    key, row = next((k, r) for k, r in LANDSCAPES.items() if r.constants)
    document = edits.pick_landscape(OPENING, LANDSCAPES[key])
    constant = row.constants[0]
    moved = edits.set_constant(document, constant.name, constant.high)
    assert moved.landscape.constants[0].value == constant.high
    assert replace(moved, landscape=document.landscape) == document
    with pytest.raises(SettingError, match="must lie between"):
        edits.set_constant(document, constant.name, constant.high + 1.0)


def test_the_last_start_stays_but_all_optimizers_may_go():
    with pytest.raises(SettingError, match="needs a start"):
        edits.remove_start(OPENING, 0)
    document = OPENING
    while document.entrants:
        document = edits.remove_entrant(document, 0)
    check_document(document)


def test_there_is_a_limit_to_optimizers_and_starts():
    document = OPENING
    while len(document.entrants) < MAX_ENTRANTS:
        document = edits.add_entrant(document, "adam")
    while len(document.starts) < MAX_STARTS:
        document = edits.add_start(document, (0.0, float(len(document.starts))))
    check_document(document)
    with pytest.raises(SettingError, match="At most 12 optimizers"):
        edits.add_entrant(document, "adam")
    with pytest.raises(SettingError, match="At most 12 optimizers"):
        edits.duplicate_entrant(document, 0)
    with pytest.raises(SettingError, match="At most 12 start points"):
        edits.add_start(document, (0.0, 0.0))


def test_an_unknown_optimizer_is_refused_and_the_nearest_one_named():
    with pytest.raises(SettingError, match=r"no optimizer called 'adamm'; did you mean adam\?"):
        edits.add_entrant(OPENING, "adamm")
    with pytest.raises(SettingError, match=r"no optimizer called 'zzz'\."):
        edits.swap_entrant(OPENING, 0, "zzz")


def test_a_swap_keeps_the_colour_and_those_extras_that_the_other_rule_has_a_use_for():
    clipped = replace(OPENING.entrants[1].optimizer, extras=Extras(clip=2.0))
    document = edits.set_optimizer(OPENING, 1, clipped)
    for key, kept in (("adam", Extras(clip=2.0)), ("nelder-mead", Extras())):
        swapped = edits.swap_entrant(document, 1, key)
        entrant = swapped.entrants[1]
        assert (entrant.optimizer.key, entrant.colour) == (key, document.entrants[1].colour)
        assert entrant.optimizer.extras == kept
        plain = replace(entrant.optimizer, extras=Extras())
        assert plain == suggested(type(plain), document.landscape)


def test_a_typed_landscape_is_picked_like_any_other():
    document = edits.pick_landscape(OPENING, typed("(x - 1)^2"))
    assert len(document.starts[0]) == 1
    check_document(document)


def test_a_fork_stands_behind_its_original_and_only_its_future_is_its_own():
    document = edits.fork_entrant(OPENING, 1, 41)
    original, forked = document.entrants[1:3]
    assert original == OPENING.entrants[1]
    assert forked == replace(original, colour=4, past=(Stretch(original.optimizer, 41),))
    assert forked.name == f"{original.name}, forked from {original.name} at step 41"
    changed = edits.set_optimizer(document, 2, replace(forked.optimizer, learning_rate=1e-4))
    assert changed.entrants[2].past == forked.past
    assert edits.remove_entrant(document, 1).entrants[1] == forked  # whole without the original
    copied = edits.duplicate_entrant(document, 2).entrants[3]
    assert (copied.past, copied.colour) == (forked.past, 5)
    check_document(document)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_any_optimizer_may_go_on_from_a_fork(key):
    extras = Extras(clip=1.0)
    before = replace(OPENING.entrants[0].optimizer, extras=extras)
    document = edits.fork_entrant(edits.set_optimizer(OPENING, 0, before), 0, 7, key)
    forked = document.entrants[1]
    assert forked.past == (Stretch(before, 7),)
    fitting = suggested(OPTIMIZERS[key], OPENING.landscape)
    assert forked.optimizer in (fitting, replace_extras(fitting, extras))
    assert edits.swap_entrant(document, 1, "adam").entrants[1].past == forked.past
    check_document(document)


def replace_extras(optimizer, extras):
    """Return the optimizer with extras, or as it is where it has no use for them."""
    try:
        return replace(optimizer, extras=extras)
    except SettingError:
        return optimizer


def test_a_fork_of_a_fork_has_the_past_of_its_step():
    first, second = OPENING.entrants[0].optimizer, OPENING.entrants[1].optimizer
    document = edits.fork_entrant(OPENING, 0, 40, second.key)
    second = document.entrants[1].optimizer
    for step, optimizers in (
        (20, [(first, 20)]),
        (40, [(first, 40)]),
        (60, [(first, 40), (second, 60)]),
    ):
        again = edits.fork_entrant(document, 1, step).entrants[2]
        assert again.past == tuple(Stretch(*one) for one in optimizers)
        assert again.optimizer == optimizers[-1][0]


def test_on_another_landscape_the_past_follows():
    document = edits.fork_entrant(edits.reset_settings(OPENING, 0), 0, 40, "momentum")
    land = LANDSCAPES["rosenbrock"]
    past = edits.pick_landscape(document, land).entrants[1].past
    assert past == (Stretch(suggested(type(past[0].optimizer), land), 40),)
    typed_land = typed("x^4 + 3*y^2")
    (stretch,) = edits.retype_landscape(document, typed_land).entrants[1].past
    assert stretch.optimizer == suggested(type(stretch.optimizer), typed_land)


def test_a_fork_that_cannot_be_is_refused_in_a_sentence():
    for step, words in ((0, "nothing has happened"), (300, "earlier step"), (-3, "At step 0")):
        with pytest.raises(SettingError, match=words):
            edits.fork_entrant(OPENING, 0, step)
    with pytest.raises(SettingError, match="no optimizer called"):
        edits.fork_entrant(OPENING, 0, 5, "adm")
    with pytest.raises(SettingError, match="cannot end before that"):
        check_document(replace(edits.fork_entrant(OPENING, 0, 200), steps=100))
    full = OPENING
    while len(full.entrants) < MAX_ENTRANTS:
        full = edits.fork_entrant(full, 0, 5)
    with pytest.raises(SettingError, match="remove one first"):
        edits.fork_entrant(full, 0, 5)

"""What a user can change of a net, its data and its slice."""

from dataclasses import replace

import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.adam import Adam
from explorer.core.param import SettingError
from explorer.core.suggestion import suggested
from explorer.session.edits import pick_landscape, set_optimizer
from explorer.session.limits import check_document
from explorer.session.net_edits import (
    add_example,
    change_data,
    change_net,
    move_example,
    pick_net,
    remove_example,
    set_dial,
    set_slice,
    typed_weights,
)
from explorer.session.opening import opening_document

NET = TinyNet(DataPlan(examples=24), hidden=(3,))
RACE = pick_net(opening_document(), NET)
FITS = [key for key, row in LANDSCAPES.items() if row.fit is not None]


def on_a_fit(key):
    return pick_landscape(opening_document(), LANDSCAPES[key])


def test_a_picked_net_is_raced_with_settings_that_suit_it():
    check_document(RACE)
    assert RACE.landscape == NET
    assert RACE.starts == (NET.suggested_start,)
    for entrant in RACE.entrants:
        assert entrant.optimizer == suggested(type(entrant.optimizer), NET)


@pytest.mark.parametrize(
    "changes",
    [
        {"hidden": (4, 4)},
        {"hidden": ()},
        {"activation": "relu"},
        {"loss": "hinge"},
        {"init": "zeros"},
        {"init_seed": 5},
        {"l2": 0.1},
        {"batch": 8},
    ],
)
def test_every_change_of_a_net_can_be_raced(changes):
    changed = change_net(RACE, **changes)
    check_document(changed)
    for name, value in changes.items():
        assert getattr(changed.landscape, name) == value
    assert len(changed.starts[0]) == changed.landscape.dim


def test_only_what_is_about_the_start_moves_it():
    moved = typed_weights(RACE, 0, [0.25] * NET.dim)
    assert change_net(moved, l2=0.1).starts == moved.starts
    assert change_data(moved, noise=0.3).starts == moved.starts
    assert change_net(moved, init_seed=1).starts != moved.starts
    assert change_net(moved, init="typed").starts == moved.starts


def test_a_dial_is_turned_by_number_or_word_and_only_where_there_is_one():
    tanks = change_data(RACE, key="tanks")
    turned = set_dial(set_dial(tanks, "evened", "yes"), "light", 2)
    assert turned.landscape.data.dials == (("light", 2.0), ("evened", 1.0))
    assert set_dial(set_dial(turned, "light", "legend"), "evened", "no") == tanks
    for document, name, value in ((RACE, "light", 1), (tanks, "light", 9), (tanks, "light", "x")):
        with pytest.raises(SettingError, match=r"\.$"):
            set_dial(document, name, value)


def test_another_data_set_has_none_of_the_dials_of_the_last_one():
    turned = set_dial(change_data(RACE, key="tanks"), "light", 2)
    assert change_data(turned, key="two-groups").landscape.data.dials == ()


def test_settings_that_the_user_moved_are_kept():
    own = set_optimizer(RACE, 3, Adam(learning_rate=0.123))
    changed = change_net(own, activation="relu", hidden=(16, 16))
    assert changed.entrants[3].optimizer == Adam(learning_rate=0.123)
    for before, after in zip(RACE.entrants[:3], changed.entrants[:3], strict=True):
        kind = type(before.optimizer)
        assert after.optimizer == suggested(kind, changed.landscape)


def test_the_loss_follows_the_data():
    for key, loss in (("penguins", "softmax"), ("sine", "squared"), ("xor", "cross-entropy")):
        changed = change_data(RACE, key=key)
        check_document(changed)
        assert changed.landscape.loss == loss


def test_a_dragged_example_becomes_the_users_own_and_stays_in_its_part():
    data = NET.data_set
    moved = move_example(RACE, 5, (3.0, -2.0))
    after = moved.landscape.data_set
    assert moved.landscape.data.key == "own"
    assert tuple(after.inputs[5]) == (3.0, -2.0)
    others = [k for k in range(24) if k != 5]
    assert (after.inputs[others] == data.inputs[others]).all()
    assert (after.targets == data.targets).all()
    assert (after.parts == data.parts).all()


def test_examples_are_added_and_removed_but_one_stays():
    more = add_example(RACE, (0.5, 0.5), 1.0)
    assert len(more.landscape.data_set.inputs) == 25
    fewer = RACE
    for _ in range(23):
        fewer = remove_example(fewer, 0)
    assert len(fewer.landscape.data_set.inputs) == 1
    check_document(fewer)
    with pytest.raises(SettingError, match="One example must stay"):
        remove_example(fewer, 0)


@pytest.mark.parametrize("key", FITS)
def test_the_examples_of_an_exact_net_are_dragged_too(key):
    race = on_a_fit(key)
    (_, t), count = race.landscape.fit.examples[1], len(race.landscape.fit.examples)
    moved = move_example(race, 1, (0.7,))
    assert moved.landscape.fit.examples[1] == (0.7, t)
    assert len(add_example(race, (0.1,), 1.0).landscape.fit.examples) == count + 1
    assert len(remove_example(race, 0).landscape.fit.examples) == count - 1


def test_a_slice_is_set_and_checked():
    assert set_slice(RACE, kind="pca").slice.kind == "pca"
    with pytest.raises(SettingError):
        set_slice(RACE, kind="cake")


def test_what_needs_a_net_says_so():
    formula = opening_document()
    for edit in (
        lambda: change_net(formula, l2=0.1),
        lambda: change_data(formula, noise=0.1),
        lambda: move_example(formula, 0, (1.0,)),
    ):
        with pytest.raises(SettingError):
            edit()


def test_weights_that_do_not_fit_are_refused():
    with pytest.raises(SettingError, match="13 weights"):
        typed_weights(RACE, 0, (1.0, 2.0))


def test_too_much_to_remember_is_refused_in_words():
    net = TinyNet(hidden=(16, 16, 16))
    with pytest.raises(SettingError, match="too much to remember"):
        check_document(replace(pick_net(opening_document(), net), steps=100_000))

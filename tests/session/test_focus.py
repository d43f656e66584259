"""All views of a net see the same run, the same weights and the same example."""

import numpy as np
import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import hide_entrant, pick_landscape
from explorer.session.net_edits import change_net, pick_net, remove_example, typed_weights
from explorer.session.opening import opening_document

RACE = pick_net(opening_document(), TinyNet(DataPlan(examples=24), hidden=(3,)))


@pytest.fixture
def learning(session):
    opened = session(RACE)
    opened.finish()
    return opened


def test_the_first_run_is_followed_to_the_play_head(learning):
    focus = learning.focus
    assert focus.followed == (0, 0)
    assert focus.training is learning.race.trace(0, 0)
    for step in (0, 7, learning.playback.length):
        learning.playback.seek(step)
        assert (focus.weights == focus.training.points[focus.step]).all()
        assert focus.step == min(step, focus.training.steps)


def test_a_selected_run_is_followed_instead(learning):
    learning.select((0, 2))
    assert learning.focus.followed == (0, 2)
    learning.select(None)
    learning.edit(lambda document: hide_entrant(document, 0, False), "Hide")
    learning.finish()
    assert learning.focus.followed == (0, 1)


def test_weights_in_the_hand_are_what_everybody_sees(learning):
    told = []
    learning.focus.changed.connect(lambda: told.append(learning.focus.weights))
    held = np.full(RACE.landscape.dim, 0.5)
    learning.focus.hold(held)
    assert told[-1] is held
    learning.focus.hold(None)
    assert (learning.focus.weights == learning.focus.training.points[learning.focus.step]).all()


def test_weights_that_no_longer_fit_are_let_go(learning):
    learning.focus.hold(np.zeros(RACE.landscape.dim))
    learning.edit(lambda document: change_net(document, hidden=(5,)), "More units")
    learning.finish()
    assert len(learning.focus.weights) == learning.document.landscape.dim


def test_an_example_is_picked_until_it_is_gone(learning):
    learning.focus.pick_example(23)
    learning.edit(lambda document: remove_example(document, 3), "Remove")
    assert learning.focus.example is None
    learning.focus.pick_example(2)
    learning.edit(typed_weights(learning.document, 0, [0.1] * RACE.landscape.dim), "Type")
    assert learning.focus.example == 2


def test_formulas_have_nothing_to_learn_but_exact_nets_do(session):
    opened = session(begun=False)
    assert not opened.focus.learns
    assert opened.focus.net is None
    opened.edit(pick_landscape(opened.document, LANDSCAPES["net-sine"]), "Pick")
    assert opened.focus.learns
    assert opened.focus.net is None

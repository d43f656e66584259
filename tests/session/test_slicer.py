"""The slice of a net follows its race, and says in words when it cannot be laid."""

import numpy as np
import pytest

from explorer.core.nets.batches import batch_of
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.slice_plan import SLICES
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.edits import pick_landscape, set_optimizer
from explorer.session.net_edits import change_net, pick_net, set_slice
from explorer.session.opening import opening_document

NET = TinyNet(DataPlan(examples=24), hidden=(3,))
RACE = pick_net(opening_document(), NET)


@pytest.fixture
def learning(session):
    opened = session(RACE)
    opened.finish()
    return opened


def settled(opened):
    """Let the plane be laid that the last race asked for."""
    opened.finish()
    opened.worker.finish()
    return opened.slicer


@pytest.mark.parametrize("kind", [kind for kind in SLICES if kind != "exact"])
def test_every_slice_is_laid(learning, kind):
    learning.edit(set_slice(learning.document, kind=kind), "Slice")
    slicer = settled(learning)
    assert slicer.problem == ""
    assert slicer.slice.net == NET
    assert slicer.slice.plan.kind == kind
    assert len(slicer.slice.box) == len(slicer.slice.plane.directions)


def test_the_anchored_slice_holds_both_ends_of_the_followed_path(learning):
    ends = learning.focus.training.points[[0, -1]]
    _, off = settled(learning).slice.plane.project(ends)
    assert np.allclose(off, 0.0, atol=1e-9)


def test_what_cannot_be_laid_is_said_and_forgotten_with_the_next(learning):
    learning.edit(set_slice(learning.document, kind="exact"), "Slice")
    slicer = settled(learning)
    assert slicer.slice is None
    assert slicer.problem.endswith(".")
    learning.edit(set_slice(learning.document, kind="pca"), "Slice")
    assert settled(learning).problem == ""
    assert learning.slicer.slice is not None


def test_another_layer_keeps_the_plane(learning):
    before = settled(learning).slice.plane
    learning.edit(set_slice(learning.document, layer="held-out"), "Layer")
    assert learning.slicer.slice.plane is before
    assert learning.slicer.slice.plan.layer == "held-out"


def test_a_frozen_plane_stays_while_the_race_is_another(learning):
    before = settled(learning).slice.plane
    learning.slicer.freeze(True)
    kind = type(learning.document.entrants[0].optimizer)
    learning.edit(set_optimizer(learning.document, 0, kind(learning_rate=0.011)), "Rate")
    assert settled(learning).slice.plane is before
    learning.slicer.freeze(False)
    assert settled(learning).slice.plane is not before


def test_the_batch_is_that_of_the_play_head(learning):
    learning.edit(lambda document: set_slice(change_net(document, batch=4), layer="batch"), "Batch")
    settled(learning)
    net = learning.document.landscape
    for step in (1, 2, 9):
        learning.playback.seek(step)
        assert (learning.slicer.slice.rows == batch_of(net, learning.document.seed, step)).all()


def test_a_live_slice_goes_through_the_present_weights(learning):
    learning.edit(set_slice(learning.document, kind="live"), "Slice")
    settled(learning)
    for step in (0, 5, 40):
        learning.playback.seek(step)
        plane = settled(learning).slice.plane
        _, off = plane.project(learning.focus.weights[None])
        assert off[0] == pytest.approx(0.0, abs=1e-9)


def test_a_formula_has_no_slice(learning):
    told = []
    learning.slicer.sliced.connect(told.append)
    learning.edit(pick_landscape(learning.document, opening_document().landscape), "Pick")
    settled(learning)
    assert learning.slicer.slice is None
    assert told[-1] is None

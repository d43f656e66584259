"""How long optimizers take is measured, each alone, and only while somebody wants to know."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.bare_walk import bare_walk, work
from explorer.core.descent import descend
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.session.edits import set_optimizer
from explorer.session.timing import Paces

HILL = LANDSCAPES["himmelblau"]
DESCENT, MOMENTUM = OPTIMIZERS["gradient-descent"], OPTIMIZERS["momentum"]


def optimizers(session):
    return [entrant.optimizer for entrant in session.document.entrants]


@pytest.mark.parametrize("key", ["gradient-descent", "nelder-mead"])
def test_a_bare_walk_does_the_work_of_the_run(key):
    run = Run(HILL, suggested(OPTIMIZERS[key], HILL), (0.5, 0.5), steps=30, tolerance=0.0)
    walk, stand = bare_walk(run)
    (trace,) = descend([run])
    assert walk() == work(trace.costs)[-1] == trace.costs[-1].sum() - trace.costs[0].sum()
    assert stand() == 0


@pytest.mark.parametrize("batch", [0, 8])
def test_a_bare_walk_of_a_net_does_the_work_of_its_training(batch):
    net = TinyNet(DataPlan(examples=24), hidden=(3,), batch=batch)
    run = Run(net, suggested(DESCENT, net), net.suggested_start, steps=20, tolerance=0.0)
    walk, stand = bare_walk(run)
    (trace,) = descend([run])
    assert walk() == work(trace.costs)[-1]
    assert stand() == 0


def test_steps_that_evaluate_nothing_count_one_each():
    assert work(np.full((4, 3), 2)).tolist() == [0, 1, 2, 3]
    assert work(np.array([[1, 1, 0], [3, 2, 0], [3, 3, 1]])).tolist() == [0, 3, 5]


def test_nothing_is_measured_unless_somebody_wants_to_know(session):
    opened = session()
    opened.timing.finish()
    assert opened.timing.paces.milliseconds == {}


def test_every_optimizer_gets_a_pace_that_is_told_once_it_is_known(session):
    opened, told = session(), []
    opened.timing.timed.connect(lambda: told.append(opened.timing.paces))
    opened.timing.set_active(True)
    while any(opened.timing.paces.of(kind) is None for kind in optimizers(opened)):
        before = len(told)
        opened.timing.finish()
        assert len(told) > before
    assert all(opened.timing.paces.of(kind) > 0 for kind in optimizers(opened))
    assert told[-1] is opened.timing.paces


def test_while_a_setting_is_dragged_the_pace_of_its_kind_holds(session):
    document = Document(HILL, (Entrant(DESCENT(learning_rate=0.001), 0),), ((0.5, 0.5),))
    opened = session(document)
    opened.timing.set_active(True)
    opened.timing.finish()
    before = opened.timing.paces.of(optimizers(opened)[0])
    opened.edit(set_optimizer(opened.document, 0, DESCENT(learning_rate=0.002)), "Rate")
    assert opened.timing.paces.of(DESCENT(learning_rate=0.002)) == before
    opened.edit(set_optimizer(opened.document, 0, MOMENTUM()), "Kind")
    assert opened.timing.paces.of(MOMENTUM()) is None
    opened.timing.finish()
    assert opened.timing.paces.of(MOMENTUM()) > 0


def test_a_session_that_is_not_begun_measures_nothing(session):
    opened = session(begun=False)
    opened.timing.set_active(True)
    opened.timing.finish()
    assert opened.timing.paces.milliseconds == {}


def test_paces_know_only_what_was_measured():
    paces = Paces({DESCENT(): 0.5})
    assert paces.of(DESCENT()) == 0.5
    assert paces.of(replace(DESCENT(), learning_rate=0.123)) is None

"""Promises of the list of examples: all of them, worst first, as the net answers now."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session.document import Document, Entrant
from explorer.views.examples_model import ANSWER, COLUMNS, LOSS, NUMBER, PART, TARGET
from explorer.views.examples_view import ExamplesView
from explorer.views.judged_examples import judged

MOONS = TinyNet(data=DataPlan(examples=30, choosing=0.2), hidden=(3,))
KINDS = {
    f"{data} {loss}": TinyNet(data=DataPlan(data, examples=40), hidden=(3,), loss=loss)
    for data in ("moons", "penguins", "sine", "o-rings")
    for loss in losses_for(TinyNet(data=DataPlan(data), loss="squared").data_set)
}
FITS = [one for one in LANDSCAPES.values() if one.fit is not None]


def _document(objective, steps=6):
    entrants = (Entrant(GradientDescent(learning_rate=0.1), 0),)
    return Document(objective, entrants, (objective.suggested_start,), steps=steps)


@pytest.fixture
def shown(session, qtbot):
    """Make a list on the screen: `shown(objective=MOONS)`; returns it and its session."""

    def make(objective=MOONS, size=(400, 300)):
        opened = session(_document(objective))
        view = ExamplesView(opened)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view, opened

    return make


def _now(view):
    """Let the view catch up as if its pause were over."""
    view._sight._rest.stop()
    view._sight.look()


def _losses(view, weights):
    rows = judged(view._sight.learner, weights)
    return [rows.losses[view.model.example(row)] for row in range(view.model.rowCount())]


def test_there_is_a_net_for_every_loss():
    assert {net.loss for net in KINDS.values()} == set(LOSSES)


@pytest.mark.parametrize("name", KINDS)
def test_each_example_has_the_loss_the_answer_and_the_verdict_that_the_net_gives(name):
    net = KINDS[name]
    weights = np.array(net.suggested_start) + 0.1
    rows = judged(net, weights)
    data = net.data_set
    train = data.rows("train")
    assert rows.losses[train].mean() == pytest.approx(net.value(weights[None])[0], abs=1e-12)
    right = net.is_right(weights, data.inputs, data.targets)
    for example in range(len(data.inputs)):
        chosen, value = rows.answered(example)
        assert np.isfinite(value)
        if data.classes:
            assert (chosen == data.targets[example]) == bool(right[example])
            assert (not rows.wrong[example]) == bool(right[example])
            assert not rows.has_chances or value >= 1 / len(data.classes) - 1e-12
        else:
            assert chosen is None


@pytest.mark.parametrize("one", FITS, ids=lambda one: one.key)
def test_the_losses_of_a_landscape_with_examples_add_up_to_its_value(one):
    points = np.random.default_rng(1).uniform(*np.transpose(one.box), (5, one.dim))
    for point in points:
        rows = judged(one, point)
        assert rows.losses.mean() == pytest.approx(one.value(point[None])[0], rel=1e-9)


@pytest.mark.parametrize("objective", [*KINDS.values(), *FITS], ids=lambda one: one.name)
def test_every_cell_and_every_tip_speaks(shown, objective):
    view, _ = shown(objective)
    model = view.model
    assert model.rowCount()
    for row in range(min(8, model.rowCount())):
        for column in range(len(COLUMNS)):
            assert model.index(row, column).data()
        assert "loss" in model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert not view.grab().isNull()
    assert view.words


def test_the_worst_is_first_and_every_example_is_there_once(shown):
    view, session = shown()
    losses = _losses(view, session.focus.weights)
    assert losses == sorted(losses, reverse=True)
    found = sorted(view.model.example(row) for row in range(view.model.rowCount()))
    assert found == list(range(len(MOONS.data_set.inputs)))
    parts = {view.model.index(row, PART).data() for row in range(view.model.rowCount())}
    assert parts == {"train", "held out", "choosing"}


@pytest.mark.parametrize("column", [NUMBER, PART, TARGET, ANSWER, LOSS])
def test_any_column_can_be_sorted_by(shown, column):
    view, session = shown()
    view._table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    if column == NUMBER:
        assert [view.model.example(row) for row in range(3)] == [0, 1, 2]
    if column == LOSS:
        losses = _losses(view, session.focus.weights)
        assert losses == sorted(losses)
    view.model.sort(-1)
    losses = _losses(view, session.focus.weights)
    assert losses == sorted(losses, reverse=True)


def test_it_follows_the_weights_but_not_more_often_than_it_can_be_read(shown):
    view, session = shown()
    changes = []
    view.model.dataChanged.connect(lambda *_: changes.append(True))
    for k in range(1, 30):
        session.focus.hold(np.full(MOONS.dim, 0.1 * k))
    assert len(changes) <= 2
    _now(view)
    assert _losses(view, np.full(MOONS.dim, 2.9)) == sorted(
        judged(MOONS, np.full(MOONS.dim, 2.9)).losses, reverse=True
    )


def test_choosing_a_row_picks_its_example_and_stays_with_it(shown):
    view, session = shown()
    view._table.setCurrentIndex(view.model.index(4, LOSS))
    example = view.model.example(4)
    assert session.focus.example == example
    session.focus.hold(np.linspace(-1, 1, MOONS.dim))
    _now(view)
    assert view.model.example(view._table.currentIndex().row()) == example
    view._table.sortByColumn(NUMBER, Qt.SortOrder.DescendingOrder)
    assert view.model.example(view._table.currentIndex().row()) == example
    assert session.focus.example == example


def test_an_example_that_is_picked_elsewhere_is_marked(shown):
    view, session = shown()
    session.focus.pick_example(7)
    _now(view)
    assert view.model.example(view._table.currentIndex().row()) == 7
    session.focus.pick_example(None)
    _now(view)
    assert not view._table.selectionModel().hasSelection()


@pytest.mark.parametrize("wild", [np.nan, np.inf, -np.inf, 1e200])
def test_weights_beyond_all_bounds_are_ordinary(shown, wild):
    view, session = shown()
    session.focus.hold(np.full(MOONS.dim, wild))
    _now(view)
    assert not view.grab().isNull()
    assert all(view.model.index(0, column).data() for column in range(len(COLUMNS)))
    session.focus.hold(np.full(MOONS.dim, np.nan))
    _now(view)
    assert view.model.index(0, ANSWER).data() == "no answer"
    assert view.words.startswith("wrong: 14 of 14")


def test_a_hidden_list_does_no_work_and_catches_up_when_seen(shown):
    view, session = shown()
    changes = []
    view.model.dataChanged.connect(lambda *_: changes.append(True))
    view.hide()
    session.focus.hold(np.full(MOONS.dim, 3.0))
    assert changes == []
    view.show()
    assert len(changes) == 1
    losses = _losses(view, np.full(MOONS.dim, 3.0))
    assert losses == sorted(losses, reverse=True)


def test_a_landscape_without_examples_says_what_to_do(shown):
    view, session = shown()
    session.new()
    _now(view)
    assert view._empty.isVisible()
    assert view.model.rowCount() == 0

"""Promises of the drawn net: what is where, what it says, and that start weights can be typed."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.network import count
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session.document import Document, Entrant
from explorer.views.net_diagram import NetDiagram
from explorer.views.net_drawing import share
from explorer.views.net_layout import NetLayout
from explorer.views.numbers import number

MOONS = TinyNet(data=DataPlan(examples=40), hidden=(3,))
DIGITS = TinyNet(data=DataPlan("digits", examples=60), hidden=(16,), loss="softmax")
SIZES = [(1, 1), (2, 1), (2, 8, 1), (2, 16, 16, 16, 1), (4, 8, 3), (30, 4, 2), (64, 16, 10)]
NONE = Qt.KeyboardModifier.NoModifier


def _document(net, steps=6):
    entrants = (Entrant(GradientDescent(learning_rate=0.1), 0),)
    return Document(net, entrants, (net.suggested_start,), steps=steps)


@pytest.fixture
def shown(session, qtbot, monkeypatch):
    """Make a diagram on the screen: `shown(net=MOONS)`; returns it and its session."""
    monkeypatch.setattr("explorer.views.net_diagram.PAUSE", 0)  # nothing to wait for

    def make(net=MOONS, size=(380, 260)):
        opened = session(_document(net))
        view = NetDiagram(opened)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        opened.playback.seek(0)
        view.grab()
        return view, opened

    return make


def _send(view, kind, at, button=Qt.MouseButton.LeftButton):
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
    where = QPointF(view.mapToGlobal(at))
    event = QMouseEvent(kind, at, where, button if held == button else held, held, NONE)
    view.event(event)


def _over(view, place):
    """Point at a weight, a little off its middle, where lines seldom cross."""
    row = view.plan.line_of(place)
    x0, y0, x1, y1 = view.plan.lines[row]
    at = QPointF(x0 + 0.62 * (x1 - x0), y0 + 0.62 * (y1 - y0))
    _send(view, QEvent.Type.MouseMove, at)
    return at


def _middle(view, unit):
    return QPointF(*map(float, view.plan.places[unit[0]][unit[1]]))


@pytest.mark.parametrize("sizes", SIZES)
def test_every_unit_and_every_weight_has_its_place(sizes):
    layout = NetLayout(sizes, QRectF(60, 40, 260, 160))
    assert tuple(len(places) for places in layout.places) == sizes
    for column, places in enumerate(layout.places):
        for place, (x, y) in enumerate(places):
            assert layout.rect.adjusted(-1, -1, 1, 1).contains(float(x), float(y))
            assert layout.unit_at(QPointF(float(x), float(y))) == (column, place)
    biases = [
        layout.bias((column, place))
        for column in range(1, len(sizes))
        for place in range(sizes[column])
    ]
    both = sorted([*layout.numbers.tolist(), *biases])
    assert both == list(range(count(layout.layers)))


@pytest.mark.parametrize("sizes", SIZES)
def test_a_line_joins_the_units_that_its_weight_joins(sizes):
    layout = NetLayout(sizes, QRectF(0, 0, 300, 200))
    weights = np.arange(count(layout.layers), dtype=float)
    for row in range(0, len(layout.lines), 7):
        column, left, right = layout.ends[row]
        layer = layout.layers[column]
        matrix = weights[layer.weights].reshape(layer.outputs, layer.inputs)
        assert matrix[right, left] == layout.numbers[row]
        x0, y0, x1, y1 = layout.lines[row]
        assert tuple(layout.places[column][left]) == (x0, y0)
        assert tuple(layout.places[column + 1][right]) == (x1, y1)
        assert layout.line_of(int(layout.numbers[row])) == row
        assert layout.numbers[row] in layout.into((int(column) + 1, int(right)))


def test_of_many_inputs_the_strongest_weights_and_all_of_a_chosen_unit_are_drawn():
    layout = NetLayout((64, 16, 10), QRectF(0, 0, 300, 200))
    weights = np.random.default_rng(0).normal(size=count(layout.layers))
    few, chosen = layout.drawn(weights, None), layout.drawn(weights, (1, 3))
    assert few.sum() == 16 * 4 + 160
    assert (chosen & layout.touching((1, 3))).sum() == 64 + 10


def test_widths_rise_with_the_size_of_a_weight_and_never_beyond_all_bounds():
    sizes = share(np.array([0.0, 1e-300, 0.1, -1.0, 3.0, -50.0, 1e300, np.inf]))
    assert (np.diff(sizes) >= 0).all()
    assert sizes[0] == 0
    assert sizes[-1] == 1


@pytest.mark.parametrize("wild", [0.0, np.nan, np.inf, -1e300])
@pytest.mark.parametrize(
    "net",
    [MOONS, DIGITS, TinyNet(data=MOONS.data, hidden=())],
    ids=lambda net: "-".join(map(str, net.sizes)),
)
def test_any_weights_can_be_drawn(shown, net, wild):
    view, session = shown(net)
    weights = np.array(net.suggested_start)
    weights[::3] = wild
    session.focus.hold(weights)
    assert not view.grab().isNull()
    assert all(view.words())


def test_the_chips_tell_layers_health_and_cost(shown):
    view, _ = shown(TinyNet(hidden=(8,)))
    above, below = view.words()
    assert above == "2-8-1 tanh · no dead units"
    assert below == "one step: 11,200 multiply-adds · one weight at a time: 163,200"


def test_dead_units_and_sleeping_ones_are_counted(shown):
    view, session = shown(TinyNet(data=MOONS.data, hidden=(3,), activation="relu"))
    net = session.focus.net
    weights = np.array(net.suggested_start)
    weights[net.layers[0].biases] = (-99.0, 9.0, 9.0)
    session.focus.hold(weights)
    assert "1 of 3 dead" in view.words()[0]
    session.focus.hold(np.zeros(net.dim))
    assert "3 of 3 dead" in view.words()[0]
    tanh, session = shown()
    session.focus.hold(np.zeros(MOONS.dim))
    assert "3 of 3 asleep" in tanh.words()[0]


def test_pointing_at_a_line_or_a_unit_tells_its_name_and_number(shown):
    view, session = shown()
    weights = session.focus.weights
    for place in (0, 3, 9):
        _over(view, place)
        assert f"weight {place}," in view.words()[1]
        assert view.words()[1].endswith(number(weights[place]))
    _send(view, QEvent.Type.MouseMove, _middle(view, (1, 1)))
    assert "unit 2: bias" in view.words()[1]
    view.leaveEvent(QEvent(QEvent.Type.Leave))
    assert view.words()[1].startswith("one step")


def test_clicking_a_unit_chooses_it_and_clicking_again_lets_go(shown):
    view, _ = shown()
    for goal in ((1, 2), None):
        _send(view, QEvent.Type.MouseButtonPress, _middle(view, (1, 2)))
        assert view.chosen == goal
    _send(view, QEvent.Type.MouseButtonPress, _middle(view, (1, 2)))
    _send(view, QEvent.Type.MouseButtonPress, QPointF(2, 2))
    assert view.chosen is None


def test_a_double_click_lets_a_start_weight_be_typed(shown, qtbot):
    view, session = shown()
    at = _over(view, 3)
    _send(view, QEvent.Type.MouseButtonDblClick, at)
    assert view.field.isVisible()
    assert view.field.value == session.document.starts[0][3]
    view.field.selectAll()
    qtbot.keyClicks(view.field, "-1.25")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert session.document.starts[0][3] == -1.25
    assert not view.field.isVisible()
    session.finish()
    assert session.focus.weights[3] == -1.25
    session.undo()
    assert session.document.starts[0] == MOONS.suggested_start


def test_escape_and_nonsense_change_nothing(shown, qtbot):
    view, session = shown()
    for text, key in (("7", Qt.Key.Key_Escape), ("seven", Qt.Key.Key_Return)):
        view.type_weight(0)
        view.field.selectAll()
        qtbot.keyClicks(view.field, text)
        qtbot.keyClick(view.field, key)
        assert session.document.starts[0] == MOONS.suggested_start
    assert "not a number" in view.words()[1]
    qtbot.keyClick(view.field, Qt.Key.Key_Escape)
    assert not view.field.isVisible()


def test_a_trained_weight_cannot_be_typed(shown):
    view, session = shown()
    session.playback.seek(3)
    assert session.focus.step == 3
    _send(view, QEvent.Type.MouseButtonDblClick, _over(view, 3))
    assert not view.field.isVisible()
    assert "step 0" in view.words()[1]


def test_all_of_it_can_be_done_from_the_keyboard(shown, qtbot):
    view, session = shown()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.chosen == (1, 0)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert "weight 2, x" in view.words()[1]
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert "bias of unit 2" in view.words()[1]
    qtbot.keyClick(view, Qt.Key.Key_Return)
    view.field.selectAll()
    qtbot.keyClicks(view.field, "2")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    assert session.document.starts[0][7] == 2.0
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.chosen == (2, 0)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.chosen is None


def test_a_hidden_diagram_does_no_work(shown):
    view, session = shown()
    view.hide()
    view._show = pytest.fail
    session.focus.hold(np.zeros(MOONS.dim))


def test_another_net_takes_the_place_of_the_last(shown):
    view, session = shown()
    view.choose((1, 2))
    session.new(_document(DIGITS))
    session.finish()
    view.grab()
    assert view.chosen is None
    assert view.words()[0].startswith("64-16-10")
    session.new()
    view.grab()
    assert view.words() == ("", "")

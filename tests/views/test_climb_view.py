"""Promises of the dream: what is in focus climbs, and it is told how far from real that leads."""

import numpy as np
import pytest

from explorer.core.nets.climbing import climb, noise
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.session.document import Document, Entrant
from explorer.session.opening import opening_document
from explorer.views.climb_view import ClimbView
from explorer.views.climb_words import TICKS, chance_words, step_at, told
from explorer.views.theme import apply

MOONS = TinyNet(DataPlan(examples=40), (3,))
DIGITS = TinyNet(DataPlan("digits", examples=60, noise=0.0), (4,), loss="softmax")
PENGUINS = TinyNet(
    DataPlan("penguins", examples=60, noise=0.0, standardised=True), (4,), loss="softmax"
)
CURVE = TinyNet(DataPlan("sine", examples=30), (3,), loss="squared")
CHANCELESS = TinyNet(DataPlan(examples=40), (3,), loss="hinge")
ROWS = tuple((float(k), float(k > 5)) for k in range(12))
ONE_INPUT = TinyNet(DataPlan("own", own=OwnData(("x",), "kind", ("a", "b"), ROWS)), (3,))
EVERY = pytest.mark.parametrize(
    "net", [MOONS, DIGITS, PENGUINS, ONE_INPUT], ids=["plane", "pictures", "inputs", "one input"]
)


def document(net):
    entrants = (Entrant(GradientDescent(learning_rate=0.1), 0),)
    return Document(net, entrants, (net.suggested_start,), steps=4)


@pytest.fixture
def shown(session, qtbot, monkeypatch):
    """Make the view on the screen: `shown(net=MOONS)`; returns it and its session."""
    monkeypatch.setattr("explorer.views.climb_view.PAUSE", 0)

    def make(net=MOONS, size=(340, 330)):
        opened = session(document(net), begun=False)
        view = ClimbView(opened)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        opened.worker.finish()
        return view, opened

    return make


def choose(choice, key):
    choice.show_key(key)
    choice.chosen.emit(key)


def test_the_slider_goes_from_the_first_step_to_the_last_and_begins_slowly():
    for steps in (0, 1, 7, 300):
        steps_shown = [step_at(tick, steps) for tick in range(TICKS + 1)]
        assert steps_shown == sorted(steps_shown)
        assert (steps_shown[0], steps_shown[-1]) == (0, steps)
    assert [step for step in range(20) if step not in steps_shown] == []


def test_chances_are_told_without_claiming_certainty():
    assert chance_words(0.998, "3") == "3: 99.8 %"
    assert chance_words(1.0, "3") == "3: over 99.9 %"
    assert chance_words(0.0, "3") == "3: under 0.1 %"
    assert chance_words(float("nan"), "3") == "no answer"


@EVERY
def test_it_shows_the_climb_of_the_weights_in_focus(shown, net):
    view, session = shown(net)
    weights = np.linspace(-1.0, 1.0, net.dim)
    session.focus.hold(weights)
    session.worker.finish()
    last = len(net.data_set.classes) - 1
    choose(view.choices.goal, str(last))
    session.worker.finish()
    rate = 0.3 if net is DIGITS else 0.05
    wanted = climb(net, weights, last, rate=rate)
    assert np.array_equal(view.climb.inputs, wanted.inputs)
    assert np.array_equal(view.climb.chances, wanted.chances)
    for tick in (0, 40, TICKS):
        view.slider.setValue(tick)
        assert view.step == view.scene.shown.step == step_at(tick, 300)
        said = view.scene.accessibleDescription()
        assert all(part in said for part in told(wanted, view.step, net.data_set.classes))
        assert not view.grab().isNull()


def test_climbing_plays_from_the_first_step_to_the_last_and_can_be_stopped(shown):
    view, _ = shown()
    view.slider.setValue(100)
    view.choices.button.click()
    assert view.is_climbing
    assert view.step == 0
    assert view.choices.button.text() == "Stop"
    seen = [view.step]
    while view.is_climbing:
        view._clock.timeout.emit()
        seen.append(view.step)
    assert seen == sorted(seen)
    assert seen[-1] == 300
    assert view.choices.button.text() == "Climb"
    view.choices.button.click()
    view._clock.timeout.emit()
    view.choices.button.click()
    assert not view.is_climbing
    assert 0 <= view.step < 5


def test_other_weights_show_the_same_step_and_another_class_begins_again(shown):
    view, session = shown()
    view.slider.setValue(120)
    before = view.climb
    session.focus.hold(np.full(MOONS.dim, 0.7))
    session.worker.finish()
    assert view.climb is not before
    assert view.slider.value() == 120
    choose(view.choices.goal, "1")
    session.worker.finish()
    assert view.slider.value() == 0
    assert view.climb.goal == 1


def test_another_noise_is_another_beginning(shown):
    view, session = shown(DIGITS)
    assert view.climb.inputs[0] == pytest.approx(noise(DIGITS, 0))
    view.choices.draw.click()
    session.worker.finish()
    assert view.climb.inputs[0] == pytest.approx(noise(DIGITS, 1))


def test_an_example_of_another_class_climbs_and_the_one_that_is_picked_out(shown):
    view, session = shown(DIGITS)
    data = DIGITS.data_set
    choose(view.choices.goal, "3")
    choose(view.choices.start, "example")
    session.worker.finish()
    others = [row for row in range(60) if data.targets[row] != 3]
    assert view.climb.inputs[0] == pytest.approx(data.inputs[others[0]])
    for row in others[1:4]:
        view.choices.draw.click()
        session.worker.finish()
        assert session.focus.example == row
        assert view.climb.inputs[0] == pytest.approx(data.inputs[row])
    threes = np.flatnonzero(data.targets == 3)
    session.focus.pick_example(int(threes[0]))
    session.worker.finish()
    assert view.climb.inputs[0] == pytest.approx(data.inputs[threes[0]])
    session.focus.pick_example(others[-1])
    view.choices.draw.click()
    assert session.focus.example == others[0]


@pytest.mark.parametrize(
    ("net", "words"),
    [(CURVE, "answers with values"), (CHANCELESS, "choose cross-entropy"), (None, "choose a net")],
)
def test_what_cannot_climb_says_why(shown, net, words):
    view, session = shown()
    session.new(opening_document() if net is None else document(net))
    session.worker.finish()
    assert words in view.sentence
    assert not view.choices.isVisible()
    assert not view.scene.isVisible()
    session.new(document(DIGITS))
    session.worker.finish()
    assert view.sentence == ""
    assert view.choices.isVisible()
    assert [item.words for item in view.choices.goal.items] == [str(k) for k in range(10)]


def test_a_class_without_examples_leaves_the_choice_of_others(shown):
    rows = tuple((*row[:1], 0.0) for row in ROWS)
    own = OwnData(("x",), "kind", ("a", "b"), rows)
    view, session = shown(TinyNet(DataPlan("own", own=own), (3,)))
    assert view.climb is not None
    choose(view.choices.goal, "1")
    session.worker.finish()
    assert "No training example is b" in view.sentence
    assert view.choices.isVisible()
    choose(view.choices.goal, "0")
    session.worker.finish()
    assert view.climb is not None


def test_nothing_is_computed_or_played_while_it_cannot_be_seen(shown):
    view, session = shown()
    view.choices.button.click()
    view.hide()
    assert not view.is_climbing
    session.focus.hold(np.full(MOONS.dim, 0.5))
    assert not session.worker.is_busy("climb")
    view.show()
    session.worker.finish()
    assert view.climb is not None


@EVERY
@pytest.mark.parametrize("wild", [np.nan, np.inf, 1e200])
def test_weights_beyond_all_bounds_are_ordinary(shown, net, wild):
    view, session = shown(net)
    session.focus.hold(np.full(net.dim, wild))
    session.worker.finish()
    view.slider.setValue(TICKS)
    assert not view.grab().isNull()


@EVERY
@pytest.mark.parametrize("look", ["dark", "light"])
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("size", [(240, 150), (300, 190), (420, 360)])
def test_it_fits_where_it_stands_in_every_look(shown, qapp, net, look, large, size):
    view, _ = shown(net, size)
    before = qapp.style().name(), qapp.palette(), qapp.font()
    apply(qapp, look, large)
    try:
        view.resize(*size)
        assert not view.grab().isNull()
        assert view.minimumSizeHint().width() <= 240
        for part in (view.choices.button, view.choices.draw, view.slider):
            assert view.rect().contains(part.geometry().translated(part.parentWidget().pos()))
    finally:
        apply(qapp, "dark", False)
        qapp.setStyleSheet("")
        qapp.setStyle(before[0])
        qapp.setPalette(before[1])
        qapp.setFont(before[2])


def test_everything_teaches_and_has_a_name(shown):
    view, _ = shown()
    for part in (
        *(view.choices.goal, view.choices.start, view.choices.draw, view.choices.button),
        *(view.scene, view.chart, view.slider),
    ):
        assert part.accessibleName()
        assert part.toolTip()

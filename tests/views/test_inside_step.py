"""Promises of the inside of a step: the numbers of the trace, for every optimizer there is."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.core.extras import Extras
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Stretch
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.views.numbers import number
from explorer.views.optimizer_cards import OptimizerCards
from explorer.views.step_words import DIGITS, NOTHING

CURVED = {"hessian": "∇²f", "residuals": "J"}
HIMMELBLAU = LANDSCAPES["himmelblau"]
# As many as may race at a time.
HEATS = [list(OPTIMIZERS)[k : k + 12] for k in range(0, len(OPTIMIZERS), 12)]


def race(*optimizers, land=HIMMELBLAU, **more):
    entrants = tuple(Entrant(optimizer, k) for k, optimizer in enumerate(optimizers))
    return Document(land, entrants, (land.suggested_start,), **{"steps": 12, **more})


def table_of(card):
    return card._inside.step.table


def cells(card):
    return {(row.symbol, row.words): row.cells for row in table_of(card).rows if row.words}


def written(*numbers):
    return tuple(number(float(n), DIGITS) for n in numbers)


@pytest.fixture
def opened(qtbot, session):
    """Open the inside of the first card: `opened(document)` is the session and the cards."""

    def show(document, begun=False):
        made = session(document, begun=begun)
        made.finish()
        cards = OptimizerCards(made)
        cards.resize(300, 900)
        qtbot.addWidget(cards)
        cards.show()
        qtbot.waitExposed(cards)
        if cards.cards:
            cards.cards[0]._inside.click()
            made.finish()
        return made, cards

    return show


@pytest.mark.parametrize("heat", HEATS)
def test_every_optimizer_shows_the_numbers_of_its_trace(opened, heat):
    kinds = [OPTIMIZERS[key] for key in heat]
    made, cards = opened(race(*(suggested(kind, HIMMELBLAU) for kind in kinds)))
    for index, card in enumerate(cards.cards):
        if not card._inside.isChecked():
            card._inside.click()
            made.finish()
        trace = made.race.trace(0, index)
        assert trace is not None
        assert trace.steps
        for step in (1, trace.steps):
            made.playback.seek(step)
            shown = cells(card)
            before, after = trace.points[step - 1], trace.points[step]
            assert shown["x", "from"] == written(*before)
            assert shown["Δx", "step"] == written(*(after - before))
            assert shown["f", "before"] == written(trace.values[step - 1])
            assert shown["f", "after"] == written(trace.values[step])
            values, slopes, curvatures = trace.costs[step]
            count = f"{values:,} f · {slopes:,} ∇f"
            if kinds[index].derivatives in CURVED:
                count += f" · {curvatures:,} {CURVED[kinds[index].derivatives]}"
            assert shown["", "evaluations"] == (count,)
            if kinds[index].derivatives != "value":
                assert shown["g", "slope"] == written(*trace.gradients[step - 1])
        for name, symbol in kinds[index].symbols.items():
            assert (symbol, name.replace("_", " ")) in shown
        assert all(row.tip for row in table_of(card).rows)


def test_one_card_is_open_at_a_time_and_its_path_is_selected(opened):
    made, cards = opened(race(OPTIMIZERS["adam"](), OPTIMIZERS["momentum"]()))
    first, second = (card._inside for card in cards.cards)
    assert first.isChecked()
    assert made.selection == made.insides.place == (0, 0)
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert second.isChecked()
    assert not first.isChecked()
    assert made.selection == made.insides.place == (0, 1)
    made.select(None)
    assert made.insides.place == (0, 1), "an open card is looked into, selected or not"
    second.click()
    assert made.insides.place is None


def test_the_rows_follow_the_play_head_and_keep_their_places(opened):
    made, cards = opened(race(OPTIMIZERS["adam"]()))
    table = table_of(cards.cards[0])
    made.playback.seek(0)
    nothing = table.rows
    assert "nothing" in table.head
    assert {row.cells[0] for row in nothing if row.symbol in ("Δx", "m", "η")} == {NOTHING}
    heights = set()
    for step in (1, 7, 12):
        made.playback.seek(step)
        assert table.head.startswith(f"Step {step}")
        assert [row.words for row in table.rows] == [row.words for row in nothing]
        heights.add(table.sizeHint().height())
    assert len(heights) == 1
    assert "mean m:" in table.accessibleDescription()


def test_a_drag_of_the_start_updates_it(opened):
    made, cards = opened(race(OPTIMIZERS["momentum"]()))
    made.playback.seek(3)
    before = table_of(cards.cards[0]).rows
    made.edit(made.document.with_start(0, (1.0, -2.0)), "Move start", key="start")
    made.finish()
    trace, now = made.race.trace(0, 0), cells(cards.cards[0])
    assert table_of(cards.cards[0]).rows != before
    assert now["x", "from"] == written(*trace.points[2])
    assert now["f", "after"] == written(trace.values[3])


def test_a_scheduled_rate_and_a_clipped_slope_are_shown_as_they_were(opened):
    extras = Extras(schedule=1, period=2, factor=0.5, clip=1.5)
    rule = replace(OPTIMIZERS["gradient-descent"](learning_rate=0.01), extras=extras)
    made, cards = opened(race(rule))
    made.playback.seek(5)
    gradient = made.race.trace(0, 0).gradients[4]
    shown = cells(cards.cards[0])
    assert shown["η", "learning rate"] == written(0.01 / 4)
    assert shown["g", "as given"] == written(*(1.5 * gradient / np.linalg.norm(gradient)))
    assert shown["∠", "off downhill"] == ("0.0°",)


def test_places_that_were_turned_down_are_counted(opened):
    made, cards = opened(race(OPTIMIZERS["armijo"](), land=LANDSCAPES["rosenbrock"]))
    made.playback.seek(1)
    tried = made.race.trace(0, 0).costs[1, 0] - 1
    assert tried > 1
    assert cells(cards.cards[0])["", "looked at"] == (f"{tried} places, {tried - 1} rejected",)


def test_what_cannot_be_shown_is_said_in_a_sentence(opened):
    net = TinyNet()
    start = tuple(0.1 for _ in range(net.dim))
    document = Document(net, (Entrant(OPTIMIZERS["adam"](), 0),), (start,), steps=2)
    _, cards = opened(document)
    step = cards.cards[0]._inside.step
    assert "net" in step.sentence
    assert not step.table.isVisible()


def test_only_the_open_card_works_and_nothing_is_kept_of_closed_ones(opened, monkeypatch):
    made, cards = opened(race(OPTIMIZERS["adam"](), OPTIMIZERS["momentum"]()))
    asked, of = [], made.insides.of
    monkeypatch.setattr(made.insides, "of", lambda place: asked.append(place) or of(place))
    for step in range(5):
        made.playback.seek(step)
    assert set(asked) == {(0, 0)}
    cards.cards[0]._inside.click()
    asked.clear()
    made.playback.seek(6)
    assert not asked


def test_a_card_that_leaves_is_closed(opened):
    made, _ = opened(race(OPTIMIZERS["adam"](), OPTIMIZERS["momentum"]()))
    made.edit(replace(made.document, entrants=made.document.entrants[1:]), "Remove")
    assert made.insides.opened is None
    assert not made.insides.sees


def test_a_fork_shows_its_own_steps_and_says_who_took_those_before(opened):
    adam, momentum = (suggested(OPTIMIZERS[key], HIMMELBLAU) for key in ("adam", "momentum"))
    past = (Stretch(adam, 4),)
    forks = [Entrant(momentum, 0, past=past), Entrant(replace(adam, learning_rate=0.2), 1)]
    document = race()
    made, cards = opened(replace(document, entrants=(*forks[:1], replace(forks[1], past=past))))
    made.playback.seek(3)
    sentence = "Up to step 3 Adam took the steps, before the fork."
    assert cards.cards[0]._inside.step.sentence == sentence
    made.playback.seek(7)
    trace = made.race.trace(0, 0)
    assert cells(cards.cards[0])["x", "from"] == written(*trace.points[6])
    cards.cards[1]._inside.click()
    made.finish()
    for step, rate in ((3, adam.learning_rate), (7, 0.2)):
        made.playback.seek(step)
        shown = cells(cards.cards[1])
        assert shown["x", "from"] == written(*made.race.trace(0, 1).points[step - 1])
        assert written(rate) in shown.values()

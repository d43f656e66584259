"""Shaping a land by hand: starts and settings stay, undo works, and everything follows."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.drawing import sampled
from explorer.core.hump import Hump
from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.moved_landscape import moved
from explorer.core.moves import Moves
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.core.sculpted_landscape import humps_of, land_below, sculpted
from explorer.session.edits import pick_landscape, set_constant
from explorer.session.files import decode, encode
from explorer.session.land_edits import land_moves, move_land, put_land_back
from explorer.session.locks import set_lock
from explorer.session.opening import opening_document
from explorer.session.sculpt_edits import (
    add_hump,
    deepen_hump,
    draw,
    move_hump,
    remove_hump,
    smooth_away,
    widen_hump,
)

OPENING = opening_document()
WELL = Hump(-100.0, 0.0, 0.5, 0.9)
STROKE = [(-1.0, 2.0), (1.0, 3.0)]


def on(landscape):
    return pick_landscape(OPENING, landscape)


CHANGES = {
    "add": lambda document: add_hump(document, replace(WELL, x=3.0)),
    "move": lambda document: move_hump(document, 0, (1.0, 1.5)),
    "deepen": lambda document: deepen_hump(document, 0, -150.0),
    "widen": lambda document: widen_hump(document, 0, 0.5),
    "remove": lambda document: remove_hump(document, 0),
    "smooth": smooth_away,
}


@pytest.mark.parametrize("name", CHANGES)
def test_only_the_land_changes_and_undo_brings_it_back(name, session):
    opened = session(add_hump(OPENING, WELL), begun=False)
    before = opened.document
    assert opened.edit(CHANGES[name], name)
    after = opened.document
    assert after.landscape != before.landscape
    assert replace(after, landscape=before.landscape) == before
    assert decode(encode(after)) == after
    opened.undo()
    assert opened.document == before


def test_each_change_does_what_it_says():
    document = add_hump(OPENING, WELL)
    for name, field, value in (("move", "x", 1.0), ("deepen", "height", -150.0)):
        (hump,) = humps_of(CHANGES[name](document).landscape)
        assert getattr(hump, field) == value
    assert humps_of(widen_hump(document, 0, 0.5).landscape) == (replace(WELL, width=0.5),)
    assert len(humps_of(CHANGES["add"](document).landscape)) == 2
    assert remove_hump(document, 0) == smooth_away(document) == OPENING


def test_a_drag_is_one_step(session):
    opened = session(add_hump(OPENING, WELL), begun=False)
    before = opened.document
    for x in np.linspace(0.0, 2.0, 9):
        place = (float(x), 0.5)
        opened.edit(lambda now, place=place: move_hump(now, 0, place), "Move a well", "hump-move-0")
    opened.undo()
    assert opened.document == before


@pytest.mark.parametrize(
    "change",
    [
        lambda document: move_hump(document, 1, (0.0, 0.0)),
        lambda document: remove_hump(document, -1),
        lambda document: widen_hump(document, 0, 0.0),
        lambda document: deepen_hump(document, 0, float("nan")),
        lambda document: move_hump(document, 0, (0.0,)),
        lambda document: draw(document, document, STROKE),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(change, session):
    opened, said = session(add_hump(OPENING, WELL), begun=False), []
    before = opened.document
    opened.refused.connect(said.append)
    assert not opened.edit(change, "Change")
    assert opened.document == before
    assert len(said) == 1
    assert said[0].endswith(".")


def test_there_are_sixteen_at_most():
    document = OPENING
    for k in range(16):
        document = add_hump(document, replace(WELL, x=0.1 * k))
    with pytest.raises(SettingError, match="At most 16"):
        add_hump(document, WELL)


def test_a_locked_land_stays_as_it_is(session):
    opened, said = session(set_lock(add_hump(OPENING, WELL), "landscape", True), begun=False), []
    opened.refused.connect(said.append)
    for change in CHANGES.values():
        assert not opened.edit(change, "Change")
    curve = set_lock(on(typed("x^2")), "landscape", True)
    opened.new(curve)
    assert not opened.edit(lambda now: draw(now, curve, STROKE), "Draw")
    assert all("locked" in sentence for sentence in said)


def test_a_net_is_not_sculpted():
    with pytest.raises(SettingError, match="its examples"):
        add_hump(replace(OPENING, landscape=TinyNet()), WELL)


def test_the_land_below_moves_and_what_was_sculpted_stays():
    document = move_land(add_hump(OPENING, WELL), "turn", 30.0)
    assert land_below(document.landscape) == moved(OPENING.landscape, Moves(turn=30.0))
    assert humps_of(document.landscape) == (WELL,)
    assert land_moves(document.landscape) == Moves(turn=30.0)
    assert put_land_back(document) == add_hump(OPENING, WELL)
    assert smooth_away(put_land_back(document)) == OPENING
    rosenbrock = add_hump(on(LANDSCAPES["rosenbrock"]), WELL)
    assert set_constant(rosenbrock, "b", 5.0).landscape == sculpted(
        LANDSCAPES["rosenbrock"].with_constant("b", 5.0), [WELL]
    )


def test_races_minima_and_verdicts_follow(session):
    opened = session(replace(OPENING, starts=((0.1, 0.6),)))
    opened.finish()
    opened.edit(lambda document: add_hump(document, replace(WELL, height=-300.0)), "Add a well")
    opened.finish()
    deepest = opened.minima[0]
    assert deepest.point == pytest.approx((0.0, 0.5), abs=0.1)
    ends = [trace.verdict.point for trace in opened.race.traces[0]]
    assert any(np.hypot(*np.subtract(end, deepest.point)) < 0.05 for end in ends)
    seen = []
    opened.mapped.connect(seen.append)
    opened.edit(lambda document: move_hump(document, 0, (0.3, 0.5)), "Move a well")
    assert seen[0][0].point == pytest.approx((0.3, 0.5), abs=0.1), "at once, and then all of them"
    opened.finish()
    assert seen[-1][0].point == pytest.approx(seen[0][0].point, abs=1e-6)


def test_a_stroke_makes_a_drawn_curve_of_any_curve():
    document = on(LANDSCAPES["double-well"])
    drawn = draw(document, document, STROKE)
    assert drawn.landscape.heights != sampled(document.landscape).heights
    assert replace(drawn, landscape=document.landscape) == document
    assert draw(document, document, [(1e9, 0.0)]) == document, "it never came near"
    again = draw(drawn, document, STROKE)
    assert again == drawn, "from the curve that there was before"

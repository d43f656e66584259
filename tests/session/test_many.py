"""Many starts follow the document, come beside the window, and never show another landscape."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.many_starts import ManyStarts
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.core.run import Stretch
from explorer.session import edits
from explorer.session.limits import MAX_MANY_STARTS, check_document
from explorer.session.locks import set_lock
from explorer.session.many_edits import (
    change_many,
    clear_many,
    draw_line,
    fitted_many,
    move_end,
    spread_many,
)
from explorer.session.net_edits import pick_net
from explorer.session.opening import opening_document

OPENING = replace(opening_document(), steps=60)
MANY = replace(OPENING, many=ManyStarts(20))
LINE = ((0.0, 0.0), (1.0, 2.0))


def shown(opened):
    return [None if cloud is None else cloud.points.shape for cloud in opened.many.clouds]


def test_there_is_a_cloud_for_each_visible_optimizer(session):
    opened = session(edits.hide_entrant(MANY, 1, False))
    assert shown(opened) == [(61, 20, 2), None, (61, 20, 2), (61, 20, 2)]


def test_nothing_is_computed_before_the_window_is_there_or_without_a_plan(session):
    assert shown(session(MANY, begun=False)) == [None] * 4
    assert shown(session(OPENING)) == [None] * 4


def test_it_is_told_when_clouds_come_and_when_they_go(session):
    opened = session(OPENING)
    seen = []
    opened.many.changed.connect(lambda: seen.append(shown(opened)))
    opened.edit(change_many(opened.document, count=7), "Many starts")
    opened.finish()
    assert seen[-1] == [(61, 7, 2)] * 4
    opened.edit(clear_many(opened.document), "Clear")
    assert seen[-1] == [None] * 4
    assert not opened.many.is_running


def test_a_start_here_is_the_race_with_seeds_of_its_own(session):
    opened = session(change_many(OPENING, spread="here", count=3))
    document = opened.document
    for entrant, cloud in enumerate(opened.many.clouds):
        trace = opened.race.trace(0, entrant)
        assert np.array_equal(cloud.points[: trace.steps + 1, 2], trace.points)
    moved = document.with_start(0, (1.0, 1.5))
    opened.edit(moved, "Move start", key="start")
    opened.finish()
    assert opened.many.clouds[0].points[0].tolist() == [[1.0, 1.5]] * 3


def test_while_a_start_is_dragged_the_cloud_stays_until_the_next_is_there(session):
    opened = session(change_many(OPENING, spread="here", count=3))
    before = opened.many.clouds
    for k in range(5):
        opened.edit(opened.document.with_start(0, (0.1 * k, 0.0)), "Move start", key="start")
        assert None not in opened.many.clouds
    assert opened.many.is_running
    opened.finish()
    assert not set(before) & set(opened.many.clouds)
    assert opened.many.clouds[0].points[0, 0].tolist() == [0.4, 0.0]


def test_moving_a_start_of_the_race_changes_nothing_for_starts_that_are_elsewhere(session):
    opened = session(MANY)
    before = opened.many.clouds
    opened.edit(opened.document.with_start(0, (1.0, 1.0)), "Move start")
    opened.finish()
    assert opened.many.clouds == before


def test_a_cloud_is_never_shown_on_another_landscape_or_for_another_optimizer(session):
    opened = session(MANY)
    kept = opened.many.clouds[1:]
    opened.edit(edits.swap_entrant(MANY, 0, "rmsprop"), "Swap")
    assert opened.many.clouds == (None, *kept)
    opened.edit(edits.pick_landscape(MANY, LANDSCAPES["rosenbrock"]), "Landscape")
    assert shown(opened) == [None] * 4
    opened.finish()
    assert None not in opened.many.clouds


def test_undo_brings_back_the_plan(session):
    opened = session(OPENING)
    opened.edit(change_many(OPENING, count=9), "Many starts")
    opened.undo()
    assert opened.document.many is None
    assert shown(opened) == [None] * 4
    opened.redo()
    opened.finish()
    assert shown(opened) == [(61, 9, 2)] * 4


def test_the_play_head_goes_as_far_as_anything_moves(session):
    newton = edits.swap_entrant(replace(OPENING, entrants=OPENING.entrants[:1]), 0, "newton")
    opened = session(newton)
    alone = opened.playback.length
    opened.edit(change_many(newton, count=60), "Many starts")
    opened.finish()
    assert alone < opened.playback.length == opened.many.length
    opened.edit(clear_many(opened.document), "Clear")
    assert opened.playback.length == alone


def test_very_many_steps_are_seen_at_every_so_many(session):
    document = replace(OPENING, entrants=OPENING.entrants[:1], steps=2000, tolerance=0.0)
    opened = session(change_many(document, count=MAX_MANY_STARTS))
    (cloud,) = opened.many.clouds
    assert cloud.stride > 1
    assert cloud.row(2000) == len(cloud.points) - 1


def test_nets_and_forks_have_no_cloud(session):
    forked = replace(MANY.entrants[0], past=(Stretch(MANY.entrants[0].optimizer, 3),), colour=9)
    document = replace(MANY, entrants=(forked, *MANY.entrants[1:]))
    assert session(document, begun=False).many._wanted[0] is None
    net = pick_net(MANY, TinyNet())
    opened = session(net, begun=False)
    assert not opened.many.is_running


def test_what_fails_is_told_and_harms_nothing(session, monkeypatch):
    def broken(*arguments):
        raise SettingError("No.")

    opened = session(OPENING)
    refused = []
    opened.refused.connect(refused.append)
    monkeypatch.setattr("explorer.session.many.cloud", broken)
    opened.edit(change_many(OPENING, count=9), "Many starts")
    opened.finish()
    assert refused == ["No."]
    assert shown(opened) == [None] * 4
    assert not opened.many.is_running


BAD = {
    "no starts": change_many(OPENING, count=0),
    "more than too many": change_many(OPENING, count=MAX_MANY_STARTS + 1),
    "an unknown spread": change_many(OPENING, spread="spiral"),
    "a negative seed": change_many(OPENING, seed=-1),
    "no line to stand along": change_many(OPENING, spread="line"),
    "a line of another dimension": change_many(OPENING, spread="line", line=((0.0,), (1.0,))),
    "a line that is not finite": change_many(OPENING, line=((0.0, nan), (1.0, 1.0))),
    "a line far out": change_many(OPENING, spread="line", line=((0.0, 0.0), (1e30, 0.0))),
    "too much in all": change_many(replace(OPENING, steps=200_000), count=MAX_MANY_STARTS),
}


@pytest.mark.parametrize("document", BAD.values(), ids=BAD.keys())
def test_it_is_refused_in_a_sentence(document):
    with pytest.raises(SettingError) as refusal:
        check_document(document)
    assert str(refusal.value).endswith(".")
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize("plan", [{"count": 1}, {"count": MAX_MANY_STARTS}, {"line": LINE}])
def test_what_is_sound_is_taken(plan):
    check_document(change_many(OPENING, **plan))


def test_a_line_that_nobody_drew_lies_across_the_box():
    for land in ("himmelblau", "valley"):
        document = edits.pick_landscape(OPENING, LANDSCAPES[land])
        spread = spread_many(document, "line")
        check_document(spread)
        assert all(document.landscape.contains(end) for end in spread.many.line)


def test_a_drawn_line_is_kept_while_the_starts_are_spread_in_another_way():
    drawn = draw_line(OPENING, *LINE)
    assert spread_many(spread_many(drawn, "grid"), "line").many.line == LINE
    assert move_end(drawn, 1, (3.0, 3.0)).many.line == (LINE[0], (3.0, 3.0))
    assert move_end(drawn, 0, (3.0, 3.0)).many.line == ((3.0, 3.0), LINE[1])


def test_on_another_landscape_the_line_is_laid_anew_where_it_would_lie_elsewhere():
    drawn = draw_line(OPENING, *LINE)
    for land in ("valley", "rosenbrock"):
        picked = edits.pick_landscape(drawn, LANDSCAPES[land])
        check_document(picked)
        assert picked.many.spread == "line"
    grid = spread_many(drawn, "grid").many
    assert fitted_many(grid, LANDSCAPES["valley"]).line == ()
    assert fitted_many(grid, typed("x + y")).line == LINE
    check_document(edits.pick_landscape(pick_net(drawn, TinyNet()), LANDSCAPES["valley"]))


def test_locked_starts_lock_many_starts(session):
    opened = session(set_lock(MANY, "starts", True), begun=False)
    assert not opened.edit(clear_many(opened.document), "Clear")
    assert opened.edit(edits.pick_landscape(opened.document, LANDSCAPES["valley"]), "Landscape")

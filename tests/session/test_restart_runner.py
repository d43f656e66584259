"""Random restarts come one optimizer after another, and only for the document on the screen."""

from dataclasses import replace

import pytest

from explorer.core.landscapes import LANDSCAPES
from explorer.core.param import SettingError
from explorer.session import edits, restart_runner
from explorer.session.document import RestartPlan
from explorer.session.opening import opening_document

OPENING = replace(opening_document(), restarts=RestartPlan(starts=8, seed=1))


@pytest.fixture
def calls(monkeypatch):
    """Replace the restarts by something quick that notes what is asked for."""
    asked = []

    def restart(landscape, optimizer, **options):
        asked.append((optimizer.key, options["starts"], options["seed"], options["steps"]))
        return asked[-1]

    monkeypatch.setattr(restart_runner, "restart", restart)
    return asked


def told(opened):
    seen = []
    opened.restarted.connect(seen.append)
    return seen


def test_they_are_real_and_reach_the_minima(session):
    opened = session(OPENING)
    opened.restart()
    opened.finish()
    for found in opened.restarts:
        assert 0.0 <= found.success <= 1.0
        assert found.counts.sum() + found.elsewhere == 8


def test_they_come_one_after_another_and_hidden_ones_not_at_all(session, calls):
    opened = session(edits.hide_entrant(OPENING, 1, False))
    seen = told(opened)
    opened.restart()
    opened.finish()
    assert [[found is not None for found in row] for row in seen] == [
        [True, False, False, False],
        [True, False, True, False],
        [True, False, True, True],
    ]
    assert calls[0] == ("gradient-descent", 8, 1, 300)


def test_nothing_is_computed_unless_somebody_looks(session, calls):
    opened = session(OPENING)
    opened.edit(edits.hide_entrant(OPENING, 0, False), "Hide")
    opened.finish()
    assert calls == []
    opened.set_restarts_active(True)
    opened.finish()
    assert len(calls) == 3


def test_active_they_follow_the_document_and_only_what_changed_is_computed(qtbot, session, calls):
    opened = session(OPENING)
    opened.set_restarts_active(True)
    opened.finish()
    seen = told(opened)
    opened.edit(edits.reset_settings(OPENING, 0), "Reset")
    assert seen[0][0] is None
    assert None not in seen[0][1:]
    assert opened._restarts.is_running
    qtbot.waitUntil(lambda: len(calls) == 5)
    opened.finish()
    assert None not in opened.restarts


def test_moving_the_start_changes_nothing_for_them(session, calls):
    opened = session(OPENING)
    opened.set_restarts_active(True)
    opened.finish()
    seen = told(opened)
    opened.edit(OPENING.with_start(0, (1.0, 1.0)), "Move start")
    opened.finish()
    assert (seen, len(calls)) == ([], 4)


def test_an_edit_before_finish_is_waited_for(session, calls):
    opened = session(OPENING)
    opened.set_restarts_active(True)
    opened.edit(replace(OPENING, restarts=RestartPlan(starts=3)), "Restarts")
    opened.finish()
    assert [starts for _, starts, *_ in calls[-4:]] == [3] * 4
    assert not opened._restarts.is_running


def test_switched_off_they_stop(session, calls):
    opened = session(OPENING)
    opened.set_restarts_active(True)
    opened.set_restarts_active(False)
    opened.edit(edits.pick_landscape(OPENING, LANDSCAPES["rosenbrock"]), "Landscape")
    opened.finish()
    assert opened.restarts == (None,) * 4
    assert not opened._restarts.is_running


def test_what_cannot_be_computed_is_told_and_the_others_come(session, calls, monkeypatch):
    def restart(landscape, optimizer, **options):
        if optimizer.key == "momentum":
            raise SettingError("No.")
        return optimizer.key

    monkeypatch.setattr(restart_runner, "restart", restart)
    opened = session(OPENING)
    refused = []
    opened.refused.connect(refused.append)
    opened.restart()
    opened.finish()
    assert refused == ["No."]
    assert opened.restarts == ("gradient-descent", None, "nesterov", "adam")

"""Promises of the insides: taken when asked for, the long ones beside the window, few are kept."""

import pytest

from explorer.core.inside import Inside
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.session import insides
from explorer.session.document import Document, Entrant


@pytest.fixture
def ready(session):
    """A session whose engine has what this race needs."""
    entrant = Entrant(OPTIMIZERS["gradient-descent"](learning_rate=0.001), 0)
    starts = ((1.0, 1.0), (2.0, 1.0))
    return session(Document(LANDSCAPES["himmelblau"], (entrant,), starts, steps=50))


def test_a_quick_run_is_noted_at_once_and_once(ready):
    found = ready.insides.of((0, 0))
    assert isinstance(found, Inside)
    assert found.run == ready.document.run(0, 0)
    assert ready.insides.of((0, 0)) is found
    ready.edit(ready.document.with_start(1, (0.0, 0.0)), "Move another start")
    assert ready.insides.of((0, 0)) is found


def test_only_a_handful_is_kept(ready):
    first = ready.insides.of((0, 0))
    for k in range(insides._KEPT):
        ready.edit(ready.document.with_start(0, (0.1 * k, 0.0)), "Move start", key="start")
        ready.insides.of((0, 0))
    assert len(ready.insides._kept) == insides._KEPT
    ready.edit(ready.document.with_start(0, (1.0, 1.0)), "Back")
    assert ready.insides.of((0, 0)) is not first


def test_a_long_run_is_noted_beside_the_window_and_the_newest_wins(ready, monkeypatch):
    monkeypatch.setattr(insides, "_AT_ONCE", 0)
    told = []
    ready.insides.changed.connect(lambda: told.append(ready.insides.of((0, 0))))
    assert ready.insides.of((0, 0)) is None
    ready.edit(ready.document.with_start(0, (0.5, 0.5)), "Move start")
    assert ready.insides.of((0, 0)) is None
    ready.finish()
    (found,) = told
    assert found.run == ready.document.run(0, 0)


@pytest.mark.parametrize("at_once", [0, 10_000])
def test_a_refusal_is_a_sentence(ready, monkeypatch, at_once):
    def refuse(run):
        raise SettingError("So many steps are too many.")

    monkeypatch.setattr(insides, "inside", refuse)
    monkeypatch.setattr(insides, "_AT_ONCE", at_once)
    ready.insides.of((0, 0))
    ready.finish()
    assert ready.insides.of((0, 0)) == "So many steps are too many."


def test_the_map_draws_the_selected_run_only_while_it_is_asked_to(ready):
    ready.select((1, 0))
    assert ready.insides.place is None
    ready.insides.open(0)
    assert ready.insides.place == (1, 0)
    ready.insides.show(False)
    assert ready.insides.place is None
    assert ready.insides.opened == 0
    ready.insides.show(True)
    ready.insides.open(None)
    assert ready.insides.place == (1, 0), "what was asked for by itself stays"

"""Garbage is collected on the window's thread, by the clock, and by Python again when closed."""

import gc
import threading

import pytest

from explorer.session.sweeper import Sweeper


@pytest.fixture
def sweeper(qapp):
    was_enabled = gc.isenabled()
    made = Sweeper()
    yield made
    made.close()
    assert gc.isenabled()
    if not was_enabled:
        gc.disable()


class Knot:
    """A cycle that notes on which thread it was untied."""

    threads: list = []  # noqa: RUF012

    def __init__(self):
        self.itself = self

    def __del__(self):
        self.threads.append(threading.current_thread())


def test_a_busy_thread_does_not_collect_but_the_sweep_does(sweeper):
    Knot.threads.clear()

    def busy():
        Knot()
        for _ in range(5000):
            [].append([])
        kept.extend([[] for _ in range(5000)])

    kept = []
    thread = threading.Thread(target=busy)
    thread.start()
    thread.join()
    assert Knot.threads == []
    sweeper.sweep()
    assert Knot.threads == [threading.main_thread()]


def test_nothing_is_collected_when_nothing_is_due(sweeper, monkeypatch):
    calls = []
    monkeypatch.setattr(gc, "collect", lambda generation: calls.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 0))
    sweeper.sweep()
    assert calls == []
    monkeypatch.setattr(gc, "get_count", lambda: (99_999, 99_999, 0))
    sweeper.sweep()
    assert calls == [1]

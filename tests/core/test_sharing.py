"""Sharing: every piece is done once, on two threads or on one, and an end is an end for both."""

import threading

import pytest

from explorer.core.sharing import shared_out

CORES = pytest.mark.parametrize("cores", [1, 2])


@CORES
@pytest.mark.parametrize("pieces", [0, 1, 2, 50])
@pytest.mark.parametrize("alone", [True, False])
def test_every_piece_is_done_once(pieces, cores, alone, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    done = []
    assert shared_out(done.append, pieces, alone=alone)
    assert sorted(done) == list(range(pieces))


def test_two_threads_work_at_the_same_time(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    both = threading.Barrier(2)
    assert shared_out(lambda piece: both.wait(30), 2)


def test_nothing_is_begun_once_it_is_cancelled():
    done, answers = [], iter([False, False, True])
    assert not shared_out(done.append, 50, lambda: next(answers), alone=True)
    assert done == [0, 1]


def test_what_is_cancelled_ends_on_both_threads(monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    answers = iter([False, True])
    assert not shared_out(lambda piece: None, 10**15, lambda: next(answers))


@CORES
def test_what_a_piece_raises_is_raised_where_it_was_asked_for(cores, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    done = []

    def work(piece):
        done.append(piece)
        raise ValueError(piece)

    with pytest.raises(ValueError, match=r"[01]"):
        shared_out(work, 50)
    assert len(done) <= cores

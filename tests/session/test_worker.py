"""The newest request wins, results come on the window's thread, and nothing is left running."""

import threading

import pytest

from explorer.core.param import SettingError
from explorer.session.worker import Worker


@pytest.fixture
def worker(qapp):
    made = Worker()
    yield made
    made.close(seconds=30.0)


def results(worker):
    seen = []
    worker.done.connect(lambda *args: seen.append(args))
    return seen


def test_a_result_comes_by_the_event_loop_on_the_thread_of_the_window(qtbot, worker):
    threads = []
    worker.done.connect(lambda *_: threads.append(threading.current_thread()))
    with qtbot.waitSignal(worker.done) as done:
        worker.want("map", 3, lambda cancelled: threading.current_thread())
    assert done.args[:2] == ["map", 3]
    assert done.args[2] is not threading.current_thread()
    assert threads == [threading.current_thread()]


def test_the_newest_request_wins_and_the_older_is_told_to_give_up(worker):
    seen, begun, told = results(worker), threading.Event(), threading.Event()

    def until_cancelled(cancelled):
        begun.set()
        while not cancelled():
            pass
        told.set()
        return "old"

    worker.want("map", 1, until_cancelled)
    assert begun.wait(30.0)
    worker.want("map", 2, lambda cancelled: "middle")
    worker.want("map", 3, lambda cancelled: "new")
    worker.finish()
    assert told.wait(30.0)
    assert seen == [("map", 3, "new")]


def test_an_equal_request_is_not_done_twice(worker):
    seen, go, count = results(worker), threading.Event(), []

    def job(cancelled):
        go.wait(30.0)
        count.append(1)

    worker.want("map", 1, job)
    worker.want("map", 1, job)
    assert worker.is_busy("map")
    go.set()
    worker.finish()
    assert not worker.is_busy("map")
    assert (len(seen), len(count)) == (1, 1)


def test_urgent_work_does_not_wait_for_leisurely_work(worker):
    go = threading.Event()
    for number in range(6):
        worker.want(f"map {number}", number, lambda cancelled: go.wait(30.0))
    seen = results(worker)
    reached = threading.Event()
    worker.want("race", 1, lambda cancelled: reached.set(), urgent=True)
    assert reached.wait(30.0)
    go.set()
    worker.finish()
    assert len(seen) == 7


def test_a_cancelled_result_is_not_delivered_even_when_it_was_there(worker):
    seen, ended = results(worker), threading.Event()
    worker.want("map", 1, lambda cancelled: ended.set())
    worker.want("other", 1, lambda cancelled: ended.wait(30.0))
    assert ended.wait(30.0)
    worker.cancel("map")
    worker.cancel("unknown")
    worker.finish()
    assert [key for key, *_ in seen] == ["other"]


def test_an_error_becomes_a_sentence(worker, caplog):
    told = []
    worker.failed.connect(lambda *args: told.append(args))

    def ours(cancelled):
        raise SettingError("The box must have finite ends.")

    def a_fault(cancelled):
        raise ZeroDivisionError

    worker.want("map", 1, ours)
    worker.finish()
    worker.want("map", 2, a_fault)
    worker.finish()
    assert told == [
        ("map", 1, "The box must have finite ends."),
        ("map", 2, "Something went wrong while computing: ZeroDivisionError."),
    ]
    assert "ZeroDivisionError" in caplog.text


def test_listeners_may_ask_for_more(worker):
    seen = results(worker)
    worker.done.connect(
        lambda key, request, _: worker.want(key, request + 1, lambda c: 0) if request < 5 else None
    )
    worker.want("map", 0, lambda cancelled: 0)
    worker.finish()
    assert [request for _, request, _ in seen] == [0, 1, 2, 3, 4, 5]


def test_finish_does_not_wait_for_ever(worker):
    go = threading.Event()
    worker.want("map", 1, lambda cancelled: go.wait(30.0))
    with pytest.raises(TimeoutError):
        worker.finish(seconds=0.01)
    go.set()


def test_closed_it_does_nothing_more(qapp):
    worker, go = Worker(), threading.Event()
    seen = results(worker)
    worker.want("map", 1, lambda cancelled: go.wait(0.05))
    worker.close(seconds=30.0)
    worker.want("map", 2, lambda cancelled: 0)
    worker.finish()
    qapp.processEvents()
    assert seen == []


def test_in_a_drag_work_waits_until_nothing_newer_comes(worker):
    seen, begun, tried = results(worker), threading.Event(), []

    def first(cancelled):
        begun.set()
        while not cancelled():
            pass

    worker.want("map", 0, first, rest=3600.0)
    assert begun.wait(30.0), "the first one does not wait"
    for number in range(1, 5):
        worker.want("map", number, lambda _, number=number: tried.append(number), rest=3600.0)
    worker.want("other", 0, lambda cancelled: None)
    assert worker.is_busy("map")
    worker.finish()  # does not wait for the rest
    assert tried == [4]
    assert [one[:2] for one in seen if one[0] == "map"] == [("map", 4)]


def test_work_that_waited_for_a_rest_is_done_by_itself(qtbot, worker):
    begun = threading.Event()

    def first(cancelled):
        begun.set()
        while not cancelled():
            pass

    worker.want("map", 0, first, rest=0.001)
    assert begun.wait(30.0)
    with qtbot.waitSignal(worker.done) as done:
        worker.want("map", 1, lambda cancelled: "rested", rest=0.001)
    assert done.args == ["map", 1, "rested"]

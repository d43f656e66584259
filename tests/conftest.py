"""What every test gets: folders of its own, and a look for what it leaves."""

import copy
import gc
import os
import shutil
import tempfile
import threading
from pathlib import Path

import pytest

# Set before anything of ours is imported: one cache for the whole run, so that kernels compile
# once; settings that are nobody's; no window on anybody's screen.
_FOLDER = Path(tempfile.mkdtemp(prefix="explorer-tests-"))
if "PYTEST_XDIST_WORKER" not in os.environ:  # processes that test side by side share it
    os.environ["EXPLORER_CACHE"] = str(_FOLDER / "cache")
os.environ["XDG_CONFIG_HOME"] = str(_FOLDER / "config")
os.environ["EXPLORER_DATA"] = str(_FOLDER / "data")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does

# Pools that live as long as the program, by the beginning of their threads' names.
_POOLS = ("lanes", "pytest", "ThreadPoolExecutor")

_timers: list = []

# A small lesson: two pages, a question, a goal.
_LESSON = {
    "format": "explorer-lesson",
    "version": 1,
    "title": "Two balls",
    "line": "One stays, one does not",
    "notes": "A toy.",
    "sources": [{"words": "A book", "link": "https://example.org"}],
    "steps": [
        {
            "title": "One",
            "document": "plain.race.json",
            "at": 3,
            "vary": "start",
            "text": "A **ball** ends at {end}, or {end:.1f}.",
            "question": "Where?",
            "options": [
                {"text": "At 2", "holds": [{"number": "end", "near": 2.0, "within": 1.0}]},
                {"text": "At 6.25", "holds": [{"number": "end", "above": 5.0}]},
            ],
            "numbers": [
                {"name": "end", "words": "its end", "measure": "coordinate", "format": ".2f"},
                {"name": "share", "measure": "success", "settings": {"starts": 40}},
            ],
            "checks": [
                {"number": "end", "near": 6.25, "within": 0.01},
                {"number": "end", "above": "share", "by": 1.0},
            ],
            "answer": "It is {end}.",
            "goal": {
                "words": "Reach 2",
                "number": {"name": "goal", "measure": "distance-to-best"},
                "condition": {"number": "goal", "below": 0.05},
            },
        },
        {
            "title": "Two",
            "document": "heavy.race.json",
            "at": "end",
            "text": "Before: {end}. Now: {far}.",
            "numbers": [
                {"name": "far", "measure": "coordinate", "runs": [[0, 1]], "format": ".2f"},
            ],
        },
    ],
}


def pytest_unconfigure():
    shutil.rmtree(_FOLDER, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def settings_of_nobody():
    """Keep the settings of the person who runs the tests out of them, and them out of those."""
    from PySide6.QtCore import QSettings

    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(_FOLDER / "config"))


@pytest.fixture(scope="session", autouse=True)
def timers_are_noted():
    """Note every timer that is started from Python, to see later whether it still runs."""
    from PySide6.QtCore import QTimer

    start = QTimer.start

    def noted(timer, *args):
        _timers.append(timer)
        start(timer, *args)

    QTimer.start = noted
    yield
    QTimer.start = start


@pytest.fixture(scope="session", autouse=True)
def garbage_is_collected_here():
    """Collect garbage between tests only: Qt's objects must not be ended on a worker's thread."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_is_left(request):
    """Fail a test that leaves a visible window, a running timer or a thread."""
    before = set(threading.enumerate())
    gc.freeze()  # the collection below then looks only at what this test has made
    yield
    if "qapp" in request.fixturenames or "session" in request.fixturenames:
        _delete_what_waits_for_it()
        gc.collect()
    left = [*_visible_windows(), *_running_timers(), *_extra_threads(before)]
    assert not left, f"left behind: {', '.join(map(str, left))}"


def _delete_what_waits_for_it():
    """End the widgets of this test now, so that none of them hears of a later test's theme."""
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _visible_windows():
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import QApplication

    app = QCoreApplication.instance()
    if not isinstance(app, QApplication):
        return []
    windows = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    for window in windows:
        window.close()
    return windows


def _running_timers():
    from shiboken6 import isValid

    running = [timer for timer in _timers if isValid(timer) and timer.isActive()]
    _timers.clear()
    for timer in running:
        timer.stop()
    return running


def _extra_threads(before):
    return [
        thread
        for thread in set(threading.enumerate()) - before
        if thread.is_alive() and not thread.name.startswith(_POOLS)
    ]


@pytest.fixture
def session(qapp):
    """Make sessions: `session(document=None, begun=True)`. They are closed after the test.

    A begun one has its engine ready and everything computed; one that is not begun is as the
    app has it before its window is on the screen.
    """
    from explorer.session.session import Session

    made = []

    def make(document=None, *, begun=True):
        opened = Session(document)
        made.append(opened)
        if begun:
            opened.begin()
            opened.finish()
        return opened

    yield make
    for opened in made:
        opened.close(seconds=60.0)


@pytest.fixture
def nothing_remembered():
    """Begin and end as somebody who has never opened a lesson."""
    from PySide6.QtCore import QSettings

    def forget():
        settings = QSettings("landscape-explorer", "landscape-explorer")
        for name in ("lessons", "lesson-folders"):
            settings.remove(name)
        settings.sync()

    forget()
    yield
    forget()


@pytest.fixture
def tables():
    """Return the tables of a small lesson, to be changed at will."""
    return copy.deepcopy(_LESSON)


@pytest.fixture
def lesson_folder(tmp_path):
    """Write the small lesson into a folder: `lesson_folder(tables, name="balls")`."""
    import tomli_w

    from explorer.core.landscapes import LANDSCAPES
    from explorer.core.optimizers.gradient_descent import GradientDescent
    from explorer.core.optimizers.momentum import Momentum
    from explorer.session.document import Document, Entrant
    from explorer.session.files import write

    ball = Entrant(GradientDescent(learning_rate=0.05), 0)
    heavy = Entrant(Momentum(learning_rate=0.05, momentum=0.9), 1)
    valley = LANDSCAPES["valley"]

    def make(tables, name="balls"):
        folder = tmp_path / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "lesson.toml").write_text(tomli_w.dumps(tables), encoding="utf-8")
        plain = Document(valley, (ball,), ((7.0,),), steps=120, name="Plain")
        write(folder / "plain.race.json", plain)
        both = Document(valley, (ball, heavy), ((8.0,), (1.0,)), steps=200, name="Heavy")
        write(folder / "heavy.race.json", both)
        return folder

    return make

"""What every test gets: folders of its own, and a look for what it leaves."""

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
os.environ["EXPLORER_CACHE"] = str(_FOLDER / "cache")
os.environ["XDG_CONFIG_HOME"] = str(_FOLDER / "config")
os.environ["XDG_DATA_HOME"] = str(_FOLDER / "data")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does

# Pools that live as long as the program, by the beginning of their threads' names.
_POOLS = ("lanes", "pytest", "ThreadPoolExecutor")

_timers: list = []


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

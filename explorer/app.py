"""Start the desktop app: the window first, everything slow after it is on the screen."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from explorer.session.opening import opening_document
from explorer.session.session import Session
from explorer.session.sweeper import Sweeper
from explorer.views import theme
from explorer.views.remembered import remembered, remembered_number
from explorer.window import Window

__all__ = ["main", "show_window"]

log = logging.getLogger(__name__)

# A worker that holds the interpreter for Python's default 5 ms would cost the window a frame.
SWITCH_INTERVAL = 0.001


def main(path: str | None = None, arguments: Sequence[str] = (), lesson: str | None = None) -> int:
    """Show the window with the opening race, or with the document at `path`, until it is closed.

    A `lesson` is opened by its key or its folder. Returns the exit status; what cannot be opened
    is said in the window.
    """
    application = QApplication.instance() or QApplication(["landscape-explorer", *arguments])
    assert isinstance(application, QApplication)
    window, session = show_window(application, Path(path) if path else None, lesson)
    sweeper = Sweeper(application)
    _report_faults_in(session)
    status = application.exec()
    session.close()
    sweeper.close()
    window.deleteLater()
    return status


def show_window(
    application: QApplication, path: Path | None = None, lesson: str | None = None
) -> tuple[Window, Session]:
    """Put the window on the screen with a race that plays; compiling begins after it is painted."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    application.setApplicationName("landscape-explorer")
    application.setApplicationDisplayName("Explorer")
    application.setDesktopFileName("landscape-explorer")
    look: theme.ThemeName = "light" if remembered().value("theme") == "light" else "dark"
    theme.apply(application, look, bool(remembered_number("presenter", 0)))
    session = Session(opening_document())
    with theme.bare(application):
        window = Window(session)
    if path is not None:
        session.open(path)
    if lesson is None or not session.lessons.open(lesson):  # a lesson says itself what plays
        window.painted.connect(session.playback.play)
    window.painted.connect(session.begin)
    window.show()
    return window, session


def _report_faults_in(session: Session) -> None:
    """Say an unexpected fault in the window and log it, instead of losing it."""

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.error("unexpected fault", exc_info=(kind, error, trace))
        session.refused.emit(f"Something went wrong inside Explorer ({error}); nothing is lost.")

    sys.excepthook = report

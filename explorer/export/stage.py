"""What drawing needs where no window is open: a running Qt, if only offscreen."""

import os

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

__all__ = ["running_qt"]


def running_qt() -> QGuiApplication:
    """Return the application of this process; start one that needs no display if there is none.

    Hold on to it while drawing: Qt ends with it.
    """
    application = QGuiApplication.instance()
    if not isinstance(application, QGuiApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        application = QApplication(["landscape-explorer"])
    return application

"""Collects garbage on the window's thread only, so that no widget is ended on another one."""

import gc

from PySide6.QtCore import QObject, QTimer

__all__ = ["Sweeper"]

_EVERY = 1000  # milliseconds


class Sweeper(QObject):
    """Takes over Python's cyclic garbage collection until it is closed.

    Python collects on whatever thread happens to allocate. Should that be a worker's, widgets
    and timers caught in a cycle would be destroyed there, which Qt does not allow.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Collect the oldest generation that is due, if one is: what Python would do itself."""
        due = [
            count > limit for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)
        ]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))

    def close(self) -> None:
        """Give the collection back to Python."""
        self._timer.stop()
        gc.enable()

"""Many starts: a cloud for each optimizer of the race, computed beside the window."""

from PySide6.QtCore import QObject, Signal

from explorer.core.many_starts import Cloud
from explorer.session.opened import Opened

__all__ = ["ManyRuns"]


class ManyRuns(QObject):
    """The clouds of the document on screen; `changed` tells when others have come.

    While a start is dragged, a cloud stays until the next one is there, so that nothing flickers;
    it never stays on another landscape.
    """

    changed = Signal()

    def __init__(self, session: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    @property
    def clouds(self) -> tuple[Cloud | None, ...]:
        """The clouds, one an entrant; None where it is hidden, not there yet or not asked for."""
        return (None,) * len(self._session.document.entrants)

    @property
    def length(self) -> int:
        """The step after which nothing moves any more; 0 without a cloud."""
        return max((cloud.length for cloud in self.clouds if cloud is not None), default=0)

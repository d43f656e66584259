"""Insides: which run is looked into, step by step, and what was noted of it."""

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QObject, Signal

from explorer.core.descent import engine_ready
from explorer.core.inside import Inside, inside
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.core.run import Run
from explorer.session.document import Document
from explorer.session.opened import Opened
from explorer.session.selection import Selection

__all__ = ["Insides"]

_KEY = "inside of "  # and the place of the run
_KEPT = 4  # runs
_LOOKS = {"global": 30, "derivative free": 5}  # that a step takes, more or less, by group
_AT_ONCE = 5000  # looks that the engine notes within a part of a frame
_IN_PYTHON = 3000  # looks that may be noted without the engine, beside the window


class Insides(QObject):
    """Notes on the runs of the document, taken when somebody asks and kept for a handful.

    One card at a time is open, by the colour of its optimizer; `sees` says whether the map draws
    the inside of the selected run. What takes long is noted beside the window; of the requests
    for a place the newest wins.
    """

    changed = Signal()  # what is looked into, or what is known of it

    def __init__(self, session: Opened, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.opened: int | None = None  # colour of the optimizer whose card is open
        self.sees = False
        self._sees_by_card = False
        self._session = session
        self._kept: OrderedDict[Run, Inside | str] = OrderedDict()
        self._found: dict[Selection, Inside | str] = {}  # of the present document
        session.changed.connect(self._forget)
        session.selected.connect(self._announce)
        session.worker.done.connect(self._take)
        session.worker.failed.connect(self._give_up)

    @property
    def place(self) -> Selection | None:
        """Start and entrant of the run whose inside the map draws, by position; or None."""
        session = self._session
        if not self.sees or session.selection is not None:
            return session.selection if self.sees else None
        colours = [entrant.colour for entrant in session.document.entrants]
        return (0, colours.index(self.opened)) if self.opened in colours else None

    def open(self, colour: int | None) -> None:
        """Open the card of the optimizer with this colour, and no other; None: close it.

        The map draws the inside as long as a card is open, unless told otherwise by `show`.
        """
        if colour == self.opened:
            return
        if self.opened is None and not self.sees:
            self.sees = self._sees_by_card = True
        elif colour is None and self._sees_by_card:
            self.sees = self._sees_by_card = False
        self.opened = colour
        self.changed.emit()

    def show(self, sees: bool) -> None:
        """Draw the inside of the selected run on the map, or draw none."""
        self._sees_by_card = False
        if sees != self.sees:
            self.sees = sees
            self.changed.emit()

    def of(self, place: Selection) -> Inside | str | None:
        """Return the notes of a run; a sentence where there are none; None while they are taken.

        `changed` tells when they have come.
        """
        found = self._found.get(place)
        if found is None:
            found = self._look(self._session.document.run(*place), f"{_KEY}{place}")
            if found is not None:
                self._found[place] = found
        return found

    def _look(self, run: Run, key: str) -> Inside | str | None:
        known = self._kept.get(run)
        if known is not None:
            self._kept.move_to_end(run)
            return known
        looks = run.steps * max(_LOOKS.get(one.group, 1) for one in run.optimizers)
        is_net, is_ready = isinstance(run.landscape, TinyNet), engine_ready([run])
        if is_net or (is_ready and looks <= _AT_ONCE):
            self._session.worker.cancel(key)
            return self._keep(run, _noted(run))
        if is_ready or looks <= _IN_PYTHON:
            self._session.worker.want(key, run, lambda cancelled: _noted(run), urgent=True)
        return None  # without the engine: once it is there, the race comes in, and one asks again

    def _keep(self, run: Run, found: Inside | str) -> Inside | str:
        self._kept[run] = found
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found

    def _forget(self, document: Document) -> None:
        self._found.clear()
        if self.opened is not None and self.opened not in [
            entrant.colour for entrant in document.entrants
        ]:
            self.open(None)  # its optimizer has left the race

    def _take(self, key: str, request: object, result: Any) -> None:
        if key.startswith(_KEY) and isinstance(request, Run):
            self._keep(request, result)
            self.changed.emit()

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key.startswith(_KEY) and isinstance(request, Run):
            self._keep(request, sentence)
            self.changed.emit()

    def _announce(self, _: object = None) -> None:
        if self.sees or self.opened is not None:
            self.changed.emit()


def _noted(run: Run) -> Inside | str:
    """Return the notes of a run, or the sentence that says why there are none."""
    try:
        return inside(run)
    except SettingError as error:
        return str(error)

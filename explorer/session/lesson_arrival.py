"""Brings the play head where a page of a lesson wants it: with its race, and with its answer."""

from math import inf
from typing import Literal

from explorer.session.document import Document
from explorer.session.lesson import Step
from explorer.session.playback import Playback
from explorer.session.race import Race

__all__ = ["Arrival"]


class Arrival:
    """Waits for the race of a page; once the user has changed something it waits no longer."""

    def __init__(self, playback: Playback) -> None:
        self._playback = playback
        self._step: Step | None = None
        self._document: Document | None = None

    def begin(self, step: Step, document: Document) -> None:
        """Go to the start, or the end, and wait for the race of the document."""
        self._step, self._document = step, document
        self._playback.pause()
        self._playback.seek(inf if step.at == "end" else 0)

    def cancel(self) -> None:
        """Wait no longer."""
        self._step = None

    def watch(self, race: Race) -> None:
        """Go on where the page wants it, if this is the race that is waited for."""
        step = self._step
        if step is None or not race.finished or race.document != self._document:
            return
        self._step = None
        self.move(step.at)

    def move(self, where: int | Literal["stay", "play", "end"]) -> None:
        """Play, or go to a step or to the end, or stay."""
        if where == "play":
            self._playback.play()
        elif where != "stay":
            self._playback.seek(inf if where == "end" else where)

"""Brings the play head where a page of a lesson wants it: with its race, and with its answer."""

from math import inf
from typing import Literal

from explorer.session.document import Document
from explorer.session.lesson import Step
from explorer.session.playback import Playback
from explorer.session.race import Race

__all__ = ["Arrival"]


Where = int | Literal["stay", "play", "end"]


class Arrival:
    """Waits for the race of a page; once the user has changed something it waits no longer."""

    def __init__(self, playback: Playback) -> None:
        self._playback = playback
        self._where: Where = "stay"
        self._document: Document | None = None  # whose race is waited for

    def begin(self, step: Step, document: Document, is_answered: bool = False) -> None:
        """Go to the start, or the end, and wait for the race of the document.

        A page whose question was answered begins as it was left.
        """
        is_open = not is_answered or step.then == "stay"
        self._where, self._document = (step.at if is_open else step.then), document
        self._playback.pause()
        self._playback.seek(inf if self._where == "end" else 0)

    def answer(self, step: Step) -> None:
        """Go where the page wants to be with its answer, now or as soon as its race is there."""
        if step.then == "stay":
            return
        if self._document is None or step.then == "end":
            self.move(step.then)
        self._where = step.then

    def cancel(self) -> None:
        """Wait no longer."""
        self._document = None

    def watch(self, race: Race) -> None:
        """Go on where the page wants it, if this is the race that is waited for."""
        if self._document is None or not race.finished or race.document != self._document:
            return
        self._document = None
        if self._where != "end":  # it is there, or the user has moved it
            self.move(self._where)

    def move(self, where: Where) -> None:
        """Play, or go to a step or to the end, or stay."""
        if where == "play":
            self._playback.play()
        elif where != "stay":
            self._playback.seek(inf if where == "end" else where)

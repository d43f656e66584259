"""Brings the play head to where a page of a lesson wants it, as soon as its race is there."""

from math import inf

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
        if step.at == "play":
            self._playback.play()
        elif step.at != "end":
            self._playback.seek(step.at)

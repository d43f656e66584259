"""What is open, as those see it who follow a session without owning it."""

from typing import Any, Protocol

from explorer.session.document import Document
from explorer.session.playback import Playback
from explorer.session.race import Race
from explorer.session.selection import Selection
from explorer.session.trace_cache import TraceCache
from explorer.session.worker import Worker

__all__ = ["Opened", "Stage"]


class Opened(Protocol):
    """A session's document and race, and the signals that tell of others.

    Signals are Any: Qt's are no types that a protocol could name.
    """

    changed: Any
    raced: Any
    selected: Any

    @property
    def document(self) -> Document:
        """The document on screen."""

    @property
    def race(self) -> Race:
        """Its traces so far."""

    @property
    def selection(self) -> Selection | None:
        """The trace that is picked out."""

    @property
    def playback(self) -> Playback:
        """The play head."""

    @property
    def worker(self) -> Worker:
        """Who does the long work."""


class Stage(Opened, Protocol):
    """A session as those see it who put a document of their own on show, like a lesson."""

    refused: Any

    @property
    def known(self) -> TraceCache:
        """The traces that were computed last."""

    def edit(self, change: Document, label: str, key: str | None = None) -> bool:
        """Show another document as an edit that can be undone."""

    def show(self, document: Document) -> None:
        """Show a document with a history of its own."""

    def set_aside(self) -> Any:
        """Return what is open, for `bring_back`."""

    def bring_back(self, aside: Any) -> None:
        """Show what was set aside, as it was."""

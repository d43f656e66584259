"""Aside: a document that is set aside while a lesson shows others."""

from pathlib import Path
from typing import NamedTuple

from explorer.session.document import Document
from explorer.session.history import History
from explorer.session.selection import Selection

__all__ = ["Aside"]


class Aside(NamedTuple):
    """The document, with all that belongs to it."""

    history: History[Document]
    saved: Document
    path: Path | None
    selection: Selection | None
    place: float  # of the play head

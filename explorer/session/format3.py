"""Version 3 of the document format, read forever: version 2 with locks and dials."""

from dataclasses import replace
from typing import Annotated, get_args

import msgspec
from msgspec import Meta

from explorer.session import format2
from explorer.session.document import Document, Lock

__all__ = ["Locks", "decode"]

Locks = Annotated[tuple[Lock, ...], Meta(max_length=len(get_args(Lock)))]


class _Document(format2.OlderDocument, frozen=True, forbid_unknown_fields=True):
    locks: Locks


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    stored = msgspec.json.decode(data, type=_Document)
    return replace(format2.read(stored), locks=stored.locks)

"""Version 4 of the document format, read forever: version 3 with moved land and extras.

It also says how the starts of random restarts are spread.
"""

from dataclasses import replace
from typing import Annotated

import msgspec
from msgspec import Meta

from explorer.core.extras import Extras
from explorer.core.param import SettingError, params
from explorer.core.sampling import Sampling
from explorer.session import format1, format2
from explorer.session.document import Document, Entrant
from explorer.session.format3 import Locks
from explorer.session.limits import MAX_ENTRANTS
from explorer.session.stored_landscape import Moved, StoredLandscape

__all__ = [
    "Key", "Numbers", "StoredDocument", "StoredEntrant", "StoredRestarts", "decode", "read",
    "read_entrant",
]  # fmt: skip

Key = Annotated[str, Meta(min_length=1, max_length=80)]
Numbers = Annotated[dict[Key, float], Meta(max_length=40)]


class StoredEntrant(
    format1.StoredEntrant, frozen=True, forbid_unknown_fields=True, omit_defaults=True
):
    """An optimizer in the race, and those of its extras that differ from none at all."""

    extras: Numbers = msgspec.field(default_factory=dict)  # absent where all are nothing


class StoredRestarts(format1.StoredRestarts, frozen=True, forbid_unknown_fields=True):
    """The plan of the random restarts, and how their starts are spread."""

    sampling: Sampling


class StoredDocument(format2.StoredDocument, frozen=True, forbid_unknown_fields=True):
    """The fields that later versions have, too."""

    entrants: Annotated[tuple[StoredEntrant, ...], Meta(max_length=MAX_ENTRANTS)]
    restarts: StoredRestarts
    locks: Locks


class _Document(StoredDocument, frozen=True, forbid_unknown_fields=True):
    landscape: StoredLandscape | Moved
    layout: format1.FirstLayouts


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    return read(msgspec.json.decode(data, type=_Document))


def read(stored: StoredDocument) -> Document:
    """Return what was stored; raises SettingError or FormulaError where it is not sound."""
    document = format2.read(stored)
    return replace(
        document,
        entrants=tuple(read_entrant(one) for one in stored.entrants),
        restarts=replace(document.restarts, sampling=stored.restarts.sampling),
        locks=stored.locks,
    )


def read_entrant(stored: StoredEntrant) -> Entrant:
    """Return a stored entrant with its extras; SettingError where it is not sound."""
    entrant = format1.read_entrant(stored)
    if not stored.extras:
        return entrant
    if unknown := set(stored.extras) - set(params(Extras)):
        raise SettingError(f"There is no extra called {min(unknown)!r}.")
    extras = format1.read_settings(Extras, stored.extras)
    return replace(entrant, optimizer=replace(entrant.optimizer, extras=extras))

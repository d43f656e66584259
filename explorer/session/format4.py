"""Version 4 of the document format, the one that is written: version 3 with moved land and extras.

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
from explorer.session.stored_landscape import stored_landscape
from explorer.session.stored_net import numbers_of

__all__ = ["decode", "encode"]

_Key = Annotated[str, Meta(min_length=1, max_length=80)]
_Numbers = Annotated[dict[_Key, float], Meta(max_length=40)]


class _Entrant(format1.StoredEntrant, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    # Those that differ from none at all; absent where all do not.
    extras: _Numbers = msgspec.field(default_factory=dict)


class _Restarts(format1.StoredRestarts, frozen=True, forbid_unknown_fields=True):
    sampling: Sampling


class _Document(format2.StoredDocument, frozen=True, forbid_unknown_fields=True):
    entrants: Annotated[tuple[_Entrant, ...], Meta(max_length=MAX_ENTRANTS)]
    restarts: _Restarts
    locks: Locks


def encode(document: Document, format: str) -> bytes:  # noqa: A002
    """Return a sound document as JSON; SettingError when its landscape cannot be named."""
    plan = document.restarts
    stored = _Document(
        format=format,
        version=4,
        name=document.name,
        landscape=stored_landscape(document.landscape),
        entrants=tuple(_stored_entrant(entrant) for entrant in document.entrants),
        starts=tuple(tuple(float(c) for c in start) for start in document.starts),
        steps=document.steps,
        tolerance=float(document.tolerance),
        boundary=document.boundary,
        seed=document.seed,
        layout=document.layout,
        slice=format2.StoredSlice(
            document.slice.kind, document.slice.layer, numbers_of(document.slice)
        ),
        restarts=_Restarts(plan.starts, plan.evaluations, plan.seed, plan.sampling),
        locks=document.locks,
    )
    return msgspec.json.format(msgspec.json.encode(stored), indent=2) + b"\n"


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    stored = msgspec.json.decode(data, type=_Document)
    document = format2.read(stored)
    return replace(
        document,
        entrants=tuple(map(_with_extras, document.entrants, stored.entrants)),
        restarts=replace(document.restarts, sampling=stored.restarts.sampling),
        locks=stored.locks,
    )


def _stored_entrant(entrant: Entrant) -> _Entrant:
    plain, usual = format1.stored_entrant(entrant), numbers_of(Extras())
    extras = numbers_of(entrant.optimizer.extras)
    changed = {name: value for name, value in extras.items() if value != usual[name]}
    return _Entrant(plain.optimizer, plain.settings, plain.colour, plain.visible, changed)


def _with_extras(entrant: Entrant, stored: _Entrant) -> Entrant:
    if not stored.extras:
        return entrant
    if unknown := set(stored.extras) - set(params(Extras)):
        raise SettingError(f"There is no extra called {min(unknown)!r}.")
    extras = format1.read_settings(Extras, stored.extras)
    return replace(entrant, optimizer=replace(entrant.optimizer, extras=extras))

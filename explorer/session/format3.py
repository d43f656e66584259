"""Version 3 of the document format, the one that is written: version 2 with locks and dials."""

from dataclasses import replace
from typing import Annotated, get_args

import msgspec
from msgspec import Meta

from explorer.session import format1, format2
from explorer.session.document import Document, Lock
from explorer.session.stored_landscape import stored_landscape
from explorer.session.stored_net import numbers_of

__all__ = ["decode", "encode"]


class _Document(format2.StoredDocument, frozen=True, forbid_unknown_fields=True):
    locks: Annotated[tuple[Lock, ...], Meta(max_length=len(get_args(Lock)))]


def encode(document: Document, format: str) -> bytes:  # noqa: A002
    """Return a sound document as JSON; SettingError when its landscape cannot be named."""
    plan = document.restarts
    stored = _Document(
        format=format,
        version=3,
        name=document.name,
        landscape=stored_landscape(document.landscape),
        entrants=tuple(format1.stored_entrant(entrant) for entrant in document.entrants),
        starts=tuple(tuple(float(c) for c in start) for start in document.starts),
        steps=document.steps,
        tolerance=float(document.tolerance),
        boundary=document.boundary,
        seed=document.seed,
        layout=document.layout,
        slice=format2.StoredSlice(
            document.slice.kind, document.slice.layer, numbers_of(document.slice)
        ),
        restarts=format1.StoredRestarts(plan.starts, plan.evaluations, plan.seed),
        locks=document.locks,
    )
    return msgspec.json.format(msgspec.json.encode(stored), indent=2) + b"\n"


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    stored = msgspec.json.decode(data, type=_Document)
    return replace(format2.read(stored), locks=stored.locks)

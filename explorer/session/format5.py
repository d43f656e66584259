"""Version 5 of the document format, the one that is written: version 4 with forks and many starts.

It also knows the surface, what each panel of side by side shows, hills and wells that were put on a
land by hand, and drawn curves.
"""

from dataclasses import replace
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from explorer.core.extras import Extras
from explorer.core.many_starts import ManyStarts, Spread
from explorer.core.optimizer import Optimizer
from explorer.core.run import Stretch
from explorer.session import format1, format2, format4
from explorer.session.document import Document, Entrant, Panels
from explorer.session.limits import MAX_ENTRANTS, MAX_FORKS, MAX_MANY_STARTS, MAX_SEED
from explorer.session.stored_landscape import stored_landscape
from explorer.session.stored_net import numbers_of

__all__ = ["decode", "encode"]

_Point = Annotated[tuple[float, ...], Meta(min_length=1, max_length=2)]


class _Stretch(Struct, frozen=True, forbid_unknown_fields=True):
    optimizer: format4.Key
    settings: format4.Numbers
    extras: format4.Numbers
    until: Annotated[int, Meta(ge=0)]


class _Entrant(format4.StoredEntrant, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    past: Annotated[tuple[_Stretch, ...], Meta(max_length=MAX_FORKS)] = ()  # absent: no fork


class _ManyStarts(Struct, frozen=True, forbid_unknown_fields=True):
    count: Annotated[int, Meta(ge=1, le=MAX_MANY_STARTS)]
    spread: Spread
    seed: Annotated[int, Meta(ge=0, le=MAX_SEED)]
    line: Annotated[tuple[_Point, ...], Meta(max_length=2)]


class _Document(format4.StoredDocument, frozen=True, forbid_unknown_fields=True):
    entrants: Annotated[tuple[_Entrant, ...], Meta(max_length=MAX_ENTRANTS)]
    panels: Panels
    many: _ManyStarts | None


def encode(document: Document, format: str) -> bytes:  # noqa: A002
    """Return a sound document as JSON; SettingError when its landscape cannot be named."""
    plan, many = document.restarts, document.many
    stored = _Document(
        format=format,
        version=5,
        name=document.name,
        landscape=stored_landscape(document.landscape),
        entrants=tuple(_stored_entrant(entrant) for entrant in document.entrants),
        starts=tuple(tuple(float(c) for c in start) for start in document.starts),
        steps=document.steps,
        tolerance=float(document.tolerance),
        boundary=document.boundary,
        seed=document.seed,
        layout=document.layout,
        panels=document.panels,
        slice=format2.StoredSlice(
            document.slice.kind, document.slice.layer, numbers_of(document.slice)
        ),
        restarts=format4.StoredRestarts(plan.starts, plan.evaluations, plan.seed, plan.sampling),
        many=None if many is None else _stored_many(many),
        locks=document.locks,
    )
    return msgspec.json.format(msgspec.json.encode(stored), indent=2) + b"\n"


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    stored = msgspec.json.decode(data, type=_Document)
    document = format4.read(stored)
    return replace(
        document,
        entrants=tuple(map(_with_past, document.entrants, stored.entrants)),
        panels=stored.panels,
        many=None if stored.many is None else _many(stored.many),
    )


def _stored_many(many: ManyStarts) -> _ManyStarts:
    line = tuple(tuple(float(c) for c in end) for end in many.line)
    return _ManyStarts(many.count, many.spread, many.seed, line)


def _many(stored: _ManyStarts) -> ManyStarts:
    line = (stored.line[0], stored.line[1]) if len(stored.line) == 2 else ()
    return ManyStarts(stored.count, stored.spread, stored.seed, line)


def _stored_entrant(entrant: Entrant) -> _Entrant:
    plain = format1.stored_entrant(entrant)
    past = tuple(_stored_stretch(stretch) for stretch in entrant.past)
    extras = _changed(entrant.optimizer)
    return _Entrant(plain.optimizer, plain.settings, plain.colour, plain.visible, extras, past)


def _stored_stretch(stretch: Stretch) -> _Stretch:
    plain = format1.stored_entrant(Entrant(stretch.optimizer, 0))
    return _Stretch(plain.optimizer, plain.settings, _changed(stretch.optimizer), stretch.until)


def _changed(optimizer: Optimizer) -> dict[str, float]:
    """Return the extras that differ from none at all."""
    usual = numbers_of(Extras())
    extras = numbers_of(optimizer.extras)
    return {name: value for name, value in extras.items() if value != usual[name]}


def _with_past(entrant: Entrant, stored: _Entrant) -> Entrant:
    return replace(entrant, past=tuple(map(_stretch, stored.past)))


def _stretch(stored: _Stretch) -> Stretch:
    plain = format4.StoredEntrant(stored.optimizer, stored.settings, 0, True, stored.extras)
    return Stretch(format4.read_entrant(plain).optimizer, stored.until)

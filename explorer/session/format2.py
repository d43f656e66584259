"""Version 2 of the document format, read forever: version 1 with tiny nets and their slices."""

from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.run import Boundary
from explorer.session import format1
from explorer.session.document import Document, Layout, RestartPlan
from explorer.session.limits import MAX_ENTRANTS, MAX_NAME, MAX_SEED, MAX_STARTS
from explorer.session.stored_landscape import AnyLandscape, StoredLandscape, read_landscape

__all__ = ["OlderDocument", "StoredDocument", "StoredSlice", "decode", "read"]

_MOST_WEIGHTS = 5000

_Key = Annotated[str, Meta(min_length=1, max_length=80)]
_Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
_Seed = Annotated[int, Meta(ge=0, le=MAX_SEED)]
_Point = Annotated[tuple[float, ...], Meta(min_length=1, max_length=_MOST_WEIGHTS)]
_Numbers = Annotated[dict[_Key, float], Meta(max_length=40)]


class StoredSlice(Struct, frozen=True, forbid_unknown_fields=True):
    """Which plane through the weights is shown."""

    kind: _Key
    layer: _Key
    settings: _Numbers


class StoredDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """The fields that later versions have, too."""

    format: str
    version: int  # `files` has looked it up
    name: _Name
    landscape: AnyLandscape
    entrants: Annotated[tuple[format1.StoredEntrant, ...], Meta(max_length=MAX_ENTRANTS)]
    starts: Annotated[tuple[_Point, ...], Meta(min_length=1, max_length=MAX_STARTS)]
    steps: Annotated[int, Meta(ge=0)]
    tolerance: Annotated[float, Meta(ge=0.0)]
    boundary: Boundary
    seed: _Seed
    layout: Layout
    slice: StoredSlice
    restarts: format1.StoredRestarts


class OlderDocument(StoredDocument, frozen=True, forbid_unknown_fields=True):
    """What versions 2 and 3 have in common: their land lies where it is."""

    landscape: StoredLandscape
    layout: format1.FirstLayouts


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    return read(msgspec.json.decode(data, type=OlderDocument))


def read(stored: StoredDocument) -> Document:
    """Return what was stored; raises SettingError or FormulaError where it is not sound."""
    plan = stored.restarts
    return Document(
        landscape=read_landscape(stored.landscape),
        entrants=tuple(format1.read_entrant(one) for one in stored.entrants),
        starts=stored.starts,
        steps=stored.steps,
        tolerance=stored.tolerance,
        boundary=stored.boundary,
        seed=stored.seed,
        layout=stored.layout,
        slice=format1.read_settings(
            SlicePlan,
            stored.slice.settings,
            kind=stored.slice.kind,
            layer=stored.slice.layer,
        ),
        restarts=RestartPlan(plan.starts, plan.evaluations, plan.seed),
        name=stored.name,
    )

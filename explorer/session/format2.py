"""Version 2 of the document format: version 1 with tiny nets, their slices and their examples."""

from math import isfinite, nan
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from explorer.core.landscape import Landscape
from explorer.core.nets.data_plan import (
    MOST_FEATURES,
    MOST_ROWS,
)
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.core.recorded_slice import (
    MOST_ACROSS,
    MOST_STEPS,
    RecordedSlice,
    Recording,
    recorded,
)
from explorer.core.run import Boundary
from explorer.session import format1
from explorer.session.document import Document, Layout, RestartPlan
from explorer.session.limits import MAX_ENTRANTS, MAX_NAME, MAX_SEED, MAX_STARTS
from explorer.session.stored_net import StoredNet, numbers_of, read_net, stored_net

__all__ = ["decode", "encode"]

_MOST_WEIGHTS = 5000

_Key = Annotated[str, Meta(min_length=1, max_length=80)]
_Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
_Note = Annotated[str, Meta(max_length=1000)]
_Seed = Annotated[int, Meta(ge=0, le=MAX_SEED)]
_Point = Annotated[tuple[float, ...], Meta(min_length=1, max_length=_MOST_WEIGHTS)]
_Row = Annotated[tuple[float, ...], Meta(min_length=2, max_length=MOST_FEATURES + 1)]
_Numbers = Annotated[dict[_Key, float], Meta(max_length=40)]


class _Fitted(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="fit"):
    """A landscape of the catalogue whose examples were moved."""

    key: _Key
    box: format1.Box
    examples: Annotated[tuple[tuple[float, float], ...], Meta(min_length=1, max_length=MOST_ROWS)]


class _Recorded(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="recorded"):
    """A slice that was measured elsewhere."""

    name: _Name
    box: format1.Box
    heights: Annotated[tuple[tuple[float | None, ...], ...], Meta(max_length=MOST_ACROSS)]
    path: Annotated[tuple[tuple[float, float], ...], Meta(max_length=MOST_STEPS)]
    losses: Annotated[tuple[float | None, ...], Meta(max_length=MOST_STEPS)]
    off: Annotated[tuple[float, ...], Meta(max_length=MOST_STEPS)]
    share: float
    weights: int
    words: _Note


_Stored = format1.Catalogue | format1.Typed | StoredNet | _Fitted | _Recorded


class _Slice(Struct, frozen=True, forbid_unknown_fields=True):
    kind: _Key
    layer: _Key
    settings: _Numbers


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: Literal[2]
    name: _Name
    landscape: _Stored
    entrants: Annotated[tuple[format1.StoredEntrant, ...], Meta(max_length=MAX_ENTRANTS)]
    starts: Annotated[tuple[_Point, ...], Meta(min_length=1, max_length=MAX_STARTS)]
    steps: Annotated[int, Meta(ge=0)]
    tolerance: Annotated[float, Meta(ge=0.0)]
    boundary: Boundary
    seed: _Seed
    layout: Layout
    slice: _Slice
    restarts: format1.StoredRestarts


def encode(document: Document, format: str) -> bytes:  # noqa: A002
    """Return a sound document as JSON; SettingError when its landscape cannot be named."""
    plan = document.restarts
    stored = _Document(
        format=format,
        version=2,
        name=document.name,
        landscape=_stored_landscape(document.landscape),
        entrants=tuple(format1.stored_entrant(entrant) for entrant in document.entrants),
        starts=tuple(tuple(float(c) for c in start) for start in document.starts),
        steps=document.steps,
        tolerance=float(document.tolerance),
        boundary=document.boundary,
        seed=document.seed,
        layout=document.layout,
        slice=_Slice(document.slice.kind, document.slice.layer, numbers_of(document.slice)),
        restarts=format1.StoredRestarts(plan.starts, plan.evaluations, plan.seed),
    )
    return msgspec.json.format(msgspec.json.encode(stored), indent=2) + b"\n"


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    stored = msgspec.json.decode(data, type=_Document)
    plan = stored.restarts
    return Document(
        landscape=_landscape(stored.landscape),
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


def _stored_landscape(landscape: Landscape | TinyNet) -> _Stored:
    if isinstance(landscape, TinyNet):
        return stored_net(landscape)
    if isinstance(landscape, RecordedSlice):
        return _stored_recording(landscape)
    if landscape.fit is None:
        return format1.stored_landscape(landscape)
    box = tuple((float(low), float(high)) for low, high in landscape.box)
    stored = _Fitted(landscape.key, box, landscape.fit.examples)
    if _landscape(stored) != landscape:
        raise SettingError(f"{landscape.name} is not in the catalogue and cannot be saved.")
    return stored


def _landscape(stored: _Stored) -> Landscape | TinyNet:
    if isinstance(stored, StoredNet):
        return read_net(stored)
    if isinstance(stored, _Recorded):
        return _recording(stored)
    if isinstance(stored, _Fitted):
        found = format1.read_landscape(format1.Catalogue(stored.key, stored.box, {}))
        if found.fit is None:
            raise SettingError(f"{found.name} has no examples.")
        return found.with_examples(stored.examples)
    return format1.read_landscape(stored)


def _stored_recording(found: RecordedSlice) -> _Recorded:
    record = found.recording
    return _Recorded(
        name=found.name,
        box=found.box,
        heights=tuple(tuple(map(_known, row)) for row in record.heights),
        path=record.path,
        losses=tuple(map(_known, record.losses)),
        off=record.off,
        share=record.share,
        weights=record.weights,
        words=record.words,
    )


def _recording(stored: _Recorded) -> RecordedSlice:
    return recorded(
        stored.name,
        stored.box,
        Recording(
            heights=tuple(tuple(map(_number, row)) for row in stored.heights),
            path=stored.path,
            losses=tuple(map(_number, stored.losses)),
            off=stored.off,
            share=stored.share,
            weights=stored.weights,
            words=stored.words,
        ),
    )


def _known(value: float) -> float | None:
    """Return a number as JSON has it: there is none for NaN."""
    return value if isfinite(value) else None


def _number(value: float | None) -> float:
    return nan if value is None else value

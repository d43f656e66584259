"""How a landscape is stored: a formula or its moved land, a net, moved examples, or a slice."""

from math import isfinite, nan
from typing import Annotated

from msgspec import Meta, Struct

from explorer.core.landscape import Landscape
from explorer.core.moved_landscape import MovedLandscape, moved
from explorer.core.moves import Moves
from explorer.core.nets.data_plan import MOST_ROWS
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.core.recorded_slice import (
    MOST_ACROSS,
    MOST_STEPS,
    RecordedSlice,
    Recording,
    recorded,
)
from explorer.session import format1
from explorer.session.limits import MAX_NAME
from explorer.session.stored_net import StoredNet, numbers_of, read_net, stored_net

__all__ = ["Moved", "StoredLandscape", "read_landscape", "stored_landscape"]

_Key = Annotated[str, Meta(min_length=1, max_length=80)]
_Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
_Note = Annotated[str, Meta(max_length=1000)]


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


class Moved(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="moved"):
    """A formula whose land was moved in its box, and the box that is looked at; since version 4."""

    land: format1.Catalogue | format1.Typed
    box: format1.Box
    moves: Annotated[dict[_Key, float], Meta(max_length=40)]  # those that differ from none at all


StoredLandscape = format1.Catalogue | format1.Typed | StoredNet | _Fitted | _Recorded


def stored_landscape(landscape: Landscape | TinyNet) -> StoredLandscape | Moved:
    """Return how a landscape is stored; SettingError when it cannot be named."""
    if isinstance(landscape, TinyNet):
        return stored_net(landscape)
    if isinstance(landscape, RecordedSlice):
        return _stored_recording(landscape)
    if isinstance(landscape, MovedLandscape):
        return _stored_moved(landscape)
    if landscape.fit is None:
        return format1.stored_landscape(landscape)
    box = tuple((float(low), float(high)) for low, high in landscape.box)
    stored = _Fitted(landscape.key, box, landscape.fit.examples)
    if read_landscape(stored) != landscape:
        raise SettingError(f"{landscape.name} is not in the catalogue and cannot be saved.")
    return stored


def read_landscape(stored: StoredLandscape | Moved) -> Landscape | TinyNet:
    """Return a stored landscape; SettingError where it is not a sound one."""
    if isinstance(stored, StoredNet):
        return read_net(stored)
    if isinstance(stored, _Recorded):
        return _recording(stored)
    if isinstance(stored, Moved):
        land = format1.read_landscape(stored.land)
        if len(stored.box) != land.dim:
            raise SettingError(f"The box of {land.name} has {land.dim} ranges.")
        return moved(land, format1.read_settings(Moves, stored.moves)).with_box(stored.box)
    if isinstance(stored, _Fitted):
        found = format1.read_landscape(format1.Catalogue(stored.key, stored.box, {}))
        if found.fit is None:
            raise SettingError(f"{found.name} has no examples.")
        return found.with_examples(stored.examples)
    return format1.read_landscape(stored)


def _stored_moved(landscape: MovedLandscape) -> Moved:
    moves, usual = numbers_of(landscape.moves), numbers_of(Moves())
    return Moved(
        format1.stored_landscape(landscape.base),
        tuple((float(low), float(high)) for low, high in landscape.box),
        {name: value for name, value in moves.items() if value != usual[name]},
    )


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

"""How a landscape is stored: a formula, moved or sculpted, a net, examples, a slice, a drawing."""

from math import isfinite, nan
from typing import Annotated

from msgspec import Meta, Struct

from explorer.core.drawn_curve import FEWEST, MOST, DrawnCurve, drawn
from explorer.core.hump import Hump
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
from explorer.core.sculpted_landscape import MOST_HUMPS, SculptedLandscape, sculpted
from explorer.session import format1
from explorer.session.limits import MAX_NAME
from explorer.session.stored_net import StoredNet, numbers_of, read_net, stored_net

__all__ = ["AnyLandscape", "Moved", "StoredLandscape", "read_landscape", "stored_landscape"]

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


class _Hump(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A hill, or below zero a well."""

    height: float
    x: float
    width: float
    y: float | None = None  # absent on a curve


class Sculpted(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="sculpted"):
    """A formula, moved or not, with hills and wells on it; since version 5."""

    land: format1.Catalogue | format1.Typed | Moved
    humps: Annotated[tuple[_Hump, ...], Meta(min_length=1, max_length=MOST_HUMPS)]


class Drawn(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="drawn"):
    """A curve that was drawn by hand over a span; since version 5."""

    box: format1.Box
    span: tuple[float, float]
    heights: Annotated[tuple[float, ...], Meta(min_length=FEWEST, max_length=MOST)]


StoredLandscape = format1.Catalogue | format1.Typed | StoredNet | _Fitted | _Recorded
AnyLandscape = StoredLandscape | Moved | Sculpted | Drawn


def stored_landscape(landscape: Landscape | TinyNet) -> AnyLandscape:
    """Return how a landscape is stored; SettingError when it cannot be named."""
    if isinstance(landscape, TinyNet):
        return stored_net(landscape)
    if isinstance(landscape, RecordedSlice):
        return _stored_recording(landscape)
    if isinstance(landscape, DrawnCurve):
        return Drawn(_box(landscape), landscape.span, landscape.heights)
    if isinstance(landscape, SculptedLandscape):
        humps = tuple(_Hump(hump.height, hump.x, hump.width, hump.y) for hump in landscape.humps)
        return Sculpted(_stored_land(landscape.base), humps)
    if landscape.fit is None:
        return _stored_land(landscape)
    stored = _Fitted(landscape.key, _box(landscape), landscape.fit.examples)
    if read_landscape(stored) != landscape:
        raise SettingError(f"{landscape.name} is not in the catalogue and cannot be saved.")
    return stored


def read_landscape(stored: AnyLandscape) -> Landscape | TinyNet:
    """Return a stored landscape; SettingError where it is not a sound one."""
    if isinstance(stored, StoredNet):
        return read_net(stored)
    if isinstance(stored, _Recorded):
        return _recording(stored)
    if isinstance(stored, Sculpted):
        humps = [Hump(one.height, one.x, one.y, one.width) for one in stored.humps]
        return sculpted(_land(stored.land), humps)
    if isinstance(stored, Drawn):
        return drawn(stored.span, stored.heights).with_box(stored.box)
    if isinstance(stored, _Fitted):
        found = format1.read_landscape(format1.Catalogue(stored.key, stored.box, {}))
        if found.fit is None:
            raise SettingError(f"{found.name} has no examples.")
        return found.with_examples(stored.examples)
    return _land(stored)


def _land(stored: format1.Catalogue | format1.Typed | Moved) -> Landscape:
    if not isinstance(stored, Moved):
        return format1.read_landscape(stored)
    land = format1.read_landscape(stored.land)
    if len(stored.box) != land.dim:
        raise SettingError(f"The box of {land.name} has {land.dim} ranges.")
    return moved(land, format1.read_settings(Moves, stored.moves)).with_box(stored.box)


def _stored_land(landscape: Landscape) -> format1.Catalogue | format1.Typed | Moved:
    if not isinstance(landscape, MovedLandscape):
        return format1.stored_landscape(landscape)
    moves, usual = numbers_of(landscape.moves), numbers_of(Moves())
    return Moved(
        format1.stored_landscape(landscape.base),
        _box(landscape),
        {name: value for name, value in moves.items() if value != usual[name]},
    )


def _box(landscape: Landscape) -> format1.Box:
    return tuple((float(low), float(high)) for low, high in landscape.box)


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

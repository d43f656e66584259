"""How a net, its data and its examples are stored in a document."""

from typing import Annotated, Any

from msgspec import Meta, Struct

from explorer.core.nets.data_plan import (
    MOST_CLASSES,
    MOST_FEATURES,
    MOST_ROWS,
    DataPlan,
    OwnData,
    Split,
)
from explorer.core.nets.data_sets import with_dial
from explorer.core.nets.network import Init
from explorer.core.nets.tiny_net import MOST_LAYERS, MOST_WIDTH, TinyNet
from explorer.core.param import params
from explorer.session import format1
from explorer.session.limits import MAX_NAME, MAX_SEED

__all__ = ["StoredNet", "numbers_of", "read_net", "stored_net"]

_Key = Annotated[str, Meta(min_length=1, max_length=80)]
_Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
_Note = Annotated[str, Meta(max_length=1000)]
_Seed = Annotated[int, Meta(ge=0, le=MAX_SEED)]
_Row = Annotated[tuple[float, ...], Meta(min_length=2, max_length=MOST_FEATURES + 1)]
_Numbers = Annotated[dict[_Key, float], Meta(max_length=40)]


class _Split(Struct, frozen=True, forbid_unknown_fields=True):
    seed: _Seed
    held_out: float
    choosing: float
    parts: Annotated[tuple[Annotated[int, Meta(ge=0, le=2)], ...], Meta(max_length=MOST_ROWS)]


class _Own(Struct, frozen=True, forbid_unknown_fields=True):
    features: Annotated[tuple[_Name, ...], Meta(min_length=1, max_length=MOST_FEATURES)]
    target: _Name
    classes: Annotated[tuple[_Name, ...], Meta(max_length=MOST_CLASSES)]
    rows: Annotated[tuple[_Row, ...], Meta(min_length=1, max_length=MOST_ROWS)]
    notes: Annotated[tuple[_Note, ...], Meta(max_length=20)]
    name: _Name
    split: _Split | None


class _Data(Struct, frozen=True, forbid_unknown_fields=True):
    key: _Key
    flaw: _Key
    standardised: bool
    settings: _Numbers
    own: _Own | None = None
    dials: _Numbers = {}  # since version 3


class StoredNet(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="tiny-net"):
    """A net with its data."""

    data: _Data
    hidden: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=MOST_WIDTH)], ...], Meta(max_length=MOST_LAYERS)
    ]
    activation: _Key
    loss: _Key
    init: Init
    settings: _Numbers


def stored_net(net: TinyNet) -> StoredNet:
    """Return how a net is stored."""
    plan, own = net.data, net.data.own
    return StoredNet(
        data=_Data(
            key=plan.key,
            flaw=plan.flaw,
            standardised=plan.standardised,
            settings=numbers_of(plan),
            own=None if own is None else _stored_own(own),
            dials=dict(plan.dials),
        ),
        hidden=net.hidden,
        activation=net.activation,
        loss=net.loss,
        init=net.init,
        settings=numbers_of(net),
    )


def _stored_own(own: OwnData) -> _Own:
    kept = own.split
    split = None if kept is None else _Split(kept.seed, kept.held_out, kept.choosing, kept.parts)
    return _Own(own.features, own.target, own.classes, own.rows, own.notes, own.name, split)


def _own(stored: _Own) -> OwnData:
    split = stored.split
    return OwnData(
        stored.features,
        stored.target,
        stored.classes,
        stored.rows,
        stored.notes,
        stored.name,
        None if split is None else Split(split.seed, split.held_out, split.choosing, split.parts),
    )


def read_net(stored: StoredNet) -> TinyNet:
    """Return a stored net; SettingError where it is not a sound one."""
    data, own = stored.data, stored.data.own
    plan = format1.read_settings(
        DataPlan,
        data.settings,
        key=data.key,
        flaw=data.flaw,
        standardised=data.standardised,
        own=None if own is None else _own(own),
    )
    for name, value in data.dials.items():
        plan = with_dial(plan, name, value)
    return format1.read_settings(
        TinyNet,
        stored.settings,
        data=plan,
        hidden=stored.hidden,
        activation=stored.activation,
        loss=stored.loss,
        init=stored.init,
    )


def numbers_of(thing: Any) -> dict[str, float]:
    """Return the declared settings of a thing, by name."""
    return {name: float(getattr(thing, name)) for name in params(thing)}

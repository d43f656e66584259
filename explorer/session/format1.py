"""Version 1 of the document format, kept as it is forever."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from explorer.core.landscape import Landscape, typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.core.run import Boundary
from explorer.session.document import Document, Entrant, Layout, RestartPlan
from explorer.session.limits import (
    MAX_BOX,
    MAX_ENTRANTS,
    MAX_EVALUATIONS,
    MAX_NAME,
    MAX_RESTARTS,
    MAX_SEED,
    MAX_STARTS,
)

__all__ = ["decode", "encode"]

_End = Annotated[float, Meta(ge=-MAX_BOX, le=MAX_BOX)]
_Box = Annotated[tuple[tuple[_End, _End], ...], Meta(min_length=1, max_length=2)]
_Point = Annotated[tuple[float, ...], Meta(min_length=1, max_length=2)]
_Key = Annotated[str, Meta(min_length=1, max_length=80)]
_Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
_Seed = Annotated[int, Meta(ge=0, le=MAX_SEED)]
_Numbers = Annotated[dict[_Key, float], Meta(max_length=40)]


class _Catalogue(
    Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="catalogue"
):
    key: _Key
    box: _Box
    constants: _Numbers


class _Typed(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="formula"):
    text: Annotated[str, Meta(max_length=10_000)]
    box: _Box


class _Entrant(Struct, frozen=True, forbid_unknown_fields=True):
    optimizer: _Key
    settings: _Numbers
    colour: Annotated[int, Meta(ge=0, lt=MAX_ENTRANTS)]
    visible: bool


class _Restarts(Struct, frozen=True, forbid_unknown_fields=True):
    starts: Annotated[int, Meta(ge=1, le=MAX_RESTARTS)]
    evaluations: Annotated[int, Meta(ge=0, le=MAX_EVALUATIONS)]
    seed: _Seed


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: Literal[1]
    name: _Name
    landscape: _Catalogue | _Typed
    entrants: Annotated[tuple[_Entrant, ...], Meta(max_length=MAX_ENTRANTS)]
    starts: Annotated[tuple[_Point, ...], Meta(min_length=1, max_length=MAX_STARTS)]
    steps: Annotated[int, Meta(ge=0)]
    tolerance: Annotated[float, Meta(ge=0.0)]
    boundary: Boundary
    seed: _Seed
    layout: Layout
    restarts: _Restarts


def encode(document: Document, format: str) -> bytes:  # noqa: A002
    """Return a sound document as JSON; SettingError when its landscape cannot be named."""
    plan = document.restarts
    stored = _Document(
        format=format,
        version=1,
        name=document.name,
        landscape=_stored_landscape(document.landscape),
        entrants=tuple(_stored_entrant(entrant) for entrant in document.entrants),
        starts=tuple(tuple(float(c) for c in start) for start in document.starts),
        steps=document.steps,
        tolerance=float(document.tolerance),
        boundary=document.boundary,
        seed=document.seed,
        layout=document.layout,
        restarts=_Restarts(plan.starts, plan.evaluations, plan.seed),
    )
    return msgspec.json.format(msgspec.json.encode(stored), indent=2) + b"\n"


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    stored = msgspec.json.decode(data, type=_Document)
    plan = stored.restarts
    return Document(
        landscape=_landscape(stored.landscape),
        entrants=tuple(
            Entrant(_optimizer(entrant), entrant.colour, entrant.visible)
            for entrant in stored.entrants
        ),
        starts=stored.starts,
        steps=stored.steps,
        tolerance=stored.tolerance,
        boundary=stored.boundary,
        seed=stored.seed,
        layout=stored.layout,
        restarts=RestartPlan(plan.starts, plan.evaluations, plan.seed),
        name=stored.name,
    )


def _stored_landscape(landscape: Landscape) -> _Catalogue | _Typed:
    box = tuple((float(low), float(high)) for low, high in landscape.box)
    if landscape.is_typed:
        return _Typed(landscape.formula, box)
    constants = {constant.name: float(constant.value) for constant in landscape.constants}
    stored = _Catalogue(landscape.key, box, constants)
    if LANDSCAPES.get(landscape.key) is None or _landscape(stored) != landscape:
        raise SettingError(f"{landscape.name} is not in the catalogue and cannot be saved.")
    return stored


def _landscape(stored: _Catalogue | _Typed) -> Landscape:
    if isinstance(stored, _Typed):
        return typed(stored.text, stored.box)
    landscape = LANDSCAPES.get(stored.key)
    if landscape is None:
        raise SettingError(f"There is no landscape called {stored.key!r}.")
    if len(stored.box) != landscape.dim:
        raise SettingError(f"The box of {landscape.name} has {landscape.dim} ranges.")
    if set(stored.constants) != {constant.name for constant in landscape.constants}:
        raise SettingError(f"The constants of {landscape.name} are others.")
    for name, value in stored.constants.items():
        landscape = landscape.with_constant(name, value)
    return landscape.with_box(stored.box)


def _stored_entrant(entrant: Entrant) -> _Entrant:
    optimizer = entrant.optimizer
    settings = {name: float(getattr(optimizer, name)) for name in params(optimizer)}
    return _Entrant(optimizer.key, settings, entrant.colour, entrant.visible)


def _optimizer(stored: _Entrant) -> Optimizer:
    kind = OPTIMIZERS.get(stored.optimizer)
    if kind is None:
        raise SettingError(f"There is no optimizer called {stored.optimizer!r}.")
    declared = params(kind)
    if unknown := set(stored.settings) - set(declared):
        raise SettingError(f"{kind.name} has no setting {min(unknown)!r}.")
    # A setting that the file leaves out has its default.
    return kind(
        **{
            name: int(value) if declared[name].whole and value.is_integer() else value
            for name, value in stored.settings.items()
        }
    )

"""Version 1 of the document format, read forever; its parts are those of version 2, too."""

from collections.abc import Callable
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from explorer.core.landscape import Landscape, typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.core.run import Boundary
from explorer.session.document import Document, Entrant, RestartPlan
from explorer.session.limits import (
    MAX_BOX,
    MAX_ENTRANTS,
    MAX_EVALUATIONS,
    MAX_NAME,
    MAX_RESTARTS,
    MAX_SEED,
    MAX_STARTS,
)

__all__ = [
    "Box", "Catalogue", "FirstLayouts", "StoredEntrant", "StoredRestarts", "Typed", "decode",
    "read_entrant", "read_landscape", "read_settings", "stored_entrant", "stored_landscape",
]  # fmt: skip

T = TypeVar("T")

_End = Annotated[float, Meta(ge=-MAX_BOX, le=MAX_BOX)]
Box = Annotated[tuple[tuple[_End, _End], ...], Meta(min_length=1, max_length=2)]
_Point = Annotated[tuple[float, ...], Meta(min_length=1, max_length=2)]
_Key = Annotated[str, Meta(min_length=1, max_length=80)]
_Name = Annotated[str, Meta(min_length=1, max_length=MAX_NAME)]
_Seed = Annotated[int, Meta(ge=0, le=MAX_SEED)]
FirstLayouts = Literal["map", "side-by-side"]  # those there were before version 5
_Numbers = Annotated[dict[_Key, float], Meta(max_length=40)]


class Catalogue(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="catalogue"):
    """A landscape of the catalogue, its box and its constants."""

    key: _Key
    box: Box
    constants: _Numbers


class Typed(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="formula"):
    """A landscape that was typed."""

    text: Annotated[str, Meta(max_length=10_000)]
    box: Box


class StoredEntrant(Struct, frozen=True, forbid_unknown_fields=True):
    """An optimizer in the race."""

    optimizer: _Key
    settings: _Numbers
    colour: Annotated[int, Meta(ge=0, lt=MAX_ENTRANTS)]
    visible: bool


class StoredRestarts(Struct, frozen=True, forbid_unknown_fields=True):
    """The plan of the random restarts."""

    starts: Annotated[int, Meta(ge=1, le=MAX_RESTARTS)]
    evaluations: Annotated[int, Meta(ge=0, le=MAX_EVALUATIONS)]
    seed: _Seed


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: Literal[1]
    name: _Name
    landscape: Catalogue | Typed
    entrants: Annotated[tuple[StoredEntrant, ...], Meta(max_length=MAX_ENTRANTS)]
    starts: Annotated[tuple[_Point, ...], Meta(min_length=1, max_length=MAX_STARTS)]
    steps: Annotated[int, Meta(ge=0)]
    tolerance: Annotated[float, Meta(ge=0.0)]
    boundary: Boundary
    seed: _Seed
    layout: FirstLayouts
    restarts: StoredRestarts


def decode(data: bytes) -> Document:
    """Return the document; raises msgspec's errors, SettingError or FormulaError."""
    stored = msgspec.json.decode(data, type=_Document)
    plan = stored.restarts
    return Document(
        landscape=read_landscape(stored.landscape),
        entrants=tuple(read_entrant(entrant) for entrant in stored.entrants),
        starts=stored.starts,
        steps=stored.steps,
        tolerance=stored.tolerance,
        boundary=stored.boundary,
        seed=stored.seed,
        layout=stored.layout,
        restarts=RestartPlan(plan.starts, plan.evaluations, plan.seed),
        name=stored.name,
    )


def stored_landscape(landscape: Landscape) -> Catalogue | Typed:
    """Return how a formula is stored; SettingError when it cannot be named."""
    box = tuple((float(low), float(high)) for low, high in landscape.box)
    if landscape.is_typed:
        return Typed(landscape.formula, box)
    constants = {constant.name: float(constant.value) for constant in landscape.constants}
    stored = Catalogue(landscape.key, box, constants)
    if LANDSCAPES.get(landscape.key) is None or read_landscape(stored) != landscape:
        raise SettingError(f"{landscape.name} is not in the catalogue and cannot be saved.")
    return stored


def read_landscape(stored: Catalogue | Typed) -> Landscape:
    """Return a stored formula; SettingError where there is no such landscape."""
    if isinstance(stored, Typed):
        return typed(stored.text, stored.box)
    landscape = LANDSCAPES.get(stored.key)
    if landscape is None:
        raise SettingError(f"There is no landscape called {stored.key!r}.")
    if len(stored.box) != landscape.dim:
        raise SettingError(f"The box of {landscape.name} has {landscape.dim} ranges.")
    # One that a later catalogue has added is as declared.
    if set(stored.constants) - {constant.name for constant in landscape.constants}:
        raise SettingError(f"The constants of {landscape.name} are others.")
    for name, value in stored.constants.items():
        landscape = landscape.with_constant(name, value)
    return landscape.with_box(stored.box)


def stored_entrant(entrant: Entrant) -> StoredEntrant:
    """Return how an entrant is stored."""
    optimizer = entrant.optimizer
    settings = {name: float(getattr(optimizer, name)) for name in params(optimizer)}
    return StoredEntrant(optimizer.key, settings, entrant.colour, entrant.visible)


def read_entrant(stored: StoredEntrant) -> Entrant:
    """Return a stored entrant; a setting that the file leaves out has its default."""
    kind = OPTIMIZERS.get(stored.optimizer)
    if kind is None:
        raise SettingError(
            f"It uses the optimizer {stored.optimizer!r}, which is not loaded; "
            "start with --plugin file.py."
        )
    return Entrant(read_settings(kind, stored.settings), stored.colour, stored.visible)


def read_settings(kind: Callable[..., T], settings: dict[str, float], /, **others: object) -> T:
    """Return a thing with stored settings, its `others` given; SettingError where unknown."""
    declared = params(kind)
    if unknown := set(settings) - set(declared):
        name = getattr(kind, "name", kind.__name__)
        raise SettingError(f"{name} has no setting {min(unknown)!r}.")
    whole_or_not = {
        name: int(value) if declared[name].whole and value.is_integer() else value
        for name, value in settings.items()
    }
    return kind(**whole_or_not, **others)

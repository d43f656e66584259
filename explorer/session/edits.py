"""The changes a user can make to a document: each a pure function to the next document.

A change that cannot be made raises SettingError (or FormulaError) with one sentence.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from difflib import get_close_matches

from explorer.core.array import Point
from explorer.core.landscape import Landscape
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError
from explorer.core.suggestion import suggested
from explorer.session.document import Document, Entrant
from explorer.session.limits import MAX_ENTRANTS, MAX_STARTS, TOO_MANY_ENTRANTS
from explorer.session.many_edits import fitted_many

__all__ = [
    "add_entrant",
    "add_start",
    "duplicate_entrant",
    "fork_entrant",
    "hide_entrant",
    "move_start",
    "pick_landscape",
    "refitted",
    "remove_entrant",
    "remove_start",
    "reset_settings",
    "retype_landscape",
    "set_constant",
    "set_optimizer",
    "swap_entrant",
    "with_optimizers",
]

Ground = Landscape | TinyNet


def add_entrant(document: Document, kind_key: str) -> Document:
    """Add an optimizer by its key, with the settings suggested for the landscape."""
    kind = _kind(kind_key)
    added = Entrant(suggested(kind, document.landscape), _free_colour(document))
    return replace(document, entrants=(*document.entrants, added))


def swap_entrant(document: Document, index: int, kind_key: str) -> Document:
    """Put an optimizer in the place and colour of another, with the settings suggested for it.

    The extras of the other one stay where the new one has a use for them.
    """
    before = document.entrants[index].optimizer
    return set_optimizer(document, index, _in_place_of(before, kind_key, document))


def duplicate_entrant(document: Document, index: int) -> Document:
    """Add a copy of an optimizer behind it, in a colour of its own."""
    copied = replace(document.entrants[index], colour=_free_colour(document), visible=True)
    entrants = (*document.entrants[: index + 1], copied, *document.entrants[index + 1 :])
    return replace(document, entrants=entrants)


def fork_entrant(
    document: Document, index: int, step: int, kind_key: str | None = None
) -> Document:
    """Add a fork of an optimizer behind it: the same run up to a step, and another future from it.

    It goes on with the settings of that step, or as another optimizer with those suggested for the
    landscape, and the extras as far as it has a use for them.
    """
    entrant = document.entrants[index]
    if not 1 <= step < document.steps:
        why = (
            "nothing has happened yet: go to a later"
            if step < 1
            else "none is left: go to an earlier"
        )
        raise SettingError(f"At step {max(step, 0):,} {why} step to fork there.")
    past = entrant.past_at(step)
    optimizer = past[-1].optimizer
    if kind_key is not None:
        optimizer = _in_place_of(optimizer, kind_key, document)
    forked = Entrant(optimizer, _free_colour(document), past=past)
    entrants = (*document.entrants[: index + 1], forked, *document.entrants[index + 1 :])
    return replace(document, entrants=entrants)


def remove_entrant(document: Document, index: int) -> Document:
    """Take an optimizer out of the race; an empty race is allowed."""
    entrants = document.entrants[:index] + document.entrants[index + 1 :]
    return replace(document, entrants=entrants)


def hide_entrant(document: Document, index: int, visible: bool) -> Document:
    """Show or hide an optimizer."""
    return _with_entrant(document, index, replace(document.entrants[index], visible=visible))


def set_optimizer(document: Document, index: int, optimizer: Optimizer) -> Document:
    """Give an entrant another optimizer or other settings; it keeps its colour."""
    return _with_entrant(document, index, replace(document.entrants[index], optimizer=optimizer))


def reset_settings(document: Document, index: int) -> Document:
    """Give an optimizer the settings suggested for the landscape."""
    kind = type(document.entrants[index].optimizer)
    return set_optimizer(document, index, suggested(kind, document.landscape))


def add_start(document: Document, point: Point) -> Document:
    """Add a start point."""
    if len(document.starts) >= MAX_STARTS:
        raise SettingError(f"At most {MAX_STARTS} start points race at a time: remove one first.")
    return replace(document, starts=(*document.starts, point))


def remove_start(document: Document, index: int) -> Document:
    """Take a start point away; the last one stays."""
    if len(document.starts) == 1:
        raise SettingError("A race needs a start point: move this one instead of removing it.")
    return replace(document, starts=document.starts[:index] + document.starts[index + 1 :])


def move_start(document: Document, index: int, point: Point) -> Document:
    """Move a start point."""
    return document.with_start(index, point)


def pick_landscape(document: Document, landscape: Landscape) -> Document:
    """Race on another landscape: from where it suggests, with the settings that suit it."""
    entrants = with_optimizers(document, lambda one: suggested(type(one), landscape))
    return replace(
        document,
        landscape=landscape,
        entrants=entrants,
        starts=(landscape.suggested_start,),
        many=fitted_many(document.many, landscape),
    )


def retype_landscape(document: Document, landscape: Landscape) -> Document:
    """Return a document that races on a typed landscape, keeping what the user has set.

    Starts are kept where the number of variables agrees; settings are kept where the user has
    moved them away from what was suggested.
    """
    before = document.landscape
    if before.dim != landscape.dim:
        return pick_landscape(document, landscape)
    entrants = with_optimizers(document, lambda one: refitted(one, before, landscape))
    return replace(document, landscape=landscape, entrants=entrants)


def set_constant(document: Document, name: str, value: float) -> Document:
    """Move a constant of the formula; starts and settings stay."""
    landscape = document.landscape
    if not isinstance(landscape, Landscape):
        raise SettingError("Only a formula has constants.")
    return replace(document, landscape=landscape.with_constant(name, value))


def refitted(optimizer: Optimizer, before: Ground, after: Ground) -> Optimizer:
    """Return an optimizer on another landscape: its settings, unless they are those suggested."""
    kind = type(optimizer)
    return suggested(kind, after) if optimizer == suggested(kind, before) else optimizer


def with_optimizers(
    document: Document, change: Callable[[Optimizer], Optimizer]
) -> tuple[Entrant, ...]:
    """Return the entrants with every optimizer changed, those of their past as well."""
    return tuple(
        replace(
            entrant,
            optimizer=change(entrant.optimizer),
            past=tuple(replace(one, optimizer=change(one.optimizer)) for one in entrant.past),
        )
        for entrant in document.entrants
    )


def _with_entrant(document: Document, index: int, entrant: Entrant) -> Document:
    entrants = (*document.entrants[:index], entrant, *document.entrants[index + 1 :])
    return replace(document, entrants=entrants)


def _in_place_of(before: Optimizer, kind_key: str, document: Document) -> Optimizer:
    optimizer = suggested(_kind(kind_key), document.landscape)
    with suppress(SettingError):
        optimizer = replace(optimizer, extras=before.extras)
    return optimizer


def _kind(key: str) -> type[Optimizer]:
    kind = OPTIMIZERS.get(key)
    if kind is None:
        near = get_close_matches(key, OPTIMIZERS, 1)
        hint = f"; did you mean {near[0]}?" if near else "."
        raise SettingError(f"There is no optimizer called {key[:40]!r}{hint}")
    return kind


def _free_colour(document: Document) -> int:
    taken = {entrant.colour for entrant in document.entrants}
    for colour in range(MAX_ENTRANTS):
        if colour not in taken:
            return colour
    raise SettingError(TOO_MANY_ENTRANTS)

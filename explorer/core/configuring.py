"""Configuring: settings by name, as a program or a command line gives them, put into a thing."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any, TypeVar

from explorer.core.extras import Extras
from explorer.core.landscape import Landscape
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.param import SettingError, params
from explorer.core.suggestion import suggested

__all__ = ["Settings", "configured", "unknown", "with_settings"]

MOST_NAMES = 20  # in an error message
Settings = Mapping[str, float | str]
T = TypeVar("T")


def configured(
    optimizer: str | Optimizer, landscape: Landscape | TinyNet, settings: Settings
) -> Optimizer:
    """Return an optimizer with these settings and, for the rest, those suggested here.

    What is no setting of the rule itself may be one of the extras (schedule, clip, ...). A choice
    is given by its word. Raises SettingError naming what there is when the key or a setting is
    unknown.
    """
    chosen = optimizer
    if isinstance(chosen, str):
        kind = OPTIMIZERS.get(chosen)
        if kind is None:
            raise SettingError(unknown("optimizer", chosen, OPTIMIZERS))
        chosen = suggested(kind, landscape)
    around = {
        name: value
        for name, value in settings.items()
        if name in params(Extras) and name not in params(chosen)
    }
    own = {name: value for name, value in settings.items() if name not in around}
    if not around:
        return with_settings(chosen, own)
    return replace(with_settings(chosen, own), extras=with_settings(chosen.extras, around))


def with_settings(thing: T, settings: Settings) -> T:
    """Return a dataclass with settings by name; SettingError where there is none of that name."""
    declared, of = params(thing), getattr(thing, "key", "the extras")
    names = [field.name for field in fields(thing) if field.name != "extras"]  # type: ignore[arg-type]
    typed: dict[str, Any] = {}
    for name, value in settings.items():
        if name not in names:
            raise SettingError(unknown(f"setting of {of}", name, names))
        if name not in declared and not isinstance(value, str):
            raise SettingError(f"The {name} of {of} is a name, not {value!r}.")
        typed[name] = value
        if name in declared:
            if declared[name].words:
                value = declared[name].number(name, value)
            # A whole number may come as 3.0, from JSON or from the command line.
            is_written = isinstance(value, float) and value.is_integer()
            typed[name] = int(value) if declared[name].whole and is_written else value
    return replace(thing, **typed)  # type: ignore[type-var]


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return the sentence that there is nothing of this name, and what there is."""
    names = list(known)
    near = get_close_matches(str(name), names, n=1)
    guess = f" Did you mean {near[0]}?" if near else ""
    few = len(names) <= MOST_NAMES
    there = f"there is {', '.join(names)}" if few else f"there are {len(names)} others"
    return f"There is no {what} called {name!r}; {there}.{guess}"

"""Names for the optimizers of a race that tell them apart, also where several are of one kind."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from explorer.core.numbers import coordinates, number
from explorer.core.param import Param, params
from explorer.session.document import Document, Entrant

__all__ = ["Name", "entrant_names", "setting_label", "setting_words", "start_name"]


@dataclass(frozen=True)
class Name:
    """What an optimizer is called, from the longest to the shortest.

    Where it is the only one of its kind all are the same: "Adam". Among several it is
    "Adam, learning rate 0.1", in brief "Adam 0.1", and briefest "0.1".
    """

    whole: str
    brief: str
    briefest: str

    @property
    def leading(self) -> str:
        """What tells it apart first, then the kind: for a narrow column, which cuts off the end."""
        kind = self.brief.removesuffix(self.briefest).rstrip()
        return f"{self.briefest} · {kind}" if kind else self.whole


def entrant_names(document: Document) -> tuple[Name, ...]:
    """Return a name for each optimizer, in their order; those that are shown are told apart.

    Settings are named in which the shown ones of a kind differ; equal ones are numbered.
    """
    return _names(document.entrants)


def start_name(document: Document, start: int) -> str:
    """Return what a start is called: by where it is, of a net by its number."""
    point = document.starts[start]
    where = f"{start + 1}" if len(point) > 2 else coordinates(point)
    return f"Start {where}"


def setting_label(name: str, declared: Param) -> str:
    """Return what the screen calls a setting."""
    return declared.label or name.replace("_", " ")


def setting_words(declared: Param, value: float) -> str:
    """Return a value of a setting as the screen writes it; of a choice its word."""
    return declared.words[int(value)] if declared.words else number(value)


@lru_cache(maxsize=64)
def _names(entrants: tuple[Entrant, ...]) -> tuple[Name, ...]:
    return tuple(_name(entrants, k) for k in range(len(entrants)))


def _name(entrants: tuple[Entrant, ...], k: int) -> Name:
    entrant = entrants[k]
    # A hidden one is not in the way of a short name of one that is shown.
    kin = [e for e in entrants if _is_kin(e, entrant) and (e.visible or not entrant.visible)]
    kind = entrant.optimizer.name
    if len(kin) < 2:
        return Name(kind, kind, kind)
    values, own = [_values(one) for one in kin], _values(entrant)
    said = [
        (what, words)
        for what, (_, words) in own.items()
        if words and len({each[what] for each in values}) > 1
    ]
    whole = ", ".join(f"{what} {words}" for what, words in said)
    brief = " · ".join(words for _, words in said)
    twins = [one.colour for one in kin if _values(one) == own]
    if len(twins) > 1:
        number_of = str(twins.index(entrant.colour) + 1)
        whole, brief = (f"{words}, {number_of}".lstrip(", ") for words in (whole, brief))
    if not whole:
        return Name(kind, kind, kind)
    joint = " " if whole == brief else ", "
    return Name(f"{kind}{joint}{whole}", f"{kind} {brief}", brief)


def _is_kin(one: Entrant, other: Entrant) -> bool:
    return type(one.optimizer) is type(other.optimizer)


def _values(entrant: Entrant) -> dict[str, tuple[Any, str]]:
    """Return all that may differ between optimizers of a kind: as it is, and in words."""
    optimizer, extras = entrant.optimizer, entrant.optimizer.extras
    found: dict[str, tuple[Any, str]] = {}
    for thing in (optimizer, extras):
        for name, declared in params(thing).items():
            value = getattr(thing, name)
            label = setting_label(name, declared)
            label = f"{label} of the gradient" if label in found else label
            found[label] = value, setting_words(declared, value)
    until = entrant.past[-1].until if entrant.past else None
    found["forked"] = entrant.past, "" if until is None else f"at step {until}"
    return found

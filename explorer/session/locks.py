"""Locks: what a teacher has fixed in a document, so that a learner changes only the rest."""

from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, NamedTuple

from explorer.core.landscape import Landscape
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import SettingError
from explorer.session.document import Document, Lock

__all__ = ["LOCKS", "LockWords", "check_locks", "locked_sentence", "set_lock"]


class LockWords(NamedTuple):
    """How a lock is called, and what it keeps as it is."""

    name: str
    keeps: str


LOCKS = MappingProxyType[Lock, LockWords](
    {
        "landscape": LockWords(
            "The landscape",
            "The landscape, its constants and its box, or the net and what it learns from.",
        ),
        "optimizers": LockWords("The optimizers", "Which optimizers race, and their settings."),
        "starts": LockWords(
            "The starts",
            "The start points, also many; of a net, the weights that training begins with.",
        ),
        "run": LockWords(
            "The run", "The steps, when a run ends, what the edge of the box does, and the seed."
        ),
    }
)
_UNLOCK = "to change this, unlock it in the Teach menu"
_INIT: dict[str, Any] = {
    one.name: one.default for one in fields(TinyNet) if one.name.startswith("init")
}


def set_lock(document: Document, lock: Lock, is_locked: bool) -> Document:
    """Lock a part of a document, or unlock it."""
    locks = {*document.locks, lock} if is_locked else {*document.locks} - {lock}
    return replace(document, locks=tuple(one for one in LOCKS if one in locks))


def check_locks(before: Document, after: Document) -> None:
    """Raise SettingError, one sentence, where something changes that is locked and stays so.

    Where the landscape is free, starts and suggested settings may follow it to another one.
    Optimizers may be hidden and shown at any time.
    """
    for lock in before.locks:
        if lock in after.locks and _differs(lock, before, after):
            raise SettingError(locked_sentence(lock))


def locked_sentence(lock: Lock) -> str:
    """Return why what this lock keeps cannot be changed."""
    name = LOCKS[lock].name
    return f"{name} {'are' if name.endswith('s') else 'is'} locked: {_UNLOCK}."


def _differs(lock: Lock, before: Document, after: Document) -> bool:
    is_elsewhere = _ground(before.landscape) != _ground(after.landscape)
    if lock == "landscape":
        return is_elsewhere
    if lock == "starts":
        return not is_elsewhere and _beginning(before) != _beginning(after)
    if lock == "run":
        return _running(before) != _running(after)
    one, other = _racing(before), _racing(after)
    if before.landscape == after.landscape:
        return one != other
    return list(map(type, one)) != list(map(type, other))


def _ground(landscape: Landscape | TinyNet) -> Landscape | TinyNet:
    """Return the landscape without its beginning: that of a net belongs to the starts."""
    return replace(landscape, **_INIT) if isinstance(landscape, TinyNet) else landscape


def _beginning(document: Document) -> tuple[Any, ...]:
    net = document.landscape
    init = tuple(getattr(net, name) for name in _INIT) if isinstance(net, TinyNet) else ()
    return document.starts, init, document.many


def _racing(document: Document) -> list[Any]:
    return [entrant.optimizer for entrant in document.entrants]


def _running(document: Document) -> tuple[Any, ...]:
    return document.steps, document.tolerance, document.boundary, document.seed

"""What a document may hold, so that it can be computed, kept in memory and read back."""

from dataclasses import replace
from math import isfinite
from typing import get_args

from explorer.core.descent import check_run
from explorer.core.landscape import Landscape
from explorer.core.many_starts import ManyStarts, Spread
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.param import SettingError
from explorer.core.run import FAR, MOST_FORKS
from explorer.core.sampling import Sampling
from explorer.session.document import Document, Entrant, Lock

__all__ = [
    "MAX_BOX",
    "MAX_ENTRANTS",
    "MAX_EVALUATIONS",
    "MAX_FORKS",
    "MAX_MANY_STARTS",
    "MAX_MANY_STEPS",
    "MAX_NAME",
    "MAX_NUMBERS",
    "MAX_RESTARTS",
    "MAX_SEED",
    "MAX_STARTS",
    "MAX_TOTAL_STEPS",
    "TOO_MANY_ENTRANTS",
    "check_document",
]

MAX_ENTRANTS = 12  # as many as there are colours
MAX_STARTS = 12
MAX_FORKS = MOST_FORKS
MAX_MANY_STARTS = 5000
MAX_MANY_STEPS = 400_000_000  # over all of them; some seconds beside the window
MAX_TOTAL_STEPS = 4_000_000  # over all runs; a step is 64 bytes of trace
MAX_NUMBERS = 30_000_000  # weights in all traces; each takes 16 bytes, with its slope
MAX_RESTARTS = 10_000
MAX_EVALUATIONS = 1_000_000_000
MAX_SEED = 2**63 - 1
MAX_NAME = 200
MAX_BOX = 1e9

TOO_MANY_ENTRANTS = f"At most {MAX_ENTRANTS} optimizers race at a time: remove one first."


def check_document(document: Document) -> None:
    """Raise SettingError, one sentence for the user, when a document cannot be raced."""
    _check_landscape(document.landscape)
    _check_counts(document)
    _check_plan(document)
    _check_locks(document)
    if document.many is not None:
        _check_many(document, document.many)
    # Without entrants the starts and the steps are checked all the same.
    raced = document if document.entrants else _with_one_entrant(document)
    for start in range(len(raced.starts)):
        for entrant in range(len(raced.entrants)):
            check_run(raced.run(start, entrant))
    total = raced.steps * len(raced.entrants) * len(raced.starts)
    dim = document.landscape.dim
    if dim > 2 and total * dim > MAX_NUMBERS:
        raise SettingError(
            f"{total:,} steps of {dim} weights are too much to remember: "
            "take fewer steps, starts or optimizers, or a smaller net."
        )
    if total > MAX_TOTAL_STEPS:
        raise SettingError(
            f"That is {total:,} steps in all, more than {MAX_TOTAL_STEPS:,}: "
            "take fewer steps, starts or optimizers."
        )


def _with_one_entrant(document: Document) -> Document:
    return replace(document, entrants=(Entrant(GradientDescent(), 0),))


def _check_landscape(landscape: Landscape | TinyNet) -> None:
    if isinstance(landscape, TinyNet):
        return  # a net that can be made can be trained
    if any(abs(end) > MAX_BOX for ends in landscape.box for end in ends):
        raise SettingError(f"The box must lie between {-MAX_BOX:g} and {MAX_BOX:g}.")
    for constant in landscape.constants:
        constant.check()


def _check_counts(document: Document) -> None:
    if len(document.entrants) > MAX_ENTRANTS:
        raise SettingError(TOO_MANY_ENTRANTS)
    if not 1 <= len(document.starts) <= MAX_STARTS:
        raise SettingError(f"A race has from 1 to {MAX_STARTS} start points.")
    dim = document.landscape.dim
    if any(len(start) != dim for start in document.starts):
        raise SettingError(f"Here a start point has {dim} coordinate{'s' if dim > 1 else ''}.")
    colours = {entrant.colour for entrant in document.entrants}
    if len(colours) < len(document.entrants) or not colours <= set(range(MAX_ENTRANTS)):
        raise SettingError(f"Every optimizer needs a colour of its own, 0 to {MAX_ENTRANTS - 1}.")
    if not document.name.isprintable() or not 1 <= len(document.name) <= MAX_NAME:
        raise SettingError(f"A name has from 1 to {MAX_NAME} printable characters.")


def _check_plan(document: Document) -> None:
    plan = document.restarts
    if not 1 <= plan.starts <= MAX_RESTARTS:
        raise SettingError(f"Random restarts take from 1 to {MAX_RESTARTS:,} starts.")
    if not 0 <= plan.evaluations <= MAX_EVALUATIONS:
        raise SettingError(f"The evaluations must lie between 0 and {MAX_EVALUATIONS:,}.")
    if plan.sampling not in get_args(Sampling):
        raise SettingError(
            f"Starts are spread in one of these ways: {', '.join(get_args(Sampling))}."
        )
    if plan.sampling == "grid" and plan.evaluations:
        raise SettingError("A grid needs to know how many starts there are; a budget does not say.")
    if not (0 <= plan.seed <= MAX_SEED and 0 <= document.seed <= MAX_SEED):
        raise SettingError(f"A seed is a whole number from 0 to {MAX_SEED:,}.")


def _check_many(document: Document, plan: ManyStarts) -> None:
    if isinstance(plan.count, bool) or not 1 <= plan.count <= MAX_MANY_STARTS:
        raise SettingError(f"Many starts are from 1 to {MAX_MANY_STARTS:,}.")
    if plan.spread not in get_args(Spread):
        raise SettingError(f"Many starts are spread in one of: {', '.join(get_args(Spread))}.")
    if not 0 <= plan.seed <= MAX_SEED:
        raise SettingError(f"A seed is a whole number from 0 to {MAX_SEED:,}.")
    if not all(isfinite(c) for end in plan.line for c in end):
        raise SettingError("The line of starts must have finite ends.")
    if isinstance(document.landscape, TinyNet):
        return  # it has no cloud; the plan waits for the next landscape
    _check_line(document.landscape, plan)
    total = plan.count * document.steps * max(1, len(document.entrants))
    if total > MAX_MANY_STEPS:
        raise SettingError(
            f"Many starts would take {total:,} steps in all, more than {MAX_MANY_STEPS:,}: "
            "take fewer starts, steps or optimizers."
        )


def _check_line(landscape: Landscape, plan: ManyStarts) -> None:
    if plan.spread == "line" and not plan.line:
        raise SettingError("Draw the line first along which the starts shall stand.")
    if any(len(end) != landscape.dim for end in plan.line):
        numbers = "one number" if landscape.dim == 1 else f"{landscape.dim} numbers"
        raise SettingError(f"Here each end of the line of starts has {numbers}.")
    for end in plan.line:
        for c, (low, high) in zip(end, landscape.box, strict=True):
            if not abs(c - (low + high) / 2) <= FAR * (high - low):
                raise SettingError(
                    "The line of starts must lie within a million widths of the box."
                )


def _check_locks(document: Document) -> None:
    known = get_args(Lock)
    if document.locks != tuple(lock for lock in known if lock in document.locks):
        raise SettingError(f"What can be locked is {', '.join(known)}: each once, in this order.")

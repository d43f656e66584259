"""Variants: one optimizer several times, with one of its settings spread over sensible values."""

from dataclasses import replace
from typing import Any

from explorer.core.optimizer import Optimizer
from explorer.core.param import Param, SettingError, params
from explorer.session.document import Document, Entrant
from explorer.session.limits import MAX_ENTRANTS, TOO_MANY_ENTRANTS

__all__ = ["spread", "varied_settings", "vary"]

COUNT = 4
FACTORS = (0.25, 0.5, 1.0, 2.0)  # of the value that is set
DIGITS = 4
SMALLEST = 1e-3  # stands in for 0 on a scale without a smallest number


def varied_settings(optimizer: Optimizer) -> dict[str, Param]:
    """Return the main settings that can be spread, the learning rate first; all if none is main."""
    declared = params(optimizer)
    can = {
        name: one
        for name, one in declared.items()
        if len(spread(one, getattr(optimizer, name))) > 1
    }
    main = {name: one for name, one in can.items() if one.main}
    return dict(sorted((main or can).items(), key=lambda item: item[0] != "learning_rate"))


def spread(declared: Param, value: float) -> tuple[float, ...]:
    """Return up to four values of a setting, ascending, the present one among them.

    On a logarithmic scale 1/4, 1/2, 1 and 2 times the value; on a plain one thirds of the range
    below it, or quarters of that above where this is wider. Of a choice they are its first words.
    All are allowed, and whole where they have to be.
    """
    if declared.words:
        others = [float(k) for k in range(len(declared.words)) if k != value]
        return tuple(sorted([value, *others[: COUNT - 1]]))
    found = _multiplied(declared, value) if declared.log else _divided(declared, value)
    taken = [value]
    for other in found:
        other = _rounded(declared, other)
        if len(taken) < COUNT and other not in taken:
            taken.append(other)
    return tuple(sorted(taken))


def vary(document: Document, entrant: int, name: str) -> Document:
    """Return a document that shows an optimizer with a setting spread, side by side; no others.

    It keeps its place and colour among its variants. Those that are there already, but hidden, are
    shown again. Raises SettingError where that would be too many optimizers.
    """
    shown = document.entrants[entrant]
    declared = params(shown.optimizer).get(name)
    values = () if declared is None else spread(declared, getattr(shown.optimizer, name))
    if declared is None or len(values) < 2:
        raise SettingError(f"{shown.optimizer.name} has no such setting that could be varied.")
    row: list[Entrant] = []
    taken = {one.colour for one in document.entrants}
    free = [colour for colour in range(MAX_ENTRANTS) if colour not in taken]
    for value in values:
        optimizer = _with(shown.optimizer, declared, name, value)
        known = _known(document, shown, optimizer)
        if known is None and not free:
            raise SettingError(TOO_MANY_ENTRANTS)
        row.append(replace(known or Entrant(optimizer, free.pop(0), past=shown.past), visible=True))
    colours = {one.colour for one in row}
    before, after = (
        tuple(replace(one, visible=False) for one in part if one.colour not in colours)
        for part in (document.entrants[:entrant], document.entrants[entrant:])
    )
    entrants = (*before, *row, *after)
    return replace(document, entrants=entrants, layout="side-by-side", panels="optimizers")


def _known(document: Document, shown: Entrant, optimizer: Optimizer) -> Entrant | None:
    """Return the one that races with these settings already."""
    if optimizer == shown.optimizer:
        return shown
    for one in document.entrants:
        if one.optimizer == optimizer and one.past == shown.past:
            return one
    return None


def _with(optimizer: Optimizer, declared: Param, name: str, value: float) -> Optimizer:
    changed: dict[str, Any] = {name: int(value) if declared.whole else value}
    return replace(optimizer, **changed)


def _multiplied(declared: Param, value: float) -> list[float]:
    """Return multiples of a value within the range, the nearest to it first."""
    middle = value or max(declared.slider[0], SMALLEST * (declared.slider[1] or 1.0))
    factors = sorted(FACTORS, key=lambda factor: abs(factor - 1.0))
    within = [middle * f for f in factors if declared.low <= middle * f <= declared.high]
    more = [middle * f for f in (4.0, 0.125, 8.0) if declared.low <= middle * f <= declared.high]
    return [*within, *more]


def _divided(declared: Param, value: float) -> list[float]:
    """Return values that divide the wider side of the range, as far as the slider goes."""
    low, high = declared.slider
    low, high = min(low, value), max(high, value)
    if value - low >= high - value:
        return [low + k / (COUNT - 1) * (value - low) for k in range(COUNT)]
    return [value + k / COUNT * (high - value) for k in range(COUNT)]


def _rounded(declared: Param, value: float) -> float:
    number = float(round(value)) if declared.whole else float(f"{value:.{DIGITS}g}")
    return min(max(number, declared.low), declared.high)

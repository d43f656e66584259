"""Suggesting: how a rule says which of its settings should follow the landscape, and how."""

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Suggestion",
    "against_curvature",
    "against_noise",
    "of_range",
    "of_reach",
    "of_width",
    "per_curvature",
    "the_lowest",
]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A setting as a multiple of something measured; suggestion.py says what is measured.

    `share` is the multiple on landscapes, `net` that on tiny nets; None: the default stays there.
    """

    kind: Literal[
        "per curvature", "rate or length", "curvature", "width", "noise", "reach", "range", "lowest"
    ]
    share: float | None
    net: float | None = None
    many: float | None = None  # instead of `net` for nets of many weights, whose steps add up
    rough: float | None = None  # instead of `net` with batches, or where the loss has kinks


def per_curvature(share: float, net: float | None = None) -> Suggestion:
    """Suggest share / L, with L the size of the curvature: for rates that multiply the slope.

    A share below 1 is taken to be that of a rule with momentum 0.9. With `net`, that is the number
    on tiny nets: for rates that multiply the slope at first and are lengths later.
    """
    if net is not None:
        return Suggestion("rate or length", share, net)
    return Suggestion("per curvature", share, share)


def of_width(
    share: float | None,
    net: float | None = None,
    *,
    many: float | None = None,
    rough: float | None = None,
) -> Suggestion:
    """Suggest a share of the narrowest width of the box; on tiny nets the number itself."""
    return Suggestion("width", share, net, many, rough)


def against_noise(share: float, net: float) -> Suggestion:
    """Suggest so much noise that it alone moves a coordinate by a share of the width in a step.

    On tiny nets: `net` times the usual size of the slope of a weight at the start.
    """
    return Suggestion("noise", share, net)


def of_reach(share: float) -> Suggestion:
    """Suggest a share of the width, or as far as the landscape itself measures slopes.

    Where heights are noisy, 1/10 of the width: two looks close together tell the noise apart alone.
    """
    return Suggestion("reach", share)


def of_range(share: float, net: float | None = None) -> Suggestion:
    """Suggest a share of how far values usually range in the box: for temperatures.

    On tiny nets: `net` itself.
    """
    return Suggestion("range", share, net)


def the_lowest(net: float) -> Suggestion:
    """Suggest the height of the lowest known place: for rules that are told a part of the answer.

    Where it is not known, the lowest of a sample. On tiny nets: `net` itself.
    """
    return Suggestion("lowest", 1.0, net)


def against_curvature(
    share: float | None = None, net: float | None = None, *, rough: float | None = None
) -> Suggestion:
    """Suggest a multiple of L, the size of the curvature: for what is added to curvatures."""
    return Suggestion("curvature", share, net, rough=rough)

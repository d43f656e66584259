"""What is said of a cloud: how many of its starts are where, and how far chance has spread them."""

from collections.abc import Sequence

from explorer.core.array import Point
from explorer.core.standing import AT, Scatter, Standing
from explorer.views.numbers import coordinates, number

__all__ = ["NEARNESS", "counted", "scatter_words", "share", "short_words", "whole_words"]

NEARNESS = f"At a minimum means: within {100 * AT:.0f} % of the box of it."
MOST_NAMED = 4  # minima that are named one by one


def share(count: int, total: int) -> str:
    """Return a share in whole percent that never says 0 of some nor 100 of not all."""
    percent = 100.0 * count / total
    if 0 < percent < 1:
        return "< 1 %"
    if 99 < percent < 100:
        return "> 99 %"
    return f"{percent:.0f} %"


def counted(count: int) -> str:
    """Return how many starts there are."""
    return "1 start" if count == 1 else f"{count:,} starts"


def short_words(found: Standing, lowest: Sequence[bool]) -> str:
    """Return where most are, for a chip; `lowest` tells of each minimum whether none is lower."""
    total, best = found.total, _at(found, lowest, True)
    parts = []
    if len(found.counts):
        which = "the lowest minimum" if sum(lowest) == 1 else "a lowest minimum"
        parts.append(f"{share(best, total)} at {which}")
        other = _at(found, lowest, False)
        parts += [f"{share(other, total)} at others"] * (other > 0)
    else:
        parts += ["no minimum known"] * (found.flown < total)
    parts += [f"{share(found.flown, total)} flew away"] * (found.flown > 0)
    parts += [f"{share(found.undefined, total)} undefined"] * (found.undefined > 0)
    parts += [f"{share(found.outside, total)} outside the box"] * (found.outside > 0)
    return ", ".join(parts)


def whole_words(found: Standing, minima: Sequence[Point], lowest: Sequence[bool]) -> str:
    """Return the same with all counts, as sentences."""
    total = found.total
    said = []
    order = sorted(range(len(minima)), key=lambda k: (not lowest[k], -int(found.counts[k])))
    named = [k for k in order if found.counts[k]][:MOST_NAMED]
    for k in named:
        kind = "lowest minimum" if lowest[k] else "minimum"
        said.append(f"{_of(int(found.counts[k]), total)} at the {kind} {coordinates(minima[k])}")
    rest = int(found.counts.sum()) - sum(int(found.counts[k]) for k in named)
    for count, where in (
        (rest, "at other minima"),
        (found.elsewhere, "at no minimum"),
        (found.outside, "outside the box"),
        (found.flown, "flew away"),
        (found.undefined, "came to where the formula has no value"),
    ):
        said += [f"{_of(count, total)} {where}"] * (count > 0)
    words = "; ".join(said)
    if found.median == found.median:
        words += f". Half of them are below {number(found.median, 3)}"
    return f"{words}."


def scatter_words(found: Scatter | None, least: float) -> str:
    """Return how far chance has spread starts that began in one place; less than `least` is none.

    The numbers are standard deviations, along the widest axis and across it.
    """
    if found is None:
        return "no spread"
    if found.deviations[0] <= least:
        return "no chance in it: all in one place"
    return f"spread {' × '.join(number(float(d), 2) for d in found.deviations)}"


def _at(found: Standing, lowest: Sequence[bool], is_lowest: bool) -> int:
    return sum(int(n) for n, low in zip(found.counts, lowest, strict=True) if low == is_lowest)


def _of(count: int, total: int) -> str:
    return f"{count:,} ({share(count, total)})"

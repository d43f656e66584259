"""What is said of a blind descent: each probe, and in the end who came how low."""

from math import atan2, isfinite, pi

from explorer.core.blind_descent import Probe, Standing
from explorer.session.challenge import Challenge
from explorer.views.numbers import coordinates, number

__all__ = ["COUNTED", "gap_words", "left_words", "probe_words", "said", "verdict", "way_words"]

WAYS = (
    "to the right",
    "to the upper right",
    "straight up the map",
    "to the upper left",
    "to the left",
    "to the lower left",
    "straight down the map",
    "to the lower right",
)
COUNTED = (
    "The look at the start and every probe count, and the lowest of them is the result. The "
    "optimizers had the same start and as many looks: {looks}. Nelder–Mead uses heights alone, the "
    "others the slope as well. Their settings are those suggested for this land, from 256 places "
    "sampled before: that is more than you were told."
)


def way_words(probe: Probe) -> str:
    """Return which way the ground falls, in words."""
    if not isfinite(probe.steepness):
        return "the slope is not known"
    if probe.steepness == 0.0:
        return "level"
    turn = atan2(-probe.gradient[1], -probe.gradient[0])
    return f"it falls {WAYS[round(turn / (pi / 4)) % len(WAYS)]}"


def probe_words(probe: Probe) -> str:
    """Return height and slope of a probe in a few words."""
    if not isfinite(probe.height):
        return "no height there"
    return f"height {number(probe.height)} · slope {number(probe.steepness, 3)}"


def left_words(challenge: Challenge) -> str:
    """Return how many probes are left."""
    if challenge.is_over:
        used = len(challenge.probes) - 1
        return f"{used} {'probe' if used == 1 else 'probes'} used"
    return f"{challenge.left} of {challenge.allowed} probes left"


def said(challenge: Challenge) -> str:
    """Return what a screen reader says after a probe."""
    last = challenge.probes[-1]
    where = "The start" if len(challenge.probes) == 1 else f"Probe {len(challenge.probes) - 1}"
    lowest = " The lowest so far." if last is challenge.lowest else ""
    return (
        f"{where} at {coordinates(last.point)}: {probe_words(last)}, {way_words(last)}.{lowest} "
        f"{left_words(challenge)}."
    )


def gap_words(standing: Standing) -> str:
    """Return what is left to the lowest height known, as a table shows it."""
    if standing.gap is None:
        return "–"
    return number(standing.gap, 3)


def verdict(challenge: Challenge) -> tuple[str, str]:
    """Return who won a game with standings, in one line, and what it means in a sentence or two."""
    standings = challenge.standings
    you = next(one for one in standings if one.slot is None)
    others = [one for one in standings if one.slot is not None]
    best = min(others, key=lambda one: one.rank)
    if len(challenge.probes) == 1:
        return "You took no probe", f"Of the optimizers, {_named(best.name)} came lowest."
    if you.rank < best.rank:
        headline = "You came lowest"
        detail = f"Next is {_named(best.name)}{_above(best, you)}."
    elif you.rank == best.rank:
        headline, detail = f"You and {_named(best.name)} came equally low", ""
    else:
        headline = f"{best.name} came lowest"
        place = f"{_ORDINALS[you.rank - 1]} of {_NUMBERS[len(standings) - 1]}"
        detail = f"You are {place}{_above(you, best)}."
    return headline, f"{detail} {_way_down(you)}".strip()


_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NUMBERS = ("one", "two", "three", "four", "five")


def _named(name: str) -> str:
    """Return an optimizer's name inside a sentence: names of people keep their capital."""
    return name if name in ("Adam", "Nelder–Mead") else name[:1].lower() + name[1:]


def _above(one: Standing, other: Standing) -> str:
    apart = one.height - other.height
    return f", {number(apart, 3)} higher" if isfinite(apart) else ""


def _way_down(you: Standing) -> str:
    if you.share is None or you.gap is None:
        return "How low this land goes is not known."
    if you.gap <= 0.0:
        return "You stood on the lowest place known."
    whole = f"{you.share:.1%}" if 0.99 < you.share < 1.0 else f"{you.share:.0%}"
    if you.share >= 0.9995:
        whole = "nearly all"
    return f"From the start you went down {whole} of the way to the lowest place known."

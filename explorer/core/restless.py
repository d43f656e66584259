"""Restless runs: verdicts on those that go to and fro for ever, in a cycle, in chaos or shaken."""

import inspect
from dataclasses import replace
from math import exp

from explorer.core.array import Point
from explorer.core.ending import NEAR, Ending, spelled
from explorer.core.known import nearest_known
from explorer.core.legs import last_leg
from explorer.core.optimizers.noisy_gradient_descent import NoisyGradientDescent
from explorer.core.recurrence import Recurrence
from explorer.core.run import Run
from explorer.core.verdict import Verdict

__all__ = ["is_by_chance", "not_for_ever", "restless", "with_parting"]

AROUND = 0.25  # a wider to and fro is around no minimum in particular
NAMED = 4  # points of a cycle that are named one by one


def restless(end: Ending) -> Verdict | None:
    """Say in what way a run finds no rest; None where it has found it, or may yet."""
    found = None if end.motion.extent <= NEAR else end.recurrence
    if found is None or not found.lasts or found.extent <= NEAR:
        return None
    by_chance = is_by_chance(end.run, end.steps)
    return _cycle(end, found) if found.period and not by_chance else _wandering(end, found)


def is_by_chance(run: Run, steps: int) -> bool:
    """Tell whether chance still has a hand in the steps of a run after so many."""
    leg = last_leg(run, steps)
    optimizer, steps = leg.optimizer, steps - leg.born
    asked = inspect.signature(type(optimizer).step).parameters
    draws = "noise" in asked or "chance" in asked
    if isinstance(optimizer, NoisyGradientDescent):
        draws = optimizer.noise_level > 0.0 and not 0 < optimizer.cooling <= steps // 2
    return draws or optimizer.extras.noise > 0.0


def with_parting(verdict: Verdict, growth: float, steps: int, is_chaotic: bool) -> Verdict:
    """Add to a verdict of `oscillating` how two runs part that are next to each other.

    `growth` is the logarithm of how many times as far apart they are after so many steps.
    """
    if is_chaotic:
        rate = growth / steps
        chaotic = (
            f" It is chaotic: the distance of two runs next to each other grows by a factor of "
            f"{exp(rate):.2f} a step (Lyapunov exponent {rate:.2g}, over {steps} steps)."
        )
        evidence = verdict.evidence + chaotic
        return replace(verdict, kind="chaos", words="chaotic", evidence=evidence, exponent=rate)
    orderly = (
        f" No chaos was found: after {steps} steps, two runs next to each other are "
        f"{exp(min(growth, 30.0)):.2g} times as far apart."
    )
    return replace(verdict, evidence=verdict.evidence + orderly, exponent=growth / steps)


def not_for_ever(verdict: Verdict, steps: int) -> Verdict:
    """Return what is left of a verdict of cycle or chaos where the run does not go on like that."""
    ends = f" But that does not last: taken on for {steps:,} steps, it comes out of it."
    return replace(
        verdict,
        kind="oscillating",
        words="oscillating",
        evidence=verdict.evidence + ends,
        period=None,
    )


def _cycle(end: Ending, found: Recurrence) -> Verdict:
    period, last = found.period, end.points[-found.period :]
    places = [spelled(tuple(point)) for point in last.tolist()]
    if period == 2:
        where = f"between {places[0]} and {places[1]}"
    elif period <= NAMED:
        where = f"through {', '.join(places[:-1])} and {places[-1]}"
    else:
        where = _between(found.low, found.high)
    exact = "" if found.error <= 1e-9 else f", to within {found.error:.1g} of the box"
    evidence = (
        f"The same {period} steps again and again{exact}: {where}, across {found.extent:.2%} of "
        f"the box{_around(end, found)}; {end.slope}. Smaller steps may settle it."
    )
    verdict = end.says("cycle", f"cycle of {period}", evidence)
    return replace(verdict, period=period)


def _wandering(end: Ending, found: Recurrence) -> Verdict:
    across = f"across {found.extent:.2%} of the box{_around(end, found)}"
    if is_by_chance(end.run, end.steps):
        shaken = (
            f"Chance keeps it moving {across}: its last {found.steps} steps neither settle nor get "
            f"lower; {end.slope}."
        )
        return end.says("oscillating", "wandering", shaken)
    evidence = (
        f"It goes to and fro {across}: its last {found.steps} steps never quite repeat, and get "
        f"neither smaller nor lower; {end.slope}."
    )
    if getattr(last_leg(end.run, end.steps).optimizer, "momentum", 0.0) == 1.0:
        evidence += " With momentum 1 nothing brakes it."
    else:
        evidence += " Smaller steps may settle it."
    return end.says("oscillating", "oscillating", evidence)


def _around(end: Ending, found: Recurrence) -> str:
    minimum = nearest_known(end.landscape, found.centre, min(found.extent, AROUND))
    return f", around the known minimum {spelled(minimum.point)}" if minimum else ""


def _between(low: Point, high: Point) -> str:
    names = ("x", "y") if len(low) <= 2 else tuple(f"x{i + 1}" for i in range(len(low)))
    ranges = (f"{n} from {a:.4g} to {b:.4g}" for n, a, b in zip(names, low, high, strict=False))
    return f"with {' and '.join(ranges)}"

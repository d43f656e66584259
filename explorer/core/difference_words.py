"""The sentences that say where two paths part and why; each says only what was computed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from explorer.core.array import Point
from explorer.core.critical_point import CriticalPoint
from explorer.core.downhill import NOWHERE
from explorer.core.legs import last_leg
from explorer.core.local_model import LocalModel, rate_here
from explorer.core.numbers import coordinates, number
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.restless import is_by_chance
from explorer.core.run import Stop, Trace

__all__ = [
    "Crossing", "Racer", "Side", "crossing_words", "ends_words", "flight_words", "rest_words",
    "same_words", "starts_words",
]  # fmt: skip

Words = tuple[str, str]  # a sentence, and the evidence for it
ASIDE = 20.0  # degrees: a step that points farther off the way downhill is said to


@dataclass(frozen=True, eq=False)
class Racer:
    """A path, and what a sentence calls it."""

    name: str
    trace: Trace

    def optimizer(self, step: int) -> Optimizer | None:
        """Return who took a step; None where that is not known."""
        return None if self.trace.run is None else last_leg(self.trace.run, step).optimizer


@dataclass(frozen=True, eq=False)
class Side:
    """A path, the basin that it ends in, and the steps from which on something holds for good."""

    racer: Racer
    basin: int
    there: int | None  # it is at the bottom of its basin
    left: int | None  # it is outside the box

    @property
    def name(self) -> str:
        """What a sentence calls it."""
        return self.racer.name

    @property
    def has_flown(self) -> bool:
        """Whether it flew away, or came to where there is no value."""
        return self.racer.trace.verdict.kind == "diverged"

    @property
    def is_undefined(self) -> bool:
        """Whether its last point has no value."""
        return self.racer.trace.stop is Stop.UNDEFINED

    @property
    def ending(self) -> str:
        """Where it ended, and what that is."""
        trace = self.racer.trace
        return f"{coordinates(trace.points[-1].tolist())} ({trace.verdict.words})"


@dataclass(frozen=True, eq=False)
class Crossing:
    """Where and how a step leaves a basin."""

    step: int
    place: Point
    height: float  # there
    rise: float  # of that over where the step began
    climbs: bool  # whether the step goes up there
    over: CriticalPoint | None  # the pass that the ridge comes down to
    is_at_pass: bool  # whether it crosses so near to the pass that one may say so
    model: LocalModel  # of the land where the step began
    turn: float  # degrees between the step and the way straight downhill
    share: float  # of the box that the step is long


def crossing_words(
    one: Side, other: Side, crossing: Crossing, who: int, both: bool, same: int
) -> Words:
    """Say how a path left the basin that both were in; `who`: 0 the first one, 1 the other."""
    leaver, stayer = (other, one) if who else (one, other)
    why = _luck(one, other) or _why(leaver.racer, crossing)
    if both:
        words = f"{_crossed('Crossed', crossing)}{why}; {stayer.name} left as well, another way."
    elif who:
        words = f"{_crossed('Crossed', crossing)}{why}; {stayer.name} stayed."
    else:
        words = f"Stayed when {leaver.name} {_crossed('crossed', crossing)}{why}."
    evidence = [
        f"From step {crossing.step} on they are in two basins for good: plain downhill leads from "
        "them to two different places.",
        f"The step crosses the ridge at {coordinates(crossing.place)}, height "
        f"{number(crossing.height)}, {_turned(crossing)}.",
        *_ends(one, other),
    ]
    if same > 0 and _starts_together(one, other):
        evidence.append(f"To step {same} their steps are the same, bit for bit.")
    return words, " ".join(evidence)


def rest_words(
    one: Side, other: Side, same: int, way: int | None, *, began_apart: bool = False
) -> Words:
    """Compare two paths that end in one basin; `way`: the step at which their ways part."""
    if other.there is not None and one.there is not None:
        words = f"Same minimum: {_state(other)}, {one.name} {_after(one)}"
    else:
        words = f"Same basin: {_state(other)}; {one.name} {_state(one)}"
    if began_apart:
        words += "; yet the starts lie in different basins"
    elif _starts_together(one, other):
        words += f"; {_way(way)}{_luck(one, other)}"
    evidence = [
        "Plain downhill leads from both ends to the same place.",
        "There means: within a thousandth of the box of it, to the end.",
        "The same way means: within a hundredth of the box.",
        *_ends(one, other),
    ]
    return f"{words}.", " ".join(evidence)


def same_words(one: Side, steps: int) -> Words:
    """Say that two paths do not differ at all."""
    return f"Takes the very same steps as {one.name}.", f"All {steps} steps, bit for bit."


def flight_words(one: Side, other: Side, models: Sequence[Sequence[LocalModel]]) -> Words:
    """Compare two paths of which at least one flew away.

    `models` are, of each path, those of the land at the steps with which it began to fly.
    """
    if other.has_flown:
        too = f"{one.name} as well, at step {one.racer.trace.steps}"
        words = f"{_flew(other)}{_overshooting(other, models[1])}"
        words += f"; {too if one.has_flown else f'{one.name} does not'}"
    else:
        flew = _flew(one)
        flew = f"{flew[:1].lower()}{flew[1:]}{_overshooting(one, models[0])}"
        words = f"Does not fly away, while {one.name} {flew}"
    evidence = [
        f"{side.name} is outside the box from step {side.left} on."
        for side in (one, other)
        if side.has_flown and side.left is not None
    ]
    return f"{words}.", " ".join([*evidence, *_ends(one, other)])


def ends_words(one: Side, other: Side, step: int | None) -> Words:
    """Compare two paths of which nothing certain is known but where they were."""
    if step is None:
        words = f"Ends near where {one.name} ends, at {other.ending}"
    else:
        words = f"Ends at {other.ending}; away from {one.name} from step {step} on"
    reason = "From an end, plain downhill leads out of the map or to no single lowest place."
    if NOWHERE not in (one.basin, other.basin):
        reason = "From a start, plain downhill leads out of the map or to no single lowest place."
    return f"{words}.", " ".join(
        [reason, "Near means: within a hundredth of the box, step by step.", *_ends(one, other)]
    )


def starts_words(one: Side, other: Side, here: Point, there: Point) -> Words:
    """Say that two paths are in two basins from the start: bottoms `there` and of the first."""
    words = (
        f"The starts already lie in different basins: plain downhill leads from here to "
        f"{coordinates(there)}, from {one.name} to {coordinates(here)}."
    )
    return words, " ".join(["Measured by plain downhill flow from each start.", *_ends(one, other)])


def _crossed(verb: str, crossing: Crossing) -> str:
    still = "still climbing" if crossing.climbs else "going down"
    step, top = crossing.step, crossing.over
    place, height = coordinates(crossing.place), number(crossing.height, 3)
    if top is None:
        return f"{verb} into another basin at step {step}, at {place}, height {height}, {still}"
    above = number(max(crossing.height - top.value, 0.0), 3)
    name = "hilltop" if len(top.point) == 1 else "pass"
    if crossing.is_at_pass:
        where = f"{coordinates(top.point)}, height {number(top.value, 3)}"
        return f"{verb} the {name} at {where}, at step {step}, {above} above it, {still}"
    return f"{verb} the ridge at step {step}, at {place}, {above} above its {name}, {still}"


def _why(racer: Racer, crossing: Crossing) -> str:
    """Return what is certain about why it crossed, as the end of a sentence; often nothing."""
    optimizer, run = racer.optimizer(crossing.step), racer.trace.run
    if optimizer is None or run is None:
        return ""
    if is_by_chance(run, crossing.step):
        return ", shaken by chance"
    if reason := _too_long(optimizer, crossing.model, crossing.step):
        return f": {reason}, so that step overshoots"
    if type(optimizer) is GradientDescent and not optimizer.extras.is_treated:
        # Straight downhill no way leads out of a basin: it was the length of the step.
        return f", in one leap of {crossing.share:.0%} of the box"
    if ASIDE < crossing.turn <= 90.0 and not crossing.climbs:
        return f", {crossing.turn:.0f}° off the way straight downhill"
    return ""


def _overshooting(side: Side, models: Sequence[LocalModel]) -> str:
    """Return with which step the learning rate is too large for the land, where it is so at all."""
    steps = side.racer.trace.steps
    optimizer = side.racer.optimizer(steps)
    reasons = (optimizer and _too_long(optimizer, model, steps - 1) for model in models)
    reason = next(filter(None, reasons), "")
    return f": {reason}, so its steps overshoot" if reason else ""


def _too_long(optimizer: Optimizer, model: LocalModel, step: int) -> str:
    """Return that the learning rate in a step is too large where it begins, if that is so."""
    rate = None if optimizer.extras.is_treated else rate_here(optimizer, model, step - 1)
    if rate is None or not 0.0 < rate.largest < rate.now:
        return ""
    most = number(rate.largest, 2)
    if type(optimizer) is GradientDescent:
        most = f"2 / largest curvature there = {most}"
    else:
        most = f"the {most} that is stable there"
    return f"learning rate {number(rate.now)} is more than {most}"


def _flew(side: Side) -> str:
    steps = side.racer.trace.steps
    if side.is_undefined:
        return f"Stepped to where there is no value, at step {steps}"
    return f"Flew away at step {steps}"


def _way(parting: int | None) -> str:
    if parting is None:
        return "the same way"
    last = parting - 1
    return f"the same way to step {last}" if last > 0 else "another way from the first step on"


def _luck(one: Side, other: Side) -> str:
    """Return that nothing but chance sets two paths from one start apart, where that is so."""
    runs = [side.racer.trace.run for side in (one, other)]
    first, second = runs
    if first is None or second is None or replace(first, seed=second.seed) != second:
        return ""
    return "; same rule, other luck" if is_by_chance(first, 0) else ""


def _state(side: Side) -> str:
    """Return whether and when a path came to the bottom of its basin."""
    verdict, steps = side.racer.trace.verdict, side.racer.trace.steps
    if side.there is not None:
        return f"there {_after(side)}"
    if verdict.kind in ("cycle", "chaos", "oscillating"):
        return f"finds no rest ({verdict.words})"
    if verdict.kind == "budget":
        return f"not there after {_counted(steps, 'step')}"
    return f"ends elsewhere ({verdict.words})"


def _after(side: Side) -> str:
    """Return after how many steps it was there, and looks, where a step takes more than one."""
    assert side.there is not None
    steps = side.there
    value, gradient, hessian = side.racer.trace.costs[steps].tolist()
    looks = [(gradient, "gradient") if gradient else (value, "value"), (hessian, "Hessian")]
    said = ", ".join(_counted(count, name) for count, name in looks if count)
    is_plain = max(value, gradient) <= steps + 1 and not hessian
    return f"after {_counted(steps, 'step')}" + ("" if is_plain else f" ({said})")


def _counted(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


def _turned(crossing: Crossing) -> str:
    above = "above" if crossing.rise > 0 else "below"
    up = f"{number(abs(crossing.rise), 3)} {above} where it began"
    if np.isnan(crossing.turn):
        return up
    return f"{up}, {crossing.turn:.0f}° off the way straight downhill"


def _ends(one: Side, other: Side) -> list[str]:
    return [f"{side.name} ends at {side.ending}." for side in (other, one)]


def _starts_together(one: Side, other: Side) -> bool:
    return bool((one.racer.trace.points[0] == other.racer.trace.points[0]).all())

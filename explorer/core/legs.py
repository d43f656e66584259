"""Legs: the parts of a run, each taken by one optimizer; a forked run has more than one."""

from dataclasses import dataclass

from explorer.core.optimizer import Optimizer
from explorer.core.run import Run

__all__ = ["Leg", "last_leg", "legs"]


@dataclass(frozen=True, slots=True)
class Leg:
    """The steps `begin` + 1 to `end` of a run, and who takes them.

    `born` is the step after which its kind of optimizer began afresh: it counts its own steps from
    there. A leg that is not fresh goes on with all that the one before it carried.
    """

    optimizer: Optimizer
    begin: int
    end: int
    born: int

    @property
    def is_fresh(self) -> bool:
        """Whether its kind begins here."""
        return self.born == self.begin


def legs(run: Run) -> tuple[Leg, ...]:
    """Return the legs of a run in their order; those without a step are left out."""
    if not run.past:  # as almost always
        return (Leg(run.optimizer, 0, run.steps, 0),)
    found: list[Leg] = []
    begin = born = 0
    ends = [(stretch.optimizer, stretch.until) for stretch in run.past]
    for optimizer, end in (*ends, (run.optimizer, run.steps)):
        if found and type(optimizer) is not type(found[-1].optimizer):
            born = begin
        end = min(end, run.steps)
        if end > begin or not found:
            found.append(Leg(optimizer, begin, end, born))
        begin = end
    return tuple(found)


def last_leg(run: Run, steps: int) -> Leg:
    """Return the leg in which a run ended after so many steps.

    It begins where the last change was: what goes on with the same settings is no change.
    """
    if not run.past:
        return legs(run)[0]
    taken = [leg for leg in legs(run) if leg.begin < steps] or list(legs(run)[:1])
    last = taken[-1]
    begin = last.begin
    for leg in reversed(taken):
        if leg.optimizer != last.optimizer:
            break
        begin = leg.begin
    return Leg(last.optimizer, begin, last.end, last.born)

"""The paths of a race as lines in the plane, each with its optimizer's slot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from explorer.core.array import Array
from explorer.core.run import Trace
from explorer.session.document import Entrant
from explorer.session.naming import entrant_names
from explorer.session.race import Race

__all__ = ["Path", "paths"]


@dataclass(frozen=True, eq=False)
class Path:
    """One trace, as points of the plane: (x, y), or (x, f(x)) on a curve.

    That of a fork is its own from step `fork` on; what was before `is_shared` where another path
    that is drawn goes the same way.
    """

    start: int
    entrant: int
    slot: int
    name: str
    trace: Trace
    points: Array  # (n + 1, 2)
    fork: int = 0
    is_shared: bool = False

    @property
    def is_forked(self) -> bool:
        """Whether it came as far as its fork."""
        return 0 < self.fork <= self.trace.steps

    def step(self, step: int) -> int:
        """Return `step`, or the last step where the path has ended before it."""
        return min(max(step, 0), self.trace.steps)

    def has_ended(self, step: int) -> bool:
        """Tell whether nothing more happens after `step`."""
        return step >= self.trace.steps


def paths(race: Race, entrant: int | None = None, start: int | None = None) -> tuple[Path, ...]:
    """Return the paths there are, or those of one entrant or start, later entrants on top."""
    found = []
    document, names = race.document, entrant_names(race.document)
    shown = [e for k, e in enumerate(document.entrants) if e.visible and entrant in (None, k)]
    for k, racer in enumerate(document.entrants):
        if not racer.visible or entrant not in (None, k):
            continue
        for begin in range(len(document.starts)):
            trace = race.trace(begin, k)
            if trace is not None and start in (None, begin):
                name, fork = names[k].whole, racer.past[-1].until if racer.past else 0
                path = Path(begin, k, racer.colour, name, trace, _plane(trace), fork)
                found.append(replace(path, is_shared=_is_shared(racer, shown)))
    return tuple(found)


def _is_shared(fork: Entrant, shown: Sequence[Entrant]) -> bool:
    """Tell whether another path shows the past of a fork; of several forks the first does."""
    if not fork.past:
        return False
    others = sorted(shown, key=lambda entrant: len(entrant.past))
    before = others[: others.index(fork)]
    return any(other.past_at(fork.past[-1].until) == fork.past for other in before)


def _plane(trace: Trace) -> Array:
    if trace.points.shape[1] == 1:
        return np.column_stack([trace.points[:, 0], trace.values])
    return trace.points

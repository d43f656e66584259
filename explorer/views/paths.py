"""The paths of a race as lines in the plane, each with its optimizer's slot."""

from dataclasses import dataclass

import numpy as np

from explorer.core.array import Array
from explorer.core.run import Trace
from explorer.session.naming import entrant_names
from explorer.session.race import Race

__all__ = ["Path", "paths"]


@dataclass(frozen=True, eq=False)
class Path:
    """One trace, as points of the plane: (x, y), or (x, f(x)) on a curve."""

    start: int
    entrant: int
    slot: int
    name: str
    trace: Trace
    points: Array  # (n + 1, 2)

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
    for k, racer in enumerate(document.entrants):
        if not racer.visible or entrant not in (None, k):
            continue
        for begin in range(len(document.starts)):
            trace = race.trace(begin, k)
            if trace is not None and start in (None, begin):
                name = names[k].whole
                found.append(Path(begin, k, racer.colour, name, trace, _plane(trace)))
    return tuple(found)


def _plane(trace: Trace) -> Array:
    if trace.points.shape[1] == 1:
        return np.column_stack([trace.points[:, 0], trace.values])
    return trace.points

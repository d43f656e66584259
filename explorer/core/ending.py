"""Ending: all that the judge looks at where a run ended, and the words its sentences share."""

from dataclasses import dataclass
from functools import cached_property

from explorer.core.array import Array, Point
from explorer.core.ground import Ground
from explorer.core.landscape import Landscape
from explorer.core.motion import Motion
from explorer.core.recurrence import Recurrence, recurrence
from explorer.core.run import Run
from explorer.core.verdict import Kind, Verdict

__all__ = ["NEAR", "Ending", "spelled"]

NEAR = 1e-3  # of the box: as far as the eye can tell, there


@dataclass(frozen=True)
class Ending:
    """The last point of a run, the ground there, and how the run came to it."""

    run: Run
    landscape: Landscape
    widths: Point
    points: Array  # (n + 1, dim)
    values: Array  # (n + 1,)
    point: Point
    value: float
    norm: float  # of the gradient
    ground: Ground
    motion: Motion
    stop: str
    since: int  # the step after which nothing was changed by a fork

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1

    @cached_property
    def recurrence(self) -> Recurrence | None:
        """How it goes to and fro at the end; None where it does not, or too little to be seen."""
        if self.stop in ("FLAT", "FINISHED") or not self.motion.climbs:
            return None
        return recurrence(self.points[self.since :], self.values[self.since :], self.widths)

    @property
    def slope(self) -> str:
        """The slope, as the evidence says it."""
        return f"gradient norm {self.norm:.2g}"

    @property
    def figures(self) -> str:
        """Slope and curvatures, as the evidence says them."""
        curvatures = self.ground.curvatures
        word = "curvature" if len(curvatures) == 1 else "curvatures"
        return f"{self.slope}, {word} {' and '.join(f'{c:.2g}' for c in curvatures)}"

    @property
    def after(self) -> str:
        """How many steps it was, in words."""
        return "1 step" if self.steps == 1 else f"{self.steps:,} steps"

    def says(self, kind: Kind, words: str, evidence: str) -> Verdict:
        """Return a verdict on this run."""
        curvatures = self.ground.curvatures
        return Verdict(
            kind, None, self.point, self.value, self.norm, curvatures, None, words, evidence
        )


def spelled(point: Point) -> str:
    """Return a point as a sentence names it."""
    numbers = ", ".join(f"{0.0 if abs(c) < 5e-13 else c:.4g}" for c in point)
    return f"({numbers})" if len(point) > 1 else numbers

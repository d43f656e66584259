"""The document: all that the user has set up, as one small immutable value."""

from dataclasses import dataclass, field, replace
from typing import Literal

from explorer.core.array import Point
from explorer.core.landscape import Landscape
from explorer.core.many_starts import ManyStarts
from explorer.core.nets.slice_plan import SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer
from explorer.core.run import Boundary, Run, Stretch
from explorer.core.sampling import Sampling

__all__ = ["Document", "Entrant", "Layout", "Lock", "Panels", "RestartPlan"]

Layout = Literal["map", "surface", "side-by-side"]
Panels = Literal["optimizers", "starts"]  # what each panel of side by side shows one of
Lock = Literal["landscape", "optimizers", "starts", "run"]


@dataclass(frozen=True)
class Entrant:
    """An optimizer in the race, with the colour it keeps everywhere.

    One that was forked from another has a `past`: who took the steps before. Random restarts,
    basins and clouds of many starts ask what an optimizer finds by itself, and leave it out.
    """

    optimizer: Optimizer
    colour: int  # index into the theme's optimizer colours and markers
    visible: bool = True
    past: tuple[Stretch, ...] = ()

    @property
    def name(self) -> str:
        """What it is called where two of a kind must be told apart."""
        if not self.past:
            return self.optimizer.name
        last = self.past[-1]
        return f"{self.optimizer.name}, forked from {last.optimizer.name} at step {last.until:,}"

    def past_at(self, step: int) -> tuple[Stretch, ...]:
        """Return what the past of a fork of this one at a step is, from 1."""
        before = tuple(stretch for stretch in self.past if stretch.until < step)
        later = self.past[len(before) :]
        return (*before, Stretch(later[0].optimizer if later else self.optimizer, step))


@dataclass(frozen=True)
class RestartPlan:
    """Random restarts: how many starts or how many evaluations, the seed, how they are spread."""

    starts: int = 50
    evaluations: int = 0  # a budget for each optimizer; 0: as many as the starts need
    seed: int = 0
    sampling: Sampling = "uniform"


@dataclass(frozen=True)
class Document:
    """A landscape, the optimizers racing on it, and where they start."""

    landscape: Landscape | TinyNet
    entrants: tuple[Entrant, ...]
    starts: tuple[Point, ...]
    steps: int = 300
    tolerance: float = 1e-8
    boundary: Boundary = "free"
    seed: int = 0
    layout: Layout = "map"
    panels: Panels = "optimizers"
    slice: SlicePlan = field(default_factory=SlicePlan)
    restarts: RestartPlan = RestartPlan()
    many: ManyStarts | None = None  # a cloud of starts beside those of the race
    name: str = "Untitled"
    locks: tuple[Lock, ...] = ()  # what stays as it is, in the order of Lock

    def run(self, start: int, entrant: int) -> Run:
        """Return the run of one start and one entrant, by position."""
        return Run(
            self.landscape,
            self.entrants[entrant].optimizer,
            self.starts[start],
            self.steps,
            self.seed,
            self.tolerance,
            self.boundary,
            self.entrants[entrant].past,
        )

    def with_start(self, index: int, point: Point) -> "Document":
        """Return this document with one start point moved."""
        starts = (*self.starts[:index], point, *self.starts[index + 1 :])
        return replace(self, starts=starts)

"""Labelled: a run whose end is known from theory or another computation, with the reason."""

from dataclasses import dataclass, field

from explorer.core.landscape import Landscape
from explorer.core.landscapes import landscape
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run

__all__ = ["Labelled", "labelled", "over"]


@dataclass(frozen=True)
class Labelled:
    """A run, the kind of verdict it should get, the period of a cycle, and how that is known."""

    run: Run
    kind: str
    why: str = field(compare=False)
    period: int | None = None

    @property
    def name(self) -> str:
        """Return the run in a line."""
        chosen = self.run.optimizer
        ground = self.run.landscape
        assert isinstance(ground, Landscape)
        formula = ground.formula if ground.is_typed else ground.key
        return f"{chosen.key} {chosen.settings[:2]} on {formula[:60]} from {self.run.start}"


def labelled(
    kind: str,
    why: str,
    ground: Landscape,
    optimizer: str,
    start: tuple[float, ...],
    *,
    steps: int = 300,
    period: int | None = None,
    seed: int = 0,
    boundary: str = "free",
    tolerance: float = 1e-8,
    **settings: object,
) -> Labelled:
    """Return a labelled run; the settings are those of the optimizer."""
    chosen = OPTIMIZERS[optimizer](**settings)  # type: ignore[arg-type]
    run = Run(ground, chosen, start, steps, seed, tolerance, boundary)  # type: ignore[arg-type]
    return Labelled(run, kind, why, period)


def over(formula: str, low: float, high: float) -> Landscape:
    """Return the landscape of a formula, with the same range for each variable."""
    ground = landscape(formula)
    return ground.with_box([(low, high)] * ground.dim)

"""What the charts draw of a net that learns: loss and accuracy, trained and held out."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from explorer.core.array import Array
from explorer.core.nets.training import Training
from explorer.core.run import Trace
from explorer.session.race import Race
from explorer.views.plot import Axes, Plot
from explorer.views.series import lines_of, width_of

__all__ = ["accuracy", "learning"]

SOLID: tuple[float, ...] = ()
DASHED = (4.0, 2.5)


def learning(race: Race, axes: Axes) -> Plot:
    """Return the mean losses, without penalties: training solid, held out dashed."""
    return _pair(race, axes, "loss", lambda t: t.train_losses, lambda t: t.held_out_losses)


def accuracy(race: Race, axes: Axes) -> Plot:
    """Return the shares of right answers, from 0 to 1, on a plain height."""
    plain = replace(axes, log=False, log_across=False)
    return _pair(
        race, plain, "share right", lambda t: t.train_accuracies, lambda t: t.held_out_accuracies
    )


def _pair(
    race: Race,
    axes: Axes,
    what: str,
    train: Callable[[Training], Array],
    held_out: Callable[[Training], Array],
) -> Plot:
    """Return a solid and a dashed line for each run; a part without examples has none."""
    parts = ((train, SOLID), (held_out, DASHED))
    lines = tuple(
        line
        for measure, dash in parts
        for line in lines_of(race, axes, _of_training(measure), dash=dash)
        if np.isfinite(line.y).any()
    )
    is_held_out = any(line.dash == DASHED for line in lines)
    label = f"{what}: training —, held-out - -" if is_held_out else f"{what}, training"
    return Plot.of(lines, label, axes, width_of(lines, race, axes))


def _of_training(measure: Callable[[Training], Array]) -> Callable[[Trace], Array]:
    def measured(trace: Trace) -> Array:
        assert isinstance(trace, Training)
        return measure(trace)

    return measured

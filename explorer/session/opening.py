"""The race that a first launch opens with: one start, four optimizers, four different minima."""

from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers.adam import Adam
from explorer.core.optimizers.gradient_descent import GradientDescent
from explorer.core.optimizers.momentum import Momentum, Nesterov
from explorer.session.document import Document, Entrant

__all__ = ["opening_document"]


def opening_document() -> Document:
    """Return the first race, on Himmelblau's function.

    Settings and start were searched for: each optimizer takes small steps, stays in the box and
    settles at a minimum of its own after 70 to 150 of the 300 steps.
    """
    optimizers = (
        GradientDescent(learning_rate=0.001),
        Momentum(learning_rate=0.0005, momentum=0.95),
        Nesterov(learning_rate=0.0015, momentum=0.95),
        Adam(learning_rate=0.03),
    )
    return Document(
        landscape=LANDSCAPES["himmelblau"].with_box(((-6.0, 6.0), (-6.0, 6.0))),
        entrants=tuple(Entrant(optimizer, slot) for slot, optimizer in enumerate(optimizers)),
        starts=((-5.0, 0.5),),
        steps=300,
        name="First race",
    )

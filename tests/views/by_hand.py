"""Paths and races made by hand, for the tests of what is drawn of them."""

import numpy as np

from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Stop, Trace
from explorer.core.verdict import Verdict
from explorer.session.document import Document, Entrant
from explorer.session.race import Race
from explorer.session.timing import Paces

HILL = LANDSCAPES["himmelblau"]
KIND = OPTIMIZERS["gradient-descent"]


def trace_of(landscape, points, kind="budget"):
    """Return the trace along points; a step costs three evaluations."""
    points = np.asarray(points, dtype=float)
    with np.errstate(all="ignore"):
        values, gradients = landscape.value(points), landscape.gradient(points)
    steps = np.arange(len(points))
    verdict = Verdict(kind, None, tuple(points[-1]), float(values[-1]), 0.0, (), None, kind, "")
    costs = np.stack([0 * steps, 3 * steps, 0 * steps], axis=1)
    return Trace(points, values, gradients, costs, Stop.BUDGET, verdict)


def race_of(landscape, *traces):
    """Return a race from one start, an optimizer for each trace."""
    entrants = tuple(Entrant(KIND(), k) for k in range(len(traces)))
    start = tuple(0.0 for _ in landscape.box)
    return Race(Document(landscape, entrants, (start,)), (tuple(traces),))


def towards(end, count=30):
    """Return points that go straight from the origin to an end."""
    return np.linspace([0.0, 0.0], end, count)


def paced(race, milliseconds=0.5):
    """Return paces as if every optimizer of a race had been timed."""
    return Paces({entrant.optimizer: milliseconds for entrant in race.document.entrants})

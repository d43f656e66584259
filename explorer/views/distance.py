"""Distance to the nearest known minimum: whether a path closes in, circles or gets away."""

from functools import partial

from explorer.core.array import Point
from explorer.core.landscape import Landscape
from explorer.core.minima import known_critical_points
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.bands import Clouds, is_known
from explorer.views.plot import Axes
from explorer.views.race_chart import EMPTY, Drawing, RaceChart
from explorer.views.series import distance

__all__ = ["DistanceView"]

TIP = (
    "How far each path is from the minimum that is nearest to it at that moment, local or "
    "global. A straight line downwards on a logarithmic height means that every step takes off "
    "the same share of the distance."
)
LOOKING = "Looking for the minima of this landscape …"
NONE = "No minimum was found inside the box, so there is no distance to draw."


class DistanceView(RaceChart):
    """The distances of the session's race; waits for the session to find the minima."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, distance, "Distance to the nearest minimum", TIP, bands=True)
        self._searched = ""  # the formula whose minima are drawn
        session.mapped.connect(self.refresh)

    def plan(self, race: Race, axes: Axes, clouds: Clouds) -> Drawing | None:
        landscape = race.document.landscape
        minima = _minima(landscape)
        if minima is None and landscape.formula == self._searched:
            return None  # a constant is being dragged: better a moment late than flickering
        self._searched = landscape.formula
        self.empty = LOOKING if minima is None else EMPTY if minima else NONE
        return partial(distance, race, axes, minima or (), clouds)

    def size_of(self, race: Race, clouds: Clouds) -> int:
        minima = _minima(race.document.landscape) or ()
        new = (c.points.size for c in clouds if c is not None and not is_known(c, minima))
        own = (t.points.size for row in race.traces for t in row if t is not None)
        return (sum(new) + sum(own)) * len(minima)


def _minima(landscape: Landscape | TinyNet) -> tuple[Point, ...] | None:
    """Return the minima, local ones too; None while they are looked for. Nobody knows a net's."""
    if isinstance(landscape, TinyNet):
        return ()
    known = landscape.minima if landscape.knows_its_minima else ()
    found = known_critical_points(landscape)
    if found is None:
        return known or None
    return tuple(c.point for c in found if c.kind == "minimum") or known

"""Distance to the nearest known minimum: whether a path closes in, circles or gets away."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.array import Point
from explorer.core.landscape import Landscape
from explorer.core.minima import known_critical_points
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.race_chart import EMPTY, RaceChart
from explorer.views.series import Axes, Plot, distance

__all__ = ["DistanceView"]

TIP = (
    "How far each path is from the minimum that is nearest to it at that moment, local or "
    "global. A straight line downwards on a logarithmic height means that every step takes off "
    "the same share of the distance."
)
LOOKING = "Looking for the minima of this landscape …"
NONE = "No minimum was found inside the box, so there is no distance to draw."


class DistanceView(QWidget):
    """The distances of the session's race; waits for the session to find the minima."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._formula = ""  # of what is drawn
        self._chart = RaceChart(session, self._measure, "Distance to the nearest minimum", TIP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chart)
        self.chart = self._chart.chart
        session.mapped.connect(self._chart.refresh)

    def set_axes(self, axes: Axes) -> None:
        """Draw it logarithmic or plain, against steps or evaluations."""
        self._chart.set_axes(axes)

    def _measure(self, race: Race, axes: Axes) -> Plot | None:
        landscape = race.document.landscape
        minima = _minima(landscape)
        if minima is None and landscape.formula == self._formula:
            return None  # a constant is being dragged: better a moment late than flickering
        self._formula = landscape.formula
        self._chart.empty = LOOKING if minima is None else EMPTY if minima else NONE
        return distance(race, axes, minima or ())


def _minima(landscape: Landscape | TinyNet) -> tuple[Point, ...] | None:
    """Return the minima, local ones too; None while they are looked for. Nobody knows a net's."""
    if isinstance(landscape, TinyNet):
        return ()
    known = landscape.minima if landscape.knows_its_minima else ()
    found = known_critical_points(landscape)
    if found is None:
        return known or None
    return tuple(c.point for c in found if c.kind == "minimum") or known

"""Angle: how far each step turns away from straight downhill."""

from explorer.session.session import Session
from explorer.views.race_chart import RaceChart
from explorer.views.step_series import angle, work_of

__all__ = ["AngleView"]

TIP = (
    "The angle between each step and the way straight downhill where it began, in degrees. 0 is "
    "straight downhill, as plain gradient descent goes. Below 90 the step leads downhill at first, "
    "above 90 uphill: that is momentum, chance, or a rule that scales the axes each by itself. "
    "Where there is no slope or no step, there is no angle."
)


class AngleView(RaceChart):
    """The angles of the steps of the session's race."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, angle, "Angle to downhill", TIP, work=work_of(angle))

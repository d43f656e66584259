"""Slope: how steep it is where each path stands."""

from explorer.session.session import Session
from explorer.views.race_chart import RaceChart
from explorer.views.step_series import slope, work_of

__all__ = ["SlopeView"]

TIP = (
    "The length of the gradient where each path stands: how steep it is there. It goes to zero in "
    "a minimum, but in a saddle and on a plateau as well. At a kink it does not shrink at all, "
    "however near the minimum is. A net that is trained in batches sees the slope of each batch, "
    "which never comes to rest."
)


class SlopeView(RaceChart):
    """The slopes along the paths of the session's race."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, slope, "Slope", TIP, work=work_of(slope))

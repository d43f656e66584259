"""Gap: how far each path still is above the lowest place there is."""

from explorer.session.session import Session
from explorer.views.race_chart import RaceChart
from explorer.views.series import gap

__all__ = ["GapView"]

TIP = (
    "The value of every path, less the lowest value that is known in this landscape: how much is "
    "still to be gained. A path in a minimum that is not the deepest levels off above the bottom. "
    "Where no lowest value is listed or was found, and where a path has come lower still, the gap "
    "is above the lowest seen in this race. The words in the chart say which it is."
)


class GapView(RaceChart):
    """The gaps of the session's race."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, gap, "Gap to the global minimum", TIP, bands=True)
        session.mapped.connect(self.refresh)

"""Loss: how deep each path has come, step by step or by what it has spent."""

from explorer.core.nets.tiny_net import TinyNet
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.bands import Clouds
from explorer.views.learning import learning
from explorer.views.plot import Axes, Plot
from explorer.views.race_chart import RaceChart
from explorer.views.series import loss

__all__ = ["LossView"]

TIP = (
    "Loss of every path. A logarithmic height needs numbers above zero: where the lowest value "
    "of the landscape is known, it shows the loss above that; else the loss itself, or, where "
    "that is not above zero, the loss above the lowest seen in this race. A line that leaves at "
    "the bottom has come as close as the chart can tell. For a net: the mean loss of the training "
    "examples, without penalties; the dashed line is that of the held-out examples, which training "
    "never sees. Where they part, the net learns its examples by heart."
)


class LossView(RaceChart):
    """The loss of the session's race."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, _measure, "Loss", TIP, bands=True)


def _measure(race: Race, axes: Axes, clouds: Clouds = ()) -> Plot:
    if isinstance(race.document.landscape, TinyNet):
        return learning(race, axes)
    return loss(race, axes, clouds)

"""Accuracy: which share of the examples a net answers right, trained and held out."""

from explorer.core.nets.tiny_net import TinyNet
from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.learning import accuracy
from explorer.views.plot import Axes, Plot
from explorer.views.race_chart import RaceChart

__all__ = ["AccuracyView"]

TIP = (
    "The share of right answers, step by step: the solid line on the examples that are trained on, "
    "the dashed one on those that are held out. Only the dashed one tells what has been learned."
)


class AccuracyView(RaceChart):
    """The accuracies of the session's nets."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, _measure, "Accuracy", TIP)


def _measure(race: Race, axes: Axes) -> Plot | None:
    return accuracy(race, axes) if isinstance(race.document.landscape, TinyNet) else None

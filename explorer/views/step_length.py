"""Step size: how far each path moves at each step."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.session.session import Session
from explorer.views.race_chart import RaceChart
from explorer.views.series import Axes, step_length

__all__ = ["StepLengthView"]

TIP = (
    "The length of each step. A method that closes in takes ever shorter steps; one that "
    "overshoots keeps them long; one that runs away makes them grow. On a logarithmic height "
    "steps of length zero are left out."
)


class StepLengthView(QWidget):
    """The step lengths of the session's race."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._chart = RaceChart(session, step_length, "Step size", TIP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._chart)
        self.chart = self._chart.chart

    def set_axes(self, axes: Axes) -> None:
        """Draw it logarithmic or plain, against steps or evaluations."""
        self._chart.set_axes(axes)

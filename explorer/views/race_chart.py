"""One quantity of the race as a chart that follows the race and the play head."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.chart import Chart
from explorer.views.series import Axes, Plot

__all__ = ["RaceChart"]

EMPTY = "No path to draw. Add an optimizer, or show a hidden one."
COMPUTING = "The paths are being computed …"
UNDEFINED = "Nothing to draw: the formula is not defined where the paths begin. Drag the start."


class RaceChart(QWidget):
    """Draws `measure(race, axes)`; None keeps what is drawn. While hidden it does no work."""

    def __init__(
        self, session: Session, measure: Callable[[Race, Axes], Plot | None], name: str, tip: str
    ) -> None:
        super().__init__()
        self._session, self._measure, self._axes = session, measure, Axes()
        self._stale = True
        self.empty = EMPTY
        self.chart = Chart(empty=EMPTY)
        self.chart.setAccessibleName(name)
        self.chart.setAccessibleDescription(tip)
        self.chart.setToolTip(f"<p>{tip}</p><p>Click or drag to move the play head there.</p>")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart)
        self._formula = ""  # of what is drawn
        self.chart.sought.connect(self._seek)
        session.raced.connect(self.refresh)
        session.selected.connect(self.chart.choose)
        session.playback.moved.connect(self.chart.show_step)
        self.chart.choose(session.selection)
        self.chart.show_step(session.playback.step)

    @property
    def axes(self) -> Axes:
        """How it is drawn."""
        return self._axes

    def set_axes(self, axes: Axes) -> None:
        """Draw it another way."""
        if axes != self._axes:
            self._axes = axes
            self.refresh()

    def refresh(self, *_: object) -> None:
        """Draw the race as it is now, at once or when next seen."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        race = self._session.race
        plot = self._measure(race, self._axes)
        if plot is None:
            return
        if race.document.landscape.formula != self._formula:
            self._formula = race.document.landscape.formula
            self.chart.forget_ranges()
        self.chart.show_plot(plot if plot.lines else None, self._why_empty(race))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _why_empty(self, race: Race) -> str:
        raced = any(trace is not None for row in race.traces for trace in row)
        if not raced and not race.finished:
            return COMPUTING
        return UNDEFINED if raced and self.empty == EMPTY else self.empty

    def _seek(self, step: int) -> None:
        self._session.playback.seek(step)

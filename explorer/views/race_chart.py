"""One quantity of the race as a chart that follows the race and the play head."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.session.race import Race
from explorer.session.session import Session
from explorer.views.bands import Clouds, clouds_of, is_known
from explorer.views.chart import Chart
from explorer.views.plot import Axes, Plot

__all__ = ["EMPTY", "Drawing", "RaceChart"]

EMPTY = "No path to draw. Add an optimizer, or show a hidden one."
COMPUTING = "The paths are being computed …"
UNDEFINED = "Nothing to draw: the formula is not defined where the paths begin. Drag the start."
TIMING = "Measuring how long each optimizer takes …"
LARGE = 700_000  # numbers that may be looked at between two frames
RANKED = 4  # a number that is put in order takes as long as so many

Drawing = Callable[[], Plot | None]
Measure = Callable[..., Plot | None]


@dataclass(frozen=True, eq=False)
class _Request:
    """What is to be drawn; `draw` is pure, so that another thread may do it."""

    race: Race
    draw: Drawing


class RaceChart(QWidget):
    """Draws `measure(race, axes)`; None keeps what is drawn. While hidden it does no work.

    With `bands`, measure takes clouds of many starts as well. `work` tells how many numbers a
    drawing has to look at: many are looked at beside the window.
    """

    def __init__(
        self,
        session: Session,
        measure: Measure,
        name: str,
        tip: str,
        *,
        bands: bool = False,
        work: Callable[[Race], int] | None = None,
    ) -> None:
        super().__init__()
        self._session, self._measure, self._axes = session, measure, Axes()
        self.has_bands, self._work = bands, work
        self._key = f"chart of {name}"
        self._stale, self._waits = True, False
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
        session.timing.timed.connect(self._follow_clock)
        session.many.changed.connect(self._follow_clouds)
        session.worker.done.connect(self._take)
        session.worker.failed.connect(self._give_up)
        session.selected.connect(self.chart.choose)
        session.playback.moved.connect(self.chart.show_step)
        session.playback.changed.connect(self._show_range)
        self.chart.choose(session.selection)
        self.chart.show_step(session.playback.step)
        self._show_range()

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
        race, axes = self._session.race, self._axes
        if axes.across == "milliseconds":
            axes = replace(axes, paces=self._session.timing.paces)
        clouds = self._clouds(race)
        draw = self.plan(race, axes, clouds)
        if draw is None:
            return
        if self.size_of(race, clouds) <= LARGE:
            self._session.worker.cancel(self._key)
            self._show(race, draw())
        elif self._session.worker.is_busy(self._key):
            self._waits = True  # else a drag would put it off for ever
        else:
            self._session.worker.want(self._key, _Request(race, draw), lambda cancelled: draw())

    def plan(self, race: Race, axes: Axes, clouds: Clouds) -> Drawing | None:
        """Return what draws a race, pure; None to keep what is drawn."""
        more = (clouds,) if clouds else ()
        return partial(self._measure, race, axes, *more)

    def size_of(self, race: Race, clouds: Clouds) -> int:
        """Return how many numbers have to be looked at to draw a race."""
        new = (c.values.size for c in clouds if c is not None and not is_known(c, "values"))
        return RANKED * sum(new) + (0 if self._work is None else self._work(race))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _clouds(self, race: Race) -> Clouds:
        """Return what is drawn as bands; nothing: every path is a line."""
        clouds = self._session.many.clouds
        has_clouds = any(cloud is not None for cloud in clouds)
        is_band = has_clouds if self._axes.band is None else self._axes.band
        if not (self.has_bands and is_band and self._axes.across == "steps"):
            return ()
        return clouds if has_clouds else clouds_of(race)

    def _show(self, race: Race, plot: Plot | None) -> None:
        if plot is None:
            return
        if race.document.landscape.formula != self._formula:
            self._formula = race.document.landscape.formula
            self.chart.forget_ranges()
        self.chart.show_plot(plot if plot.lines else None, self._why_empty(race))

    def _take(self, key: str, request: object, result: Plot | None) -> None:
        if key == self._key and isinstance(request, _Request):
            self._show(request.race, result)
            self._draw_what_waits()

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key == self._key:
            self._draw_what_waits()

    def _draw_what_waits(self) -> None:
        waits, self._waits = self._waits, False
        if waits:
            self.refresh()

    def _follow_clock(self) -> None:
        if self._axes.across == "milliseconds":
            self.refresh()

    def _follow_clouds(self) -> None:
        if self.has_bands:
            self.refresh()

    def _why_empty(self, race: Race) -> str:
        raced = any(trace is not None for row in race.traces for trace in row)
        if not raced and not race.finished:
            return COMPUTING
        if raced and self._axes.across == "milliseconds" and self._is_untimed(race):
            return TIMING
        return UNDEFINED if raced and self.empty == EMPTY else self.empty

    def _is_untimed(self, race: Race) -> bool:
        paces = self._session.timing.paces
        return any(paces.of(e.optimizer) is None for e in race.document.entrants if e.visible)

    def _show_range(self) -> None:
        self.chart.show_range(self._session.playback.range)

    def _seek(self, step: int) -> None:
        self._session.playback.seek(step)

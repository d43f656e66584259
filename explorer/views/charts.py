"""Under the landscape: loss, gap, distance, slope, steps and restarts, one tab each."""

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.accuracy import AccuracyView
from explorer.views.angle import AngleView
from explorer.views.bands import FEWEST
from explorer.views.charts_head import ChartsHead, Tab
from explorer.views.distance import DistanceView
from explorer.views.gap import GapView
from explorer.views.loss import LossView
from explorer.views.plot import ACROSS, Axes
from explorer.views.restarts_view import RestartsView
from explorer.views.slope import SlopeView
from explorer.views.step_length import StepLengthView
from explorer.views.theme import GAP

__all__ = ["ACCURACY", "ANGLE", "DISTANCE", "GAP_TAB", "LOSS", "RESTARTS", "SLOPE", "STEP", "TABS",
           "ChartsView"]  # fmt: skip

TABS = (
    Tab("loss", "Loss", "Loss", "How deep each path has come."),
    Tab("gap", "Gap", "Gap", "How far each path is above the lowest place that is known."),
    Tab("distance", "Distance to minimum", "Distance",
        "How far each path is from the minimum nearest to it."),
    Tab("accuracy", "Accuracy", "Accuracy",
        "Which share of the examples each net answers right."),
    Tab("slope", "Slope", "Slope", "How steep it is where each path stands."),
    Tab("step", "Step size", "Step", "How far each path moves at each step."),
    Tab("angle", "Angle", "Angle", "How far each step turns away from straight downhill."),
    Tab("restarts", "Restarts", "Restarts",
        "Many random starts: which minima each optimizer finds, and how often."),
)  # fmt: skip
LOSS, GAP_TAB, DISTANCE, ACCURACY, SLOPE, STEP, ANGLE, RESTARTS = range(len(TABS))
PLAIN = (ACCURACY, ANGLE)  # whose height is always linear
_HEIGHTS = ((True, False), (False, False), (True, True))  # logarithmic up, and across


class ChartsView(QWidget):
    """The charts of the race. They share their axes; only the one on top does work."""

    changed = Signal()  # another tab or other axes

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._axes = session, Axes()
        self.charts = (
            LossView(session), GapView(session), DistanceView(session), AccuracyView(session),
            SlopeView(session), StepLengthView(session), AngleView(session),
        )  # fmt: skip
        self._stack = QStackedWidget()
        for view in (*self.charts, RestartsView(session)):
            self._stack.addWidget(view)
        self.head = ChartsHead(TABS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        session.changed.connect(self._offer)
        session.many.changed.connect(self._offer_band)
        self._offer(session.document)
        self.head.tab_chosen.connect(self.show_tab)
        self.head.height_chosen.connect(self._set_height)
        self.head.across_chosen.connect(
            lambda k: self.set_axes(replace(self._axes, across=ACROSS[k]))
        )
        self.head.band_chosen.connect(lambda on: self.set_axes(replace(self._axes, band=on)))
        for view in self.charts:
            view.chart.hovered.connect(self._point_at)

    @property
    def tab(self) -> int:
        """Which tab is on top: an index into TABS."""
        return self._stack.currentIndex()

    @property
    def axes(self) -> Axes:
        """How the charts are drawn."""
        return self._axes

    def show_tab(self, index: int) -> None:
        """Bring a tab on top."""
        self._stack.setCurrentIndex(index)
        has_axes = index < len(self.charts)
        self.head.show_tab(index, has_axes and index not in PLAIN, has_axes)
        self._offer_band()
        self.changed.emit()

    def set_axes(self, axes: Axes) -> None:
        """Draw all charts another way."""
        self._axes = axes
        self.head.show_axes(_HEIGHTS.index((axes.log, axes.log_across)), ACROSS.index(axes.across))
        self._session.timing.set_active(axes.across == "milliseconds")
        for view in self.charts:
            view.set_axes(axes)
        self._offer_band()
        self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 150)

    def _set_height(self, choice: int) -> None:
        log, log_across = _HEIGHTS[choice]
        self.set_axes(replace(self._axes, log=log, log_across=log_across))

    def _offer(self, document: Document) -> None:
        """Show the tabs that fit: nobody knows the minima of a net, and only classes are right."""
        landscape = document.landscape
        missing = {GAP_TAB, DISTANCE, RESTARTS} if isinstance(landscape, TinyNet) else {ACCURACY}
        if isinstance(landscape, TinyNet) and not landscape.data_set.classes:
            missing.add(ACCURACY)
        offered = [k for k in range(len(TABS)) if k not in missing]
        self.head.offer(offered)
        if self.tab not in offered:
            self.show_tab(LOSS)
        self._offer_band()

    def _offer_band(self) -> None:
        """Offer to draw many starts as bands, where there are many and the chart can."""
        has_clouds = any(cloud is not None for cloud in self._session.many.clouds)
        many = has_clouds or len(self._session.document.starts) >= FEWEST
        can = self.tab < len(self.charts) and self.charts[self.tab].has_bands
        is_on = has_clouds if self._axes.band is None else self._axes.band
        is_net = isinstance(self._session.document.landscape, TinyNet)
        self.head.show_band(many and can and not is_net and self._axes.across == "steps", is_on)

    def _point_at(self, at: float | None) -> None:
        """Show the same place in all charts, so that it is still there under another tab."""
        for view in self.charts:
            view.chart.point_at(at)

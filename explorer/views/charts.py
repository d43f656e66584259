"""Under the landscape: loss, distance, step size and restarts, one tab each."""

from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.accuracy import AccuracyView
from explorer.views.distance import DistanceView
from explorer.views.loss import LossView
from explorer.views.plot import Across, Axes
from explorer.views.restarts_view import RestartsView
from explorer.views.segments import Segments
from explorer.views.step_length import StepLengthView
from explorer.views.theme import GAP, theme

__all__ = ["TABS", "ChartsView"]

TABS = (
    ("Loss", "How deep each path has come."),
    ("Distance to minimum", "How far each path is from the minimum nearest to it."),
    ("Accuracy", "Which share of the examples each net answers right."),
    ("Step size", "How far each path moves at each step."),
    ("Restarts", "Many random starts: which minima each optimizer finds, and how often."),
)
LOSS, DISTANCE, ACCURACY, STEP, RESTARTS = range(len(TABS))
NARROW, NARROWER = 640, 520  # pixels; below these some words are short
_ACROSS: tuple[Across, ...] = ("steps", "evaluations")


class ChartsView(QWidget):
    """The charts of the race. They share their axes; only the one on top does work."""

    changed = Signal()  # another tab or other axes

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._axes = Axes()
        self.charts = (
            LossView(session), DistanceView(session), AccuracyView(session), StepLengthView(session)
        )  # fmt: skip
        self._stack = QStackedWidget()
        for view in (*self.charts, RestartsView(session)):
            self._stack.addWidget(view)
        self._tabs = QButtonGroup(self)
        self._scale = Segments(
            "Height",
            (
                ("Log", "Powers of ten: shows progress that grows ever smaller."),
                ("Linear", "Plain numbers: shows what the drop looks like."),
            ),
            small=True,
        )
        self._across = Segments(
            "Against",
            (
                ("Steps", "Against steps: what an update is worth."),
                (
                    "Evaluations",
                    "Against evaluations of value, gradient and Hessian, each counted as one: "
                    "what the work is worth. The dots show the play head.",
                ),
            ),
            small=True,
        )
        self._place()
        session.changed.connect(self._offer)
        self._offer(session.document)
        self._tabs.idClicked.connect(self.show_tab)
        self._scale.chosen.connect(lambda k: self.set_axes(replace(self._axes, log=k == 0)))
        self._across.chosen.connect(lambda k: self.set_axes(replace(self._axes, across=_ACROSS[k])))

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
        self._tabs.button(index).setChecked(True)
        has_axes = index < len(self.charts)
        self._scale.setVisible(has_axes and index != ACCURACY)
        self._across.setVisible(has_axes)
        self.changed.emit()

    def set_axes(self, axes: Axes) -> None:
        """Draw all charts another way."""
        self._axes = axes
        self._scale.show_index(0 if axes.log else 1)
        self._across.show_index(_ACROSS.index(axes.across))
        for view in self.charts:
            view.set_axes(axes)
        self.changed.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width() / theme().scale
        self._tabs.button(DISTANCE).setText("Distance" if width < NARROW else TABS[DISTANCE][0])
        self._tabs.button(STEP).setText("Step" if width < NARROWER else TABS[STEP][0])
        self._across.set_label(1, "Evals" if width < NARROW else "Evaluations")
        self._scale.set_label(1, "Lin" if width < NARROWER else "Linear")

    def _offer(self, document: Document) -> None:
        """Show the tabs that fit: nobody knows the minima of a net, and only classes are right."""
        landscape = document.landscape
        is_net = isinstance(landscape, TinyNet)
        fitting = {
            DISTANCE: not is_net,
            ACCURACY: isinstance(landscape, TinyNet) and bool(landscape.data_set.classes),
            RESTARTS: not is_net,
        }
        for tab, fits in fitting.items():
            self._tabs.button(tab).setVisible(fits)
        if not fitting.get(self.tab, True):
            self.show_tab(LOSS)

    def _place(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(3 * GAP, GAP, 3 * GAP, 0)
        row.setSpacing(3 * GAP)
        for index, (name, tip) in enumerate(TABS):
            button = QPushButton(name)
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setToolTip(f"<p>{tip}</p>")
            button.setAccessibleName(name)
            button.setAccessibleDescription(tip)
            self._tabs.addButton(button, index)
            row.addWidget(button)
        self._tabs.button(0).setChecked(True)
        row.addStretch()
        row.addWidget(self._across)
        row.addWidget(self._scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

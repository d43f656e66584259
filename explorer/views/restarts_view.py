"""Restarts: many random starts for each optimizer, and which minima they find how often."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.core.known import lowest_known
from explorer.core.landscape import Landscape
from explorer.core.restarts import Restarts
from explorer.session.session import Session
from explorer.views.chart import Chart
from explorer.views.restart_controls import RestartControls
from explorer.views.restart_rows import RestartRow
from explorer.views.series import best_so_far
from explorer.views.theme import GAP, theme_changed

__all__ = ["RestartsView"]

ROWS_WIDTH, CHART_WIDTH = 364, 200  # pixels; where both do not fit, the rows stay
CHART_TIP = (
    "The best value found so far against the evaluations spent, over all restarts in the order "
    "they were drawn. Where a line drops, a restart found a deeper place."
)
NOBODY = "No optimizer to restart. Add one, or show a hidden one."
WAITING = "Computing the restarts …"


class RestartsView(QWidget):
    """Shows the session's random restarts; they are computed only while this can be seen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._results: tuple[Restarts | None, ...] = ()
        self._rows: list[RestartRow] = []
        self.controls = RestartControls(session)
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._heading = QLabel()
        self.chart = Chart(seeks=False)
        self.chart.setToolTip(f"<p>{CHART_TIP}</p>")
        self.chart.setAccessibleName("Best so far")
        self.chart.setAccessibleDescription(CHART_TIP)
        self._place()
        session.changed.connect(self._draw)
        session.restarted.connect(self.show_results)
        theme_changed.connect(self._draw)

    def told(self) -> list[str]:
        """Return what the rows say, one an optimizer."""
        return [row.words() for row in self._rows]

    def show_results(self, results: Sequence[object]) -> None:
        """Show the restarts that are there, one an entrant; None where there are none yet."""
        self._results = tuple(r if isinstance(r, Restarts) else None for r in results)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._session.set_restarts_active(True)
        self.show_results(self._session.restarts)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.set_restarts_active(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chart.setVisible(event.size().width() >= ROWS_WIDTH + CHART_WIDTH)

    def _draw(self, *_: object) -> None:
        if not self.isVisible():
            return
        document, results = self._session.document, self._results
        if len(results) != len(document.entrants):
            results = (None,) * len(document.entrants)
        shown = [k for k, entrant in enumerate(document.entrants) if entrant.visible]
        landscape = document.landscape
        is_known = isinstance(landscape, Landscape) and lowest_known(landscape) is not None
        goal = "THE GLOBAL MINIMUM" if is_known else "THE LOWEST FOUND"
        self._heading.setText(f"REACHED {goal}")
        while len(self._rows) > len(shown):
            self._rows.pop().remove()
        while len(self._rows) < len(shown):
            self._rows.append(RestartRow(self._grid, 1 + len(self._rows)))
        for row, k in zip(self._rows, shown, strict=True):
            row.show_result(document.entrants[k], results[k], is_known)
        ready = sum(results[k] is not None for k in shown)
        count = len(shown)
        self.controls.show_news(f"computing {ready + 1} of {count}" if ready < count else "")
        plot = best_so_far(document, results)
        self.chart.show_plot(plot if plot.lines else None, WAITING if shown else NOBODY)

    def _place(self) -> None:
        best = QLabel("BEST")
        best.setAlignment(Qt.AlignmentFlag.AlignRight)
        for label in (self._heading, best):
            label.setProperty("role", "heading")
            label.setContentsMargins(0, 0, 0, GAP)
        self._grid.setContentsMargins(3 * GAP, 0, 2 * GAP, 0)
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.addWidget(self._heading, 0, 1, 1, 3)
        self._grid.addWidget(best, 0, 4)
        self._grid.setColumnStretch(2, 1)
        self._grid.setRowStretch(100, 1)
        scroll = QScrollArea()
        scroll.setWidget(self._sheet)
        scroll.setWidgetResizable(True)
        scroll.setMinimumWidth(ROWS_WIDTH)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Restarts of each optimizer")
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(scroll, 4)
        body.addWidget(self.chart, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.controls)
        column.addLayout(body, 1)

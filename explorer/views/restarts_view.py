"""Restarts: many random starts for each optimizer, and which minima they find how often."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.core.restarts import Restarts
from explorer.session.document import Document, RestartPlan
from explorer.session.limits import MAX_EVALUATIONS, MAX_RESTARTS
from explorer.session.session import Session
from explorer.views.chart import Chart
from explorer.views.number_entry import NumberEntry
from explorer.views.restart_rows import RestartRow
from explorer.views.segments import Segments
from explorer.views.series import best_so_far
from explorer.views.theme import GAP, theme_changed

__all__ = ["RestartsView"]

MAX_SEED = 1_000_000_000
FIRST_BUDGET = 10_000
ROWS_WIDTH = 364  # pixels
CHART_TIP = (
    "The best value found so far against the evaluations spent, over all restarts in the order "
    "they were drawn. Where a line drops, a restart found a deeper place."
)
NOBODY = "No optimizer to restart. Add one, or show a hidden one."


class RestartsView(QWidget):
    """Shows the session's random restarts; they are computed only while this can be seen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._results: tuple[Restarts | None, ...] = ()
        self._rows: list[RestartRow] = []
        self._mode = Segments(
            "Stop after",
            (
                ("Starts", "Draw so many random starts for each optimizer."),
                ("Evaluations", "Draw starts until each optimizer has spent so many evaluations: "
                 "the fair comparison between cheap and dear steps."),
            ),
            small=True,
        )  # fmt: skip
        self._count = self._entry("Starts", self._refuse_count)
        self._seed = self._entry("Seed", _whole("The seed", 0, MAX_SEED))
        self._again = QPushButton("Draw again")
        self._say = QLabel()
        self._grid_home = QWidget()
        self._grid = QGridLayout(self._grid_home)
        self._heading = QLabel()
        self._chart = Chart(empty="", seeks=False)
        self._teach()
        self._place()
        self._mode.chosen.connect(self._set_mode)
        self._count.entered.connect(self._set_count)
        self._count.nudged.connect(lambda n: self._set_count(self._count.value + 10 * n))
        self._seed.entered.connect(lambda seed: self._plan(seed=int(seed)))
        self._seed.nudged.connect(lambda n: self._plan(seed=int(self._seed.value) + n))
        self._again.clicked.connect(lambda: self._plan(seed=int(self._seed.value) + 1))
        session.changed.connect(self.show_document)
        session.restarted.connect(self.show_results)
        theme_changed.connect(self._draw)
        self.show_document(session.document)

    def show_document(self, document: Document) -> None:
        """Show what is asked for."""
        plan = document.restarts
        self._mode.show_index(1 if plan.evaluations else 0)
        self._count.show_number(plan.evaluations or plan.starts)
        self._count.setAccessibleName("Evaluations" if plan.evaluations else "Starts")
        self._seed.show_number(plan.seed)
        self._draw()

    def show_results(self, results: Sequence[Restarts | None]) -> None:
        """Show the restarts that are there, one an entrant."""
        self._results = tuple(results)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._session.set_restarts_active(True)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._session.set_restarts_active(False)

    def _draw(self, *_: object) -> None:
        if not self.isVisible():
            return
        document = self._session.document
        results = self._results
        if len(results) != len(document.entrants):
            results = (None,) * len(document.entrants)
        shown = [k for k, entrant in enumerate(document.entrants) if entrant.visible]
        is_known = document.landscape.knows_its_minima
        self._heading.setText(
            "REACHED THE GLOBAL MINIMUM" if is_known else "REACHED THE LOWEST FOUND"
        )
        while len(self._rows) > len(shown):
            self._rows.pop().remove()
        while len(self._rows) < len(shown):
            self._rows.append(RestartRow(self._grid, 1 + len(self._rows)))
        for row, k in zip(self._rows, shown, strict=True):
            row.show_result(document.entrants[k], results[k], is_known)
        ready = sum(results[k] is not None for k in shown)
        self._say.setText("" if ready == len(shown) else f"computing {ready + 1} of {len(shown)}")
        plot = best_so_far(document, results)
        waiting = "Computing the restarts …" if shown else NOBODY
        self._chart.show_plot(plot if plot.lines else None, waiting)

    def _plan(self, **changes: int) -> None:
        document = self._session.document
        plan: RestartPlan = replace(document.restarts, **changes)
        if not 0 <= plan.seed <= MAX_SEED:
            plan = replace(plan, seed=0)
        if plan != document.restarts:
            words = "Draw restarts again" if "seed" in changes else "Set random restarts"
            self._session.edit(replace(document, restarts=plan), words)
            self._session.seal()

    def _set_mode(self, index: int) -> None:
        self._plan(evaluations=FIRST_BUDGET if index else 0)

    def _set_count(self, count: float) -> None:
        if self._refuse_count(count) is None:
            self._plan(**{"evaluations" if self._mode.index else "starts": int(count)})

    def _refuse_count(self, count: float) -> str | None:
        if self._mode.index:
            return _whole("The evaluations", 1, MAX_EVALUATIONS)(count)
        return _whole("The starts", 1, MAX_RESTARTS)(count)

    def _entry(self, name: str, check: Callable[[float], str | None]) -> NumberEntry:
        entry = NumberEntry(check)
        entry.setAccessibleName(name)
        entry.setFixedWidth(84)
        entry.refused.connect(self._refuse)
        return entry

    def _refuse(self, sentence: str) -> None:
        if sentence:
            self._session.refused.emit(sentence)

    def _teach(self) -> None:
        self._count.setToolTip(
            "<p>How many: 1 to 10,000 starts, or an evaluation budget for each optimizer. "
            "Every optimizer gets the same random starts.</p>"
        )
        self._seed.setToolTip(
            "<p>The same seed draws the same starts: a result can be repeated exactly.</p>"
        )
        self._again.setToolTip("<p>Draw other random starts: the next seed.</p>")
        self._again.setAccessibleName("Draw again")
        self._again.setAutoDefault(False)
        self._chart.setToolTip(f"<p>{CHART_TIP}</p>")
        self._chart.setAccessibleName("Best so far")
        self._chart.setAccessibleDescription(CHART_TIP)
        self._heading.setProperty("role", "heading")
        self._say.setProperty("role", "caption")

    def _place(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(3 * GAP, 0, 3 * GAP, 0)
        top.setSpacing(2 * GAP)
        seed = QLabel("Seed")
        seed.setProperty("role", "muted")
        for widget in (self._mode, self._count, seed, self._seed, self._again, self._say):
            top.addWidget(widget)
        top.addStretch()
        best = QLabel("BEST")
        best.setProperty("role", "heading")
        best.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._grid.setContentsMargins(3 * GAP, 0, 2 * GAP, 0)
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.addWidget(self._heading, 0, 1, 1, 3)
        self._grid.addWidget(best, 0, 4)
        self._grid.setColumnStretch(2, 1)
        self._grid.setRowStretch(100, 1)
        scroll = QScrollArea()
        scroll.setWidget(self._grid_home)
        scroll.setWidgetResizable(True)
        scroll.setMinimumWidth(ROWS_WIDTH)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(scroll, 4)
        body.addWidget(self._chart, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addLayout(body, 1)


def _whole(what: str, low: int, high: int) -> Callable[[float], str | None]:
    def refusal(value: float) -> str | None:
        if value != int(value) or not low <= value <= high:
            return f"{what} must be a whole number from {low:,} to {high:,}."
        return None

    return refusal

"""The panel of many starts: how many, how they are spread, and which draw."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from explorer.core.many_starts import ManyStarts, Spread
from explorer.core.param import Param
from explorer.session.document import Document
from explorer.session.limits import MAX_MANY_STARTS
from explorer.session.locks import locked_sentence
from explorer.session.many_edits import change_many, clear_many, spread_many
from explorer.session.session import Session
from explorer.views.number_slider import NumberSlider
from explorer.views.seed_row import SeedRow
from explorer.views.segments import Segments

__all__ = ["ManyStartsPanel"]

MAX_SEED = 1_000_000_000  # of those a person types; larger ones in files are kept
COUNT = Param(
    1,
    MAX_MANY_STARTS,
    "How many starts each optimizer gets at once: a dot for each",
    log=True,
    whole=True,
    label="starts",
    slider_high=2000,
)
SEED = Param(0, MAX_SEED, "Which draw of chance places the starts, and moves them", whole=True)
# Of each way to spread them: its key, its word, what the tooltip teaches, and the line below.
SPREADS: tuple[tuple[Spread, str, str, str], ...] = (
    (
        "grid",
        "Grid",
        "Start from the middles of equal cells, row by row: nothing is left to chance, and which "
        "ground leads where can be read off the map.",
        "In rows, from the middles of equal cells.",
    ),
    (
        "uniform",
        "Random",
        "Draw each start by chance: any place of the box is as likely, so there are gaps and "
        "heaps, as in real restarts.",
        "Drawn by chance, all over the box.",
    ),
    (
        "sobol",
        "Sobol",
        "Spread the starts evenly, by Sobol's sequence, which chance shifts: fewer gaps and heaps "
        "than chance alone, without the rows of a grid.",
        "Evenly all over the box, without rows.",
    ),
    (
        "line",
        "Line",
        "Stand them along a line that you draw. Where it crosses from one basin to the next, "
        "neighbours part.",
        "Drag on the landscape to draw the line, or drag its ends. Keys: 1 and 2 choose an end, "
        "arrows move it.",
    ),
    (
        "here",
        "Here",
        "All begin at the start point, each with chance of its own: how far do runs with noise "
        "spread? The ellipses are one and two standard deviations wide.",
        "All from the start point. Drag it, and the cloud follows.",
    ),
)
CLEAR = "Take the many starts away. The race itself stays."
LABEL_WIDTH, SEED_WIDTH = 36, 64  # pixels


class ManyStartsPanel(QWidget):
    """Edits the document's plan of many starts."""

    cleared = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.count = NumberSlider("count", COUNT, ManyStarts().count, LABEL_WIDTH)
        self.spread = Segments(
            "How the starts are spread", [(word, tip) for _, word, tip, _ in SPREADS], small=True
        )
        self.seed = SeedRow(SEED, "starts")
        self.seed.entry.setMaximumWidth(SEED_WIDTH)
        self.clear = QPushButton("Clear")
        self.clear.setAutoDefault(False)
        self.clear.setProperty("role", "quiet")
        self.clear.setAccessibleName("Clear the many starts")
        self.clear.setToolTip(f"<p>{CLEAR}</p>")
        self._line = QLabel()
        self._line.setWordWrap(True)
        self._line.setProperty("role", "caption")
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._controls = (self.count, self.spread, self.seed, self.clear)
        self._place()
        self.count.changing.connect(self._set_count)
        self.count.settled.connect(session.seal)
        self.spread.chosen.connect(self._set_spread)
        self.seed.chosen.connect(self._set_seed)
        self.seed.refused.connect(self._refuse)
        self.clear.clicked.connect(self._clear)
        session.changed.connect(self._show_document)
        self._show_document(session.document)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_document(self._session.document)

    def _show_document(self, document: Document) -> None:
        plan = ManyStarts() if document.many is None else document.many
        index = [key for key, *_ in SPREADS].index(plan.spread)
        self.count.show_number(plan.count)
        self.spread.show_index(index)
        self.seed.show_seed(plan.seed)
        is_locked = "starts" in document.locks
        for control in self._controls:
            control.setEnabled(not is_locked)
        self._line.setText(locked_sentence("starts") if is_locked else SPREADS[index][3])

    def _set_count(self, count: float) -> None:
        self._session.edit(
            lambda document: change_many(document, count=int(count)),
            "Set number of starts",
            key="many-count",
        )

    def _set_spread(self, index: int) -> None:
        key = SPREADS[index][0]
        self._session.edit(lambda document: spread_many(document, key), "Spread starts")
        self._show_document(self._session.document)

    def _set_seed(self, seed: int) -> None:
        self._session.edit(lambda document: change_many(document, seed=seed), "Draw starts again")

    def _clear(self) -> None:
        self._session.edit(clear_many, "Clear many starts")
        self.cleared.emit()

    def _refuse(self, sentence: str) -> None:
        if sentence:
            self._session.refused.emit(sentence)

    def _place(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.seed, 1)
        foot.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(6)
        column.addWidget(self.count)
        column.addWidget(self.spread)
        column.addWidget(self._line)
        column.addLayout(foot)

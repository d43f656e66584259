"""How many random restarts, and which: starts or an evaluation budget, and the seed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.session.document import Document
from explorer.session.limits import MAX_EVALUATIONS, MAX_RESTARTS
from explorer.session.session import Session
from explorer.views.choices import Choice, Item
from explorer.views.elided_label import ElidedLabel
from explorer.views.number_entry import NumberEntry
from explorer.views.segments import Segments
from explorer.views.theme import GAP

__all__ = ["RestartControls"]

MAX_SEED = 1_000_000_000  # of those a person types; larger ones in files are kept
FIRST_BUDGET = 10_000
ENTRY_WIDTHS = 48, 72  # pixels, least and most
STARTS_TIP = "Draw so many random starts for each optimizer."
BUDGET_TIP = (
    "Draw starts until each optimizer has spent so many evaluations: the fair comparison "
    "between cheap and dear steps."
)
COUNT_TIP = (
    "How many: 1 to 10,000 starts, or an evaluation budget for each optimizer. Every optimizer "
    "gets the same random starts."
)
SPREADS = (
    Item("uniform", "chance", "Draw each start by chance: any place is as likely."),
    Item(
        "sobol",
        "Sobol",
        "Spread the starts evenly, by Sobol's sequence, which chance shifts: fewer gaps and heaps.",
    ),
    Item(
        "grid",
        "grid",
        "Start from the middles of equal cells, row by row. It needs a number of starts, so it "
        "stops after starts and not after evaluations.",
    ),
)
ROOMY = 560  # pixels: narrower ones leave words out
SPREAD_WIDTH = 100  # pixels: the longest word in it
SEED_TIP = "The same seed draws the same starts: a result can be repeated exactly."


class RestartControls(QWidget):
    """Edits the document's restart plan."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.mode = Segments(
            "Stop after", (("Starts", STARTS_TIP), ("Evaluations", BUDGET_TIP)), small=True
        )
        self.spread = Choice("How starts are spread", SPREADS)
        self.spread.setMinimumWidth(SPREAD_WIDTH)
        self.count = self._entry(self._refusal, COUNT_TIP)
        self._seed_name = QLabel("Seed")
        self._seed = self._entry(_whole("The seed", 0, MAX_SEED), SEED_TIP)
        self._seed.setAccessibleName("Seed")
        self.again = QPushButton("Draw again")
        self.again.setAutoDefault(False)
        self.again.setAccessibleName("Draw again")
        self.again.setToolTip("<p>Draw other random starts: the next seed.</p>")
        self._news = ElidedLabel()
        self._news.setProperty("role", "caption")
        self._place()
        self.mode.chosen.connect(self._set_mode)
        self.spread.chosen.connect(self._set_spread)
        self.count.entered.connect(self._set_count)
        self.count.nudged.connect(lambda n: self._set_count(self.count.value + 10 * n))
        self._seed.entered.connect(lambda seed: self._plan("Seed restarts", seed=int(seed)))
        self._seed.nudged.connect(self._turn_seed)
        self.again.clicked.connect(lambda: self._turn_seed(1))
        session.changed.connect(self.show_document)
        self.show_document(session.document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = self.width() >= ROOMY
        self._seed_name.setVisible(is_roomy)
        self.again.setText("Draw again" if is_roomy else "Again")

    def show_document(self, document: Document) -> None:
        """Show what is asked for."""
        plan = document.restarts
        self.mode.show_index(1 if plan.evaluations else 0)
        self.count.setAccessibleName("Evaluations" if plan.evaluations else "Starts")
        self.count.show_number(plan.evaluations or plan.starts)
        self.spread.show_key(plan.sampling)
        self._seed.show_number(plan.seed)

    def show_news(self, words: str) -> None:
        """Say how far the work is."""
        self._news.show_text(words)

    def _plan(self, words: str, **changes: Any) -> None:
        document = self._session.document
        plan = replace(document.restarts, **changes)
        if self._session.edit(replace(document, restarts=plan), words):
            self._session.seal()

    def _set_mode(self, index: int) -> None:
        spread = self._session.document.restarts.sampling
        if index and spread == "grid":
            spread = "sobol"  # a grid has to know how many starts there are
        self._plan("Set restarts", evaluations=FIRST_BUDGET if index else 0, sampling=spread)

    def _set_spread(self, key: str) -> None:
        evaluations = 0 if key == "grid" else self._session.document.restarts.evaluations
        self._plan("Spread restarts", sampling=key, evaluations=evaluations)

    def _set_count(self, count: float) -> None:
        if self._refusal(count) is None:
            self._plan("Set restarts", **{self._unit(): int(count)})

    def _turn_seed(self, by: int) -> None:
        seed = self._session.document.restarts.seed + by
        self._plan("Draw restarts again", seed=seed if 0 <= seed <= MAX_SEED else 0)

    def _unit(self) -> str:
        return "evaluations" if self.mode.index else "starts"

    def _refusal(self, count: float) -> str | None:
        most = MAX_EVALUATIONS if self.mode.index else MAX_RESTARTS
        return _whole(f"The {self._unit()}", 1, most)(count)

    def _entry(self, check: Callable[[float], str | None], tip: str) -> NumberEntry:
        entry = NumberEntry(check)
        entry.setMinimumWidth(ENTRY_WIDTHS[0])
        entry.setMaximumWidth(ENTRY_WIDTHS[1])
        entry.setToolTip(f"<p>{tip}</p>")
        entry.setAccessibleDescription(tip)
        entry.refused.connect(self._refuse)
        return entry

    def _refuse(self, sentence: str) -> None:
        if sentence:
            self._session.refused.emit(sentence)

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GAP, 0, 3 * GAP, 0)
        row.setSpacing(2 * GAP)
        self._seed_name.setProperty("role", "muted")
        for widget in (self.mode, self.count, self.spread, self._seed_name, self._seed, self.again):
            row.addWidget(widget)
        row.addWidget(self._news, 1)


def _whole(what: str, low: int, high: int) -> Callable[[float], str | None]:
    def refusal(value: float) -> str | None:
        if value != int(value) or not low <= value <= high:
            return f"{what} must be a whole number from {low:,} to {high:,}."
        return None

    return refusal

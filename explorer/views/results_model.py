"""The rows of the results table: one for each start and optimizer, with what came of the run."""

from dataclasses import dataclass
from math import inf, isnan
from typing import Any

from PySide6.QtCore import QObject, Qt

from explorer.core.run import Stop, Trace
from explorer.core.verdict import Verdict
from explorer.session.document import Entrant
from explorer.session.naming import Name, entrant_names
from explorer.session.race import Race
from explorer.views.numbers import number
from explorer.views.table_model import LEFT, RIGHT, Column, Index, Role, TableModel
from explorer.views.table_rows import CELL

__all__ = [
    "COLUMNS", "ENDED", "EVALS", "LOSS", "OPTIMIZER", "START",
    "Cell", "ResultsModel", "short_words", "verdict_ink",
]  # fmt: skip

START, OPTIMIZER, LOSS, EVALS, ENDED = range(5)
COLUMNS = (
    Column("#", "Which start point, counted in the order they were added", LEFT),
    Column("optimizer", "Who ran; click a row to select its path everywhere", LEFT),
    Column("loss", "The value at the last point of the run"),
    Column(
        "evals",
        "At how many points the landscape was evaluated; "
        "✓ says that it ended before its steps ran out",
    ),
    Column(
        "ended in",
        "What the last point is, judged by its gradient and curvature; "
        "hover a row for the evidence",
    ),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows, what it is sorted by, and what it says when asked."""

    text: str
    sort: float | str
    tip: str = ""
    aligned: Qt.AlignmentFlag = RIGHT
    ink: str = "text"  # a role of the theme
    slot: int | None = None  # the optimizer whose marker stands before the text
    spoken: str = ""

    def answer(self, role: int) -> Any:
        """Return what Qt asks of the cell."""
        if role == Role.DisplayRole:
            return self.text
        if role == Role.UserRole:
            return self.sort
        if role == CELL:
            return self
        if role == Role.ToolTipRole:
            return self.tip or None
        if role == Role.TextAlignmentRole:
            return self.aligned
        if role == Role.AccessibleTextRole:
            return self.spoken or self.text
        return None


class ResultsModel(TableModel):
    """Rows stay in place while their numbers change; hidden optimizers have no row."""

    columns = COLUMNS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: list[tuple[int, int]] = []
        self._cells: list[tuple[Cell, ...]] = []

    def show(self, race: Race) -> None:
        """Take over the race: changed numbers in place, rows only where the race changed."""
        entrants = race.document.entrants
        keys = [
            (start, entrant)
            for start in range(len(race.traces))
            for entrant in range(len(entrants))
            if entrants[entrant].visible
        ]
        names = entrant_names(race.document)
        cells = [_cells(s, entrants[e], names[e], race.trace(s, e)) for s, e in keys]
        if keys != self._keys:
            self.beginResetModel()
            self._keys, self._cells = keys, cells
            self.endResetModel()
        elif cells != self._cells:
            self._cells = cells
            self.tell_changed()

    def key(self, row: int) -> tuple[int, int]:
        """Return the start and the entrant of a row, by position in the document."""
        return self._keys[row]

    def row(self, key: tuple[int, int]) -> int | None:
        """Return the row of a start and an entrant, or None."""
        return self._keys.index(key) if key in self._keys else None

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._keys)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        return self._cells[index.row()][index.column()].answer(role)


def _cells(start: int, entrant: Entrant, called: Name, trace: Trace | None) -> tuple[Cell, ...]:
    """Return the five cells of a row; a run that is still computed has dots for numbers."""
    name, lead, slot = called.whole, called.leading, entrant.colour
    first = Cell(str(start + 1), start, aligned=LEFT, spoken=f"start {start + 1}")
    if trace is None:
        who = Cell(lead, name, aligned=LEFT, slot=slot, spoken=name)
        dots = Cell("…", inf, spoken="still computed")
        return first, who, dots, dots, Cell("…", "…", spoken="still computed")
    verdict, loss = trace.verdict, float(trace.values[-1])
    evidence = f"{name}: {verdict.words}\n{verdict.evidence}"
    points = max(trace.evaluations.values())
    early = " ✓" if trace.stop in (Stop.FLAT, Stop.FINISHED) else ""
    return (
        first,
        Cell(lead, name, evidence, LEFT, slot=slot, spoken=name),
        Cell("–" if isnan(loss) else number(loss, 3), inf if isnan(loss) else loss, evidence),
        Cell(f"{points}{early}", points, _costs(trace)),
        Cell(short_words(verdict), verdict.words, evidence, RIGHT, verdict_ink(verdict)),
    )


def short_words(verdict: Verdict) -> str:
    """Return where the run ended in a word or two, as the narrow column shows it."""
    if verdict.kind == "minimum":
        return {True: "global", False: "local", None: "minimum"}[verdict.is_global]
    if verdict.kind == "diverged":
        return verdict.words  # "diverged", or "undefined" where the formula ends
    if verdict.kind == "budget" and verdict.words.endswith("learning"):
        return {"still learning": "learning", "hardly learning": "hardly"}[verdict.words]
    if verdict.kind in ("cycle", "oscillating"):
        return verdict.words  # "cycle of 3"; "wandering" where chance moves it
    short = {"left-box": "left box", "budget": "moving", "chaos": "chaotic"}
    return "at edge" if verdict.words == "at the edge" else short.get(verdict.kind, verdict.kind)


def verdict_ink(verdict: Verdict) -> str:
    """Return the ink of a verdict: green for the global minimum, amber for lesser ends."""
    if verdict.kind == "minimum":
        return {True: "good", False: "fair", None: "text"}[verdict.is_global]
    if verdict.kind in ("diverged", "left-box"):
        return "bad"
    return "muted" if verdict.kind == "budget" else "fair"


def _costs(trace: Trace) -> str:
    """Return the counted evaluations in words, with why the run stopped."""
    counts = ", ".join(
        f"{count} {kind}{'s' if count != 1 else ''}"
        for kind, count in trace.evaluations.items()
        if count
    ).replace("hessian", "Hessian")
    return f"Evaluated: {counts or 'nothing'}.\n{trace.steps} steps; {trace.stop.value}."

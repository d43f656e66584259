"""The rows of the list of examples, sorted by any column; text is made for what is seen only."""

from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt

from explorer.core.nets.data_set import PARTS
from explorer.views.judged_examples import PART_WORDS, JudgedExamples
from explorer.views.numbers import number
from explorer.views.table_model import CENTRED, LEFT, RIGHT, Column, Index, Role, TableModel
from explorer.views.table_rows import CELL

__all__ = [
    "ANSWER", "COLUMNS", "INPUTS", "LOSS", "NUMBER", "PART", "TARGET",
    "ExampleCell", "ExamplesModel",
]  # fmt: skip

NUMBER, PART, INPUTS, TARGET, ANSWER, LOSS = range(6)
COLUMNS = (
    Column("#", "Which example, counted as in the data", LEFT),
    Column(
        "part",
        "Whether training sees it: train, held out, or kept for choosing between nets",
        LEFT,
    ),
    Column("inputs", "What the net is shown; hover a row for the names", LEFT),
    Column("target", "What it should answer", LEFT),
    Column(
        "answer",
        "What it answers now; with the chance it gives to that, where it gives one",
        LEFT,
    ),
    Column(
        "loss",
        "How wrong that is: what this example adds to the loss, before the mean is taken",
        CENTRED,
    ),
)
FEW = 4  # inputs that are written out in a row
MOST_NAMED = 12  # inputs that a tooltip names


@dataclass(frozen=True, slots=True)
class ExampleCell:
    """What a cell shows: its text, its ink, and the class whose colour stands before it."""

    text: str
    aligned: Qt.AlignmentFlag = RIGHT
    ink: str = "text"
    swatch: int | None = None


class ExamplesModel(TableModel):
    """All examples; the largest loss first until another order is asked for."""

    columns = COLUMNS

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: JudgedExamples | None = None
        self._order: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._sorted_by, self._rising = LOSS, False

    def show(self, rows: JudgedExamples | None) -> None:
        """Take over the examples as they are judged now."""
        count = 0 if rows is None else len(rows.losses)
        if count != len(self._order):
            self.beginResetModel()
            self._rows, self._order = rows, self._sorted(rows)
            self.endResetModel()
        elif rows is not None:
            self._rows, self._order = rows, self._sorted(rows)
            self.tell_changed()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; below 0 means by loss, the largest first."""
        self._rising = column >= 0 and order == Qt.SortOrder.AscendingOrder
        self._sorted_by = column if column >= 0 else LOSS
        self.show(self._rows)

    def example(self, row: int) -> int:
        """Return which example a row shows, counted from 0 in the data."""
        return int(self._order[row])

    def row(self, example: int | None) -> int | None:
        """Return where an example is in the list."""
        if example is None:
            return None
        found = np.flatnonzero(self._order == example)
        return int(found[0]) if len(found) else None

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._order)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or self._rows is None:
            return None
        if role == Role.ToolTipRole:
            return _tip(self._rows, self.example(index.row()))
        if role not in (CELL, Role.DisplayRole, Role.TextAlignmentRole):
            return None
        cell = _cell(self._rows, self.example(index.row()), index.column())
        if role == Role.TextAlignmentRole:
            return cell.aligned
        return cell if role == CELL else cell.text

    def _sorted(self, rows: JudgedExamples | None) -> NDArray[np.int64]:
        if rows is None:
            return np.empty(0, dtype=np.int64)
        keys = {
            NUMBER: np.arange(len(rows.losses)),
            PART: rows.parts,
            INPUTS: rows.inputs[:, 0],
            TARGET: rows.targets,
            ANSWER: rows.answers.argmax(axis=0) if len(rows.answers) > 1 else rows.answers[0],
            # What is undefined is as wrong as can be.
            LOSS: np.nan_to_num(rows.losses, nan=np.inf, posinf=np.inf),
        }[self._sorted_by]
        order = np.argsort(keys if self._rising else -keys, kind="stable")
        return order.astype(np.int64)


def _cell(rows: JudgedExamples, example: int, column: int) -> ExampleCell:
    if column == NUMBER:
        return ExampleCell(str(example + 1), LEFT, "muted")
    if column == PART:
        return ExampleCell(PART_WORDS[PARTS[rows.parts[example]]], LEFT, "muted")
    if column == INPUTS:
        inputs = rows.inputs[example]
        few = ", ".join(_short(float(value)) for value in inputs[:FEW])
        return ExampleCell(few + (" …" if len(inputs) > FEW else ""), LEFT)
    if column == TARGET:
        return _target(rows, example)
    if column == ANSWER:
        return _answer(rows, example)
    loss = float(rows.losses[example])
    return ExampleCell("–" if isnan(loss) else number(loss, 3))


def _short(value: float) -> str:
    """Return an input in two decimals: a column of them is narrow."""
    size = abs(value)
    return number(round(value, 2) if 0.01 <= size < 1000 else value, 6 if size < 1000 else 3)


def _target(rows: JudgedExamples, example: int) -> ExampleCell:
    target = float(rows.targets[example])
    if rows.classes and target == int(target):
        return ExampleCell(rows.classes[int(target)], LEFT, "text", int(target))
    return ExampleCell(number(target, 3), LEFT)


def _answer(rows: JudgedExamples, example: int) -> ExampleCell:
    chosen, value = rows.answered(example)
    if isnan(value):
        return ExampleCell("no answer", LEFT, "bad")
    said = f"{value:.2f}" if rows.has_chances else number(value, 3)
    if chosen is None:
        return ExampleCell(said, LEFT)
    ink = "bad" if rows.wrong[example] else "text"
    return ExampleCell(f"{said} {rows.classes[chosen]}", LEFT, ink, chosen)


def _tip(rows: JudgedExamples, example: int) -> str:
    inputs = [
        f"{name} {number(float(value))}"
        for name, value in zip(rows.features, rows.inputs[example], strict=True)
    ]
    more = [f"and {len(inputs) - MOST_NAMED} more"] if len(inputs) > MOST_NAMED else []
    target, answer = _target(rows, example).text, _answer(rows, example).text
    verdict = " (wrong)" if len(rows.wrong) and rows.wrong[example] else ""
    return (
        f"<p>Example {example + 1}: {', '.join(inputs[:MOST_NAMED] + more)}.</p>"
        f"<p>{rows.target}: {target}. The net answers {answer}{verdict}; "
        f"loss {number(float(rows.losses[example]))}. Click to see it among the answers.</p>"
    )

"""Checks: is the gradient right, and what does a step cost."""

from math import floor, isfinite, log10

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.core.nets.cost import Cost, cost
from explorer.core.nets.gradient_check import LayerCheck, check
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.session import Session
from explorer.views.numbers import number
from explorer.views.sight import Sight
from explorer.views.theme import GAP

__all__ = ["ChecksView", "agreement"]

KEY = "gradient check"
FINE, POOR = 1e-6, 1e-3  # relative errors
EMPTY = "Nothing to check: choose a net under Tiny net, on the left."
WHY = (
    "Training follows slopes that backpropagation computes backwards through the net. The check "
    "nudges each weight a little up and down instead, and looks how the loss changes: slow, but "
    "hard to get wrong. Both must agree."
)
OTHER = "This was checked at other weights than those shown now."
RUNNING = "Nudging each weight …"


class ChecksView(QWidget):
    """The gradient check, on demand, and the cost meter."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked: tuple[TinyNet, bytes] | None = None
        self._checked: tuple[TinyNet, bytes] | None = None
        self._counted: TinyNet | None = None
        self.button = QPushButton("Check the gradient")
        self._verdict, self._rows = _paragraph("muted"), _Table(("layer", "worst error", "weights"))
        self._meter, self._cost = _paragraph(""), _Table(("a step takes", "multiply-adds"))
        self._empty, self._sheet = _paragraph("muted"), QWidget()
        self._place()
        self._sight = Sight(session, self, self._show)
        self.button.clicked.connect(self.check)
        session.worker.done.connect(self._take)
        session.worker.failed.connect(self._give_up)

    def words(self) -> tuple[str, str]:
        """Return what the check and the meter say."""
        return self._verdict.text(), self._meter.text()

    def rows(self) -> list[tuple[str, ...]]:
        """Return what the check says of each layer."""
        return self._rows.told

    def costs(self) -> list[tuple[str, ...]]:
        """Return the lines of the meter."""
        return self._cost.told

    def check(self) -> None:
        """Compare both slopes at the weights that are shown."""
        net, weights = self._sight.net, self._sight.weights
        if net is None or weights is None:
            return
        self._asked = (net, weights.tobytes())
        self._tell(RUNNING, "muted")
        self.button.setEnabled(False)
        frozen = weights.copy()
        self._session.worker.want(KEY, self._asked, lambda stop: check(net, frozen, stop))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._asked is not None:
            self._session.worker.cancel(KEY)
            self._give_up(KEY, self._asked, "")

    def _show(self) -> None:
        net = self._sight.net
        self._empty.setVisible(net is None)
        self._sheet.setVisible(net is not None)
        if net is None or self._sight.weights is None:
            return
        if net != self._counted:
            self._counted = net
            found = cost(net)
            self._meter.setText(_meter_words(found))
            self._cost.show_rows(_cost_rows(found))
        if self._checked is not None and self._checked[0] != net:
            self._checked = None
            self._rows.show_rows([])
            self._tell("", "muted")
        elif self._checked is not None and self._checked[1] != self._sight.weights.tobytes():
            self._tell(OTHER, "muted")
            self._checked = (net, b"")

    def _take(self, key: str, request: object, result: list[LayerCheck] | None) -> None:
        if key != KEY or request != self._asked:
            return
        self._checked, self._asked = self._asked, None
        self.button.setEnabled(True)
        layers = result or []
        self._rows.show_rows([_row(layer) for layer in layers])
        words, ink = agreement(layers)
        self._tell(words, ink)
        self._show()

    def _give_up(self, key: str, request: object, sentence: str) -> None:
        if key == KEY and request == self._asked:
            self._asked = None
            self.button.setEnabled(True)
            self._tell(sentence, "warning")

    def _tell(self, words: str, role: str) -> None:
        self._verdict.setText(words)
        self._verdict.setVisible(bool(words))
        if self._verdict.property("role") != role:
            self._verdict.setProperty("role", role)
            self._verdict.style().unpolish(self._verdict)
            self._verdict.style().polish(self._verdict)

    def _place(self) -> None:
        self._empty.setText(EMPTY)
        self._empty.hide()
        self._verdict.hide()
        self.button.setToolTip(f"<p>{WHY}</p>")
        self.button.setAccessibleDescription(WHY)
        why = _paragraph("caption")
        why.setText(WHY)
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        sheet.setSpacing(2 * GAP)
        sheet.addWidget(_heading("IS THE GRADIENT RIGHT?"))
        sheet.addWidget(why)
        sheet.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        sheet.addWidget(self._verdict)
        sheet.addWidget(self._rows)
        sheet.addSpacing(2 * GAP)
        sheet.addWidget(_heading("WHAT A STEP COSTS"))
        sheet.addWidget(self._cost)
        sheet.addWidget(self._meter)
        sheet.addStretch()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        column.addWidget(self._sheet, 1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Checks of the net")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)


def agreement(layers: list[LayerCheck]) -> tuple[str, str]:
    """Return whether both slopes agree, in words, and the role of a label that says so."""
    errors = [layer.worst for layer in layers if layer.checked]
    if not errors:
        return "Every nudge crosses a kink here, where there is no one slope to compare.", "warning"
    if not all(map(isfinite, errors)):
        return "The loss is too large here to compare slopes: the weights have flown away.", "error"
    worst = max(errors)
    if worst > POOR:
        return f"They do not agree: {number(worst, 3)} of a slope apart at worst.", "error"
    digits = max(1, floor(-log10(max(worst, 1e-16))))
    if worst > FINE:
        return f"They agree only roughly here, to {digits} digits.", "warning"
    return f"They agree to {digits} digits in every layer: the gradient is right.", ""


def _row(layer: LayerCheck) -> tuple[str, ...]:
    skipped = f", {layer.skipped:,} skipped" if layer.skipped else ""
    error = "–" if not layer.checked else number(layer.worst, 4)
    return layer.name, error, f"{layer.checked:,}{skipped}"


def _cost_rows(found: Cost) -> list[tuple[str, ...]]:
    return [
        ("one trial of the net", f"{found.trial:,}"),
        ("one weight at a time", f"{found.one_by_one:,}"),
        ("backpropagation", f"{found.backpropagation:,}"),
    ]


def _meter_words(found: Cost) -> str:
    """Return how the numbers of the meter come about, in plain words."""
    weights, examples = f"{found.weights:,}", f"{found.examples:,}"
    return (
        f"N = {weights} weights times M = {examples} examples: so many products, each added to a "
        f"sum, find the loss once. To learn which way to move each of the {found.adjustable:,} "
        "numbers (biases count too) by trial, the loss is found once as it is and once more for "
        f"each. Backpropagation finds all {found.adjustable:,} slopes in one pass there and back, "
        f"with {found.times:,.0f} times less work."
    )


class _Table(QWidget):
    """A few lines of words and numbers under small headings; hidden while there are none."""

    def __init__(self, heads: tuple[str, ...]) -> None:
        super().__init__()
        self.told: list[tuple[str, ...]] = []
        self._heads = heads
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3 * GAP)
        self._grid.setVerticalSpacing(GAP)
        self._labels: dict[tuple[int, int], QLabel] = {}
        self._grid.setColumnStretch(0, 1)
        self.hide()

    def show_rows(self, rows: list[tuple[str, ...]]) -> None:
        """Show other lines."""
        self.told = rows
        lines = [self._heads, *rows]
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                self._label(row, column).setText(text)
        for (row, _), label in self._labels.items():
            label.setVisible(row < len(lines))
        self.setVisible(bool(rows))

    def _label(self, row: int, column: int) -> QLabel:
        if (row, column) not in self._labels:
            label = QLabel()
            label.setProperty("role", "caption" if row == 0 else "")
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(label, row, column, side)
            self._labels[row, column] = label
        return self._labels[row, column]


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", "heading")
    return label


def _paragraph(role: str) -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setProperty("role", role)
    return label

"""Which draw: a seed that can be typed, and a button for the next one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.core.param import Param
from explorer.views.number_entry import NumberEntry

__all__ = ["SeedRow"]

ENTRY_WIDTHS = 36, 90  # pixels, least and most


class SeedRow(QWidget):
    """Emits the seed that is wanted next; a seed that cannot be taken is refused in words."""

    chosen = Signal(int)
    refused = Signal(str)  # one sentence; empty once all is well again

    def __init__(self, param: Param, what: str) -> None:
        super().__init__()
        self._param = param
        label = QLabel("seed")
        label.setProperty("role", "muted")
        self.entry = NumberEntry(lambda value: param.refusal("seed", value))
        self.entry.setMinimumWidth(ENTRY_WIDTHS[0])
        self.entry.setMaximumWidth(ENTRY_WIDTHS[1])
        self.entry.setAccessibleName(f"Seed of {what}")
        self.entry.setAccessibleDescription(param.help)
        self.entry.setToolTip(
            f"<p>{param.help}. The same seed draws the same {what}: a result can be repeated.</p>"
        )
        label.setBuddy(self.entry)
        self.again = QPushButton("draw again")
        self.again.setAutoDefault(False)
        self.again.setAccessibleName(f"Draw {what} again")
        self.again.setToolTip(f"<p>Draw other {what}: the next seed.</p>")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(label)
        row.addWidget(self.entry, 1)
        row.addWidget(self.again)
        self.entry.entered.connect(lambda value: self.chosen.emit(int(value)))
        self.entry.refused.connect(self.refused)
        self.entry.nudged.connect(self._turn)
        self.again.clicked.connect(lambda: self._turn(1))

    def show_seed(self, seed: int) -> None:
        """Show a seed without announcing it."""
        self.entry.show_number(seed)

    def _turn(self, by: int) -> None:
        seed = int(self.entry.value) + by
        self.chosen.emit(seed if self._param.low <= seed <= self._param.high else 0)

"""The dials of a data set: what can be set of it and of no other, as sliders or as choices."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets import DATA_SETS, Dial, dial
from explorer.views.number_slider import NumberSlider
from explorer.views.setting_row import WordsRow, setting_row

__all__ = ["Dials"]


class Dials(QWidget):
    """A row for each dial; hidden where a data set has none."""

    changed = Signal(str, float)  # the dial's name, its new number; again and again in a drag
    settled = Signal()

    def __init__(self, label_width: int) -> None:
        super().__init__()
        self._label_width = label_width
        self._dials: Mapping[str, Dial] = {}
        self._rows: dict[str, NumberSlider | WordsRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_plan(self, plan: DataPlan) -> None:
        """Show the dials of a plan; their widgets stay while only numbers change."""
        kind = DATA_SETS.get(plan.key)
        dials: Mapping[str, Dial] = {} if kind is None else kind.dials
        if dials != self._dials:
            self._offer(dials)
        for name, row in self._rows.items():
            row.show_number(dial(plan, name))
        self.setVisible(bool(dials))

    def row(self, name: str) -> NumberSlider | WordsRow:
        """Return the row of one dial; KeyError where there is none."""
        return self._rows[name]

    def words(self, name: str) -> str:
        """Return what a dial is called."""
        return self._dials[name].param.label or name.replace("_", " ")

    def _offer(self, dials: Mapping[str, Dial]) -> None:
        for row in self._rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._dials, self._rows = dials, {}
        for name, one in dials.items():
            row = setting_row(name, one.param, one.default, self._label_width)
            row.changing.connect(lambda value, name=name: self.changed.emit(name, value))
            row.settled.connect(self.settled)
            self._column.addWidget(row)
            self._rows[name] = row

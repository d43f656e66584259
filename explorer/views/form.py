"""A form for whatever declares settings: a slider and an exact field, or a choice, for each."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.param import Param
from explorer.views.number_slider import LABEL_WIDTH, NumberSlider
from explorer.views.setting_row import WordsRow, setting_row

__all__ = ["Form"]


class Form(QWidget):
    """One row for each setting, in the order declared; updated in place."""

    changed = Signal(str, float)  # the setting's name, its new number; again and again in a drag
    settled = Signal()

    def __init__(
        self,
        params: Mapping[str, Param],
        values: Mapping[str, float],
        label_width: int = LABEL_WIDTH,
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._rows: dict[str, NumberSlider | WordsRow] = {}
        for name, param in params.items():
            row = setting_row(name, param, values[name], label_width)
            row.changing.connect(lambda value, name=name: self.changed.emit(name, value))
            row.settled.connect(self.settled)
            column.addWidget(row)
            self._rows[name] = row

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show the numbers without announcing them."""
        for name, row in self._rows.items():
            row.show_number(values[name])

    def row(self, name: str) -> NumberSlider | WordsRow:
        """Return the row of one setting; KeyError where there is none."""
        return self._rows[name]

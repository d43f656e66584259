"""A form for whatever declares settings: a slider and an exact field for each."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.core.param import Param
from explorer.views.number_slider import LABEL_WIDTH, NumberSlider

__all__ = ["Form"]


class Form(QWidget):
    """One NumberSlider for each setting, in the order declared; updated in place."""

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
        self._sliders: dict[str, NumberSlider] = {}
        for name, param in params.items():
            slider = NumberSlider(name, param, values[name], label_width)
            slider.changing.connect(lambda value, name=name: self.changed.emit(name, value))
            slider.settled.connect(self.settled)
            column.addWidget(slider)
            self._sliders[name] = slider

    def show_values(self, values: Mapping[str, float]) -> None:
        """Show the numbers without announcing them."""
        for name, slider in self._sliders.items():
            slider.show_number(values[name])

    def slider(self, name: str) -> NumberSlider:
        """Return the row of one setting; KeyError where there is none."""
        return self._sliders[name]

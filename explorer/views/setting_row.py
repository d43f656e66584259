"""A row for one setting: a slider with an exact field, or words to choose from."""

from PySide6.QtCore import Signal

from explorer.core.param import Param
from explorer.views.choices import ChoiceRow, Item
from explorer.views.number_slider import LABEL_WIDTH, NumberSlider

__all__ = ["WordsRow", "setting_row"]


class WordsRow(ChoiceRow):
    """A choice whose words stand for the numbers 0, 1, 2, ...; otherwise like a NumberSlider."""

    changing = Signal(float)
    settled = Signal()

    def __init__(self, name: str, param: Param, value: float, label_width: int) -> None:
        items = (Item(str(k), word, param.help + ".") for k, word in enumerate(param.words))
        super().__init__(param.label or name.replace("_", " "), param.help, items, label_width)
        self.chosen.connect(lambda key: self.changing.emit(float(key)))
        self.chosen.connect(self.settled)
        self.show_number(value)

    @property
    def value(self) -> float:
        """The number of the word shown."""
        return float(self.choice.key)

    def show_number(self, value: float) -> None:
        """Show the word of a number without announcing it."""
        self.choice.show_key(str(int(value)))


def setting_row(
    name: str, param: Param, value: float, label_width: int = LABEL_WIDTH
) -> NumberSlider | WordsRow:
    """Return the row that a declared setting is changed by."""
    if param.words:
        return WordsRow(name, param, value, label_width)
    return NumberSlider(name, param, value, label_width)

"""One number of a setting: its name, a slider, and a field for the exact value."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from explorer.core.param import Param
from explorer.views.number_entry import NumberEntry
from explorer.views.scale import Scale
from explorer.views.slider import Slider
from explorer.views.theme import theme, theme_changed

__all__ = ["LABEL_WIDTH", "NumberSlider"]

LABEL_WIDTH = 88
ENTRY_WIDTH = 60
SLIDER_WIDTH = 30  # at the least, in a narrow column
SPACE = 4  # pixels between name, slider and field


class NumberSlider(QWidget):
    """Emits `changing` at each new number and `settled` when the hand lets go.

    In a narrow column the name stands above the slider. Numbers that the setting does not take are
    refused in a sentence below; the last good one is kept.
    """

    changing = Signal(float)
    settled = Signal()

    def __init__(
        self, name: str, param: Param, value: float, label_width: int = LABEL_WIDTH
    ) -> None:
        super().__init__()
        self._name, self._param, self._scale = name, param, Scale.of(param)
        self._value = value
        self._is_narrow = False
        self._is_behind = False  # the handle was held where its number was not taken
        words = param.label or name.replace("_", " ")
        self._label = QLabel(words)
        self._label_width = label_width
        self._label.setProperty("role", "muted")
        self._slider = Slider(self._scale.ticks)
        self._entry = NumberEntry(self._refusal, quiet=True)
        self._sentence = QLabel()
        self._sentence.setProperty("role", "error")
        self._sentence.setWordWrap(True)
        self._sentence.hide()
        self._place()
        self._teach(words)
        self._slider.dragged.connect(self._drag)
        self._slider.released.connect(self._let_go)
        self._entry.entered.connect(self._enter)
        self._entry.refused.connect(self._say)
        self._entry.nudged.connect(self._nudge)
        theme_changed.connect(self._fit)
        self._fit()
        self._entry.show_number(value)
        self._slider.show_tick(self._scale.tick(value))

    @property
    def value(self) -> float:
        """The number shown."""
        return self._value

    @property
    def param(self) -> Param:
        """What it accepts."""
        return self._param

    def show_number(self, value: float) -> None:
        """Show a number without announcing it."""
        if value != self._value:
            self._value = value
            self._say("")
            self._slider.show_tick(self._scale.tick(value))
            self._is_behind = self._slider.isSliderDown()
        self._entry.show_number(value)

    def minimumSizeHint(self) -> QSize:
        narrowest = SLIDER_WIDTH + SPACE + self._entry.width()
        return QSize(narrowest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _place(self) -> None:
        self._slider.setMinimumWidth(SLIDER_WIDTH)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._label, 1, 0)
        grid.addWidget(self._slider, 1, 1)
        grid.addWidget(self._entry, 1, 2)
        grid.addWidget(self._sentence, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        self.setFocusProxy(self._slider)

    def _arrange(self) -> None:
        """Put the name above the slider where there is no room for it beside."""
        self._label.setWordWrap(False)
        beside = self._label.sizeHint().width() + SPACE + self.minimumSizeHint().width()
        is_narrow = self.width() < beside
        self._label.setWordWrap(is_narrow)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._grid.removeWidget(self._label)
            if is_narrow:
                self._grid.addWidget(self._label, 0, 0, 1, 3)
            else:
                self._grid.addWidget(self._label, 1, 0)

    def _fit(self, *_: object) -> None:
        """Give names and numbers the room that their letters need."""
        self._label.setMinimumWidth(theme().length(self._label_width))
        self._entry.setFixedWidth(theme().length(ENTRY_WIDTH))
        self._arrange()

    def _teach(self, words: str) -> None:
        low, high = self._param.low, self._param.high
        kind = "a whole number from" if self._param.whole else "from"
        tip = f"{self._param.help}<br><br>Takes {kind} {low:g} to {high:g}."
        self.setToolTip(f"<p>{tip}</p>")
        self._slider.setAccessibleName(words)
        self._slider.setAccessibleDescription(self._param.help)
        self._entry.setAccessibleName(f"{words}, exact")
        self._entry.setAccessibleDescription(self._param.help)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def _refusal(self, value: float) -> str | None:
        return self._param.refusal(self._name, value)

    def _drag(self, tick: int) -> None:
        self._become(self._scale.number(tick))

    def _let_go(self) -> None:
        if self._is_behind:
            self._is_behind = False
            self._slider.show_tick(self._scale.tick(self._value))
        self.settled.emit()

    def _enter(self, value: float) -> None:
        self._slider.show_tick(self._scale.tick(value))
        self._become(value)
        self.settled.emit()

    def _nudge(self, direction: int) -> None:
        step = self._slider.singleStep() * direction
        self._become(self._scale.number(self._scale.tick(self._value) + step))
        self._slider.show_tick(self._scale.tick(self._value))
        self.settled.emit()

    def _become(self, value: float) -> None:
        if self._param.whole:
            value = int(value)
        self._say("")
        if value != self._value:
            self._value = value
            self._is_behind = False
            self._entry.show_number(value)
            self.changing.emit(value)

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

"""The numbers of the hill or well in the hand, and what a click puts on the ground."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.core.hump import Hump
from explorer.core.param import SettingError
from explorer.session.session import Session
from explorer.views.number_entry import NumberEntry
from explorer.views.sculpt_hand import SculptHand
from explorer.views.segments import Segments
from explorer.views.theme import theme, theme_changed

__all__ = ["SculptPanel"]

KINDS = (
    ("Well", "A click on the ground puts a well there; with Shift, a hill."),
    ("Hill", "A click on the ground puts a hill there; with Shift, a well."),
)
FIELDS = {
    "height": "How high it is above the ground below; below zero it is a well. Drag the knob, turn "
    "the wheel on it, or press Page Up and Page Down",
    "width": "How far from its middle the ring is: there it has 61 % of its height. Drag the ring, "
    "or turn the wheel with Shift",
    "x": "Where its middle is. Drag it, or press the arrow keys",
    "y": "Where its middle is. Drag it, or press the arrow keys",
}
HINT = "Click the ground. Drag a middle, a ring or the knob; paths and minima follow."
REMOVE = "Take the chosen one away (Delete)"
SMOOTH = "Take all hills and wells away; the land below stays"
STEPS = {"height": 0.01, "width": 0.05, "x": 0.005, "y": 0.005}
WIDE = 60  # pixels of a field


class SculptPanel(QWidget):
    """Stands above the tools while the tool is in the hand."""

    def __init__(self, session: Session, hand: SculptHand) -> None:
        super().__init__()
        self._session, self._hand = session, hand
        self._kinds = Segments("What a click puts", KINDS, small=True)
        self._remove = _button("Remove", REMOVE, "Remove the chosen hill or well")
        self._smooth = _button("Smooth all", SMOOTH, "Smooth away all hills and wells")
        self._words = QLabel(HINT)
        self._words.setProperty("role", "caption")
        self._words.setWordWrap(True)
        self._numbers, self._head = QWidget(), QWidget()
        self._fields: dict[str, NumberEntry] = {}
        self._labels: dict[str, QLabel] = {}
        self._place()
        self._kinds.chosen.connect(lambda index: hand.put_hills(index == 1))
        self._remove.clicked.connect(hand.remove)
        self._smooth.clicked.connect(hand.smooth_away)
        hand.changed.connect(self.show_hump)
        theme_changed.connect(self._fit)
        self._fit()
        self.show_hump()

    def show_hump(self) -> None:
        """Show the numbers of the chosen hump, or what to do."""
        hump, refusal = self._hand.hump, self._hand.refusal
        self._head.setVisible(refusal is None)
        self._numbers.setVisible(refusal is None and hump is not None)
        self._words.setText(refusal or HINT)
        self._words.setVisible(refusal is not None or hump is None)
        self._kinds.show_index(int(self._hand.puts_hills))
        self._remove.setVisible(hump is not None)
        self._smooth.setVisible(bool(self._hand.humps))
        if hump is None:
            return
        for name, field in self._fields.items():
            value = getattr(hump, name)
            field.setVisible(value is not None)
            self._labels[name].setVisible(value is not None)
            if value is not None:
                field.show_number(value)

    def _check(self, name: str, value: float) -> str | None:
        """Return why the chosen one cannot have such a number."""
        try:
            self._changed(name, value)
        except SettingError as error:
            return str(error)
        return None

    def _changed(self, name: str, value: float) -> Hump | None:
        hump = self._hand.hump
        return None if hump is None else replace(hump, **{name: value})

    def _set(self, name: str, value: float) -> None:
        hump = self._changed(name, value)
        if hump is not None:
            self._hand.put(hump)
            self._hand.release()

    def _nudge(self, name: str, way: int) -> None:
        """Change a number by a small step, one that suits what it measures."""
        hump, landscape = self._hand.hump, self._hand.landscape
        if hump is None or landscape is None:
            return
        sizes = [high - low for low, high in landscape.box]
        size = {
            "height": self._hand.range,
            "width": hump.width,
            "x": sizes[0],
            "y": sizes[-1],
        }[name]
        value = getattr(hump, name) + way * STEPS[name] * size
        if self._check(name, value) is None:
            self._hand.put(replace(hump, **{name: float(f"{value:.6g}")}))

    def _place(self) -> None:
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        head.addWidget(self._kinds)
        head.addStretch()
        head.addWidget(self._remove)
        head.addWidget(self._smooth)
        grid = QGridLayout(self._numbers)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        for number, (name, tip) in enumerate(FIELDS.items()):
            label = QLabel(name)
            label.setProperty("role", "caption")
            field = NumberEntry(self._checked(name), quiet=True)
            label.setBuddy(field)
            for widget in (label, field):
                widget.setToolTip(f"<p>{tip}.</p>")
            field.setAccessibleName(f"{name.capitalize()} of the chosen hill or well")
            field.setAccessibleDescription(tip)
            field.entered.connect(lambda value, name=name: self._set(name, value))
            field.nudged.connect(lambda way, name=name: self._nudge(name, way))
            field.refused.connect(self._refuse)
            row, place = number % 2, 3 * (number // 2)  # a gap between two and two
            grid.addWidget(label, row, place)
            grid.addWidget(field, row, place + 1)
            self._labels[name], self._fields[name] = label, field
        grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(2)
        column.addWidget(self._head)
        column.addWidget(self._words)
        column.addWidget(self._numbers)

    def _checked(self, name: str) -> Callable[[float], str | None]:
        return lambda value: self._check(name, value)

    def _refuse(self, sentence: str) -> None:
        if sentence:
            self._session.refused.emit(sentence)

    def _fit(self, *_: object) -> None:
        for field in self._fields.values():
            field.setFixedWidth(theme().length(WIDE))


def _button(words: str, tip: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "quiet")
    button.setToolTip(f"<p>{tip}.</p>")
    button.setAccessibleName(name)
    return button

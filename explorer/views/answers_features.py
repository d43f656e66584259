"""Which two of many inputs are shown; all others stay at their mean."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QWidget

__all__ = ["AnswersFeatures"]

WIDEST = 150  # pixels of a choice


class AnswersFeatures(QFrame):
    """Two choices of a feature, across and up."""

    chosen = Signal(int, int)  # by the user only

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self._features: tuple[str, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(4)
        self.across = self._choice("Across", "Which input lies across.")
        self.up = self._choice("Up", "Which input lies up.")
        self._others = QLabel()
        self._others.setProperty("role", "caption")
        for sign, choice in (("→", self.across), ("↑", self.up)):
            row.addWidget(QLabel(sign))
            row.addWidget(choice)
        row.addWidget(self._others)

    @property
    def axes(self) -> tuple[int, int]:
        """Which input lies across, and which up."""
        return max(self.across.currentIndex(), 0), max(self.up.currentIndex(), 0)

    def show_features(self, features: tuple[str, ...]) -> None:
        """Offer these inputs; others than before begin with the first two."""
        if features == self._features:
            return
        self._features = features
        for number, choice in enumerate((self.across, self.up)):
            choice.blockSignals(True)
            choice.clear()
            choice.addItems([feature.split(" (")[0] for feature in features])
            for k, feature in enumerate(features):
                choice.setItemData(k, feature, Qt.ItemDataRole.ToolTipRole)
            choice.setCurrentIndex(number)
            choice.blockSignals(False)
        left = len(features) - 2
        self._others.setText("the other at its mean" if left == 1 else f"{left} others at mean")

    def set_narrow(self, narrow: bool) -> None:
        """Leave words out where there is no room; the tooltip still says them."""
        self._others.setVisible(not narrow)
        for choice in (self.across, self.up):
            choice.setMaximumWidth(WIDEST - 40 if narrow else WIDEST)

    def _choice(self, name: str, tip: str) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(name)
        tip += (
            " The colours are a slice: all inputs that are not shown are held at their mean over "
            "the training examples. The rings tell which examples are answered wrongly as they are."
        )
        choice.setToolTip(f"<p>{tip}</p>")
        choice.setAccessibleDescription(tip)
        choice.setMaximumWidth(WIDEST)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choice.activated.connect(lambda _: self._choose(choice))
        return choice

    def _choose(self, changed: QComboBox) -> None:
        """Announce the choice; an input chosen twice changes places with the other."""
        other = self.up if changed is self.across else self.across
        if changed.currentIndex() == other.currentIndex():
            free = next(k for k in range(len(self._features)) if k != changed.currentIndex())
            other.setCurrentIndex(free)
        self.chosen.emit(*self.axes)

"""A name to press that ends in … where it does not fit, instead of pushing others away."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyleOptionButton

__all__ = ["NameButton"]

LEAST = 60  # pixels
FRAME = 14  # pixels of its two sides, with their padding


class NameButton(QPushButton):
    """A checkable name in bold; the whole of it is its accessible name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setProperty("role", "quiet name")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        right = Qt.TextElideMode.ElideRight
        option.text = self.fontMetrics().elidedText(self.text(), right, self.width() - FRAME)

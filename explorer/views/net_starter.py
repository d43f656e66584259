"""Where training begins: the button for a net with layers, above the nets that fit on a map."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.core.nets.tiny_net import TinyNet
from explorer.views.theme import GAP

__all__ = ["NetStarter"]

INVITATION = (
    "Choose data, layers and activation. Such a net has too many weights for a map: the map is a "
    "slice, and says how true it is."
)
BELOW = "ONE OR TWO WEIGHTS: NO SLICE"


class NetStarter(QWidget):
    """Emits `asked` when the user wants to train a net with layers."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.asked)
        line = QLabel(INVITATION)
        line.setProperty("role", "caption")
        line.setWordWrap(True)
        self._below = QLabel(BELOW)
        self._below.setProperty("role", "heading")
        self._below.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GAP)
        column.addWidget(self.button)
        column.addWidget(line)
        column.addSpacing(GAP)
        column.addWidget(self._below)
        self.show_net(None)

    def show_net(self, net: TinyNet | None) -> None:
        """Say which net would be trained: the one of before, or the first one."""
        self.button.setText("Train a tiny net" if net is None else "Back to the tiny net")
        words = "Two moons, 2-8-1 tanh" if net is None else net.name
        self.button.setToolTip(f"<p>{words}. Everything about it can be changed then.</p>")
        self.button.setAccessibleName(self.button.text())
        self.button.setAccessibleDescription(words)

    def show_below(self, is_listed: bool) -> None:
        """Tell whether exact nets are listed below."""
        self._below.setVisible(is_listed)

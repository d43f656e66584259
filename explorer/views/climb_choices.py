"""What climbs and towards what: a class, a beginning, another one, and off it goes."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from explorer.core.nets.tiny_net import TinyNet
from explorer.views.choices import Choice, Item
from explorer.views.icons import icon
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["ClimbChoices"]

NARROW = 310  # pixels; in less width, before scaling, the choices have no words before them
CLOSE = 236  # pixels; in less width, before scaling, the button has an icon for its word
NARROWEST = 210  # pixels
GLYPH = 16  # pixels of an icon, before scaling
TOWARDS = "The class that the example climbs towards."
FROM = "What the climb begins with."
STARTS = (
    Item("noise", "noise", "Begin with dots by chance, or anywhere in the range of the data."),
    Item("example", "example", "Begin with the example that is picked out, or with another one."),
)
ANOTHER = "Begin with other noise, or with another example."
CLIMB = (
    "The weights stay as they are and the example moves: backpropagation is carried on to the "
    "inputs, and each step changes them a little so that the net grows surer of the class."
)


class ClimbChoices(QWidget):
    """One row; it says what was chosen and does nothing by itself."""

    chosen = Signal()  # another class or another kind of beginning
    another = Signal()
    climbed = Signal(bool)  # whether to climb, or to stop

    def __init__(self) -> None:
        super().__init__()
        self.goal, self.start = Choice("Towards"), Choice("From", STARTS)
        self.draw, self.button = QPushButton(), QPushButton("Climb")
        self._names = QLabel("towards"), QLabel("from")
        self._is_climbing = False
        self._place()
        self._teach()
        self.goal.chosen.connect(self.chosen)
        self.start.chosen.connect(self.chosen)
        self.draw.clicked.connect(self.another)
        self.button.clicked.connect(lambda: self.climbed.emit(not self._is_climbing))
        theme_changed.connect(self._dress)
        self._dress()

    @property
    def goal_class(self) -> int:
        """The number of the class."""
        return int(self.goal.key or 0)

    @property
    def is_noise(self) -> bool:
        """Whether the climb begins with noise, not with an example."""
        return self.start.key == "noise"

    def offer(self, net: TinyNet) -> None:
        """Offer the classes of a net."""
        classes = net.data_set.classes
        self.goal.show_items(Item(str(k), name, TOWARDS) for k, name in enumerate(classes))

    def show_climbing(self, is_climbing: bool) -> None:
        """Offer to stop, or to climb."""
        self._is_climbing = is_climbing
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for name in self._names:
            name.setVisible(self.width() >= theme().length(NARROW))
        word, sign = ("Stop", "pause") if self._is_climbing else ("Climb", "play")
        self.button.setAccessibleName(word)
        if self.width() >= theme().length(CLOSE):
            wide = self.button.fontMetrics().horizontalAdvance("Climb") + 6 * GAP
            self.button.setMinimumWidth(wide)  # the word changes, the button does not
            self.button.setText(word)
            self.button.setIcon(QIcon())
        else:
            self.button.setMinimumWidth(0)
            self.button.setText("")
            self.button.setIcon(icon(sign, theme().ink("on_accent")))

    def _dress(self, _: object = None) -> None:
        look = theme()
        self.draw.setIcon(icon("die"))
        self.draw.setIconSize(QSize(look.length(GLYPH), look.length(GLYPH)))
        self._fit()

    def _place(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for name, choice in zip(self._names, (self.goal, self.start), strict=True):
            name.setProperty("role", "muted")
            row.addWidget(name)
            row.addWidget(choice, 1)
        row.addWidget(self.draw)
        row.addWidget(self.button)

    def _teach(self) -> None:
        for part, name, tip in (
            (self.goal, "Towards", TOWARDS), (self.start, "From", FROM),
            (self.draw, "Another beginning", ANOTHER), (self.button, "Climb", CLIMB),
        ):  # fmt: skip
            part.setAccessibleName(name)
            part.setAccessibleDescription(tip)
            part.setToolTip(f"<p>{tip}</p>")
        self.draw.setProperty("role", "quiet")
        self.button.setProperty("role", "primary")
        for button in (self.draw, self.button):
            button.setAutoDefault(False)

"""The row over the charts: a tab for each, and how they are drawn; what does not fit is folded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QToolButton, QWidget

from explorer.views.picker import Picker
from explorer.views.segments import Segments
from explorer.views.theme import GAP

__all__ = ["ACROSS_CHOICES", "HEIGHT_CHOICES", "ChartsHead", "Tab"]

SPACES = (3 * GAP, 2 * GAP, GAP)  # pixels between tabs; the first that fits
MORE = "More"


@dataclass(frozen=True)
class Tab:
    """A chart as it is offered; `key` is what it is remembered by."""

    key: str
    name: str
    short: str
    tip: str


HEIGHT_CHOICES = (
    ("Log", "Powers of ten: shows progress that grows ever smaller."),
    ("Linear", "Plain numbers: shows what the drop looks like."),
    (
        "Log-log",
        "Powers of ten across as well: the first steps have room, and a falling line that is "
        "straight means a power law, like one over the steps. The start, at step 0, stands at the "
        "left with a place of its own.",
    ),
)
ACROSS_CHOICES = (
    ("Steps", "Against steps: what an update is worth."),
    (
        "Evaluations",
        "Against evaluations of value, gradient and Hessian, each counted as one: what the work is "
        "worth. The dots show the play head.",
    ),
    (
        "ms",
        "Against milliseconds on this machine: what the time is worth. Each optimizer is timed by "
        "itself, several times, and the quickest counts; judging and drawing are left out. A step "
        "that evaluates more counts for more of it.",
    ),
)
BAND_TIP = (
    "Draw many starts as one band for each optimizer, against steps. The line is in the middle: "
    "half of the starts are above it. Eight in ten are inside the band."
)


class ChartsHead(QWidget):
    """Tells what was picked; it changes nothing by itself."""

    tab_chosen = Signal(int)
    height_chosen = Signal(int)
    across_chosen = Signal(int)
    band_chosen = Signal(bool)

    def __init__(self, tabs: Sequence[Tab]) -> None:
        super().__init__()
        self._tabs = tabs
        self._offered: Collection[int] = range(len(tabs))
        self._current = 0
        self._shows = (True, True)  # height, across
        self._group = QButtonGroup(self)
        self._buttons = tuple(self._tab_button(k, tab) for k, tab in enumerate(tabs))
        self._more = Picker("More charts", "tab", self)
        self._more.setCheckable(True)
        self._more.setToolTip("<p>More charts: there is no room for all their names.</p>")
        self._more.chosen.connect(self.tab_chosen)
        self._more.clicked.connect(self._check_more)
        self.band = QToolButton(self)
        self.band.setText("Band")
        self.band.setProperty("role", "toggle")
        self.band.setCheckable(True)
        self.band.setToolTip(f"<p>{BAND_TIP}</p>")
        self.band.setAccessibleName("Band")
        self.band.setAccessibleDescription(BAND_TIP)
        self.band.clicked.connect(self.band_chosen)
        self.band.hide()
        self.height_wide = Segments("Height", HEIGHT_CHOICES, self, small=True)
        self.across_wide = Segments("Against", ACROSS_CHOICES, self, small=True)
        self.height_folded = _folded("Height", HEIGHT_CHOICES, self)
        self.across_folded = _folded("Against", ACROSS_CHOICES, self)
        for switch in (self.height_wide, self.height_folded):
            switch.chosen.connect(self.height_chosen)
        for switch in (self.across_wide, self.across_folded):
            switch.chosen.connect(self.across_chosen)
        self._group.idClicked.connect(self.tab_chosen)
        self.show_axes(0, 0)

    @property
    def offered(self) -> tuple[int, ...]:
        """The numbers of the tabs that can be chosen now."""
        return tuple(self._offered)

    @property
    def folded(self) -> tuple[int, ...]:
        """The numbers of those that stand in the menu, because there is no room."""
        return self._more.choices if not self._more.isHidden() else ()

    def offer(self, indices: Collection[int]) -> None:
        """Offer these tabs alone."""
        if tuple(indices) != tuple(self._offered):
            self._offered = indices
            self._arrange()

    def show_tab(self, index: int, has_height: bool, has_across: bool) -> None:
        """Show a tab as being on top, and the switches that its chart has."""
        self._current, self._shows = index, (has_height, has_across)
        self._buttons[index].setChecked(True)
        self._arrange()

    def show_axes(self, height: int, across: int) -> None:
        """Show how the charts are drawn."""
        self.height_wide.show_index(height)
        self.height_folded.show_index(height)
        self.across_wide.show_index(across)
        self.across_folded.show_index(across)

    def show_band(self, is_offered: bool, is_on: bool) -> None:
        """Show whether many starts are drawn as bands, where there are many."""
        self.band.setChecked(is_on)
        if self.band.isHidden() == is_offered:
            self.band.setVisible(is_offered)
            self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(600, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._arrange()  # only now are the letters known
        return super().event(event)

    def _tab_button(self, index: int, tab: Tab) -> QPushButton:
        button = QPushButton(tab.name, self)
        button.setProperty("role", "tab")
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setToolTip(f"<p>{tab.tip}</p>")
        button.setAccessibleName(tab.name)
        button.setAccessibleDescription(tab.tip)
        button.setChecked(index == 0)
        self._group.addButton(button, index)
        return button

    def _check_more(self) -> None:
        self._more.setChecked(self._current in self._more.choices)  # a click alone picks nothing

    def _arrange(self) -> None:
        """Lay everything out: words in full and switches wide, or shorter, or folded away."""
        wide, folded = self._switches(True), self._switches(False)
        for is_short, switches in ((False, wide), (True, wide), (True, folded)):
            room = self.width() - self._width_of(switches) - 3 * GAP
            widths = self._widths(is_short)
            for space in SPACES if is_short else SPACES[:2]:
                if sum(widths) + space * (len(widths) + 1) <= room:
                    self._place(is_short, list(self._offered), space, switches)
                    return
        self._place_some(folded)

    def _place_some(self, switches: Sequence[QWidget]) -> None:
        """Place the tabs that fit, the others in a menu beside them."""
        offered, space = list(self._offered), SPACES[1]
        for count in range(len(offered) - 1, -1, -1):
            self._offer_more(offered[count:])
            widths = [*self._widths(True)[:count], self._more.sizeHint().width()]
            room = self.width() - self._width_of(switches) - 3 * GAP
            if sum(widths) + space * (len(widths) + 1) <= room or count == 0:
                self._place(True, offered[:count], space, switches, has_more=True)
                return

    def _offer_more(self, indices: Sequence[int]) -> None:
        if self._more.choices != tuple(indices):
            tabs = ((k, self._tabs[k]) for k in indices)
            self._more.offer(((k, tab.short, tab.name, tab.tip) for k, tab in tabs), MORE)

    def _place(
        self,
        is_short: bool,
        indices: Sequence[int],
        space: int,
        switches: Sequence[QWidget],
        has_more: bool = False,
    ) -> None:
        high = max(button.sizeHint().height() for button in (*self._buttons, *switches))
        x = space
        shown: list[QPushButton] = [self._buttons[k] for k in indices]
        for k, button in enumerate(self._buttons):
            button.setText(self._tabs[k].short if is_short else self._tabs[k].name)
            button.setVisible(k in indices)
        self._more.setVisible(has_more)
        if has_more:
            shown.append(self._more)
            self._more.show_index(self._current)
            self._check_more()
        for button in shown:
            width = button.sizeHint().width()
            button.setGeometry(x, GAP, width, high)
            x += width + space
        self._place_switches(switches, high)
        if self.height() != high + GAP:
            self.setFixedHeight(high + GAP)

    def _place_switches(self, switches: Sequence[QWidget], high: int) -> None:
        right = self.width() - 3 * GAP
        for switch in reversed(switches):
            size = switch.sizeHint()
            top = GAP + (high - size.height()) // 2
            switch.setGeometry(right - size.width(), top, size.width(), size.height())
            right -= size.width() + 2 * GAP
        has_height, has_across = self._shows
        for switch in (self.height_wide, self.height_folded):
            switch.setVisible(has_height and switch in switches)
        for switch in (self.across_wide, self.across_folded):
            switch.setVisible(has_across and switch in switches)

    def _switches(self, is_wide: bool) -> tuple[QWidget, ...]:
        """Return the switches from left to right."""
        band = () if self.band.isHidden() else (self.band,)
        if is_wide:
            return (*band, self.across_wide, self.height_wide)
        return (*band, self.across_folded, self.height_folded)

    def _widths(self, is_short: bool) -> list[int]:
        """Return how wide the offered tabs are."""
        found = []
        for k in self._offered:
            button, metrics = self._buttons[k], self._buttons[k].fontMetrics()
            words = self._tabs[k].short if is_short else self._tabs[k].name
            more = metrics.horizontalAdvance(words) - metrics.horizontalAdvance(button.text())
            found.append(button.sizeHint().width() + more)
        return found

    def _width_of(self, switches: Sequence[QWidget]) -> int:
        return sum(switch.sizeHint().width() + 2 * GAP for switch in switches)


def _folded(name: str, choices: Sequence[tuple[str, str]], parent: QWidget) -> Picker:
    picker = Picker(name, parent=parent)
    words = {"Evaluations": "Evals"}
    picker.offer((k, words.get(name, name), name, tip) for k, (name, tip) in enumerate(choices))
    tips = "</p><p>".join(f"<b>{label}</b>: {tip}" for label, tip in choices)
    picker.setToolTip(f"<p>{tips}</p>")
    return picker

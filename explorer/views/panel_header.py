"""The row above the panels: what each one is for, what is drawn on all, and varying a setting."""

from dataclasses import replace
from typing import get_args

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from explorer.session.document import Document, Panels
from explorer.session.session import Session
from explorer.views.icons import icon
from explorer.views.overlay_switches import SWITCHES, add_overlay, follow
from explorer.views.segments import Segments
from explorer.views.shown import Overlay, shown
from explorer.views.theme import GAP, theme, theme_changed
from explorer.views.toggle_chip import ToggleChip
from explorer.views.vary_menu import fill_vary_menu

__all__ = ["PanelHeader"]

TALL = 34  # pixels
KINDS: tuple[Panels, ...] = get_args(Panels)
CHOICES = (
    ("Optimizer", "A panel for each optimizer, with its paths from all start points."),
    ("Start", "A panel for each start point, with the paths of all optimizers from it. "
     "Shift-click in a panel adds a start."),
)  # fmt: skip
VARY_LONG, VARY_SHORT = "Vary a setting", "Vary"
VARY = (
    "<p>One optimizer several times, with one setting at other values, a panel for each: see what "
    "the setting does. The other optimizers are hidden; Ctrl+Z brings them back.</p>"
)
DRAWN: dict[int, tuple[Overlay, ...]] = {  # by the landscape's dimension
    1: ("grid", "minima", "inspector"),
    2: ("contours", "minima", "arrows", "streamlines", "inspector"),
}


class PanelHeader(QWidget):
    """A thin row; where there is little room, words are left out first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._shown = session, shown(session)
        self._words = QLabel("One panel for each:")
        self._words.setProperty("role", "muted")
        self.kinds = Segments("One panel for each", CHOICES, small=True)
        self.toggles = ToggleChip(self)
        self._overlays = {
            overlay: add_overlay(self.toggles, self._shown, overlay) for overlay in SWITCHES
        }
        self._drawn: tuple[Overlay, ...] = ()
        self.vary = QToolButton()
        self.menu = QMenu(self.vary)
        self._place()
        self.kinds.chosen.connect(self._choose)
        self.menu.aboutToShow.connect(lambda: fill_vary_menu(self.menu, session))
        self._shown.changed.connect(self._follow)
        session.changed.connect(self._show_document)
        theme_changed.connect(self._draw_anew)
        self._draw_anew()
        self._show_document(session.document)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Polish, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._fit()  # only now are the letters known
        return super().event(event)

    def _place(self) -> None:
        self.vary.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.vary.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.vary.setProperty("role", "quiet")
        self.vary.setToolTip(VARY)
        self.vary.setAccessibleName(VARY_LONG)
        self.vary.setText(VARY_LONG)
        self.vary.setMenu(self.menu)
        self.menu.setToolTipsVisible(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GAP, 0, GAP, 0)
        row.setSpacing(2 * GAP)
        row.addWidget(self._words)
        row.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.vary)
        row.addStretch()
        row.addWidget(self.toggles, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _fit(self) -> None:
        """Leave words out, and fold the switches, until all the rest has room."""
        metrics, said = self.vary.fontMetrics(), self.vary.text()
        beside = self.vary.sizeHint().width() - metrics.horizontalAdvance(said) + 2 * GAP
        room = self.width() - 3 * GAP - self.kinds.sizeHint().width() - 2 * GAP - beside
        self.toggles.fit_into(room - 2 * GAP - metrics.horizontalAdvance(VARY_SHORT))
        room -= self.toggles.sizeHint().width() + 2 * GAP
        is_long = metrics.horizontalAdvance(VARY_LONG) <= room
        words = VARY_LONG if is_long else VARY_SHORT
        room -= metrics.horizontalAdvance(words)
        self._words.setVisible(room >= self._words.sizeHint().width() + 2 * GAP)
        if words != said:
            self.vary.setText(words)

    def _show_document(self, document: Document) -> None:
        self.kinds.show_index(KINDS.index(document.panels))
        drawn = DRAWN[min(document.landscape.dim, 2)]
        if drawn == self._drawn:
            return  # most changes are moves of a drag
        self._drawn = drawn
        for overlay, button in self._overlays.items():
            self.toggles.offer(button, overlay in drawn)
        self._fit()

    def _choose(self, index: int) -> None:
        panels, label = KINDS[index], f"Show a panel for each {CHOICES[index][0].lower()}"
        self._session.edit(lambda document: replace(document, panels=panels), label)
        self._session.seal()

    def _follow(self) -> None:
        follow(self._overlays, self._shown)

    def _draw_anew(self, _: object = None) -> None:
        self.vary.setIcon(icon("vary"))
        self.setFixedHeight(theme().length(TALL))
        self._fit()

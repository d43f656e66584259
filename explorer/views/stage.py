"""The stage: one plane with the chips that float in its corners."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.background import Ground
from explorer.views.chip import INSET, chip_label, fit_chip
from explorer.views.curve_ground import CurveGround
from explorer.views.hand import Hand
from explorer.views.insight_key import InsightKey
from explorer.views.inspector import Inspector
from explorer.views.legend import start_words
from explorer.views.many_starts import ManyStartsTool
from explorer.views.overlay_switches import add_overlay, follow
from explorer.views.plane import Plane
from explorer.views.shown import Overlay, shown
from explorer.views.toggle_chip import ToggleChip, show_checked
from explorer.views.tool_chip import ToolChip
from explorer.views.viewpoint import Viewpoint

__all__ = ["Stage"]

SEES = (
    "Draw what the selected optimizer sees in the step at the play head: the slope, what pushes "
    "it, how far it trusts itself, the places it tries and those it turns down."
)


class Stage(QWidget):
    """A landscape of `dim` variables filling the centre, with all paths on it."""

    def __init__(
        self,
        session: Session,
        dim: int,
        ground: Ground | CurveGround,
        viewpoint: Viewpoint,
    ) -> None:
        super().__init__()
        self._session, self._dim, self._ground = session, dim, ground
        self.viewpoint = viewpoint
        self.hand = Hand(session)
        self.plane = Plane(session, ground, viewpoint, self.hand)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plane)
        self._place = chip_label(self.plane, "Active start point")
        self._hint = chip_label(self.plane, "Hint")
        self._hint.setText("Drag the start point. Shift-click adds another.")
        self._toggles = ToggleChip(self.plane)
        self._overlays: dict[Overlay, QToolButton] = {}
        self._key = InsightKey(session, self.plane)
        self.tools = ToolChip(self.plane)
        self.many = ManyStartsTool(session, self.plane, self.tools, self.hand, viewpoint)
        self._empty = chip_label(self.plane, "Empty race")
        self._empty.setText("No optimizer is racing. Add one on the right.")
        self.plane.installEventFilter(self)
        session.changed.connect(self._show_document)
        session.mapped.connect(self._refresh)
        viewpoint.changed.connect(self._look)
        self.shown = shown(session)
        self.shown.changed.connect(self._show_overlays)
        ground.changed.connect(self.plane.update)
        self.hand.changed.connect(self._refresh)
        self.hand.used.connect(self._hint.hide)
        self.tools.resized.connect(self.arrange)
        self.many.readout.resized.connect(self.arrange)
        for told in (session.raced, session.playback.moved, session.insides.changed):
            told.connect(self._explain)

    def add_toggle(
        self, name: str, tip: str, is_on: bool, switch: Callable[[bool], None], key: str = ""
    ) -> QToolButton:
        """Add a switch to the chip in the upper right corner, with the letter that turns it."""
        return self._toggles.add(name, tip, is_on, switch, key)

    def add_overlay(self, overlay: Overlay) -> QToolButton:
        """Add the switch of something that all views of the window show alike."""
        button = self._overlays[overlay] = add_overlay(self._toggles, self.shown, overlay)
        return button

    def add_inspector(self) -> None:
        """Add the switch that shows what the land is like under the pointer."""
        self.inspector = Inspector(self._session, self.plane, self.hand, self.shown)
        self.plane.add_layer(self.inspector, over=True)
        self.add_overlay("inspector")

    def add_sees(self) -> None:
        """Add the switch that draws what the selected optimizer sees."""
        sees = self._session.insides.sees
        self._sees = self.add_toggle("Sees", SEES, sees, self._show_inside, "V")
        self._session.insides.changed.connect(self._follow_sees)

    def add_note(self, text: str, tip: str, act: Callable[[], None]) -> QPushButton:
        """Add a chip in the lower right corner that can be pressed."""
        note = QPushButton(text, self.plane)
        note.setProperty("role", "note")
        note.setToolTip(tip)
        note.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        note.setCursor(Qt.CursorShape.PointingHandCursor)
        note.clicked.connect(act)
        note.hide()
        return note

    def arrange(self) -> None:
        """Put the chips into their corners."""
        width, height = self.plane.width(), self.plane.height()
        if self.tools.in_hand:
            self._hint.hide()
        for chip in (self._place, self._hint, self._empty):
            fit_chip(chip, width - 2 * INSET)
        self._toggles.fit(width)
        self._place.move(INSET, INSET)
        right = width - INSET - self._toggles.width()
        is_tight = right < self._place.geometry().right() + INSET
        self._toggles.move(max(right, INSET), INSET + (self._place.height() + 6) * is_tight)
        self._key.resize(self._key.sizeHint())
        under = self._toggles.geometry().bottom() + 7
        self._key.move(max(width - INSET - self._key.width(), INSET), under)
        self.many.readout.fit(width - 2 * INSET)
        above = self._toggles if is_tight else self._place
        self.many.readout.move(INSET, above.geometry().bottom() + 7)
        lift = 18  # above the coordinates along the edge
        self._hint.move(INSET, height - INSET - lift - self._hint.height())
        self.tools.place(width, height, INSET)
        self._empty.move((width - self._empty.width()) // 2, (height - self._empty.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn a switch; only what panel and tool had no use for comes here."""
        if not self._toggles.press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_document(self._session.document)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.plane and event.type() == QEvent.Type.Resize:
            self.viewpoint.resize(self.plane.width(), self.plane.height())
            self.arrange()
        return False

    def _fits(self) -> bool:
        return self.isVisible() and self._session.document.landscape.dim == self._dim

    def _show_document(self, document: Document) -> None:
        if not self._fits():
            return
        self.viewpoint.show(document.landscape)
        self._look()
        self._refresh()

    def _show_inside(self, shown: bool) -> None:
        session = self._session
        racing = [k for k, entrant in enumerate(session.document.entrants) if entrant.visible]
        if shown and session.selection is None and racing:
            session.select((0, racing[0]))
        session.insides.show(shown)

    def _follow_sees(self) -> None:
        show_checked(self._sees, self._session.insides.sees)

    def _show_overlays(self) -> None:
        follow(self._overlays, self.shown)
        self._look()

    def _explain(self, _: object = None) -> None:
        if self._fits() and self._key.show_shapes(self.plane.seen):
            self.arrange()

    def _look(self, _: object = None) -> None:
        if self._fits():
            landscape = self._session.document.landscape
            self._ground.look(landscape, self.viewpoint.camera, self.shown.scale)
            self.plane.update()

    def _refresh(self, _: object = None) -> None:
        if not self._fits():
            return
        document = self._session.document
        self._place.setText(start_words(document.landscape, self.hand.point))
        if "starts" in document.locks:
            self._hint.hide()
        self._empty.setVisible(not any(entrant.visible for entrant in document.entrants))
        self.plane.setAccessibleName(f"Map of {document.landscape.name}")
        self.plane.setAccessibleDescription(self._place.text())
        self.refresh()
        self._key.show_shapes(self.plane.seen)
        self.arrange()

    def refresh(self) -> None:
        """Bring the chips of a particular stage up to date."""

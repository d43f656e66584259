"""The difference strip: below the panels, in words, where each path parted from another and why."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from explorer.session.differences import Comparison, Differences, compared
from explorer.session.naming import Name, entrant_names, start_name
from explorer.session.selection import Selection
from explorer.session.session import Session
from explorer.views.difference_line import DifferenceLine
from explorer.views.elided_label import ElidedLabel
from explorer.views.hand import Hand
from explorer.views.panel import panels_of
from explorer.views.theme import theme, theme_changed

__all__ = ["DifferenceStrip"]

SHARE, MOST = 0.25, 4  # of the height, and lines: more are scrolled
LEAST = 240  # pixels: a lower view has no room for words
HEAD = 18  # pixels
PATIENCE = 150  # milliseconds until words are dimmed that are about to be replaced
HEADING = "WHERE THEY PART"
TIP = (
    "<p>Each path is compared with one: the selected path, or else that of the first panel. Click "
    "a path, a card or a row of the results to compare with another one.</p>"
)
ALONE = {
    "optimizers": "One path has nothing to be compared with. Vary a setting, or add an optimizer.",
    "starts": "One start has nothing to be compared with. Shift-click in the panel to add another.",
}


class DifferenceStrip(QWidget):
    """A line for each path but the one they are compared with; its room never jumps."""

    def __init__(self, session: Session, hand: Hand) -> None:
        super().__init__()
        self._session, self._hand = session, hand
        self.differences = Differences(session.worker, self)
        self._lines: list[DifferenceLine] = []
        self._rows: list[Selection] = []
        # The path picked by its line, and what it is compared with: that stays, or all would jump.
        self._picked: tuple[Selection, Selection | None] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(PATIENCE)
        self._rest.timeout.connect(lambda: self._show_old(self.differences.is_old))
        self._place()
        for told in (session.changed, session.raced, session.selected, session.mapped,
                     hand.changed):  # fmt: skip
            told.connect(self._compare)
        self.differences.changed.connect(self._show)
        theme_changed.connect(self._grow)

    @property
    def lines(self) -> tuple[DifferenceLine, ...]:
        """The lines that are shown."""
        return tuple(self._lines)

    @property
    def heading(self) -> str:
        """What is said above the lines."""
        return self._with.whole

    def fit(self, width: int, around: int) -> None:
        """Take room for the lines there are, in a view `around` pixels high."""
        self._around = around
        count = len(panels_of(self._session.document))
        self.setVisible(count > 0 and around >= theme().length(LEAST))
        line = DifferenceLine.height_for(width)
        most = min(MOST, max(1, int(SHARE * around / line)))
        self._scroll.setFixedHeight(line * min(max(count - 1, 0), most))
        self._head.setFixedHeight(theme().length(HEAD))
        for one in self._lines:
            one.setFixedHeight(line)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._compare()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._rest.stop()

    def _grow(self, _: object) -> None:
        """Take the room that larger or smaller letters need."""
        self.fit(self.width(), self._around)

    def _place(self) -> None:
        self._around = 0
        words = QLabel(HEADING)
        words.setProperty("role", "heading")
        self._with = ElidedLabel()
        self._with.setProperty("role", "caption")
        self._head = QWidget()
        self._head.setToolTip(TIP)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(self._with, 1)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumWidth(1)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 2)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._scroll)

    def _compare(self, _: object = None) -> None:
        if not self.isVisible():
            return
        session = self._session
        selection = session.selection
        if self._picked is not None and selection == self._picked[0]:
            selection = self._picked[1]
        else:
            self._picked = None
        wanted = compared(
            session.document, session.race, session.minima, selection, self._hand.active
        )
        self.differences.want(wanted)
        if wanted is not None or len(panels_of(session.document)) < 2:
            self._line_up(wanted)

    def _line_up(self, wanted: Comparison | None) -> None:
        """Have a line for each path that is compared."""
        document = self._session.document
        self._rows = [] if wanted is None else list(wanted.others)
        for line in self._lines[len(self._rows) :]:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        del self._lines[len(self._rows) :]
        while len(self._lines) < len(self._rows):
            line, k = DifferenceLine(), len(self._lines)
            line.setFixedHeight(DifferenceLine.height_for(self.width()))
            line.clicked.connect(lambda _=False, k=k: self._go(k))
            self._column.insertWidget(k, line)
            self._lines.append(line)
        names = entrant_names(document)
        for line, (start, entrant) in zip(self._lines, self._rows, strict=True):
            name = names[entrant]
            if document.panels == "starts":
                where = start_name(document, start)
                name = Name(where, where.removeprefix("Start "), where)
            line.show_who(document.entrants[entrant].colour, name)
            line.show_chosen((start, entrant) == self._session.selection)
        if wanted is None:
            self._with.show_text(ALONE[document.panels])
        else:
            start, entrant = wanted.reference
            of = f" of {names[entrant].whole}" if document.panels == "starts" else ""
            self._with.show_text(f"compared with {wanted.names[0]}{of}")
        self._show()

    def _show(self) -> None:
        """Show what is known; dim it when it has been out of date for a moment."""
        known, told = self.differences.known, self.differences.of
        if told is not None and [*told.others] == self._rows:
            for line, difference in zip(self._lines, known, strict=True):
                line.show_words(difference.words, difference.evidence)
        if not self.differences.is_old:
            self._rest.stop()
            self._show_old(False)
        elif not self._rest.isActive():
            self._rest.start()

    def _show_old(self, is_old: bool) -> None:
        for line in self._lines:
            line.show_old(is_old)

    def _go(self, k: int) -> None:
        """Select the path of a line, and show the step at which it parted."""
        told = self.differences.of
        if told is None or [*told.others] != self._rows:
            return
        step = self.differences.known[k].step
        self._session.playback.pause()
        if step is not None:
            self._session.playback.seek(step)
        self._picked = self._rows[k], told.reference
        self._session.select(self._rows[k])

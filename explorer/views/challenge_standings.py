"""The result of a blind descent: who came how low, in one table and in plain words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from explorer.core.blind_descent import Standing
from explorer.session.challenge import Challenge
from explorer.views.challenge_words import COUNTED, gap_words, verdict
from explorer.views.marker import marker_pixmap
from explorer.views.numbers import number
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["StandingsView"]

HEADS = (
    ("", ""),
    ("", ""),
    ("", ""),
    ("lowest", "The lowest height that was looked at"),
    ("above best", "How much higher that is than the lowest place known"),
    ("look", "At which look it was found; the start is 0"),
)
MARKER = 12  # pixels
WAITING = "The optimizers are still on their way…"


class StandingsView(QWidget):
    """Comes up when the game is over."""

    def __init__(self, challenge: Challenge) -> None:
        super().__init__()
        self._challenge = challenge
        self._rows: list[QLabel] = []
        self.headline, self.detail, self.origin = _words("headline"), _words(""), _words("muted")
        self.counted = _words("caption")
        self.card = QFrame()
        self.card.setProperty("role", "sheet")
        self._grid = QGridLayout(self.card)
        self._grid.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GAP)
        for widget in (self.headline, self.detail, self.card, self.origin, self.counted):
            column.addWidget(widget)
        challenge.changed.connect(self.show_game)
        theme_changed.connect(self.show_game)
        self.show_game()

    def show_game(self, *_: object) -> None:
        """Show the result; nothing while the game goes on."""
        self.setVisible(self._challenge.is_over)
        if not self._challenge.is_over:
            return
        found = self._challenge.standings
        headline, detail = verdict(self._challenge) if found else (WAITING, "")
        self.headline.setText(headline)
        self.detail.setText(detail)
        for widget in (self.card, self.detail, self.counted):
            widget.setVisible(bool(found))
        origin = self._challenge.land.origin
        self.origin.setText(f"This was “{origin}”, turned and shifted." if origin else "")
        self.origin.setVisible(bool(origin))
        self.counted.setText(COUNTED.format(looks=self._challenge.looks))
        self._fill(found)

    def _fill(self, found: tuple[Standing, ...]) -> None:
        for label in self._rows:
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._rows = []
        for column, (head, tip) in enumerate(HEADS):
            if head:
                label = self._put(head, 0, column, "caption")
                label.setToolTip(f"<p>{tip}.</p>")
        for row, one in enumerate(found, 1):
            role = "name" if one.slot is None else ""
            self._put(str(one.rank), row, 0, role)
            self._put_mark(one, row)
            name = self._put(one.name, row, 2, role, Qt.AlignmentFlag.AlignLeft)
            name.setAccessibleName(
                f"Rank {one.rank}: {one.name}, lowest {number(one.height)}, "
                f"{gap_words(one)} above the lowest known, found at look {one.look}"
            )
            self._put(number(one.height, 3), row, 3, role)
            self._put(gap_words(one), row, 4, role)
            self._put(str(one.look), row, 5, role)

    def _put(
        self,
        words: str,
        row: int,
        column: int,
        role: str,
        aligned: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignRight,
    ) -> QLabel:
        label = QLabel(words)
        label.setProperty("role", role)
        self._grid.addWidget(label, row, column, aligned | Qt.AlignmentFlag.AlignVCenter)
        self._rows.append(label)
        return label

    def _put_mark(self, one: Standing, row: int) -> None:
        label = self._put("", row, 1, "", Qt.AlignmentFlag.AlignCenter)
        if one.slot is not None:
            label.setPixmap(marker_pixmap(one.slot, theme().length(MARKER)))


def _words(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label

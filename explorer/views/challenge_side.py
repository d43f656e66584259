"""Beside the land of a blind descent: what to do, the probes, and in the end the result."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.session.challenge import Challenge
from explorer.session.session import Session
from explorer.views.challenge_list import ProbeList
from explorer.views.challenge_settings import ChallengeSettings
from explorer.views.challenge_standings import StandingsView
from explorer.views.challenge_words import left_words
from explorer.views.icons import icon
from explorer.views.lesson_scroll import ReadingArea
from explorer.views.numbers import number
from explorer.views.theme import GAP, theme, theme_changed

__all__ = ["ChallengeSide"]

INTRODUCTION = (
    "Find the lowest place of a land you cannot see. Click anywhere: a probe tells how high the "
    "ground is there, and an arrow where it falls; the longer, the steeper. Then see what the "
    "optimizers make of as many looks."
)
HINT = "Show where gradient descent would look next"
WIDTH = 360  # pixels, before letters grow
SHARE = 0.45  # of the page, at most


class ChallengeSide(QWidget):
    """Settings above, then the list or the result, and what one can do below."""

    left = Signal()  # back to the workbench
    taken = Signal()  # the land is wanted on the workbench
    hinted = Signal(bool)
    chosen = Signal(int)  # a probe

    def __init__(self, challenge: Challenge, session: Session) -> None:
        super().__init__()
        self._challenge = challenge
        self.settings = ChallengeSettings(challenge, session)
        self.list, self.result = ProbeList(challenge), StandingsView(challenge)
        self.hint = QCheckBox(HINT)
        self.back = QToolButton()
        self.reveal = _button("Show me", "End the game, and show the land and the optimizers.")
        self.again = _button("Again, same land", "Begin anew: same land, same start.")
        self.another = _button("Another land", "Begin anew with the next seed.")
        self.take = _button(
            "Take it to the workbench",
            "Open this land with the optimizers' race, to try what would have helped them.",
        )
        self._introduction = _label(INTRODUCTION, "muted")
        self._left, self._lowest = _label("", "title"), _label("", "muted")
        self._error = _label("", "error")
        self._place()
        self._connect()
        self.show_game()
        self._dress()

    @property
    def error(self) -> str:
        """What was refused; empty where nothing was."""
        return self._error.text()

    def refuse(self, sentence: str) -> None:
        """Say what cannot be done; an empty sentence takes it back."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def fit(self, room: int) -> None:
        """Take the width that suits the letters, if the page has so much room to share."""
        self.setFixedWidth(min(theme().length(WIDTH), max(round(SHARE * room), WIDTH)))

    def show_game(self) -> None:
        """Show the game as it stands."""
        game = self._challenge
        self._left.setText(left_words(game))
        self._lowest.setText(f"lowest so far: {number(game.lowest.height)}")
        for widget in (self._introduction, self.hint, self.reveal, self._lowest):
            widget.setVisible(not game.is_over)
        for button in (self.again, self.another, self.take):
            button.setVisible(game.is_over)

    def _connect(self) -> None:
        game = self._challenge
        game.changed.connect(self.show_game)
        game.failed.connect(self.refuse)
        self.settings.refused.connect(self.refuse)
        self.list.chosen.connect(self.chosen)
        self.hint.toggled.connect(self.hinted)
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        self.reveal.clicked.connect(lambda _checked=False: game.give_up())
        self.again.clicked.connect(lambda _checked=False: game.again())
        self.another.clicked.connect(lambda _checked=False: game.another())
        self.take.clicked.connect(lambda _checked=False: self.taken.emit())
        theme_changed.connect(self._dress)

    def _place(self) -> None:
        head = QHBoxLayout()
        head.addWidget(_label("Blind descent", "headline"), 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        tip = (
            "Show with a thin line how far one step of gradient descent goes from your last probe."
        )
        self.hint.setToolTip(f"<p>{tip}</p>")
        self.hint.setAccessibleDescription(tip)
        self.back.setProperty("role", "quiet")
        self.back.setToolTip("<p>Back to the workbench (Esc). The game stays as it is.</p>")
        self.back.setAccessibleName("Back to the workbench")
        self.reveal.setProperty("role", "primary")
        self.another.setProperty("role", "primary")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4 * GAP, 3 * GAP, 4 * GAP, 3 * GAP)
        column.setSpacing(2 * GAP)
        column.addLayout(head)
        column.addWidget(self._introduction)
        column.addWidget(self.settings)
        column.addWidget(self._error)
        column.addSpacing(GAP)
        counts = QHBoxLayout()
        counts.addWidget(self._left)
        counts.addWidget(self._lowest, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(counts)
        column.addWidget(self.result)
        games = QHBoxLayout()
        games.addWidget(self.again)
        games.addWidget(self.another)
        column.addLayout(games)
        column.addWidget(self.take)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        column.addWidget(self.reveal)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ReadingArea(inside))
        self._error.hide()

    def _dress(self, *_: object) -> None:
        self.back.setIcon(icon("close", theme().ink("muted")))
        self.fit(self.window().width())


def _button(name: str, tip: str) -> QPushButton:
    button = QPushButton(name)
    button.setAutoDefault(False)
    button.setToolTip(f"<p>{tip}</p>")
    button.setAccessibleDescription(tip)
    return button


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label

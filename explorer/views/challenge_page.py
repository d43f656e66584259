"""The page of the challenge Blind descent: the land, and beside it the game."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.session.challenge import Challenge
from explorer.session.session import Session
from explorer.views.challenge_field import ChallengeField
from explorer.views.challenge_side import ChallengeSide
from explorer.views.theme import GAP

__all__ = ["ChallengePage"]


class ChallengePage(QWidget):
    """Takes the whole place of the workbench; the game goes on when one comes back."""

    left = Signal()
    taken = Signal(object)  # Document: the land with the optimizers' race

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.challenge = Challenge(session.worker, self)
        self.challenge.begin()
        self.field = ChallengeField(self.challenge, session.worker)
        self.side = ChallengeSide(self.challenge, session)
        self.setFocusProxy(self.field)
        self.setAccessibleName("Blind descent")
        ground = QWidget()
        around = QVBoxLayout(ground)
        around.setContentsMargins(3 * GAP, 3 * GAP, 0, 3 * GAP)
        around.addWidget(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(ground, 1)
        row.addWidget(self.side)
        self.side.left.connect(self.left)
        self.side.taken.connect(lambda: self.taken.emit(self.challenge.document()))
        self.side.hinted.connect(self.field.show_hint)
        self.side.chosen.connect(self.field.choose)
        for button in (self.side.reveal, self.side.again, self.side.another):
            # The button is put away with the game it belongs to; its focus must not get lost.
            button.clicked.connect(lambda _checked=False: self.field.setFocus())
        self.field.chosen.connect(self.side.list.choose)
        self.challenge.changed.connect(self._show_choice)  # after the list has its rows
        self._show_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.fit(event.size().width())

    def _show_choice(self) -> None:
        self.side.list.choose(self.field.picture.choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

"""The optimizers in the race: a card each, and the gallery to add more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from explorer.core.optimizer import Optimizer
from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.icons import icon
from explorer.views.lock_mark import LockMark
from explorer.views.optimizer_card import OptimizerCard
from explorer.views.optimizer_gallery import OptimizerGallery
from explorer.views.race_settings import RaceSettings
from explorer.views.theme import theme_changed

__all__ = ["OptimizerCards"]

SIDE = 12  # pixels
EMPTY = "No optimizer races yet. Press Add and choose one; gradient descent is the simplest."


class OptimizerCards(QWidget):
    """Cards stay the same widgets while their numbers change; only added ones are made."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._cards: list[OptimizerCard] = []
        self._gallery: OptimizerGallery | None = None  # made when first opened
        self._place()
        self.show_document(session.document)
        self.show_selection(session.selection)
        session.changed.connect(self.show_document)
        session.selected.connect(self.show_selection)
        theme_changed.connect(self._draw_anew)

    @property
    def cards(self) -> tuple[OptimizerCard, ...]:
        """The cards, in the order of the race."""
        return tuple(self._cards)

    def show_document(self, document: Document) -> None:
        """Show the optimizers of a document, keeping every card that still has one."""
        known: dict[tuple[type[Optimizer], int], OptimizerCard] = {c.sign: c for c in self._cards}
        cards: list[OptimizerCard] = []
        for index, entrant in enumerate(document.entrants):
            card = known.pop((type(entrant.optimizer), entrant.colour), None)
            if card is None:
                card = OptimizerCard(self._session, index, entrant)
                card.swap_asked.connect(self.show_gallery)
                card.fork_asked.connect(self._ask_fork)
            else:
                card.show_entrant(index, entrant)
            card.rest("optimizers" in document.locks)
            cards.append(card)
        if cards != self._cards:
            self._line_up(cards, list(known.values()))
        self._empty.setVisible(not cards)

    def show_selection(self, selection: tuple[int, int] | None) -> None:
        """Outline the card of the selected path."""
        for index, card in enumerate(self._cards):
            card.show_selected(selection is not None and selection[1] == index)

    def show_gallery(self, swapped: int | None = None, forked_at: int | None = None) -> None:
        """Open the gallery: to add optimizers, or to put another one in the place of `swapped`.

        With `forked_at` both race on from that step.
        """
        if self._gallery is None:
            self._gallery = OptimizerGallery(self._session, self.window())
        self._gallery.open_sheet(self, swapped, forked_at)

    def _ask_fork(self, index: int) -> None:
        """Open the gallery for another optimizer to go on from the step at the play head."""
        self.show_gallery(index, self._session.playback.step)

    def _line_up(self, cards: list[OptimizerCard], gone: list[OptimizerCard]) -> None:
        has_grown = bool(self._cards) and len(cards) > len(self._cards)
        for card in gone:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for index, card in enumerate(cards):
            if self._column.indexOf(card) != index:
                self._column.insertWidget(index, card)
                card.show()  # now, so that its place is known below
        fresh = [card for card in cards if card not in self._cards]
        self._cards = cards
        self.show_selection(self._session.selection)
        if has_grown and fresh:
            self._inside.adjustSize()
            self._scroll.ensureWidgetVisible(fresh[-1])

    def _place(self) -> None:
        heading = QLabel("OPTIMIZERS")
        heading.setProperty("role", "heading")
        self._add = QPushButton("Add")
        self._add.setToolTip("Look through all optimizers, and add some to the race")
        self._add.setAccessibleName("Add an optimizer")
        self._add.setIcon(icon("plus"))
        self._add.clicked.connect(lambda _checked=False: self.show_gallery())
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE, 0)
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(LockMark(self._session, "optimizers", self._add))
        head.addWidget(self._add)
        self._empty = QLabel(EMPTY)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self._inside = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(SIDE, 4, SIDE, 4)
        inside.addWidget(self._empty)
        inside.addLayout(self._column)
        inside.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 4)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(RaceSettings(self._session))

    def _draw_anew(self, _theme: object) -> None:
        self._add.setIcon(icon("plus"))
        for card in self._cards:
            card.draw_anew()

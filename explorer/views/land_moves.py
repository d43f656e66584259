"""Move the land: shift, turn, stretch it or make it rough, while starts and settings stay."""

from dataclasses import asdict

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.core.landscape import Landscape
from explorer.core.moved_landscape import unmovable
from explorer.core.moves import Moves, moves_for
from explorer.core.sculpted_landscape import humps_of
from explorer.session.document import Document
from explorer.session.land_edits import land_moves, move_land, put_land_back
from explorer.session.session import Session
from explorer.views.disclosure import Disclosure
from explorer.views.form import Form
from explorer.views.numbers import number

__all__ = ["LandMoves"]

WORDS = "Move the land"
LABEL_WIDTH = 44
WHY = {
    1: "Only the land moves. Who still does well where it is stretched, or rough?",
    2: "Only the land moves. Gradient descent does not mind a turn; Adam, which weighs each axis "
    "by itself, does.",
}
STAYS = "What you sculpted stays where it is."
WHY_TIP = (
    "<p>Starts and settings stay as they are. Gradient descent, momentum and Newton know no axes: "
    "let the start turn with the land, and they take the same path, turned. Adam, Adagrad and "
    "RMSprop weigh each axis by itself and take another. A minimum at the origin, or in the middle "
    "of the box, flatters others: shift it away.</p>"
)
FOLD_TIP = "Shift, turn or stretch the land, or make it rough; starts and settings stay"
BACK = "Put the land back where it was: no shift, no turn, no stretch, no noise"
UNITS = {"turn": "°", "stretch": "×"}


class LandMoves(QWidget):
    """A line that unfolds into sliders; where the land cannot be moved, it says why."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._dim = 0
        self._is_moved = False
        self._form: Form | None = None
        self._why, self._refusal = QLabel(), QLabel()
        self._back = QPushButton("Put back")
        self._sliders, content = QWidget(), QWidget()
        self.fold = Disclosure(WORDS, content)
        self._place(content)
        self.fold.folded.connect(self._offer_back)
        self._back.clicked.connect(lambda: session.edit(put_land_back, "Put the land back"))
        self.show_document(session.document)
        session.changed.connect(self.show_document)

    @property
    def form(self) -> Form | None:
        """The sliders; None where nothing can be moved."""
        return self._form

    def show_document(self, document: Document) -> None:
        """Show how the land of a document is moved."""
        landscape = document.landscape
        if not isinstance(landscape, Landscape):
            return
        refusal, moves = unmovable(landscape), land_moves(landscape)
        self._refusal.setText(refusal or "")
        self._refusal.setVisible(refusal is not None)
        self._sliders.setVisible(refusal is None)
        self.fold.show_summary(_in_words(moves) or WORDS)
        self._is_moved = moves != Moves()
        stays = f" {STAYS}" if humps_of(landscape) else ""
        self._why.setText(WHY[landscape.dim] + stays)
        self._offer_back()
        if landscape.dim != self._dim:
            self._dim = landscape.dim
            self._offer(moves)
        elif self._form is not None:
            self._form.show_values(asdict(moves))

    def _offer(self, moves: Moves) -> None:
        """Make the sliders of a map or of a curve."""
        inside = self._sliders.layout()
        assert isinstance(inside, QVBoxLayout)
        if self._form is not None:
            inside.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = Form(moves_for(self._dim), asdict(moves), label_width=LABEL_WIDTH)
        self._form.changed.connect(self._move)
        self._form.settled.connect(self._session.seal)
        inside.insertWidget(1, self._form)

    def _offer_back(self, *_: object) -> None:
        self._back.setVisible(self._is_moved and self.fold.isChecked())

    def _move(self, name: str, value: float) -> None:
        self._session.edit(
            lambda document: move_land(document, name, value), WORDS, key=f"land-{name}"
        )

    def _place(self, content: QWidget) -> None:
        for label in (self._why, self._refusal):
            label.setWordWrap(True)
            label.setProperty("role", "caption")
        self.fold.setToolTip(FOLD_TIP)
        self._why.setToolTip(WHY_TIP)
        self._back.setToolTip(BACK)
        self._back.setAccessibleName("Put the land back")
        self._back.setProperty("role", "quiet")
        inside = QVBoxLayout(self._sliders)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self._why)
        below = QVBoxLayout(content)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._refusal)
        below.addWidget(self._sliders)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.fold, 1)
        head.addWidget(self._back)
        column.addLayout(head)
        column.addWidget(content)


def _in_words(moves: Moves) -> str:
    """Return what differs from the land as it is: moved: turn 45°, stretch 2×."""
    usual = asdict(Moves())
    said = [
        f"{name.replace('_', ' ')} {number(value)}{UNITS.get(name, '')}"
        for name, value in asdict(moves).items()
        if value != usual[name]
    ]
    return f"Moved: {', '.join(said)}" if said else ""

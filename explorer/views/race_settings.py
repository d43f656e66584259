"""How the race is run: its steps, when it stops, and what the edge of the box does."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.core.param import Param
from explorer.core.run import Boundary
from explorer.session.document import Document
from explorer.session.session import Session
from explorer.views.choices import Choice, Item
from explorer.views.disclosure import Disclosure
from explorer.views.form import Form
from explorer.views.lock_mark import LockMark
from explorer.views.number_slider import LABEL_WIDTH
from explorer.views.numbers import number

__all__ = ["RaceSettings"]

PARAMS = {
    "steps": Param(
        0,
        1_000_000,
        "How many steps each optimizer may take. More steps show where it ends; fewer show how "
        "fast it starts.",
        log=True,
        whole=True,
        slider_low=10,
        slider_high=10_000,
    ),
    "tolerance": Param(
        0.0,
        1e6,
        "A run ends once the gradient is shorter than this: the ground is flat there. 0 never "
        "ends early.",
        log=True,
        slider_low=1e-12,
        slider_high=1.0,
    ),
}
BOUNDARIES: dict[Boundary, tuple[str, str]] = {
    "free": ("walk out freely", "The box is only what is drawn; a path may leave it and return."),
    "clamp": ("held at the edge", "A step past the edge ends on the edge."),
    "reflect": ("bounced back", "A step past the edge is mirrored back inside, like a ball."),
    "stop": ("stopped there", "A run ends where it would leave the box."),
}


class RaceSettings(QWidget):
    """Folded to one line that says how the race is run."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        content = QWidget()
        self._form = Form(PARAMS, _values(session.document))
        self._form.changed.connect(self._change)
        self._form.settled.connect(session.seal)
        self._boundary = Choice(
            "What happens at the edge of the box",
            (Item(boundary, *words) for boundary, words in BOUNDARIES.items()),
        )
        self._boundary.activated.connect(self._set_boundary)
        label = QLabel("at the edge")
        label.setProperty("role", "muted")
        label.setMinimumWidth(LABEL_WIDTH)
        label.setBuddy(self._boundary)
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setSpacing(4)
        grid.addWidget(self._form, 0, 0, 1, 2)
        grid.addWidget(label, 1, 0)
        grid.addWidget(self._boundary, 1, 1)
        grid.setColumnStretch(1, 1)
        self._fold = Disclosure("settings of the race", content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._fold, 1)
        line.addWidget(LockMark(session, "run", content))
        layout.addLayout(line)
        layout.addWidget(content)
        self.show_document(session.document)
        session.changed.connect(self.show_document)

    def show_document(self, document: Document) -> None:
        """Show how this document is raced."""
        self._form.show_values(_values(document))
        self._boundary.show_key(document.boundary)
        flat = f"stops at |∇f| < {number(document.tolerance)}" if document.tolerance else "no stop"
        self._fold.show_summary(f"{document.steps} steps   {flat}")

    def _change(self, name: str, value: float) -> None:
        taken = self._session.edit(
            lambda document: _with(document, name, value),
            f"Change {name}",
            key=f"race-{name}",
        )
        if not taken:
            self._form.show_values(_values(self._session.document))

    def _set_boundary(self, row: int) -> None:
        boundary: Boundary = self._boundary.itemData(row)
        self._session.edit(
            lambda document: replace(document, boundary=boundary), "Change what the edge does"
        )


def _with(document: Document, name: str, value: float) -> Document:
    if name == "steps":
        return replace(document, steps=int(value))
    return replace(document, tolerance=value)


def _values(document: Document) -> dict[str, float]:
    return {"steps": document.steps, "tolerance": document.tolerance}

"""Type a formula: it is checked while you type, and raced on as soon as it is right."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from explorer.core.array import Box
from explorer.core.formula import Formula, FormulaError
from explorer.core.landscape import DEFAULT_BOX, Landscape, typed
from explorer.core.moved_landscape import MovedLandscape, moved
from explorer.core.sculpted_landscape import humps_of, whole_text
from explorer.session.document import Document
from explorer.session.edits import retype_landscape
from explorer.session.session import Session
from explorer.views.box_fields import BoxFields
from explorer.views.formula_help import FormulaHelp
from explorer.views.formula_text import FormulaText
from explorer.views.icons import icon
from explorer.views.land_moves import LandMoves
from explorer.views.theme import GAP, theme_changed

__all__ = ["EXAMPLES", "FormulaField"]

PAUSE = 250  # milliseconds without a key before the race is run on what is typed
EXAMPLES = (
    "x^2 + 3*sin(5*x)",
    "x^4 - 3*x^2 + x*y + y^2",
    "(1 - x)^2 + 20*(y - x^2)^2",
    "abs(x) + 2*abs(y)",
)
INVITATION = "Type a function of x, or of x and y. It is raced on as you type."


class FormulaField(QWidget):
    """Good formulas are raced on at once; bad ones change nothing and are explained."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._apply)
        self._is_sculpted = False  # what is shown is a land of the gallery with humps on it
        self._text = FormulaText()
        self._words = QLabel()
        self._box = BoxFields((DEFAULT_BOX,))
        self.moves = LandMoves(session)
        self._place()
        self.show_document(session.document)
        self._text.checked.connect(self._judge)
        self._text.finished.connect(self._finish)
        self._box.edited.connect(self._set_box)
        session.changed.connect(self.show_document)
        theme_changed.connect(self._draw_anew)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._finish()

    def show_document(self, document: Document) -> None:
        """Show the formula of the document, unless the user is busy typing another."""
        if self._pause.isActive():
            return
        landscape = _typed_in(document)
        is_bad = self._text.hasFocus() and self._words.property("role") == "error"
        if landscape is not None and not is_bad:
            self._text.show_text(_shown(landscape))
            self._say_warnings(landscape)
        elif landscape is None and self._is_sculpted:  # nobody has typed what stands there
            self._text.show_text("")
        self._is_sculpted = landscape is not None and not landscape.is_typed
        if landscape is not None:
            self._box.show_box(landscape.box)
        elif not self._text.text:
            self._say(INVITATION, "muted")
        for widget in (self._box, self.moves):
            widget.setVisible(landscape is not None)

    def take_over(self) -> None:
        """Put the keyboard into the field; an empty one begins with the present formula.

        What a net loses over its examples is no formula of its weights alone, and a simulation is
        none at all: it stays empty.
        """
        landscape = self._session.document.landscape
        if not self._text.text:
            if isinstance(landscape, Landscape) and landscape.is_formula:
                self._text.show_text(_as_typed(landscape))
            self._say(INVITATION, "muted")
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self, found: Formula | FormulaError) -> None:
        if not self._text.text:
            self._pause.stop()
            self._say(INVITATION, "muted")
        elif isinstance(found, FormulaError):
            self._pause.stop()
            sentence = found.message if found.message[-1] in ".?" else f"{found.message}."
            self._say(f"Column {found.column + 1}: {sentence}", "error")
        else:
            self._say(" ".join(found.warnings), "warning")
            self._pause.start()

    def _apply(self) -> None:
        """Race on what is typed, if that is something new."""
        text, present = self._text.text, _typed_in(self._session.document)
        if present is not None and _shown(present) == text:
            return
        if self._session.edit(lambda now: _typed_into(now, text), "Type a formula", "formula"):
            landscape = _typed_in(self._session.document)
            if landscape is not None:
                self._say_warnings(landscape)

    def _finish(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._apply()
        self._session.seal()

    def _set_box(self, box: Box) -> None:
        self._session.edit(lambda now: _in_box(now, box), "Change the box")

    def _say_warnings(self, landscape: Landscape) -> None:
        warnings = list(landscape.parsed.warnings)
        if _is_undefined_everywhere(landscape):
            warnings.insert(0, "It is undefined all over this box: move the box, or change it.")
        self._say(" ".join(warnings), "warning")

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        if self._words.property("role") != role:
            self._words.setProperty("role", role)
            self._words.style().unpolish(self._words)
            self._words.style().polish(self._words)

    def _place(self) -> None:
        self._words.setWordWrap(True)
        self._words.setAccessibleName("What the check says")
        self._help = QToolButton()
        self._help.setProperty("role", "quiet")
        self._help.setIcon(icon("help"))
        self._help.setToolTip("What may be written in a formula")
        self._help.setAccessibleName("What may be written in a formula")
        self._help.clicked.connect(lambda: FormulaHelp(self).show_beside(self._help))
        heading = QLabel("f(x, y) =")
        heading.setBuddy(self._text)
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self._help)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(2 * GAP)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self._words)
        column.addWidget(self._box)
        column.addWidget(self.moves)
        column.addSpacing(GAP)
        caption = QLabel("Examples")
        caption.setProperty("role", "caption")
        column.addWidget(caption)
        for example in EXAMPLES:
            column.addWidget(self._example(example))
        column.addStretch()

    def _example(self, formula: str) -> QPushButton:
        button = QPushButton(formula)
        button.setToolTip(f"Race on {formula}")
        button.setAccessibleName(f"Example: {formula}")
        button.clicked.connect(lambda: self._take(formula))
        return button

    def _take(self, formula: str) -> None:
        self._text.type_over(formula)
        self._finish()

    def _draw_anew(self, _theme: object) -> None:
        self._help.setIcon(icon("help"))


def _typed_in(document: Document) -> Landscape | None:
    """Return the landscape of a document where the user typed or sculpted it, else None."""
    landscape = document.landscape
    is_made = isinstance(landscape, Landscape) and (landscape.is_typed or humps_of(landscape))
    return landscape if isinstance(landscape, Landscape) and is_made else None


def _shown(landscape: Landscape) -> str:
    """Return what was typed, or the whole formula of what was sculpted."""
    return _as_typed(landscape) if humps_of(landscape) else landscape.formula


def _in_box(document: Document, box: Box) -> Document:
    landscape = document.landscape
    if not isinstance(landscape, Landscape):
        return document
    return replace(document, landscape=landscape.with_box(box))


def _as_typed(landscape: Landscape) -> str:
    """Return the formula with numbers for all that is set; nothing where that is too long."""
    try:
        return whole_text(landscape)
    except FormulaError:
        return ""


def _typed_into(document: Document, text: str) -> Document:
    """Return the document racing on a typed formula, in the box it had where that fits.

    A land that was typed before stays moved as it was.
    """
    landscape, before = typed(text), document.landscape
    if isinstance(before, Landscape) and before.dim == landscape.dim:
        if before.is_typed and isinstance(before, MovedLandscape):
            landscape = moved(landscape.with_box(before.base.box), before.moves)
        landscape = landscape.with_box(before.box)
    return retype_landscape(document, landscape)


def _is_undefined_everywhere(landscape: Landscape) -> bool:
    axes = [np.linspace(low, high, 33) for low, high in landscape.box]
    points = np.stack([a.ravel() for a in np.meshgrid(*axes)], axis=1)
    with np.errstate(all="ignore"):
        return not np.isfinite(landscape.value(points)).any()

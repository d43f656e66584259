"""The current landscape: its name, formula, constants and box, and what is known of it."""

from dataclasses import replace
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.core.array import Box, Point
from explorer.core.fit import Fit
from explorer.core.landscape import DEFAULT_BOX, Constant, Landscape
from explorer.core.param import Param
from explorer.core.recorded_slice import RecordedSlice
from explorer.session.document import Document
from explorer.session.edits import set_constant
from explorer.session.session import Session
from explorer.views.box_fields import BoxFields
from explorer.views.disclosure import Disclosure
from explorer.views.form import Form
from explorer.views.land_moves import LandMoves
from explorer.views.numbers import number
from explorer.views.scrolling_card import ScrollingCard
from explorer.views.theme import TEXT, theme, theme_changed

__all__ = ["LandscapeDetails"]

LINES = 6  # of a long formula; all of it is in the tooltip


class LandscapeDetails(ScrollingCard):
    """A card below the gallery; constants are sliders, the box is typed exactly.

    A net with layers has a form of its own: then nothing is shown here.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: Landscape | None = None
        self._form: Form | None = None
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._title.setProperty("role", "name")
        self._line = QLabel()
        self._formula = QLabel()
        self._formula.setWordWrap(True)
        self._formula.setAccessibleName("Formula of the landscape")
        self._formula.setMinimumWidth(1)
        self._formula.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._known, self._more = QLabel(), QLabel()
        for label in (self._line, self._known, self._more):
            label.setProperty("role", "caption")
            label.setWordWrap(True)
        self._box = BoxFields((DEFAULT_BOX,))
        self._box.edited.connect(self._set_box)
        self._folded = QWidget()
        inside = QVBoxLayout(self._folded)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._box)
        inside.addWidget(self._more)
        self._fold = Disclosure("box, start and tags", self._folded)
        self._constants = QWidget()
        inside = QVBoxLayout(self._constants)
        inside.setContentsMargins(0, 0, 0, 0)
        self.moves = LandMoves(session)
        self.controls = self._constants, self._box, self.moves  # what changes the landscape
        self._column = QVBoxLayout(self.content)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(4)
        for widget in (self._title, self._line, self._formula, self._constants, self._known):
            self._column.addWidget(widget)
        self._column.addWidget(self._fold)
        self._column.addWidget(self._folded)
        self._column.addWidget(self.moves)
        self._fold.folded.connect(lambda *_: self.reveal(self._folded))
        self.moves.fold.folded.connect(lambda *_: self.reveal(self.moves))
        self.show_document(session.document)
        session.changed.connect(self.show_document)
        theme_changed.connect(self._fit)
        self._fit()

    def _fit(self, *_: object) -> None:
        """Write the formula in letters of equal width, as large as the others are."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme().length(TEXT - 1))
        self._formula.setFont(font)
        self._formula.setMaximumHeight(LINES * self._formula.fontMetrics().lineSpacing() + 2)

    def show_document(self, document: Document) -> None:
        """Show the landscape of a document, in place where only its numbers changed."""
        landscape, before = document.landscape, self._shown
        if landscape == before or not isinstance(landscape, Landscape):
            return
        self._shown = landscape
        self._title.setText(landscape.name)
        self._line.setText(landscape.line)
        self._line.setVisible(bool(landscape.line))
        is_recorded = isinstance(landscape, RecordedSlice)
        self._fold.setVisible(not is_recorded)  # it ends where nothing was measured
        self._folded.setVisible(not is_recorded and self._fold.isChecked())
        written = landscape.written
        if before is None or (written, landscape.name) != (before.written, before.name):
            how = "Edit it under Formula."
            if landscape.fit:
                how = _letters(landscape, landscape.fit)
            elif not landscape.is_formula:
                how = landscape.line
            self._formula.setText(f"{_head(landscape)} {_breakable(written)}".strip())
            self._formula.setToolTip(f"<p>{escape(written)}</p><p>{escape(how)}</p>")
        self._known.setText(_known(landscape))
        self._known.setToolTip(landscape.source)
        self._box.show_box(landscape.box)
        start = _point(landscape.suggested_start)
        self._fold.show_summary(f"{_box_in_words(landscape.box)}   start {start}")
        self._more.setText(" · ".join((f"A race best starts at {start}", *landscape.tags)))
        if before is None or _ranges(landscape) != _ranges(before):
            self._offer_constants(landscape)
        elif self._form is not None:
            self._form.show_values(_values(landscape))

    def _offer_constants(self, landscape: Landscape) -> None:
        inside = self._constants.layout()
        assert inside is not None
        if self._form is not None:
            inside.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        if landscape.constants:
            declared = {c.name: _param(c) for c in landscape.constants}
            self._form = Form(declared, _values(landscape), label_width=24)
            self._form.changed.connect(self._set_constant)
            self._form.settled.connect(self._session.seal)
            inside.addWidget(self._form)
        self._constants.setVisible(self._form is not None)

    def _set_constant(self, name: str, value: float) -> None:
        self._session.edit(
            lambda document: set_constant(document, name, value),
            f"Change {name}",
            key=f"constant-{name}",
        )

    def _set_box(self, box: Box) -> None:
        def change(document: Document) -> Document:
            landscape = document.landscape
            if not isinstance(landscape, Landscape):
                return document
            return replace(document, landscape=landscape.with_box(box))

        self._session.edit(change, "Change the box")


def _head(landscape: Landscape) -> str:
    """Return what stands before the formula: of what it is the value, or the mean."""
    if isinstance(landscape, RecordedSlice):
        return ""
    name = "f(x, y)" if landscape.dim == 2 else "f(x)"
    if landscape.fit is None:
        return f"{name} ="
    count = len(landscape.fit.examples)
    return f"{name} = mean over {count} example{'s' if count > 1 else ''} of"


def _letters(landscape: Landscape, fit: Fit) -> str:
    """Return what the letters of a fit stand for."""
    weights = "x and y are the weights" if landscape.dim == 2 else "x is the weight"
    return f"{weights}, u is the {fit.input}, t the {fit.target}"


def _breakable(written: str) -> str:
    """Return a formula that may be broken after a product sign, a bracket or a comma."""
    for sign in "·/(,":
        written = written.replace(sign, f"{sign}\N{ZERO WIDTH SPACE}")
    return written


def _param(constant: Constant) -> Param:
    return Param(constant.low, constant.high, constant.help, constant.log)


def _values(landscape: Landscape) -> dict[str, float]:
    return {c.name: c.value for c in landscape.constants}


def _ranges(landscape: Landscape) -> tuple[tuple[str, float, float], ...]:
    return tuple((c.name, c.low, c.high) for c in landscape.constants)


def _known(landscape: Landscape) -> str:
    """Return what is known in a line: exact derivatives, how many minima, where it comes from."""
    said = [_letters(landscape, landscape.fit)] if landscape.fit else []
    said.append(_derivatives(landscape))
    if landscape.knows_its_minima and landscape.minima:
        count = len(landscape.minima)
        said.append(f"{count} known {'minimum' if count == 1 else 'minima'}")
    if landscape.source:
        said.append(landscape.source)
    return " · ".join(said)


def _derivatives(landscape: Landscape) -> str:
    if isinstance(landscape, RecordedSlice):
        return "Smooth between the points"
    if not landscape.reach:
        is_noisy = landscape.is_formula and "noise" in landscape.parsed.words
        noise = ", which leave the noise out" if is_noisy else ""
        return f"Exact gradient and Hessian{noise}"
    far = zip("xy", landscape.reach, strict=False)
    sides = " and ".join(f"±{number(step)} along {axis}" for axis, step in far)
    return f"Slopes measured {sides}"


def _point(point: Point) -> str:
    """Return a point as mathematics writes it: (−5, 0.5)."""
    return f"({', '.join(map(number, point))})"


def _box_in_words(box: Box) -> str:
    """Return the box as mathematics writes it: x, y ∈ [−6, 6]."""
    ranges = [f"[{number(low)}, {number(high)}]" for low, high in box]
    if len(set(ranges)) == 1:
        return f"{', '.join('xy'[: len(box)])} ∈ {ranges[0]}"
    return "   ".join(f"{axis} ∈ {ends}" for axis, ends in zip("xy", ranges, strict=False))

"""Inside the step: the equation of a rule with the numbers of the step at the play head."""

from html import escape

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from explorer.session.document import Entrant
from explorer.session.session import Session
from explorer.views.disclosure import Disclosure
from explorer.views.step_table import StepTable
from explorer.views.step_words import step_head, step_rows
from explorer.views.theme import CAPTION, theme, theme_changed

__all__ = ["TEACHING", "InsideFold", "InsideStep"]

TEACHING = (
    "<p>Open the equation with the numbers of the step at the play head: the slope, what the rule "
    "remembers, how far it goes and what it has cost. The map draws the same: where the rule "
    "looks, what pushes it, and what it turns down.</p>"
)
WORDS = "inside the step"
MORE = 24  # pixels beside them: the arrow, and a little room
BEFORE = "Up to step {:,} {} took the steps, before the fork."
WAITING = "The run is taken again, to note its numbers…"


class InsideFold(Disclosure):
    """The line on a card that opens the inside of its optimizer; one card is open at a time."""

    def __init__(self, session: Session, index: int, entrant: Entrant) -> None:
        self.step = InsideStep(session, index, entrant)
        super().__init__(WORDS, self.step)
        self._session = session
        self.setToolTip(TEACHING)
        self.setAccessibleName(f"Inside the step of {type(entrant.optimizer).name}")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._follow()
        self.clicked.connect(self._open)
        session.insides.changed.connect(self._follow)

    def show_entrant(self, index: int, entrant: Entrant) -> None:
        """Show the same optimizer with other settings, or in another place."""
        self.step.show_entrant(index, entrant)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme().font(CAPTION)).horizontalAdvance(WORDS)
        return QSize(words + MORE, super().sizeHint().height())

    def _open(self) -> None:
        session, is_open, selection = self._session, self.isChecked(), self._session.selection
        session.insides.open(self.step.colour if is_open else None)
        if is_open and (selection is None or selection[1] != self.step.index):
            session.select((0 if selection is None else selection[0], self.step.index))
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Scroll, once all has its place, until what was opened is seen, or at least its top."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        sheet = None if around is None else around.widget()
        if around is None or sheet is None or not self.isChecked():
            return
        top, bar = self.mapTo(sheet, QPoint(0, 0)).y(), around.verticalScrollBar()
        below = self.step.mapTo(sheet, QPoint(0, self.step.height())).y()
        bar.setValue(min(top, max(bar.value(), below - around.viewport().height() + 8)))

    def _follow(self) -> None:
        self.setChecked(self._session.insides.opened == self.step.colour)


class InsideStep(QWidget):
    """What is folded out: the equation, and a table that follows the play head while it shows."""

    def __init__(self, session: Session, index: int, entrant: Entrant) -> None:
        super().__init__()
        self._session, self.index, self.colour = session, index, entrant.colour
        self._kind = kind = type(entrant.optimizer)
        self._equation = _words("", f"Equation of {kind.name}")
        lines = "<br>".join(escape(line.strip()) for line in kind.equation.split(";  "))
        self._equation.setText(f"<p style='line-height:120%'>{lines}</p>")
        self._sentence = _words("caption", "Why there are no numbers")
        self.table = StepTable()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(4)
        for part in (self._equation, self._sentence, self.table):
            column.addWidget(part)
        playback = session.playback
        playback.moved.connect(self._refresh)
        playback.changed.connect(self._rest)
        session.raced.connect(self._refresh)
        session.insides.changed.connect(self._refresh)
        theme_changed.connect(self._measure)

    @property
    def sentence(self) -> str:
        """Why there are no numbers; empty: there are."""
        return "" if self._sentence.isHidden() else self._sentence.text()

    def show_entrant(self, index: int, entrant: Entrant) -> None:
        """Show the same optimizer with other settings, or in another place."""
        self.index, self.colour = index, entrant.colour
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self, _: object = None) -> None:
        if not self.isVisible() or self.index >= len(self._session.document.entrants):
            return
        session, selection = self._session, self._session.selection
        start = selection[0] if selection is not None and selection[1] == self.index else 0
        notes = session.insides.of((start, self.index))
        if notes is None:
            # What was there stays until the new numbers come, so that nothing flickers.
            self._say("" if self.table.rows else WAITING)
            return
        if isinstance(notes, str):
            self._say(notes)
            return
        step = session.playback.step
        at = min(step, notes.steps)
        taken_by = notes.optimizer(at)
        if type(taken_by) is not self._kind or (notes.born and at <= notes.born):
            self._say(BEFORE.format(at, taken_by.name))
            return
        self._say("")
        head = step_head(notes, at, step > at)
        if len(session.document.starts) > 1:
            head += f" · start {start + 1}"
        self.table.show_rows(head, step_rows(notes, at))
        self._rest()

    def _rest(self) -> None:
        if self.isVisible() and not self._session.playback.is_playing:
            self.table.describe()

    def _say(self, sentence: str) -> None:
        if self._sentence.text() != sentence:
            self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.table.setVisible(not sentence)

    def _measure(self, _: object = None) -> None:
        self.table.updateGeometry()
        self.table.update()


def _words(role: str, name: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setAccessibleName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.RichText)
    return label

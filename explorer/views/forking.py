"""Fork: let an optimizer go on from the step at the play head with another future."""

from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from explorer.core.param import SettingError
from explorer.session.edits import fork_entrant
from explorer.session.limits import check_document
from explorer.session.locks import locked_sentence
from explorer.session.naming import entrant_names
from explorer.session.session import Session
from explorer.views.marker import marker_pixmap

__all__ = ["Forking", "fork", "why_not"]

TIP = (
    "Fork here (F): the selected optimizer goes on twice from the step at the play head. Change "
    "the settings of the new one, or swap its rule, and see both futures."
)


def why_not(session: Session, index: int, step: int | None = None) -> str:
    """Return why an optimizer cannot be forked at a step, in a sentence; empty if it can.

    Without a step it is that at the play head.
    """
    document = session.document
    step = session.playback.step if step is None else step
    if "optimizers" in document.locks:
        return locked_sentence("optimizers")
    traces = [race[index] for race in session.race.traces if index < len(race)]
    ends = [trace.steps for trace in traces if trace is not None]
    if ends and step > 0 and step >= max(ends) and max(ends) < document.steps:
        name = document.entrants[index].optimizer.name
        return f"{name} has ended at step {max(ends):,}: go to a step before that to fork it."
    try:
        check_document(fork_entrant(document, index, step))
    except SettingError as error:
        return str(error)
    return ""


def fork(session: Session, index: int, kind_key: str | None = None, at: int | None = None) -> bool:
    """Fork an optimizer at a step; where that cannot be, say why.

    Without a step it is that at the play head; with `kind_key` another kind goes on. Nothing is
    selected then, so that both futures are seen.
    """
    step = session.playback.step if at is None else at
    sentence = why_not(session, index, step)
    if sentence:
        session.refused.emit(sentence)
        return False
    name = session.document.entrants[index].optimizer.name
    taken = session.edit(
        lambda document: fork_entrant(document, index, step, kind_key),
        f"Fork {name} at step {step:,}",
    )
    if taken:
        session.select(None)
    return taken


class Forking(QObject):
    """Its action forks the optimizer of the selected path; where none is, a menu asks for one."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.below: QWidget = parent  # where the menu opens
        self.menu = QMenu(parent)
        self.menu.setToolTipsVisible(True)
        self.action = QAction("Fork", self)
        self.action.setToolTip(TIP)
        self.action.triggered.connect(lambda _checked=False: self._fork())
        session.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self, *_: object) -> None:
        entrants = self._session.document.entrants
        self.action.setEnabled(any(entrant.visible for entrant in entrants))

    def _fork(self) -> None:
        session = self._session
        racing = [k for k, entrant in enumerate(session.document.entrants) if entrant.visible]
        if session.selection is not None:
            fork(session, session.selection[1])
        elif len(racing) == 1:
            fork(session, racing[0])
        elif racing:
            self._ask(racing)

    def _ask(self, racing: list[int]) -> None:
        """Open a menu of the optimizers in the race."""
        session, names = self._session, entrant_names(self._session.document)
        reasons = {index: why_not(session, index) for index in racing}
        if all(reasons.values()):
            session.refused.emit(reasons[racing[0]])
            return
        self.menu.clear()
        for index, sentence in reasons.items():
            colour = session.document.entrants[index].colour
            words = f"Fork {names[index].whole} at step {session.playback.step:,}"
            action = self.menu.addAction(QIcon(marker_pixmap(colour, 14)), words)
            action.setEnabled(not sentence)
            action.setToolTip(sentence or "It goes on twice from here")
            action.triggered.connect(partial(_fork_later, session, index))
        height = self.menu.sizeHint().height()
        self.menu.popup(self.below.mapToGlobal(QPoint(0, -height)))


def _fork_later(session: Session, index: int, _checked: bool = False) -> None:
    fork(session, index)

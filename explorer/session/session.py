"""The session: what is open, how it changes and what is known of it. Views talk to it alone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from explorer.core.array import Point
from explorer.core.formula import FormulaError
from explorer.core.landscape import Landscape
from explorer.core.minima import CriticalPoint
from explorer.core.param import SettingError
from explorer.core.restarts import Restarts
from explorer.session.aside import Aside
from explorer.session.document import Document
from explorer.session.files import FileError, is_slice, read, write
from explorer.session.focus import Focus
from explorer.session.history import History
from explorer.session.insides import Insides
from explorer.session.lesson_player import LessonPlayer
from explorer.session.lesson_shelf import contents
from explorer.session.limits import check_document
from explorer.session.locks import check_locks
from explorer.session.many import ManyRuns
from explorer.session.mapper import Mapper
from explorer.session.opening import opening_document
from explorer.session.playback import Playback
from explorer.session.race import Race
from explorer.session.reading import read_at
from explorer.session.restart_runner import RestartRunner
from explorer.session.runner import WARM_UPS, Runner
from explorer.session.selection import Selection, followed
from explorer.session.slicer import Slicer
from explorer.session.timing import Timing
from explorer.session.trace_cache import TraceCache
from explorer.session.worker import Worker

__all__ = ["Change", "Session"]

Change = Callable[[Document], Document]


class Session(QObject):
    """Holds the document. Views call `edit` and listen; they know nothing else.

    `refused` carries one sentence whenever something cannot be done; nothing has changed then.
    Close a session when it is no longer needed: it owns threads.
    """

    changed = Signal(object)  # Document: another one, or the same saved
    raced = Signal(object)  # Race
    mapped = Signal(object)  # tuple[CriticalPoint, ...] of the present landscape
    restarted = Signal(object)  # tuple[Restarts | None, ...], one an entrant
    selected = Signal(object)  # (start, entrant) | None
    pointed = Signal(object)  # Reading | None
    refused = Signal(str)

    def __init__(self, document: Document | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        document = opening_document() if document is None else document
        check_document(document)
        self.path: Path | None = None
        self.selection: Selection | None = None
        self.race = _empty_race(document)
        self._history = History(document)
        self._saved = document
        self.worker = Worker(self)
        self.playback = Playback(self)
        self.known = TraceCache()
        self._runner = Runner(self.worker, self.known, self)
        self._mapper = Mapper(self.worker, self)
        self._restarts = RestartRunner(self.worker, self)
        self._runner.raced.connect(self._show_race)
        self._mapper.mapped.connect(self.mapped)
        self._mapper.learned.connect(self._judge_again)
        self._restarts.restarted.connect(self.restarted)
        self.worker.done.connect(self._read_ahead)
        self.focus = Focus(self, self)
        self.slicer = Slicer(self, self.focus, self)
        self.insides = Insides(self, self)
        self.many = ManyRuns(self, self)
        self.many.changed.connect(self._set_length)
        self.timing = Timing(self, self)
        for part in (self._runner, self._mapper, self._restarts, self.many):
            part.failed.connect(self.refused)
        self.lessons = LessonPlayer(self, self)
        self._mapper.want(_on_the_map(document))
        self._restarts.want(document)
        self._runner.want(document)

    @property
    def document(self) -> Document:
        """The document on screen."""
        return self._history.current

    @property
    def is_edited(self) -> bool:
        """Whether there is something to save."""
        return self.document != self._saved

    @property
    def undo_label(self) -> str | None:
        """What undo takes back; None when there is nothing."""
        return self._history.undo_label

    @property
    def redo_label(self) -> str | None:
        """What redo does again; None when there is nothing."""
        return self._history.redo_label

    @property
    def minima(self) -> tuple[CriticalPoint, ...]:
        """The critical points of the landscape, minima deepest first; empty until found."""
        return self._mapper.found

    @property
    def restarts(self) -> tuple[Restarts | None, ...]:
        """The random restarts so far, one an entrant; None where there are none yet."""
        return self._restarts.results

    def begin(self) -> None:
        """Start the engine and the search for minima: the window is on the screen now."""
        self._runner.begin()
        self._mapper.begin()
        self.many.begin()
        self.lessons.begin()

    def edit(self, change: Document | Change, label: str, key: str | None = None) -> bool:
        """Show another document; `label` names the step in the Undo menu.

        `change` is the next document, or a function from the present one to it. Edits in a row
        with the same `key` are one step, until `seal`. A change that cannot be made is refused
        in one sentence and leaves everything as it was; then the answer is False.
        """
        try:
            document = change(self.document) if callable(change) else change
            if document == self.document:
                return True
            check_locks(self.document, document)
            check_document(document)
        except (SettingError, FormulaError) as error:
            self.refused.emit(str(error))
            return False
        old = self.document
        self._history.push(document, label, key)
        self._publish(old)
        return True

    def seal(self) -> None:
        """End a drag: the next edit is a new undo step."""
        self._history.seal()

    def undo(self) -> None:
        """Go back one step, if there is one."""
        old = self.document
        if self._history.undo():
            self._publish(old)

    def redo(self) -> None:
        """Go forward one step, if there is one."""
        old = self.document
        if self._history.redo():
            self._publish(old)

    def new(self, document: Document | None = None) -> bool:
        """Begin anew with a document (the first race, if none is given) that is nowhere saved."""
        return self._replace(opening_document() if document is None else document, None)

    def open(self, path: str | Path) -> bool:
        """Open a document file; if that fails, what was open stays."""
        try:
            document = read(path)
        except FileError as error:
            self.refused.emit(str(error))
            return False
        return self._replace(document, None if is_slice(path) else Path(path))

    def save(self, path: str | Path | None = None) -> bool:
        """Save, where it was saved before unless a path is given."""
        target = self.path if path is None else Path(path)
        try:
            if target is None:
                raise FileError("Choose a file to save to.")
            write(target, self.document)
        except FileError as error:
            self.refused.emit(str(error))
            return False
        self.path, self._saved = target, self.document
        self.seal()
        self.changed.emit(self.document)
        return True

    def show(self, document: Document) -> None:
        """Show a sound document with a history of its own; nothing of it counts as an edit."""
        self._put(History(document), document, None)

    def set_aside(self) -> Aside:
        """Return what is open, with its undo steps and where it is saved, for `bring_back`."""
        place = self.playback.place
        return Aside(self._history, self._saved, self.path, self.selection, place)

    def bring_back(self, aside: Aside) -> None:
        """Show again what was set aside, exactly as it was."""
        self._put(aside.history, aside.saved, aside.path)
        self.select(aside.selection)
        self.playback.put_back(aside.place)

    def select(self, selection: Selection | None) -> None:
        """Pick out one trace by (start, entrant), or none."""
        if selection is not None:
            start, entrant = selection
            document = self.document
            if not (0 <= start < len(document.starts) and 0 <= entrant < len(document.entrants)):
                selection = None
        if selection != self.selection:
            self.selection = selection
            self.selected.emit(selection)

    def point_at(self, point: Point | None) -> None:
        """Tell what the landscape is like under the pointer; None when it has left."""
        landscape = _on_the_map(self.document)
        fits = landscape is not None and point is not None and len(point) == landscape.dim
        self.pointed.emit(read_at(landscape, point) if landscape and point and fits else None)

    def restart(self) -> None:
        """Run the random restarts of every visible optimizer now."""
        self._restarts.start()

    def set_restarts_active(self, active: bool) -> None:
        """Keep the random restarts up to date while somebody looks at them."""
        self._restarts.set_active(active)

    def finish(self) -> None:
        """Compute all that is wanted before returning: for tests and scripts."""
        self._runner.finish()
        self._restarts.finish()

    def close(self, seconds: float = 1.0) -> None:
        """Stop all clocks and threads; threads get so many seconds to end."""
        self.playback.pause()
        self._runner.close()
        self._restarts.close()
        self.timing.close()
        self.worker.close(seconds)

    def _replace(self, document: Document, path: Path | None) -> bool:
        try:
            check_document(document)
        except SettingError as error:
            self.refused.emit(str(error))
            return False
        self.lessons.end()
        self._put(History(document), document, path)
        return True

    def _put(self, history: History[Document], saved: Document, path: Path | None) -> None:
        old = self.document
        self._history, self._saved, self.path = history, saved, path
        self.playback.clear_range()  # its steps were those of another race
        self._publish(old)

    def _publish(self, old: Document) -> None:
        """Tell of another document, then of its race; nothing of the old one is left before."""
        self.race = _empty_race(self.document)
        selection = followed(self.selection, old, self.document)
        self.changed.emit(self.document)
        self.select(selection)
        self._mapper.want(_on_the_map(self.document))
        self._restarts.want(self.document)
        self._runner.want(self.document)

    def _show_race(self, race: Race) -> None:
        self.race = race
        self._set_length()
        self.raced.emit(race)

    def _set_length(self) -> None:
        """Let the play head go as far as anything moves, in the race or in the many starts."""
        race, before = self.race, self.playback.length
        length = race.length if race.finished else max(race.length, before)
        self.playback.set_length(max(length, self.many.length))

    def _read_ahead(self, key: str, request: object, result: object) -> None:
        """Read the lessons when the engine is warm, so that their list opens without a wait."""
        if key in WARM_UPS:
            self.worker.want("lessons", None, lambda cancelled: contents())

    def _judge_again(self) -> None:
        landscape = _on_the_map(self.document)
        if landscape is not None and not landscape.knows_its_minima:
            self._runner.judge_again()


def _on_the_map(document: Document) -> Landscape | None:
    """Return the landscape that has a map or a curve of its own; None for a net."""
    return document.landscape if isinstance(document.landscape, Landscape) else None


def _empty_race(document: Document) -> Race:
    return Race(document, ((None,) * len(document.entrants),) * len(document.starts))

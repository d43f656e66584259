"""The dialogs that open and save a race, and that ask before changes are lost."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from explorer.session.opening import opening_document
from explorer.session.session import Session
from explorer.views.remembered import remembered

__all__ = ["DocumentDialogs", "last_folder", "note_folder"]

DOCUMENTS = "Explorer race (*.race.json)"
OPENED = "Races and slices (*.race.json *.npz)"


class DocumentDialogs:
    """Asks over `window` which files the session is to open and to write."""

    def __init__(self, session: Session, window: QWidget) -> None:
        self._session, self._window = session, window

    def new(self) -> None:
        """Begin with the first race, unless there are changes to keep; a lesson is left."""
        self._session.lessons.leave()
        if self.may_discard():
            self._session.new(opening_document())

    def ask_open(self) -> None:
        """Ask for a file and open it, unless there are changes to keep; a lesson is left."""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a race", last_folder(), OPENED)
        if not name:
            return
        self._session.lessons.leave()
        if self.may_discard() and self._session.open(Path(name)):
            note_folder(Path(name).parent)

    def save(self) -> bool:
        """Save where it was saved before, or ask; tell whether it is saved."""
        if self._session.path is None:
            return self.ask_save()
        return self._save_to(self._session.path)

    def ask_save(self) -> bool:
        """Ask for a name and save; tell whether it is saved."""
        suggestion = str(Path(last_folder()) / f"{self._session.document.landscape.key}.race.json")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save this race", suggestion, DOCUMENTS)
        if not name:
            return False
        path = Path(name)
        return self._save_to(path if path.suffix else path.with_suffix(".race.json"))

    def may_discard(self) -> bool:
        """Tell whether what is open may go: it is saved, or nobody wants it."""
        if not self._session.is_edited:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self._window,
            "Save your race?",
            f"“{self._session.document.name}” has changes that are not saved.",
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def _save_to(self, path: Path) -> bool:
        note_folder(path.parent)
        return self._session.save(path)


def last_folder() -> str:
    """Return the folder that files were last read from or written to."""
    return str(remembered().value("folder", str(Path.home())))


def note_folder(folder: Path) -> None:
    """Begin there the next time."""
    remembered().setValue("folder", str(folder))

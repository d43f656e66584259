"""The pages of the window: the workbench, and others that take its whole place for a while."""

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

__all__ = ["Pages"]


class Pages(QStackedWidget):
    """Shows the workbench until another page is wanted; `show_workbench` comes back to it."""

    def __init__(self, workbench: QWidget) -> None:
        super().__init__()
        self._workbench = workbench
        self._focus: QWidget | None = None  # who had the keyboard on the workbench
        self.addWidget(workbench)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown instead of the workbench."""
        current = self.currentWidget()
        return None if current is self._workbench else current

    def show_page(self, page: QWidget) -> None:
        """Show a page over the whole place. It stays here, hidden, after the way back."""
        if self.page is None:
            self._focus = QApplication.focusWidget()
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.setFocus()

    def show_workbench(self) -> None:
        """Come back to the workbench, and to who had the keyboard there."""
        self.setCurrentWidget(self._workbench)
        focus, self._focus = self._focus, None
        if focus is not None and self._workbench.isAncestorOf(focus):
            focus.setFocus()

"""The place beside the picture: what a net answers, two goals at once, or a jumping robot."""

from collections.abc import Callable

from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from explorer.core.landscape import Landscape
from explorer.session.document import Document
from explorer.session.session import Session

__all__ = ["Beside"]

SHARE = 0.44  # of the width that picture and this share, when it first comes up


class Beside(QStackedWidget):
    """Shows the view that belongs to a landscape, and takes no room where there is none.

    A view is made when it is first needed: a launch does not wait for it.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._views: dict[str, QWidget] = {}
        self._has_its_share = False
        self.hide()

    def show_document(self, document: Document) -> None:
        """Show what belongs beside a document, or hide."""
        wanted = self._wanted(document)
        if not wanted:
            self.hide()
            return
        if wanted not in self._views:
            self._views[wanted] = VIEWS[wanted](self._session)
            self.addWidget(self._views[wanted])
        self.setCurrentWidget(self._views[wanted])
        self.show()
        self._take_share()

    def _wanted(self, document: Document) -> str:
        if self._session.focus.learns:
            return "net"
        landscape = document.landscape
        return landscape.beside if isinstance(landscape, Landscape) else ""

    def _take_share(self) -> None:
        """Divide the room once; from then on it is as the user has it."""
        stage = self.parentWidget()
        if not self._has_its_share and isinstance(stage, QSplitter):
            self._has_its_share = True
            width = stage.width()
            stage.setSizes([round((1 - SHARE) * width), round(SHARE * width)])


def _net(session: Session) -> QWidget:
    from explorer.views.net_panel import NetPanel

    return NetPanel(session)


def _goals(session: Session) -> QWidget:
    from explorer.views.goals_view import GoalsView

    return GoalsView(session)


def _jump(session: Session) -> QWidget:
    from explorer.views.jump_view import JumpView

    return JumpView(session)


# What a landscape may want beside it.
VIEWS: dict[str, Callable[[Session], QWidget]] = {"net": _net, "goals": _goals, "jump": _jump}

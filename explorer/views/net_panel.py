"""Beside the landscape of a net: what it answers, and under that the net itself in more ways."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from explorer.core.nets.tiny_net import TinyNet
from explorer.session.session import Session
from explorer.views.answers_view import AnswersView
from explorer.views.checks_view import ChecksView
from explorer.views.climb_view import ClimbView
from explorer.views.examples_view import ExamplesView
from explorer.views.groups_view import GroupsView
from explorer.views.net_diagram import NetDiagram
from explorer.views.spectrum_view import SpectrumView
from explorer.views.tab_row import TabRow
from explorer.views.theme import GAP

__all__ = ["TABS", "NetPanel"]

TABS = (
    ("Net", "The net drawn: its units, its weights, and what is dead."),
    ("Examples", "Every example with its answer and its loss, the worst first."),
    ("Checks", "Whether the gradient is right, and what a step costs."),
    ("Curvature", "In how many directions the land bends up, down, or hardly."),
    ("Groups", "Whom the net fails in the world outside, group by group."),
    ("Dream", "An example that climbs towards an answer of the net, while the weights stay."),
)
NET, EXAMPLES, CHECKS, CURVATURE, GROUPS, DREAM = range(6)
LOOKS = {
    "net": NET,
    "examples": EXAMPLES,
    "checks": CHECKS,
    "curvature": CURVATURE,
    "groups": GROUPS,
    "dream": DREAM,
}
NARROWEST = 280  # pixels


class NetPanel(QWidget):
    """The answers over some tabs, of which only the one on top does work.

    A landscape with examples has no net to draw: it shows its examples alone. Only nets of
    classes dream, and only some data sets have groups in the world outside.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.answers = AnswersView(session)
        self.views = (
            NetDiagram(session),
            ExamplesView(session),
            ChecksView(session),
            SpectrumView(session),
            GroupsView(session),
            ClimbView(session),
        )
        self._stack = QStackedWidget()
        self._tabs = TabRow(TABS)
        self._wanted = NET  # the tab that comes back with the next net
        self._place()
        self._tabs.chosen.connect(self.show_tab)
        session.changed.connect(self._show_document)
        self._show_document(session.document)

    @property
    def tab(self) -> int:
        """Which tab is on top: an index into TABS."""
        return self._stack.currentIndex()

    def show_tab(self, index: int) -> None:
        """Bring a tab on top."""
        self._wanted = index
        self._bring(index)

    def show_part(self, name: str) -> QWidget | None:
        """Bring up the part that lessons call so, and return it; None where there is none."""
        if name == "answers":
            return self.answers
        index = LOOKS.get(name)
        if index is None or self._tabs.button(index).isHidden():
            return None
        self.show_tab(index)
        return self.views[index]

    def sizeHint(self) -> QSize:
        return QSize(380, 600)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROWEST, 320)

    def _show_document(self, _: object = None) -> None:
        net = self._session.document.landscape
        offered = {EXAMPLES}
        if isinstance(net, TinyNet):
            offered |= {NET, CHECKS, CURVATURE}
            if net.data_set.classes:
                offered |= {DREAM} if net.data_set.field is None else {DREAM, GROUPS}
        self._tabs.offer(offered)
        wanted = (self._wanted, NET, EXAMPLES)
        self._bring(next(index for index in wanted if index in offered))

    def _bring(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        self._tabs.show_tab(index)

    def _place(self) -> None:
        for view in self.views:
            self._stack.addWidget(view)
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._tabs)
        inside.addWidget(self._stack, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setHandleWidth(GAP)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.answers)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([300, 300])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

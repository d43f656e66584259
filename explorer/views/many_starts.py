"""Many starts on a landscape: the tool, its panel, the cloud and what is said of it."""

from PySide6.QtCore import QObject

from explorer.session.document import Document
from explorer.session.many_edits import change_many
from explorer.session.session import Session
from explorer.views.cloud_layer import CloudLayer
from explorer.views.cloud_readout import CloudReadout
from explorer.views.hand import Hand
from explorer.views.many_starts_panel import ManyStartsPanel
from explorer.views.plane import Plane
from explorer.views.start_line import StartLine
from explorer.views.tool_chip import ToolChip
from explorer.views.viewpoint import Viewpoint

__all__ = ["ManyStartsTool"]

NAME = "Many starts"
TIP = (
    "Let each optimizer begin at hundreds of places at once, and watch the cloud move: which "
    "ground leads to which minimum, how many find the lowest, how many fly away."
)


class ManyStartsTool(QObject):
    """Puts the cloud on a plane, and its switch and panel among the tools.

    The pointer draws the line of starts only while they stand along one; else it does as always.
    """

    def __init__(
        self, session: Session, plane: Plane, tools: ToolChip, hand: Hand, viewpoint: Viewpoint
    ) -> None:
        super().__init__(plane)
        self._session, self._plane = session, plane
        CloudLayer(session, plane)
        self.line = StartLine(session, hand, viewpoint, plane.update)
        plane.add_layer(self.line, over=True)
        self.panel = ManyStartsPanel(session)
        self.readout = CloudReadout(session, plane)
        self.button = tools.add(NAME, TIP, self._switch, self.panel)
        self.panel.cleared.connect(tools.put_away)
        session.changed.connect(self._follow)

    def _switch(self, is_on: bool) -> None:
        session = self._session
        if is_on and session.document.many is None and "starts" not in session.document.locks:
            session.edit(change_many, "Many starts")
        self._follow(session.document)

    def _follow(self, document: Document) -> None:
        """Give the pointer to the line while there is one and the tool is in the hand."""
        is_line = document.many is not None and document.many.spread == "line"
        self.line.in_hand = is_line and self.button.isChecked()
        if self.line.in_hand and self._plane.tool is None:
            self._plane.take_tool(self.line)
        elif not self.line.in_hand and self._plane.tool is self.line:
            self._plane.take_tool(None)

"""Shape a landscape by hand: the tools that put hills and wells on it, and that draw a curve."""

from PySide6.QtCore import Qt

from explorer.session.session import Session
from explorer.views.draw_tool import DrawTool
from explorer.views.sculpt_hand import SculptHand
from explorer.views.sculpt_layer import SculptLayer
from explorer.views.sculpt_panel import SculptPanel
from explorer.views.sculpt_tool import SculptTool
from explorer.views.stage import Stage
from explorer.views.tool import Tool

__all__ = ["add_drawing", "add_sculpting"]

SCULPT = (
    "Put hills and wells on the land: click for a well, Shift-click for a hill, then drag its "
    "middle, its ring or its knob. They are terms of the formula, so slopes stay exact"
)
DRAW = (
    "Draw the curve: press and move, and it follows the pointer, smooth as you go. What you do not "
    "touch stays as it is. Any curve can be drawn on"
)


def add_sculpting(session: Session, stage: Stage) -> SculptHand:
    """Give a stage the tool that sculpts, and return the hand that holds it."""
    hand = SculptHand(session)
    hand.setParent(stage)
    tool = SculptTool(session, stage.viewpoint, stage.hand, hand)
    stage.plane.add_layer(SculptLayer(hand), over=True)
    hand.changed.connect(stage.plane.update)

    def take(is_on: bool) -> None:
        hand.use(is_on)
        _take(stage, tool if is_on else None)

    stage.tools.add("Sculpt", f"{SCULPT}.", take, SculptPanel(session, hand))
    hand.changed.connect(stage.tools.resized)
    return hand


def add_drawing(session: Session, stage: Stage) -> None:
    """Give a stage the tool that draws its curve."""
    tool = DrawTool(session, stage.viewpoint, stage.hand)
    stage.tools.add("Draw", f"{DRAW}.", lambda is_on: _take(stage, tool if is_on else None))


def _take(stage: Stage, tool: Tool | None) -> None:
    stage.plane.take_tool(tool)
    if tool is not None:
        stage.hand.used.emit()  # what the hint says holds for the starts alone
        stage.plane.setFocus(Qt.FocusReason.OtherFocusReason)

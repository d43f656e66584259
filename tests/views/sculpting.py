"""What tests of shaping by hand share: a stage with a tool in the hand."""

import pytest

from explorer.core.landscape import typed
from explorer.core.landscapes import LANDSCAPES
from explorer.core.sculpted_landscape import sculpted
from explorer.session.edits import pick_landscape
from explorer.session.locks import set_lock
from explorer.session.opening import opening_document
from explorer.views import sculpt_hand
from explorer.views.curve import CurveView
from explorer.views.map import MapView
from explorer.views.sculpt_panel import SculptPanel

HIMMELBLAU = LANDSCAPES["himmelblau"]
WAVES = typed("0.1*x^2 + sin(2*x)")


@pytest.fixture(autouse=True)
def nothing_is_compiled(monkeypatch):
    """Leave out what is compiled ahead: here drags are what is tested."""
    monkeypatch.setattr(sculpt_hand, "compiled", lambda landscape: None)


@pytest.fixture
def shown(qtbot, session, pointer):
    """Show a landscape with a tool in the hand: session, stage and pointer."""

    def show(landscape=HIMMELBLAU, tool="Sculpt", *, humps=(), size=(600, 480), lock=False):
        land = sculpted(landscape, humps) if humps else landscape
        document = pick_landscape(opening_document(), land)
        document = set_lock(document, "landscape", True) if lock else document
        opened = session(document, begun=False)
        stage = (MapView if landscape.dim == 2 else CurveView)(opened)
        stage.resize(*size)
        qtbot.addWidget(stage)
        stage.show()
        qtbot.waitExposed(stage)
        stage.tools.take(tool)
        return opened, stage, pointer(stage.plane, stage.viewpoint)

    return show


def panel(stage):
    """Return the panel of the tool that sculpts."""
    return stage.findChild(SculptPanel)

"""The form of the tiny net: which model, what it learns from, how it is made, what is shown."""

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from explorer.core.array import Point
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.tiny_net import TinyNet
from explorer.session.document import Document
from explorer.session.edits import pick_landscape
from explorer.session.session import Session
from explorer.views.choices import ChoiceRow, Item
from explorer.views.net_card import LABEL_WIDTH
from explorer.views.net_data_card import DataCard
from explorer.views.net_layers_card import LayersCard
from explorer.views.slice_card import SliceCard
from explorer.views.theme import GAP

__all__ = ["EXACT", "EXACT_TAG", "NetForm"]

EXACT_TAG = "tiny net"
EXACT: dict[str, Landscape] = {k: row for k, row in LANDSCAPES.items() if EXACT_TAG in row.tags}
HIDDEN = Item(
    TinyNet.key,
    "net with layers",
    "A net of up to three hidden layers. It has more weights than a map has sides, so the map is "
    "a slice.",
)
HINT = "Drag a data point, a weight, or the start ring: boundary, surface and curves follow."


class NetForm(QWidget):
    """Cards for a document that holds a net; with any other document it rests."""

    def __init__(self, session: Session, net: TinyNet) -> None:
        super().__init__()
        self._session = session
        self.model = ChoiceRow(
            "model",
            "A net with layers, or one so small that its whole landscape is on the map",
            (HIDDEN, *(Item(row.key, row.name, f"{row.line}.") for row in EXACT.values())),
            LABEL_WIDTH,
        )
        self.model.choice.show_key(TinyNet.key)
        self.data = DataCard(session, net)
        self.layers = LayersCard(session, net, _start(session.document, net))
        self.slice = SliceCard(session, net, session.document.slice)
        hint = QLabel(HINT)
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        closing = QFrame()
        closing.setProperty("role", "card")
        inside = QVBoxLayout(closing)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.addWidget(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GAP)
        for part in (self.model, self.data, self.layers, self.slice, closing):
            column.addWidget(part)
        column.addStretch()
        self.model.setVisible(bool(EXACT))
        self.model.chosen.connect(self._pick_model)
        session.changed.connect(self.show_document)

    def show_document(self, document: Document) -> None:
        """Show the net of a document, if it holds one."""
        net = document.landscape
        if isinstance(net, TinyNet):
            self.model.choice.show_key(TinyNet.key)
            self.data.show_net(net)
            self.layers.show_net(net, document.starts[0])
            self.slice.show_plan(net, document.slice)

    def _pick_model(self, key: str) -> None:
        if key in EXACT:
            row = EXACT[key]
            self._session.edit(lambda document: pick_landscape(document, row), f"Pick {row.name}")


def _start(document: Document, net: TinyNet) -> Point:
    """Return where the training of a net begins, in a document that may hold another."""
    return document.starts[0] if document.landscape == net else net.suggested_start

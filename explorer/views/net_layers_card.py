"""The net itself: its layers, its activation, its loss, where it begins and what weights cost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from explorer.core.array import Point
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.losses import LOSSES
from explorer.core.nets.network import Init
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.core.param import params
from explorer.session.document import Document
from explorer.session.net_edits import change_net, net_of, typed_weights
from explorer.session.session import Session
from explorer.views.choices import ChoiceRow, Item
from explorer.views.form import Form
from explorer.views.layers_entry import LayersEntry
from explorer.views.net_card import LABEL_WIDTH, NetCard
from explorer.views.numbers import number
from explorer.views.seed_row import SeedRow

__all__ = ["STARTS", "LayersCard"]

PARAMS = {
    name: replace(declared, label="all weights") if name == "init_size" else declared
    for name, declared in params(TinyNet).items()
}
SIZE, PRICE, REST = ("init_size",), ("l2",), ("l1", "decay", "batch", "init_bias")
DRAWN: tuple[Init, ...] = ("random", "he", "xavier")  # those that a seed draws
STARTS: dict[Init, tuple[str, str]] = {
    "random": (
        "random",
        "Small random weights, scaled to suit the activation: neither too loud nor too faint.",
    ),
    "he": ("He", "Variance 2 / inputs: keeps signals alive through ReLU (He and others, 2015)."),
    "xavier": (
        "Xavier",
        "Variance 2 / (inputs + outputs): signals and slopes keep their size "
        "(Glorot and Bengio, 2010).",
    ),
    "zeros": (
        "zeros",
        "All weights zero: nothing tells the hidden units apart, so they can never share the work.",
    ),
    "equal": (
        "all equal",
        "Every weight the same number: the units of a layer begin as copies and stay copies.",
    ),
    "typed": (
        "your own",
        "The weights as they begin now. Drag the start ring, or a weight in the picture of the "
        "net; changing other settings leaves them alone.",
    ),
}


class LayersCard(NetCard):
    """Keeps its widgets while numbers change, so that a drag is never interrupted."""

    def __init__(self, session: Session, net: TinyNet, start: Point) -> None:
        super().__init__(session, "Net")
        self._shown: tuple[TinyNet, Point] | None = None
        self._layers = LayersEntry()
        self._inputs, self._outputs, self._count = QLabel(), QLabel(), QLabel()
        self._count.setProperty("role", "caption")
        self._count.setWordWrap(True)
        self._activation = ChoiceRow(
            "activation",
            "What a hidden unit makes of the sum it receives",
            (Item(a.key, a.name, f"{a.equation}. {a.line}.") for a in ACTIVATIONS.values()),
            LABEL_WIDTH,
        )
        self._loss = ChoiceRow("loss", "How a wrong answer is priced", (), LABEL_WIDTH)
        self._init = ChoiceRow(
            "start weights",
            "Where training begins",
            (Item(key, *words) for key, words in STARTS.items()),
            LABEL_WIDTH,
        )
        self._seed = SeedRow(PARAMS["init_seed"], "start weights")
        self._size, self._price, self._rest = (_form(names, net) for names in (SIZE, PRICE, REST))
        self.add(self._layers_row(), self._count, self._activation, self._loss)
        self.add(self._init, self._seed, self._size, self._price)
        self._more = self.fold("more about the net", self._rest)
        self.lock("landscape", self._layers, self._activation, self._loss, self._price, self._rest)
        self.lock("starts", self._init, self._seed, self._size)
        self._listen()
        self.show_net(net, start)

    def show_net(self, net: TinyNet, start: Point) -> None:
        """Show how a net is made, and which of the ways to begin its start is."""
        before, self._shown = self._shown, (net, start)
        if self._shown == before:
            return
        self._show_start(net, "typed" if start != net.suggested_start else net.init)
        if before is not None and net == before[0]:
            return
        self.say("")
        self._inputs.setText(f"{net.sizes[0]} –")
        self._outputs.setText(f"– {net.sizes[-1]}")
        self._layers.show_hidden(net.hidden)
        self._count.setText(_count_in_words(net))
        self._activation.choice.show_key(net.activation)
        self._activation.setVisible(bool(net.hidden))
        fitting = (LOSSES[key] for key in losses_for(net.data_set))
        self._loss.choice.show_items(
            Item(one.key, one.name, f"{one.equation}. {one.line}.") for one in fitting
        )
        self._loss.choice.show_key(net.loss)
        for form, names in ((self._size, SIZE), (self._price, PRICE), (self._rest, REST)):
            form.show_values({name: getattr(net, name) for name in names})
        self._more.show_summary(_summary(net))

    def _show_start(self, net: TinyNet, init: Init) -> None:
        self._init.choice.show_key(init)
        self._seed.show_seed(net.init_seed)
        self._seed.setVisible(init in DRAWN)
        self._size.setVisible(init == "equal")

    def _layers_row(self) -> QWidget:
        row = QWidget()
        label = QLabel("layers")
        label.setProperty("role", "muted")
        label.setBuddy(self._layers)
        self._inputs.setToolTip("<p>One input for each column of the data</p>")
        self._outputs.setToolTip("<p>One output, or one for each of several classes</p>")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(label)
        line.addStretch()
        line.addWidget(self._inputs)
        line.addWidget(self._layers)
        line.addWidget(self._outputs)
        return row

    def _listen(self) -> None:
        self._layers.entered.connect(lambda hidden: self._change("Change layers", hidden=hidden))
        self._layers.refused.connect(self.say)
        self._activation.chosen.connect(
            lambda key: self._change("Change activation", activation=key)
        )
        self._loss.chosen.connect(lambda key: self._change("Change loss", loss=key))
        self._init.chosen.connect(self._begin)
        self._seed.chosen.connect(
            lambda seed: self._change("Draw other start weights", init_seed=seed)
        )
        self._seed.refused.connect(self.say)
        for form in (self._size, self._price, self._rest):
            form.changed.connect(self._slide)
            form.settled.connect(self._session.seal)

    def _begin(self, init: str) -> None:
        """Begin in another way; a start that was moved by hand is given up then."""

        def change(document: Document) -> Document:
            changed = change_net(document, init=init)
            if init == "typed":
                return changed
            return typed_weights(changed, 0, net_of(changed).suggested_start)

        self._take(change, "Change start weights")

    def _change(self, label: str, drag: str | None = None, /, **changes: Any) -> None:
        self._take(lambda document: change_net(document, **changes), label, drag)

    def _take(
        self, change: Callable[[Document], Document], label: str, drag: str | None = None
    ) -> None:
        """Change the net; where that is refused, show it as it was."""
        if not self.take(change, label, drag):
            sentence, shown, self._shown = self.sentence, self._shown, None
            if shown is not None:
                self.show_net(*shown)
            self.say(sentence)

    def _slide(self, name: str, value: float) -> None:
        declared = PARAMS[name]
        words = declared.label or name
        taken = int(value) if declared.whole else value
        self._change(f"Change {words}", f"net-{name}", **{name: taken})


def _count_in_words(net: TinyNet) -> str:
    """Return how many weights a net has: what its landscape has dimensions."""
    words = "weight" if net.dim == 1 else "weights"
    kind = "" if net.hidden else " · no hidden layer: straight borders only"
    return f"{net.dim} {words}, biases included{kind}"


def _summary(net: TinyNet) -> str:
    """Return the folded settings in brief."""
    batch = f"batch {net.batch}" if net.batch else "full batch"
    return f"L1 {number(net.l1)} · decay {number(net.decay)} · {batch}"


def _form(names: tuple[str, ...], net: TinyNet) -> Form:
    declared = {name: PARAMS[name] for name in names}
    values = {name: getattr(net, name) for name in names}
    return Form(declared, values, LABEL_WIDTH)

"""Which plane through the weights the map shows, and what is its height."""

from typing import Any

from PySide6.QtWidgets import QCheckBox

from explorer.core.nets.planes import weight_name
from explorer.core.nets.slice_plan import LAYERS, SLICES, SlicePlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.param import params
from explorer.session.net_edits import set_slice
from explorer.session.session import Session
from explorer.views.choices import ChoiceRow, Item
from explorer.views.net_card import LABEL_WIDTH, NetCard
from explorer.views.seed_row import SeedRow

__all__ = ["SliceCard"]

MATCHED = (
    "Where the line leads to another net, let the units of that net change places, and sides where "
    "they can, until they lie nearest to those of the first. It stays the same net."
)


class SliceCard(NetCard):
    """Offers what the present net and its data can show."""

    def __init__(self, session: Session, net: TinyNet, plan: SlicePlan) -> None:
        super().__init__(session, "Slice")
        self._shown: tuple[TinyNet, SlicePlan] | None = None
        self._named: tuple[tuple[int, ...], tuple[str, ...]] = (), ()
        self._kind = ChoiceRow(
            "plane", "Which plane through the space of all weights is shown", (), LABEL_WIDTH
        )
        self._layer = ChoiceRow("map shows", "What the height of the map is", (), LABEL_WIDTH)
        self._first = ChoiceRow("across", "The weight along the map", (), LABEL_WIDTH)
        self._second = ChoiceRow("up", "The weight up the map", (), LABEL_WIDTH)
        self._seed = SeedRow(params(SlicePlan)["seed"], "directions")
        self._matched = QCheckBox("units matched")
        self._matched.setToolTip(f"<p>{MATCHED}</p>")
        self._matched.setAccessibleDescription(MATCHED)
        self.add(self._kind, self._first, self._second, self._seed, self._matched, self._layer)
        self._listen()
        self.show_plan(net, plan)

    def show_plan(self, net: TinyNet, plan: SlicePlan) -> None:
        """Show how the landscape of a net is shown."""
        if (net, plan) == self._shown:
            return
        self._shown = net, plan
        self.say("")
        self._kind.choice.show_items(
            Item(kind, *words)
            for kind, words in SLICES.items()
            if kind == plan.kind or kind != "exact" or net.dim <= 2
        )
        self._kind.choice.show_key(plan.kind)
        self._layer.choice.show_items(_layers(net, plan))
        self._layer.choice.show_key(plan.layer)
        if plan.kind == "weights":
            self._offer_weights(net)
        for row, weight in ((self._first, plan.first), (self._second, plan.second)):
            row.setVisible(plan.kind == "weights")
            row.choice.show_key(str(min(weight, net.dim - 1)))
        self._seed.setVisible(plan.kind == "random")
        self._seed.show_seed(plan.seed)
        can_match = len(net.hidden) == 1 or plan.matched == 1
        self._matched.setVisible(plan.kind == "line" and can_match)
        self._matched.setChecked(bool(plan.matched))

    def _offer_weights(self, net: TinyNet) -> None:
        """List the weights by name; there may be a thousand, so only where they are others."""
        named = net.sizes, net.data_set.features
        if named != self._named:
            self._named = named
            items = [
                Item(str(k), weight_name(net, k).removeprefix("weight ")) for k in range(net.dim)
            ]
            for row in (self._first, self._second):
                row.choice.show_items(items)

    def _listen(self) -> None:
        self._kind.chosen.connect(lambda kind: self._change("Change the plane", kind=kind))
        self._layer.chosen.connect(lambda layer: self._change("Change the map", layer=layer))
        self._first.chosen.connect(self._turn_across)
        self._second.chosen.connect(self._turn_up)
        self._seed.chosen.connect(lambda seed: self._change("Draw other directions", seed=seed))
        self._seed.refused.connect(self.say)
        self._matched.clicked.connect(
            lambda on: self._change("Match units" if on else "Match no units", matched=int(on))
        )

    def _turn_across(self, key: str) -> None:
        first, up = int(key), int(self._second.choice.key)
        across = self._session.document.slice.first
        self._change("Change the weight across", first=first, second=across if up == first else up)

    def _turn_up(self, key: str) -> None:
        second, across = int(key), int(self._first.choice.key)
        up = self._session.document.slice.second
        self._change(
            "Change the weight up", first=up if across == second else across, second=second
        )

    def _change(self, label: str, /, **changes: Any) -> None:
        """Change the slice; where that is refused, show it as it was."""
        if not self.take(lambda document: set_slice(document, **changes), label):
            sentence, shown, self._shown = self.sentence, self._shown, None
            if shown is not None:
                self.show_plan(*shown)
            self.say(sentence)


def _layers(net: TinyNet, plan: SlicePlan) -> list[Item]:
    """Return what the map can show: no batch where there are none, nothing held out likewise."""
    has = {
        "train": True,
        "held-out": bool(len(net.data_set.rows("held-out"))),
        "batch": net.batch > 0,
        "penalty": net.l1 > 0 or net.l2 > 0,
        "difference": bool(len(net.data_set.rows("held-out"))),
    }
    return [Item(k, *words) for k, words in LAYERS.items() if has[k] or k == plan.layer]

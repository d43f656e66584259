"""The changes a user can make to a net, its data and its slice: each a pure function.

A change that cannot be made raises SettingError with one sentence.
"""

from dataclasses import replace
from typing import Any

from explorer.core.array import Array, Point
from explorer.core.landscape import Landscape
from explorer.core.nets.data_plan import MOST_ROWS, DataPlan, OwnData
from explorer.core.nets.data_sets import as_own, data_set
from explorer.core.nets.network import initial_weights
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.core.param import SettingError
from explorer.core.suggestion import suggested
from explorer.session.document import Document

__all__ = [
    "add_example",
    "change_data",
    "change_net",
    "move_example",
    "net_of",
    "pick_net",
    "remove_example",
    "set_slice",
    "typed_weights",
]

Row = tuple[float, ...]


def net_of(document: Document) -> TinyNet:
    """Return the net of a document; SettingError where it holds a formula."""
    if not isinstance(document.landscape, TinyNet):
        raise SettingError("This needs a tiny net: pick one under Tiny net.")
    return document.landscape


def pick_net(document: Document, net: TinyNet) -> Document:
    """Race on a net: from its initial weights, with the settings that suit it."""
    entrants = tuple(
        replace(entrant, optimizer=suggested(type(entrant.optimizer), net))
        for entrant in document.entrants
    )
    return replace(
        document, landscape=net, entrants=entrants, starts=(net.suggested_start,), layout="map"
    )


def change_net(document: Document, **changes: Any) -> Document:
    """Change settings of the net, by the names of TinyNet.

    Settings of optimizers are kept where the user has moved them away from what was suggested,
    and the starts unless the change is about them or they no longer fit.
    """
    before = net_of(document)
    changed = replace(before, **changes)
    entrants = tuple(
        replace(entrant, optimizer=suggested(type(entrant.optimizer), changed))
        if entrant.optimizer == suggested(type(entrant.optimizer), before)
        else entrant
        for entrant in document.entrants
    )
    starts = document.starts
    if changed.dim != before.dim or (changed.init != "typed" and _begins(changed, before)):
        starts = tuple(_initial(changed, number) for number in range(len(starts)))
    return replace(document, landscape=changed, entrants=entrants, starts=starts)


def change_data(document: Document, **changes: Any) -> Document:
    """Change settings of the data, by the names of DataPlan; the loss follows where it must."""
    plan = net_of(document).data
    if changes.get("key", plan.key) != "own":
        changes = {"own": None, **changes}
    changed = replace(plan, **changes)
    return change_net(document, data=changed, **_loss(net_of(document), changed))


def set_slice(document: Document, **changes: Any) -> Document:
    """Change which plane is shown and what is its height, by the names of SlicePlan."""
    return replace(document, slice=replace(document.slice, **changes))


def typed_weights(document: Document, start: int, weights: Point | Array) -> Document:
    """Begin a run of the net from these weights."""
    if len(weights) != document.landscape.dim:
        raise SettingError(f"This net has {document.landscape.dim} weights, not {len(weights)}.")
    return document.with_start(start, tuple(float(w) for w in weights))


def move_example(
    document: Document, row: int, inputs: Point, target: float | None = None
) -> Document:
    """Give an example other inputs, and another target unless it is None."""

    def moved(rows: list[Row]) -> list[Row]:
        rows[row] = (*map(float, inputs), rows[row][-1] if target is None else float(target))
        return rows

    return _with_rows(document, moved)


def add_example(document: Document, inputs: Point, target: float) -> Document:
    """Add an example."""
    return _with_rows(document, lambda rows: [*rows, (*map(float, inputs), float(target))])


def remove_example(document: Document, row: int) -> Document:
    """Take an example away; the last one stays."""
    return _with_rows(document, lambda rows: rows[:row] + rows[row + 1 :])


def _with_rows(document: Document, change: Any) -> Document:
    """Return the document with other examples; they become the user's own."""
    if isinstance(document.landscape, Landscape):
        fit = document.landscape.fit
        if fit is None:
            raise SettingError("This landscape has no examples.")
        rows = _checked(change([tuple(row) for row in fit.examples]))
        return replace(document, landscape=document.landscape.with_examples(rows))
    plan = as_own(net_of(document).data)
    own = plan.own
    assert own is not None
    rows = _checked(change(list(own.rows)))
    changed = replace(own, rows=rows)
    return change_net(document, data=_counted(plan, changed))


def _counted(plan: DataPlan, own: OwnData) -> DataPlan:
    return replace(plan, own=own, examples=len(own.rows))


def _checked(rows: list[Row]) -> tuple[Row, ...]:
    if not rows:
        raise SettingError("One example must stay: move it instead of removing it.")
    if len(rows) > MOST_ROWS:
        raise SettingError(f"A tiny net learns from at most {MOST_ROWS:,} examples.")
    return tuple(rows)


def _loss(net: TinyNet, plan: DataPlan) -> dict[str, str]:
    """Return the loss to change to: the usual one stays usual, one that does not fit must go."""
    allowed, is_usual = losses_for(data_set(plan)), net.loss == losses_for(net.data_set)[0]
    return {"loss": allowed[0]} if is_usual or net.loss not in allowed else {}


def _begins(net: TinyNet, before: TinyNet) -> bool:
    """Tell whether the initial weights of a net are others than before."""
    return net.suggested_start != before.suggested_start


def _initial(net: TinyNet, number: int) -> Point:
    """Return the weights of start number so and so: each further one has the next seed."""
    init = "random" if net.init == "typed" else net.init
    return initial_weights(net.layers, net.activation, init, net.init_seed + number, net.init_size)
